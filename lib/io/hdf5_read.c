/* lib/io/hdf5_read.c -- see hdf5_read.h */
#include "io/hdf5_read.h"

#ifdef HAVE_HDF5

#include "base/array.h"
#include "io/hdf5_door.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ohm_hdf5_input {
    hid_t file;
    char *path;
};

static ohm_status
fail_content(const ohm_hdf5_input *file, const char *name, ohm_error *err)
{
    return ohm_fail(err, OHM_E_CONTENT, "%s: \"%s\" is not as Ohmega writes it", file->path, name);
}

ohm_status
ohm_hdf5_open(ohm_hdf5_input **out, const char *path, ohm_error *err)
{
    ohm_hdf5_input *file;
    ohm_hdf5_turn t;
    FILE *there = fopen(path, "rb");

    *out = NULL;
    if (there == NULL)
        return ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(errno));
    fclose(there);
    file = OHM_ZEROS(ohm_hdf5_input, 1);
    if (file == NULL || (file->path = ohm_copy(path, strlen(path) + 1, 1)) == NULL) {
        free(file);
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    }
    ohm_hdf5_begin(&t);
    file->file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    ohm_hdf5_end(&t);
    if (file->file < 0) {
        free(file->path);
        free(file);
        return ohm_fail(err, OHM_E_CONTENT, "%s: no HDF5 file", path);
    }
    *out = file;
    return OHM_OK;
}

void
ohm_hdf5_input_close(ohm_hdf5_input *file)
{
    ohm_hdf5_turn t;

    if (file == NULL)
        return;
    ohm_hdf5_begin(&t);
    H5Fclose(file->file);
    ohm_hdf5_end(&t);
    free(file->path);
    free(file);
}

/* The text of an attribute of fixed length; false where it is none, or memory is refused
 * (then *nomem). */
static bool
take_text(char **text, bool *nomem, hid_t attribute)
{
    const hid_t type = H5Aget_type(attribute);
    bool done = false;

    if (type >= 0 && H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0) {
        const size_t size = H5Tget_size(type);

        *text = OHM_ZEROS(char, size + 1);
        *nomem = *text == NULL;
        done = *text != NULL && H5Aread(attribute, type, *text) >= 0;
    }
    if (type >= 0)
        H5Tclose(type);
    return done;
}

ohm_status
ohm_hdf5_read_fact(char **text, ohm_hdf5_input *file, const char *name, ohm_error *err)
{
    bool done = true, nomem = false;
    ohm_hdf5_turn t;

    *text = NULL;
    ohm_hdf5_begin(&t);
    if (H5Aexists(file->file, name) > 0) {
        const hid_t attribute = H5Aopen(file->file, name, H5P_DEFAULT);

        done = attribute >= 0 && take_text(text, &nomem, attribute);
        if (attribute >= 0)
            H5Aclose(attribute);
    }
    ohm_hdf5_end(&t);
    if (done)
        return OHM_OK;
    free(*text);
    *text = NULL;
    return nomem ? ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", file->path)
        : fail_content(file, name, err);
}

/* Reads a two-dimensional dataset whole. */
static bool
take_set(double **value, size_t *rows, size_t *columns, bool *nomem, hid_t dataset)
{
    const hid_t space = H5Dget_space(dataset);
    hsize_t extent[2];
    bool done = false;

    if (space >= 0 && H5Sget_simple_extent_ndims(space) == 2
        && H5Sget_simple_extent_dims(space, extent, NULL) == 2) {
        *rows = (size_t)extent[0];
        *columns = (size_t)extent[1];
        *value = *columns > 0 && *rows > SIZE_MAX / *columns ? NULL : OHM_ARRAY(double, *rows * *columns);
        *nomem = *value == NULL;
        done = *value != NULL && H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                                         *value) >= 0;
    }
    if (space >= 0)
        H5Sclose(space);
    return done;
}

ohm_status
ohm_hdf5_read_set(double **value, size_t *rows, size_t *columns, ohm_hdf5_input *file, const char *name,
                  ohm_error *err)
{
    bool done = true, nomem = false;
    ohm_hdf5_turn t;

    *value = NULL;
    *rows = *columns = 0;
    ohm_hdf5_begin(&t);
    if (H5Lexists(file->file, name, H5P_DEFAULT) > 0) {
        const hid_t dataset = H5Dopen2(file->file, name, H5P_DEFAULT);

        done = dataset >= 0 && take_set(value, rows, columns, &nomem, dataset);
        if (dataset >= 0)
            H5Dclose(dataset);
    }
    ohm_hdf5_end(&t);
    if (done)
        return OHM_OK;
    free(*value);
    *value = NULL;
    return nomem ? ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", file->path)
        : fail_content(file, name, err);
}

#else

ohm_status
ohm_hdf5_open(ohm_hdf5_input **out, const char *path, ohm_error *err)
{
    *out = NULL;
    return ohm_fail(err, OHM_E_METHOD, "%s: HDF5 is not built in: read .csv, or configure --with-hdf5", path);
}

void
ohm_hdf5_input_close(ohm_hdf5_input *file)
{
    (void)file;
}

ohm_status
ohm_hdf5_read_fact(char **text, ohm_hdf5_input *file, const char *name, ohm_error *err)
{
    (void)file;
    *text = NULL;
    return ohm_fail(err, OHM_E_METHOD, "%s: HDF5 is not built in", name);
}

ohm_status
ohm_hdf5_read_set(double **value, size_t *rows, size_t *columns, ohm_hdf5_input *file, const char *name,
                  ohm_error *err)
{
    (void)file;
    *value = NULL;
    *rows = *columns = 0;
    return ohm_fail(err, OHM_E_METHOD, "%s: HDF5 is not built in", name);
}

#endif
