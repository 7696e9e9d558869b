/* lib/case/sweep_table.c -- see sweep_table.h */
#include "case/sweep_table.h"
#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "io/csv.h"
#include "io/hdf5.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MESSAGES_KEPT = 100 };       /* as attributes: HDF5 has no room for many */

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "the table of a sweep: out of memory");
}

static bool
ends_in(const char *path, const char *suffix)
{
    const size_t length = strlen(path), n = strlen(suffix);

    return length >= n && strcasecmp(path + length - n, suffix) == 0;
}

static bool
is_hdf5(const char *path)
{
    return ends_in(path, ".h5") || ends_in(path, ".hdf5");
}

ohm_status
ohm_sweep_table_check(const char *path, ohm_error *err)
{
    if (!is_hdf5(path) && !ends_in(path, ".csv"))
        return ohm_fail(err, OHM_E_ARG, "%s: a table is written as .csv or .h5", path);
    if (is_hdf5(path) && ohm_hdf5_version() == NULL)
        return ohm_fail(err, OHM_E_METHOD, "%s: HDF5 is not built in: write .csv", path);
    return OHM_OK;
}

/* ---- rows ----------------------------------------------------------------- */
typedef struct {                    /* one row, read */
    ohm_json *tree;                 /* owned */
    long long exit;
    const char *message;            /* or NULL */
    const ohm_json *values;
} table_row;

static ohm_status
read_row(table_row *out, const ohm_sweep *sweep, const char *text, size_t point, ohm_error *err)
{
    ohm_status status;

    *out = (table_row){ 0 };
    if ((status = ohm_json_parse(&out->tree, text, err)) != OHM_OK)
        return status;
    out->message = ohm_json_as_string(ohm_json_get(out->tree, "message"));
    out->values = ohm_json_get(out->tree, "values");
    if (ohm_json_as_integer(&out->exit, ohm_json_get(out->tree, "exit"))
        && ohm_json_size(out->values) == sweep->columns)
        return OHM_OK;
    ohm_json_free(out->tree);
    return ohm_fail(err, OHM_E_CONTENT, "the row of point %zu is not one of this sweep", point);
}

void
ohm_sweep_survey_free(ohm_sweep_survey *survey)
{
    free(survey->present);
    free(survey->text);
    *survey = (ohm_sweep_survey){ 0 };
}

static void
survey_row(ohm_sweep_survey *out, const ohm_sweep *sweep, const table_row *row, size_t point)
{
    out->message = out->message || row->message != NULL;
    if (row->exit != 0 && out->failed++ == 0)
        out->first_failed = point;
    for (size_t c = 0; c < sweep->columns; c++) {
        const ohm_json *const value = ohm_json_at(row->values, c);

        out->present[c] += !ohm_json_is_null(value);
        out->text[c] = out->text[c] || ohm_json_as_string(value) != NULL;
    }
}

ohm_status
ohm_sweep_survey_make(ohm_sweep_survey *out, const ohm_sweep *sweep, const char *const *row, ohm_error *err)
{
    ohm_status status = OHM_OK;

    *out = (ohm_sweep_survey){ .first_failed = SIZE_MAX, .present = OHM_ZEROS(size_t, sweep->columns),
                               .text = OHM_ZEROS(bool, sweep->columns) };
    if (out->present == NULL || out->text == NULL)
        status = no_memory(err);
    for (size_t p = 0; p < sweep->points && status == OHM_OK; p++) {
        table_row now;

        if ((status = read_row(&now, sweep, row[p], p, err)) == OHM_OK) {
            survey_row(out, sweep, &now, p);
            ohm_json_free(now.tree);
        }
    }
    if (status != OHM_OK)
        ohm_sweep_survey_free(out);
    return status;
}

static const ohm_json *
variable_at(const ohm_sweep *sweep, size_t variable, size_t point)
{
    return ohm_json_at(sweep->variable[variable].values, ohm_sweep_level(sweep, variable, point));
}

/* ---- CSV ------------------------------------------------------------------ */
static void
put_field(FILE *file, const ohm_json *value)
{
    char text[OHM_TEXT_DOUBLE];
    const char *string = ohm_json_as_string(value);
    long long whole;
    double number;
    bool truth;

    fputc(',', file);
    if (string != NULL)
        ohm_csv_write_name(file, string);
    else if (ohm_json_as_integer(&whole, value))
        fprintf(file, "%lld", whole);
    else if (ohm_json_as_number(&number, value))
        fputs(ohm_text_double(text, number), file);
    else if (ohm_json_as_bool(&truth, value))
        fputc(truth ? '1' : '0', file);
}

