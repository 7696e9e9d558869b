/* lib/base/file.h -- output files appear whole or not at all.
 *
 * What is written goes to a hidden file beside the target; commit flushes, syncs
 * and renames it into place, discard removes it.  A reader sees the old file or
 * the whole new one.  Devices and pipes, which cannot be renamed, are written
 * directly. */
#ifndef OHM_BASE_FILE_H
#define OHM_BASE_FILE_H

#include "base/status.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct ohm_file ohm_file;

/* Opens for writing.  OHM_E_IO names path and reason, and refuses a file that is
 * already there unless `replace`.  End with commit or discard. */
ohm_status ohm_file_open(ohm_file **out, const char *path, bool replace, ohm_error *err);

/* Where to write: a stream owned by the file, or, for libraries that open by
 * name, the path of the file beside the target (then leave the stream alone). */
FILE *ohm_file_stream(ohm_file *file);
const char *ohm_file_aside(const ohm_file *file);

/* Puts the file into place and frees `file`; on OHM_E_IO (disk full, target taken
 * meanwhile) nothing was put in place and what was there stays. */
ohm_status ohm_file_commit(ohm_file *file, ohm_error *err);

/* Removes what was written and frees `file`; takes NULL. */
void ohm_file_discard(ohm_file *file);

#endif
