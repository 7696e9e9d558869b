/* lib/base/journal.h -- lines that survive a kill.
 *
 * A file that only grows: a head, which says whose lines these are, then a line for
 * everything that was finished, each on the disk before the next is begun.  What was being
 * written when the process or the machine died has no newline yet, and is dropped.
 * One process at a time holds a journal; many may read it. */
#ifndef OHM_BASE_JOURNAL_H
#define OHM_BASE_JOURNAL_H

#include "base/status.h"

#include <stdbool.h>

typedef struct ohm_journal ohm_journal;

/* Opens for appending, makes it where it is not there, and begins it anew where `fresh`.
 * head is one line without its end.  OHM_E_CONTENT where the file has another head,
 * OHM_E_IO where another process holds it. */
ohm_status ohm_journal_open(ohm_journal **out, const char *path, const char *head, bool fresh,
                            ohm_error *err);

/* Appends a line (given without its end) and waits for the disk.  After OHM_E_IO the file
 * is as it was before, and takes no more. */
ohm_status ohm_journal_append(ohm_journal *journal, const char *line, ohm_error *err);

void ohm_journal_close(ohm_journal *journal);       /* takes NULL */

/* Told each whole line after the head. */
typedef ohm_status ohm_journal_line(void *data, const char *line, ohm_error *err);

/* Reads path, whoever holds it.  OHM_E_CONTENT where it has another head; a file without
 * a whole line has none to tell. */
ohm_status ohm_journal_replay(const char *path, const char *head, ohm_journal_line *take, void *data,
                              ohm_error *err);

/* Whether some process holds it now. */
bool ohm_journal_held(const char *path);

#endif