static void
put_head(FILE *file, const ohm_sweep *sweep, bool message, const ohm_fact *fact, size_t facts)
{
    for (size_t k = 0; k < facts; k++)
        fprintf(file, "# %s: %s\n", fact[k].name, fact[k].text);
    fputs("# format: 1\npoint", file);
    for (size_t v = 0; v < sweep->variables; v++)
        fprintf(file, ",%s", sweep->variable[v].name);
    for (size_t c = 0; c < sweep->columns; c++)
        fprintf(file, ",%s", sweep->column[c].name);
    fputs(message ? ",exit,message\n" : ",exit\n", file);
}

static void
put_row(FILE *file, const ohm_sweep *sweep, const table_row *row, size_t point, bool message)
{
    fprintf(file, "%zu", point);
    for (size_t v = 0; v < sweep->variables; v++)
        put_field(file, variable_at(sweep, v, point));
    for (size_t c = 0; c < sweep->columns; c++)
        put_field(file, ohm_json_at(row->values, c));
    fprintf(file, ",%lld", row->exit);
    if (message)
        fputc(',', file);
    if (row->message != NULL)
        ohm_csv_write_name(file, row->message);
    fputc('\n', file);
}

static ohm_status
print_rows(FILE *file, const ohm_sweep *sweep, const char *const *row, const ohm_sweep_survey *survey,
           const ohm_fact *fact, size_t facts, ohm_error *err)
{
    ohm_status status = OHM_OK;

    put_head(file, sweep, survey->message, fact, facts);
    for (size_t p = 0; p < sweep->points && status == OHM_OK; p++) {
        table_row now;

        if ((status = read_row(&now, sweep, row[p], p, err)) == OHM_OK) {
            put_row(file, sweep, &now, p, survey->message);
            ohm_json_free(now.tree);
        }
    }
    return status;
}

ohm_status
ohm_sweep_table_print(FILE *stream, const ohm_sweep *sweep, const char *const *row, const ohm_fact *fact,
                      size_t facts, ohm_error *err)
{
    ohm_sweep_survey survey;
    ohm_status status = ohm_sweep_survey_make(&survey, sweep, row, err);

    if (status == OHM_OK)
        status = print_rows(stream, sweep, row, &survey, fact, facts, err);
    ohm_sweep_survey_free(&survey);
    return status;
}

/* ---- HDF5 ----------------------------------------------------------------- */
/* "p/q" or "p" as a number; false where it is neither. */
static bool
fraction(double *x, const char *text)
{
    const char *slash = strchr(text, '/');
    char numerator[OHM_TEXT_DOUBLE * 4];
    double below;

    if (slash == NULL)
        return ohm_text_to_double(x, text);
    snprintf(numerator, sizeof numerator, "%.*s", (int)(slash - text), text);
    if (!ohm_text_to_double(x, numerator) || !ohm_text_to_double(&below, slash + 1) || below == 0.0)
        return false;
    *x /= below;
    return true;
}

typedef struct {                    /* one column on its way to a dataset */
    const char *name;
    double *value;                  /* points of them, owned */
    ohm_json *words;                /* of a column of words, owned; NULL: numbers */
} hdf5_column;

/* The position of a word, which joins the others where it is new. */
static double
word_position(ohm_json *words, const char *text)
{
    size_t k = 0;

    while (k < ohm_json_size(words) && strcmp(ohm_json_as_string(ohm_json_at(words, k)), text) != 0)
        k++;
    if (k == ohm_json_size(words))
        ohm_json_append(words, ohm_json_string(text));
    return (double)k;
}

/* The number of a cell; NaN where there is none, or where a text is no fraction. */
static double
cell_number(const ohm_json *value, bool *word)
{
    const char *text = ohm_json_as_string(value);
    double x = NAN;
    bool truth;

    *word = text != NULL && !fraction(&x, text);
    if (text == NULL && ohm_json_as_bool(&truth, value))
        x = truth ? 1.0 : 0.0;
    if (text == NULL)
        (void)ohm_json_as_number(&x, value);
    return x;
}

/* The cell of a column of the table: the variables come first, then the sweep's columns. */
static const ohm_json *
cell_at(const ohm_sweep *sweep, const table_row *row, size_t column, size_t point)
{
    return column < sweep->variables ? variable_at(sweep, column, point)
        : ohm_json_at(row->values, column - sweep->variables);
}

/* Reads one column of all rows; where a text is no fraction, again, as words. */
static ohm_status
gather_column(hdf5_column *out, const ohm_sweep *sweep, const char *const *row, size_t column, bool words,
              ohm_error *err)
{
    for (size_t p = 0; p < sweep->points; p++) {
        table_row now;
        bool word;
        const ohm_status status = read_row(&now, sweep, row[p], p, err);

        if (status != OHM_OK)
            return status;
        const ohm_json *const cell = cell_at(sweep, &now, column, p);
        out->value[p] = cell_number(cell, &word);
        if (words && ohm_json_as_string(cell) != NULL)
            out->value[p] = word_position(out->words, ohm_json_as_string(cell));
        ohm_json_free(now.tree);
        if (word && !words) {
            if ((out->words = ohm_json_array()) == NULL)
                return no_memory(err);
            return gather_column(out, sweep, row, column, true, err);
        }
    }
    return ohm_json_failed(out->words) && out->words != NULL ? no_memory(err) : OHM_OK;
}

