/* lib/io/hdf5_read.h -- arrays of doubles from disk: what hdf5.h wrote.
 *
 * Where HDF5 is not built in, opening returns OHM_E_METHOD and says so. */
#ifndef OHM_IO_HDF5_READ_H
#define OHM_IO_HDF5_READ_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_hdf5_input ohm_hdf5_input;

/* OHM_E_IO where the file is not there, OHM_E_CONTENT where it is no HDF5. */
ohm_status ohm_hdf5_open(ohm_hdf5_input **out, const char *path, ohm_error *err);
void ohm_hdf5_input_close(ohm_hdf5_input *file);        /* takes NULL */

/* A text attribute of the file; *text is the caller's to free, NULL where there is none. */
ohm_status ohm_hdf5_read_fact(char **text, ohm_hdf5_input *file, const char *name, ohm_error *err);

/* A dataset of rows; *value, rows * columns, is the caller's to free, NULL (and no rows)
 * where there is none of the name. */
ohm_status ohm_hdf5_read_set(double **value, size_t *rows, size_t *columns, ohm_hdf5_input *file,
                             const char *name,
                             ohm_error *err);

#endif
