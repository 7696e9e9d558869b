/* lib/io/hdf5.h -- arrays of doubles on disk, a row at a time.
 *
 * The door to HDF5, where it is built in; else every function but _version and
 * _close returns OHM_E_METHOD and says so.  Objects carry no times: equal content
 * gives equal bytes.  Calls take turns (HDF5 need not be thread-safe). */
#ifndef OHM_IO_HDF5_H
#define OHM_IO_HDF5_H

#include "base/status.h"

#include <stddef.h>

typedef struct ohm_hdf5 ohm_hdf5;

/* Creates, or empties, the file; see base/file.h for putting it into place. */
ohm_status ohm_hdf5_create(ohm_hdf5 **out, const char *path, ohm_error *err);

/* A text attribute of the file. */
ohm_status ohm_hdf5_fact(ohm_hdf5 *file, const char *name, const char *text, ohm_error *err);

/* A dataset that grows by rows of `columns` doubles; *set names it.  unit is kept as
 * its attribute. */
ohm_status ohm_hdf5_add_set(size_t *set, ohm_hdf5 *file, const char *name, size_t columns, const char *unit,
                            ohm_error *err);

/* Appends a row.  Rows are gathered and written by the chunk. */
ohm_status ohm_hdf5_append(ohm_hdf5 *file, size_t set, const double *row, ohm_error *err);

/* Writes what was gathered, closes and frees, also on failure; takes NULL. */
ohm_status ohm_hdf5_close(ohm_hdf5 *file, ohm_error *err);

/* The library's version, or NULL where it is not built in. */
const char *ohm_hdf5_version(void);

#endif
