/* lib/case/record_table.c -- answers and HDF5 as the tables their CSV would be; see record_parts.h */
#include "case/record_parts.h"

#include "base/array.h"
#include "io/hdf5_read.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_TEXT = 64 };

/* Where the rows of an answer are, and what its columns are called in CSV: a single name,
 * or one with %zu where the value is an array. */
typedef struct {
    const char *command, *rows;
    struct {
        const char *key, *column;
    } field[12];
} layout;

static const layout LAYOUTS[] = {
    { "simulate", "samples",
      { { "time", "time_s" }, { "w", "w_%zu" }, { "current", "i_%zu_A" }, { "potential", "v_%zu_V" },
        { "power", "power_W" } } },
    { "device memristor", "points",
      { { "time", "time_s" }, { "voltage", "voltage_V" }, { "current", "current_A" }, { "w", "w" },
        { "resistance", "resistance_ohm" } } },
    { "device oxide", "steps",
      { { "time", "time" }, { "voltage", "voltage" }, { "current", "current" }, { "energy", "energy" },
        { "dissipation", "dissipation_%zu" }, { "mass", "mass" } } },
    { "device channel", "points",
      { { "dv", "dv_V" }, { "dp", "dp_bar" }, { "rho_base", "rho_base_mM" }, { "rho_tip", "rho_tip_mM" },
        { "length", "length_um" }, { "radius_base", "radius_base_nm" }, { "radius_tip", "radius_tip_nm" },
        { "conductance", "conductance_pS" }, { "ohmic", "ohmic_pS" }, { "current", "current_pA" } } },
    { "device channel", "loop",
      { { "time", "time_s" }, { "voltage", "voltage_V" }, { "conductance", "conductance_pS" },
        { "current", "current_pA" } } },
    { "train perceptron", "error",
      { { "epoch", "epoch" }, { "mean", "mean" }, { "sd", "sd" }, { "median", "median" }, { "q10", "q10" },
        { "q90", "q90" } } },
    { "train fluidic", NULL, { { "cost", "cost_V2" } } },
    { "train contrastive", NULL, { { "step", "step" }, { "error", "error_V2" },
                                   { "test_error", "test_error_V2" } } },
};

ohm_csv *
ohm_record_table_alloc(size_t columns, size_t rows)
{
    ohm_csv *table = OHM_ZEROS(ohm_csv, 1);

    if (table == NULL)
        return NULL;
    table->name = OHM_ZEROS(char *, columns);
    table->value = columns > 0 && rows > SIZE_MAX / columns ? NULL : OHM_ZEROS(double, rows * columns);
    table->line = OHM_ZEROS(size_t, rows);
    if (table->name == NULL || table->value == NULL || table->line == NULL) {
        ohm_csv_free(table);
        return NULL;
    }
    table->columns = columns;
    table->rows = rows;
    return table;
}

bool
ohm_record_name_column(ohm_csv *table, size_t column, const char *format, ...)
{
    char name[NAME_TEXT];
    va_list values;

    va_start(values, format);
    vsnprintf(name, sizeof name, format, values);
    va_end(values);
    table->name[column] = ohm_copy(name, strlen(name) + 1, 1);
    return table->name[column] != NULL;
}

/* "w_%zu" with a number in the place of its mark. */
static bool
name_numbered(ohm_csv *table, size_t column, const char *pattern, size_t number)
{
    const char *mark = strstr(pattern, "%zu");

    return ohm_record_name_column(table, column, "%.*s%zu%s", (int)(mark - pattern), pattern, number,
                                  mark + 3);
}

static double
number_of(const ohm_json *node)
{
    double value = NAN;

    return node != NULL && ohm_json_as_number(&value, node) ? value : NAN;
}

/* ---- rows that are objects ------------------------------------------------------- */

static size_t
width_of(const layout *l, size_t f, const ohm_json *first)
{
    const ohm_json *node = ohm_json_get(first, l->field[f].key);

    if (node == NULL || ohm_json_is_null(node))
        return 0;
    return strstr(l->field[f].column, "%zu") != NULL ? ohm_json_size(node) : 1;
}

static size_t
count_columns(const layout *l, const ohm_json *first)
{
    size_t columns = 0;

    for (size_t f = 0; l->field[f].key != NULL; f++)
        columns += width_of(l, f, first);
    return columns;
}

static ohm_status
fill_objects(ohm_record *record, const layout *l, const ohm_json *rows, ohm_error *err)
{
    const size_t count = ohm_json_size(rows);
    ohm_csv *table = record->table;
    size_t column = 0;

    for (size_t f = 0; l->field[f].key != NULL; f++) {
        const size_t width = width_of(l, f, ohm_json_at(rows, 0));
        const bool many = strstr(l->field[f].column, "%zu") != NULL;

        for (size_t k = 0; k < width; k++, column++) {
            if (!(many ? name_numbered(table, column, l->field[f].column, k)
                       : ohm_record_name_column(table, column, "%s", l->field[f].column)))
                return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
            for (size_t r = 0; r < count; r++) {
                const ohm_json *node = ohm_json_get(ohm_json_at(rows, r), l->field[f].key);

                table->value[r * table->columns + column] =
                    number_of(many && node != NULL && k < ohm_json_size(node) ? ohm_json_at(node, k) : node);
            }
        }
    }
    return OHM_OK;
}

/* ---- columns that are arrays ----------------------------------------------------- */

