/* lib/io/hdf5.c -- see hdf5.h */
#include "io/hdf5.h"

#ifdef HAVE_HDF5

#include "base/array.h"
#include "io/hdf5_door.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* About this many bytes of a dataset are gathered before they are written. */
enum {
    CHUNK_BYTES = 1 << 16,
    CHUNK_ROWS = 512            /* at most: a file is never smaller than a chunk of each set */
};

typedef struct {
    hid_t dataset;
    size_t columns, rows;           /* on disk */
    size_t chunk_rows, gathered;
    double *gather;                 /* chunk_rows * columns, owned */
} row_set;

struct ohm_hdf5 {
    hid_t file;
    char *path;
    row_set *set;
    size_t sets;
};

/* HDF5 keeps global state; Debian's serial build has no lock of its own. */
static pthread_mutex_t hdf5_is_busy = PTHREAD_MUTEX_INITIALIZER;

void
ohm_hdf5_begin(ohm_hdf5_turn *t)
{
    pthread_mutex_lock(&hdf5_is_busy);
    H5Eget_auto2(H5E_DEFAULT, &t->printer, &t->data);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

void
ohm_hdf5_end(const ohm_hdf5_turn *t)
{
    H5Eset_auto2(H5E_DEFAULT, t->printer, t->data);
    pthread_mutex_unlock(&hdf5_is_busy);
}

const char *
ohm_hdf5_version(void)
{
    return &H5_VERS_INFO[sizeof "HDF5 library version: " - 1];
}

static ohm_status
fail_io(const ohm_hdf5 *file, const char *what, ohm_error *err)
{
    return ohm_fail(err, OHM_E_IO, "%s: HDF5 cannot write %s (disk full?)", file->path, what);
}

/* A creation list of this class under which objects carry no times. */
static hid_t
timeless(hid_t class)
{
    const hid_t list = H5Pcreate(class);

    if (list >= 0 && H5Pset_obj_track_times(list, 0) < 0) {
        H5Pclose(list);
        return H5I_INVALID_HID;
    }
    return list;
}

ohm_status
ohm_hdf5_create(ohm_hdf5 **out, const char *path, ohm_error *err)
{
    ohm_hdf5 *file = OHM_ZEROS(ohm_hdf5, 1);
    hid_t list;
    ohm_hdf5_turn t;

    *out = NULL;
    if (file == NULL || (file->path = ohm_copy(path, strlen(path) + 1, 1)) == NULL) {
        free(file);
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    }
    ohm_hdf5_begin(&t);
    list = timeless(H5P_FILE_CREATE);
    file->file = list < 0 ? list : H5Fcreate(path, H5F_ACC_TRUNC, list, H5P_DEFAULT);
    if (list >= 0)
        H5Pclose(list);
    ohm_hdf5_end(&t);
    if (file->file < 0) {
        const ohm_status status = ohm_fail(err, OHM_E_IO, "%s: HDF5 cannot create it", path);

        free(file->path);
        free(file);
        return status;
    }
    *out = file;
    return OHM_OK;
}

/* A text attribute of an object; true where it was written. */
static bool
put_text(hid_t object, const char *name, const char *text)
{
    const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    hid_t attribute = H5I_INVALID_HID;
    bool done = false;

    if (type >= 0 && space >= 0 && H5Tset_size(type, strlen(text) + 1) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0)
        attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute >= 0) {
        done = H5Awrite(attribute, type, text) >= 0;
        done = H5Aclose(attribute) >= 0 && done;
    }
    if (space >= 0)
        H5Sclose(space);
    if (type >= 0)
        H5Tclose(type);
    return done;
}

ohm_status
ohm_hdf5_fact(ohm_hdf5 *file, const char *name, const char *text, ohm_error *err)
{
    ohm_hdf5_turn t;

    ohm_hdf5_begin(&t);
    const bool done = put_text(file->file, name, text);
    ohm_hdf5_end(&t);
    return done ? OHM_OK : fail_io(file, name, err);
}

static bool
create_dataset(row_set *set, hid_t file, const char *name, const char *unit)
{
    const hsize_t extent[2] = { 0, set->columns }, most[2] = { H5S_UNLIMITED, set->columns };
    const hsize_t chunk[2] = { set->chunk_rows, set->columns };
    const hid_t list = timeless(H5P_DATASET_CREATE), space = H5Screate_simple(2, extent, most);

    set->dataset = H5I_INVALID_HID;
    if (list >= 0 && space >= 0 && H5Pset_chunk(list, 2, chunk) >= 0)
        set->dataset = H5Dcreate2(file, name, H5T_IEEE_F64LE, space, H5P_DEFAULT, list, H5P_DEFAULT);
    if (space >= 0)
        H5Sclose(space);
    if (list >= 0)
        H5Pclose(list);
    return set->dataset >= 0 && put_text(set->dataset, "unit", unit);
}

