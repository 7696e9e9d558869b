/* lib/case/values.h -- one attribute of the elements of a table, by name.
 *
 * A file may declare an attribute several times, once for every type its values
 * have (NetworkX does).  An element's value is then in the one column that has a
 * cell for it, else in the one that has a default; two are refused. */
#ifndef OHM_CASE_VALUES_H
#define OHM_CASE_VALUES_H

#include "io/table.h"

enum { OHM_VALUES_COLUMNS = 8 };    /* six types, and some for all */

typedef struct {
    const ohm_table *table;         /* borrowed */
    const char *name;               /* borrowed */
    ohm_table_scope scope;
    size_t columns;                 /* 0: the file has no such attribute */
    size_t column[OHM_VALUES_COLUMNS];
    const char *last_text;          /* the number read last: equal cells share their text */
    size_t last_column;
    double last;
} ohm_values;

/* OHM_E_CONTENT where more columns bear the name than fit. */
ohm_status ohm_values_open(ohm_values *out, const ohm_table *table, ohm_table_scope scope, const char *name,
                           ohm_error *err);

/* The text of an element, NULL where it has none. */
ohm_status ohm_values_text(const char **text, const ohm_values *values, size_t element, ohm_error *err);

/* The same as a finite number; left alone where there is none.  Errors are those of
 * ohm_table_number. */
ohm_status ohm_values_number(double *value, bool *present, ohm_values *values, size_t element, ohm_error *err);

#endif
