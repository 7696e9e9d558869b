/* lib/case/sweep_table.h -- the rows of a sweep as one tidy table.
 *
 * A line per point, in their order: point, the variables, the columns, exit, and, where some point
 * said something, message.  What is missing is empty.
 *
 * CSV (.csv, or a stream): lines "# name: text" with the facts of the run, "# format: 1", the
 * header, the rows.  HDF5 (.h5): the facts as attributes, a dataset for every column of numbers; missing is
 * NaN. A column of texts becomes numbers: the fractions it holds ("3/7"), or else the positions of its words
 * in the attribute "words NAME"; messages are attributes "message POINT" of the first hundred. */
#ifndef OHM_CASE_SWEEP_TABLE_H
#define OHM_CASE_SWEEP_TABLE_H

#include "case/sweep.h"
#include "case/trajectory.h"

#include <stdbool.h>
#include <stdio.h>

/* Whether this can be a table's name: OHM_E_ARG where the suffix is neither .csv nor .h5 (.hdf5),
 * OHM_E_METHOD where HDF5 is not built in. */
ohm_status ohm_sweep_table_check(const char *path, ohm_error *err);

/* Writes the table, whole or not at all; row[p] is the row of point p (ohm_sweep_row). */
ohm_status ohm_sweep_table_write(const char *path, bool replace, const ohm_sweep *sweep,
                                 const char *const *row, const ohm_fact *fact, size_t facts, ohm_error *err);

/* The same as CSV on a stream (borrowed). */
ohm_status ohm_sweep_table_print(FILE *stream, const ohm_sweep *sweep, const char *const *row,
                                 const ohm_fact *fact, size_t facts, ohm_error *err);

/* What the rows hold, all in all. */
typedef struct {
    size_t failed;                  /* points whose exit code is not 0 */
    size_t first_failed;            /* the first of them, or SIZE_MAX */
    bool message;                   /* some point said something */
    size_t *present;                /* by column of the sweep: rows where it is there; owned */
    bool *text;                     /* by column of the sweep: somewhere it is text; owned */
} ohm_sweep_survey;

ohm_status ohm_sweep_survey_make(ohm_sweep_survey *out, const ohm_sweep *sweep, const char *const *row,
                                 ohm_error *err);
void ohm_sweep_survey_free(ohm_sweep_survey *survey);

#endif