static ohm_status
fill_arrays(ohm_record *record, const layout *l, const ohm_json *from, ohm_error *err)
{
    size_t rows = 0, columns = 0;

    for (size_t f = 0; l->field[f].key != NULL; f++) {
        const ohm_json *node = ohm_json_get(from, l->field[f].key);

        if (ohm_json_size(node) == 0)
            continue;
        rows = columns == 0 ? ohm_json_size(node) : rows;
        columns += ohm_json_size(node) == rows;
    }
    if (rows == 0)
        return OHM_OK;
    const bool numbered = strcmp(l->field[0].column, "cost_V2") == 0;      /* by the step */
    if ((record->table = ohm_record_table_alloc(columns + numbered, rows)) == NULL ||
        (numbered && !ohm_record_name_column(record->table, 0, "step")))
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    for (size_t r = 0; numbered && r < rows; r++)
        record->table->value[r * (columns + 1)] = (double)r;
    size_t column = numbered;
    for (size_t f = 0; l->field[f].key != NULL; f++) {
        const ohm_json *node = ohm_json_get(from, l->field[f].key);

        if (ohm_json_size(node) != rows)
            continue;
        if (!ohm_record_name_column(record->table, column, "%s", l->field[f].column))
            return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
        for (size_t r = 0; r < rows; r++)
            record->table->value[r * record->table->columns + column] = number_of(ohm_json_at(node, r));
        column++;
    }
    return OHM_OK;
}

ohm_status
ohm_record_table_json(ohm_record *record, const ohm_json *result, ohm_error *err)
{
    for (size_t k = 0; k < sizeof LAYOUTS / sizeof *LAYOUTS && record->table == NULL; k++) {
        const layout *l = &LAYOUTS[k];
        const ohm_json *rows = l->rows != NULL ? ohm_json_get(result, l->rows) : result;
        ohm_status status = OHM_OK;

        if (strcmp(record->command, l->command) != 0 || rows == NULL)
            continue;
        if (!ohm_json_is_array(rows)) {
            status = fill_arrays(record, l, rows, err);
        } else if (ohm_json_size(rows) > 0) {
            record->table = ohm_record_table_alloc(count_columns(l, ohm_json_at(rows, 0)),
                                                   ohm_json_size(rows));
            status = record->table == NULL ? ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name)
                                           : fill_objects(record, l, rows, err);
        }
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

/* ---- HDF5 ------------------------------------------------------------------------ */

typedef struct {
    const char *name, *column;
    double *value;
    size_t rows, columns;
} dataset;

static ohm_status
join_sets(ohm_record *record, const dataset *set, size_t count, const double *terminal, ohm_error *err)
{
    size_t columns = 0, column = 0;

    for (size_t s = 0; s < count; s++)
        columns += set[s].columns;
    if ((record->table = ohm_record_table_alloc(columns, set[0].rows)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    for (size_t s = 0; s < count; s++)
        for (size_t k = 0; k < set[s].columns; k++, column++) {
            const bool delivered = strcmp(set[s].name, "delivered") == 0 && terminal != NULL;
            const size_t number = delivered ? (size_t)terminal[k] : k;

            if (set[s].rows != set[0].rows)
                return ohm_fail(err, OHM_E_CONTENT, "%s: \"%s\" has %zu rows, time has %zu", record->name,
                                set[s].name,
                                set[s].rows, set[0].rows);
            if (!(strstr(set[s].column, "%zu") != NULL ? name_numbered(record->table, column, set[s].column,
                                                                       number)
                      : ohm_record_name_column(record->table, column, "%s", set[s].column)))
                return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
            for (size_t r = 0; r < set[s].rows; r++)
                record->table->value[r * columns + column] = set[s].value[r * set[s].columns + k];
        }
    return OHM_OK;
}

/* "simulate" from the attribute "\"simulate\"" */
static ohm_status
read_command(ohm_record *record, ohm_hdf5_input *file, ohm_error *err)
{
    char *text;
    const ohm_status status = ohm_hdf5_read_fact(&text, file, "command", err);

    if (status == OHM_OK && text != NULL)
        snprintf(record->command, sizeof record->command, "%.*s", (int)strcspn(text + 1, "\""), text + 1);
    free(text);
    return status;
}

ohm_status
ohm_record_table_hdf5(ohm_record *record, const char *path, ohm_error *err)
{
    enum { SETS = 6 };
    dataset set[SETS] = {
        { "time", "time_s", NULL, 0, 0 }, { "w", "w_%zu", NULL, 0, 0 }, { "current", "i_%zu_A", NULL, 0, 0 },
        { "potential", "v_%zu_V", NULL, 0, 0 }, { "delivered", "delivered_%zu_A", NULL, 0, 0 },
        { "power", "power_W", NULL, 0, 0 },
    };
    dataset terminals = { "terminals", NULL, NULL, 0, 0 };
    ohm_hdf5_input *file;
    ohm_status status = ohm_hdf5_open(&file, path, err);

    if (status != OHM_OK)
        return status;
    record->form = OHM_RECORD_TABLE;
    status = read_command(record, file, err);
    for (size_t s = 0; s < SETS && status == OHM_OK; s++)
        status = ohm_hdf5_read_set(&set[s].value, &set[s].rows, &set[s].columns, file, set[s].name, err);
    if (status == OHM_OK)
        status = ohm_hdf5_read_set(&terminals.value, &terminals.rows, &terminals.columns, file,
                                   terminals.name, err);
    if (status == OHM_OK && set[0].value == NULL)
        status = ohm_fail(err, OHM_E_CONTENT, "%s: no dataset \"time\": no trajectory of ohmega",
                          record->name);
    if (status == OHM_OK)
        status = join_sets(record, set, SETS,
                           terminals.rows * terminals.columns == set[4].columns ? terminals.value : NULL,
                           err);
    for (size_t s = 0; s < SETS; s++)
        free(set[s].value);
    free(terminals.value);
    ohm_hdf5_input_close(file);
    return status;
}