static ohm_status
put_set(ohm_hdf5 *file, const char *name, const double *value, size_t points, ohm_error *err)
{
    size_t set;
    ohm_status status = ohm_hdf5_add_set(&set, file, name, 1, "1", err);

    for (size_t p = 0; p < points && status == OHM_OK; p++)
        status = ohm_hdf5_append(file, set, &value[p], err);
    return status;
}

static ohm_status
put_words(ohm_hdf5 *file, const char *name, const ohm_json *words, ohm_error *err)
{
    char attribute[160], *text;
    ohm_status status = ohm_json_print(&text, words, err);

    if (status != OHM_OK)
        return status;
    snprintf(attribute, sizeof attribute, "words %.100s", name);
    status = ohm_hdf5_fact(file, attribute, text, err);
    free(text);
    return status;
}

static ohm_status
put_column(ohm_hdf5 *file, const ohm_sweep *sweep, const char *const *row, size_t column, ohm_error *err)
{
    hdf5_column now = { .value = OHM_ARRAY(double, sweep->points) };
    ohm_status status;

    now.name = column < sweep->variables ? sweep->variable[column].name
        : sweep->column[column - sweep->variables].name;
    status = now.value == NULL ? no_memory(err) : gather_column(&now, sweep, row, column, false, err);
    if (status == OHM_OK)
        status = put_set(file, now.name, now.value, sweep->points, err);
    if (status == OHM_OK && now.words != NULL)
        status = put_words(file, now.name, now.words, err);
    ohm_json_free(now.words);
    free(now.value);
    return status;
}

/* The points' numbers and exit codes; messages as attributes. */
static ohm_status
put_ends(ohm_hdf5 *file, const ohm_sweep *sweep, const char *const *row, ohm_error *err)
{
    double *const point = OHM_ARRAY(double, sweep->points), *const code = OHM_ARRAY(double, sweep->points);
    ohm_status status = point == NULL || code == NULL ? no_memory(err) : OHM_OK;
    size_t messages = 0;

    for (size_t p = 0; p < sweep->points && status == OHM_OK; p++) {
        char attribute[48];
        table_row now;

        if ((status = read_row(&now, sweep, row[p], p, err)) != OHM_OK)
            break;
        point[p] = (double)p;
        code[p] = (double)now.exit;
        snprintf(attribute, sizeof attribute, "message %zu", p);
        if (now.message != NULL && messages++ < MESSAGES_KEPT)
            status = ohm_hdf5_fact(file, attribute, now.message, err);
        ohm_json_free(now.tree);
    }
    if (status == OHM_OK && (status = put_set(file, "point", point, sweep->points, err)) == OHM_OK)
        status = put_set(file, "exit", code, sweep->points, err);
    free(point);
    free(code);
    return status;
}

static ohm_status
write_hdf5(const char *path, const ohm_sweep *sweep, const char *const *row, const ohm_fact *fact,
           size_t facts, ohm_error *err)
{
    ohm_hdf5 *file;
    ohm_status status = ohm_hdf5_create(&file, path, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < facts && status == OHM_OK; k++)
        status = ohm_hdf5_fact(file, fact[k].name, fact[k].text, err);
    if (status == OHM_OK)
        status = ohm_hdf5_fact(file, "format", "1", err);
    if (status == OHM_OK)
        status = put_ends(file, sweep, row, err);
    for (size_t c = 0; c < sweep->variables + sweep->columns && status == OHM_OK; c++)
        status = put_column(file, sweep, row, c, err);
    const ohm_status closed = ohm_hdf5_close(file, status == OHM_OK ? err : NULL);
    return status == OHM_OK ? closed : status;
}

ohm_status
ohm_sweep_table_write(const char *path, bool replace, const ohm_sweep *sweep, const char *const *row,
                      const ohm_fact *fact, size_t facts, ohm_error *err)
{
    ohm_file *file;
    ohm_status status = ohm_sweep_table_check(path, err);

    if (status != OHM_OK || (status = ohm_file_open(&file, path, replace, err)) != OHM_OK)
        return status;
    status = is_hdf5(path) ? write_hdf5(ohm_file_aside(file), sweep, row, fact, facts, err)
        : ohm_sweep_table_print(ohm_file_stream(file), sweep, row, fact, facts, err);
    if (status == OHM_OK)
        return ohm_file_commit(file, err);
    ohm_file_discard(file);
    return status;
}
