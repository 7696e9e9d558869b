/* tools/sweep_rows.h -- the rows of a sweep, kept in journals beside its table.
 *
 * TABLE.journal is that of a sweep in one piece, TABLE.r-of-m.journal that of job r of m.  Whoever
 * needs the rows reads all of them, so it does not matter how a sweep was cut before
 * it was killed, and the job that finds every row there writes the table. */
#ifndef OHM_TOOLS_SWEEP_ROWS_H
#define OHM_TOOLS_SWEEP_ROWS_H

#include "base/control.h"
#include "base/journal.h"
#include "case/sweep.h"

#include <pthread.h>

typedef struct {
    size_t r, m;                    /* points p with p mod m = r, r < m */
} sweep_job;

/* Reads "r/m": r from 1 to m, or from 0 to m - 1, which is the same set of jobs.  NULL:
 * the whole.  OHM_E_ARG. */
ohm_status sweep_job_parse(sweep_job *job, const char *text, ohm_error *err);

typedef struct {
    size_t points, done;
    char **row;                     /* by point; NULL: still to do; owned */
    ohm_journal *journal;           /* of this job; NULL: kept nowhere */
    pthread_mutex_t mutex;          /* guards all of it while points are run */
} sweep_rows;

typedef enum { SWEEP_NEW, SWEEP_RESUME, SWEEP_FRESH } sweep_start;

/* Takes up what the journals beside `table` hold (NULL: there are none), and opens this
 * job's.  head says whose rows they are.  OHM_E_IO where the journal is there already
 * and the start is SWEEP_NEW, or where a piece of another cut is being worked on. */
ohm_status sweep_rows_open(sweep_rows *rows, size_t points, const char *table, const char *head,
                           sweep_job job, sweep_start start, ohm_error *err);
void sweep_rows_close(sweep_rows *rows);

/* Keeps the row of a point (taken over, also on failure): on the disk first, then here.
 * Reports progress to control. */
ohm_status sweep_rows_add(sweep_rows *rows, size_t point, char *row, const ohm_control *control,
                          ohm_error *err);

/* Reads once more what other jobs have finished meanwhile. */
ohm_status sweep_rows_refresh(sweep_rows *rows, const char *table, const char *head, ohm_error *err);

#endif
