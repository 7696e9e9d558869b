/* lib/case/record_parts.h -- the formats of a record, one reader each; private. */
#ifndef OHM_CASE_RECORD_PARTS_H
#define OHM_CASE_RECORD_PARTS_H

#include "case/record.h"

/* Fill rows, columns and entry from the text of `ohmega matrix --to csv` or `--to mtx`,
 * or from its JSON.  OHM_E_CONTENT names the line. */
ohm_status ohm_record_matrix_csv(ohm_record *record, const char *text, ohm_error *err);
ohm_status ohm_record_matrix_market(ohm_record *record, const char *text, ohm_error *err);
ohm_status ohm_record_matrix_json(ohm_record *record, const ohm_json *result, ohm_error *err);

/* The table that the answer would be as CSV; leaves it NULL where it would be none. */
ohm_status ohm_record_table_json(ohm_record *record, const ohm_json *result, ohm_error *err);

/* The table of a sweep: its words are NaN. */
ohm_status ohm_record_table_sweep(ohm_record *record, const char *text, ohm_error *err);

/* A trajectory in HDF5 as the table that its CSV would be. */
ohm_status ohm_record_table_hdf5(ohm_record *record, const char *path, ohm_error *err);

/* A table of zeros without names; NULL where memory is refused. */
ohm_csv *ohm_record_table_alloc(size_t columns, size_t rows);

/* Gives a column its name; false where memory is refused. */
bool ohm_record_name_column(ohm_csv *table, size_t column, const char *format, ...) OHM_PRINTF(3, 4);

#endif