ohm_status
ohm_hdf5_add_set(size_t *out, ohm_hdf5 *file, const char *name, size_t columns, const char *unit, ohm_error *err)
{
    row_set *wider = ohm_resize(file->set, file->sets + 1, sizeof *wider);
    ohm_hdf5_turn t;

    if (wider == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", file->path);
    file->set = wider;
    row_set *set = &file->set[file->sets];
    *set = (row_set){ .dataset = H5I_INVALID_HID, .columns = columns, .chunk_rows = 1 };
    if (columns == 0)
        return ohm_fail(err, OHM_E_ARG, "%s: dataset %s without columns", file->path, name);
    if (columns < CHUNK_BYTES / sizeof(double))
        set->chunk_rows = CHUNK_BYTES / sizeof(double) / columns;
    if (set->chunk_rows > CHUNK_ROWS)
        set->chunk_rows = CHUNK_ROWS;
    if ((set->gather = ohm_array(set->chunk_rows * columns, sizeof(double))) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", file->path);
    *out = file->sets++;
    ohm_hdf5_begin(&t);
    const bool done = create_dataset(set, file->file, name, unit);
    ohm_hdf5_end(&t);
    return done ? OHM_OK : fail_io(file, name, err);
}

/* Writes the rows gathered; true where they are on their way to the disk. */
static bool
flush_set(row_set *set)
{
    const hsize_t extent[2] = { set->rows + set->gathered, set->columns };
    const hsize_t start[2] = { set->rows, 0 }, count[2] = { set->gathered, set->columns };
    hid_t space, memory;
    bool done;

    if (set->gathered == 0)
        return true;
    if (H5Dset_extent(set->dataset, extent) < 0)
        return false;
    space = H5Dget_space(set->dataset);
    memory = H5Screate_simple(2, count, NULL);
    done = space >= 0 && memory >= 0 && H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, count, NULL) >= 0 &&
           H5Dwrite(set->dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, set->gather) >= 0;
    if (memory >= 0)
        H5Sclose(memory);
    if (space >= 0)
        H5Sclose(space);
    set->rows += set->gathered;
    set->gathered = 0;
    return done;
}

ohm_status
ohm_hdf5_append(ohm_hdf5 *file, size_t at, const double *row, ohm_error *err)
{
    row_set *set = &file->set[at];
    bool done;
    ohm_hdf5_turn t;

    memcpy(set->gather + set->gathered * set->columns, row, set->columns * sizeof *row);
    if (++set->gathered < set->chunk_rows)
        return OHM_OK;
    ohm_hdf5_begin(&t);
    done = flush_set(set);
    ohm_hdf5_end(&t);
    return done ? OHM_OK : fail_io(file, "a row", err);
}

ohm_status
ohm_hdf5_close(ohm_hdf5 *file, ohm_error *err)
{
    ohm_status status = OHM_OK;
    bool done = true;
    ohm_hdf5_turn t;

    if (file == NULL)
        return OHM_OK;
    ohm_hdf5_begin(&t);
    for (size_t k = 0; k < file->sets; k++) {
        row_set *set = &file->set[k];

        if (set->dataset >= 0) {
            done = flush_set(set) && done;
            done = H5Dclose(set->dataset) >= 0 && done;
        }
        free(set->gather);
    }
    done = H5Fclose(file->file) >= 0 && done;
    ohm_hdf5_end(&t);
    if (!done)
        status = fail_io(file, "its end", err);
    free(file->set);
    free(file->path);
    free(file);
    return status;
}

#else

static ohm_status
not_built_in(ohm_error *err)
{
    return ohm_fail(err, OHM_E_METHOD, "HDF5 is not built in: write .csv, or configure --with-hdf5");
}

const char *
ohm_hdf5_version(void)
{
    return NULL;
}

ohm_status
ohm_hdf5_create(ohm_hdf5 **out, const char *path, ohm_error *err)
{
    (void)path;
    *out = NULL;
    return not_built_in(err);
}

ohm_status
ohm_hdf5_fact(ohm_hdf5 *file, const char *name, const char *text, ohm_error *err)
{
    (void)file;
    (void)name;
    (void)text;
    return not_built_in(err);
}

ohm_status
ohm_hdf5_add_set(size_t *set, ohm_hdf5 *file, const char *name, size_t columns, const char *unit, ohm_error *err)
{
    (void)set;
    (void)file;
    (void)name;
    (void)columns;
    (void)unit;
    return not_built_in(err);
}

ohm_status
ohm_hdf5_append(ohm_hdf5 *file, size_t set, const double *row, ohm_error *err)
{
    (void)file;
    (void)set;
    (void)row;
    return not_built_in(err);
}

ohm_status
ohm_hdf5_close(ohm_hdf5 *file, ohm_error *err)
{
    (void)file;
    (void)err;
    return OHM_OK;
}

#endif
