/* lib/case/values.c -- see values.h */
#include "case/values.h"

ohm_status
ohm_values_open(ohm_values *out, const ohm_table *table, ohm_table_scope scope, const char *name, ohm_error *err)
{
    char quoted[OHM_TABLE_QUOTE];

    *out = (ohm_values){ .table = table, .name = name, .scope = scope };
    for (size_t c = ohm_table_find_column(table, scope, name); c != SIZE_MAX; c = ohm_table_next_column(table, c)) {
        if (out->columns == OHM_VALUES_COLUMNS)
            return ohm_fail(err, OHM_E_CONTENT, "more than %d keys are called %s: declare it once",
                            OHM_VALUES_COLUMNS, ohm_table_quote(quoted, name));
        out->column[out->columns++] = c;
    }
    return OHM_OK;
}

/* The column that speaks for this element, or SIZE_MAX. */
static ohm_status
choose(size_t *column, const ohm_values *values, size_t element, ohm_error *err)
{
    size_t own = 0, fallbacks = 0, fallback = SIZE_MAX;
    char place[OHM_TABLE_PLACE];

    *column = SIZE_MAX;
    for (size_t k = 0; k < values->columns; k++) {
        const size_t c = values->column[k];

        if (ohm_table_has_cell(values->table, c, element)) {
            *column = c;
            own++;
        } else if (ohm_table_cell(values->table, c, element) != NULL) {
            fallback = c;
            fallbacks++;
        }
    }
    if (own == 0)
        *column = fallback;
    if (own > 1 || (own == 0 && fallbacks > 1))
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s has two %s, under two keys of this name: keep one",
                        ohm_table_place(place, values->table, values->scope, element), values->name,
                        own > 1 ? "values" : "defaults");
    return OHM_OK;
}

ohm_status
ohm_values_text(const char **text, const ohm_values *values, size_t element, ohm_error *err)
{
    size_t column;
    const ohm_status status = choose(&column, values, element, err);

    *text = status == OHM_OK && column != SIZE_MAX ? ohm_table_cell(values->table, column, element) : NULL;
    return status;
}

ohm_status
ohm_values_number(double *value, bool *present, ohm_values *values, size_t element, ohm_error *err)
{
    size_t column;
    ohm_status status = choose(&column, values, element, err);

    *present = false;
    if (status != OHM_OK || column == SIZE_MAX)
        return status;
    const char *text = ohm_table_cell(values->table, column, element);
    if (text != values->last_text || column != values->last_column) {
        values->last_text = NULL;
        status = ohm_table_number(&values->last, present, values->table, column, element, err);
        if (status != OHM_OK)
            return status;
        values->last_text = text;
        values->last_column = column;
    }
    *present = true;
    *value = values->last;
    return OHM_OK;
}
