/* tools/repro_work.h -- the fresh folder a package is run in.
 *
 * It gets copies of the package's inputs, so that no command can touch the package. */
#ifndef OHM_TOOLS_REPRO_WORK_H
#define OHM_TOOLS_REPRO_WORK_H

#include "run.h"

#include <stdbool.h>

typedef struct {
    char *path;                 /* owned */
    bool temporary;             /* removed by repro_work_close */
} repro_work;

/* Makes the folder: `path`, which must not exist or be empty, or a temporary one where
 * it is NULL.  OHM_E_IO; close it also after a failure. */
ohm_status repro_work_open(repro_work *work, const char *path, ohm_error *err);
void repro_work_close(repro_work *work);

/* Copies a file from package/file to work/file, making folders, and notes it as an input of the
 * run.  OHM_E_IO where it is not there; OHM_E_CONTENT where it is not the file of this
 * SHA-256 (NULL: any). */
ohm_status repro_work_copy(const repro_work *work, cli_run *run, const char *package, const char *file,
                           const char *sha256, ohm_error *err);

/* Keeps what a command printed as work/file. */
ohm_status repro_work_save(const repro_work *work, const char *file, const char *bytes, size_t length,
                           ohm_error *err);

#endif
