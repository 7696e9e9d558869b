/* lib/case/record_matrix.c -- matrices in the three formats of `ohmega matrix`; see record_parts.h */
#include "case/record_parts.h"

#include "base/array.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As many as `ohmega matrix` writes. */
static const size_t ENTRIES_MAX = 10000000;

enum { ENTRY_TEXT = 4096 };     /* an exact entry may have many digits */

/* A number, or a fraction "p/q". */
static bool
read_entry(double *entry, const char *text, size_t length)
{
    char copy[ENTRY_TEXT];
    double below = 1.0;

    if (length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *slash = strchr(copy, '/');
    if (slash != NULL)
        *slash = '\0';
    if (!ohm_text_to_double(entry, copy) || (slash != NULL && !ohm_text_to_double(&below, slash + 1)))
        return false;
    *entry /= below;
    return true;
}

static ohm_status
make_room(ohm_record *record, size_t rows, size_t columns, ohm_error *err)
{
    if (rows == 0 || columns == 0 || rows > ENTRIES_MAX / columns)
        return ohm_fail(err, OHM_E_CONTENT, "%s: a matrix of %zu x %zu", record->name, rows, columns);
    record->rows = rows;
    record->columns = columns;
    record->entry = OHM_ZEROS(double, rows * columns);
    return record->entry != NULL ? OHM_OK : ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
}

/* ---- CSV ------------------------------------------------------------------------ */

static size_t
count_fields(const char *line, size_t length)
{
    size_t count = 1;

    for (size_t k = 0; k < length; k++)
        count += line[k] == ',';
    return count;
}

static ohm_status
read_row(ohm_record *record, size_t row, const char *line, size_t length, ohm_error *err)
{
    if (count_fields(line, length) != record->columns)
        return ohm_fail(err, OHM_E_CONTENT, "%s: row %zu has %zu entries, the first has %zu", record->name,
                        row,
                        count_fields(line, length), record->columns);
    for (size_t c = 0; c < record->columns; c++) {
        const size_t field = strcspn(line, ",\r\n");

        if (!read_entry(&record->entry[row * record->columns + c], line, field))
            return ohm_fail(err, OHM_E_CONTENT, "%s: row %zu, column %zu: \"%.*s\" is not a number",
                            record->name, row,
                            c, field < 40 ? (int)field : 40, line);
        line += field + 1;
    }
    return OHM_OK;
}

ohm_status
ohm_record_matrix_csv(ohm_record *record, const char *text, ohm_error *err)
{
    size_t rows = 0, columns = 0, row = 0;

    for (int pass = 0; pass < 2; pass++) {          /* counts, then reads */
        for (const char *line = text; *line != '\0';) {
            const size_t length = strcspn(line, "\r\n");

            if (length > 0 && *line != '#' && pass == 0) {
                columns = rows++ == 0 ? count_fields(line, length) : columns;
            } else if (length > 0 && *line != '#') {
                const ohm_status status = read_row(record, row++, line, length, err);

                if (status != OHM_OK)
                    return status;
            }
            line += length + strspn(line + length, "\r\n");
        }
        if (pass == 0) {
            const ohm_status status = make_room(record, rows, columns, err);

            if (status != OHM_OK)
                return status;
        }
    }
    return OHM_OK;
}

/* ---- MatrixMarket --------------------------------------------------------------- */

ohm_status
ohm_record_matrix_market(ohm_record *record, const char *text, ohm_error *err)
{
    size_t rows, columns, entries, row, column, number = 1;
    int used;
    double value;

    if (strncmp(text, "%%MatrixMarket matrix coordinate ", 33) != 0 || strstr(text, " general\n") == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s:1: expected %%%%MatrixMarket matrix coordinate real general",
                        record->name);
    for (; *text == '%'; number++)
        text += strcspn(text, "\n") + (strchr(text, '\n') != NULL);
    if (sscanf(text, "%zu %zu %zu%n", &rows, &columns, &entries, &used) != 3)
        return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: expected rows, columns, entries", record->name, number);
    const ohm_status status = make_room(record, rows, columns, err);
    for (size_t k = 0; k < entries && status == OHM_OK; k++) {
        text += used;
        if (sscanf(text, "%zu %zu %lf%n", &row, &column, &value, &used) != 3 || row - 1 >= rows
            || column - 1 >= columns)
            return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: expected row, column, entry", record->name,
                            number + 1 + k);
        record->entry[(row - 1) * columns + column - 1] = value;
    }
    return status;
}

/* ---- JSON ----------------------------------------------------------------------- */

static bool
read_node(double *entry, const ohm_json *node)
{
    const char *text = ohm_json_as_string(node);

    return text != NULL ? read_entry(entry, text, strlen(text)) : ohm_json_as_number(entry, node);
}

ohm_status
ohm_record_matrix_json(ohm_record *record, const ohm_json *result, ohm_error *err)
{
    const ohm_json *entries = ohm_json_get(result, "entries");
    const size_t rows = entries != NULL ? ohm_json_size(entries) : 0;
    const size_t columns = rows > 0 ? ohm_json_size(ohm_json_at(entries, 0)) : 0;
    const ohm_status status = make_room(record, rows, columns, err);

    if (status != OHM_OK)
        return status;
    for (size_t r = 0; r < rows; r++) {
        const ohm_json *row = ohm_json_at(entries, r);

        for (size_t c = 0; c < columns; c++)
            if (ohm_json_size(row) != columns || !read_node(&record->entry[r * columns + c],
                                                            ohm_json_at(row, c)))
                return ohm_fail(err, OHM_E_CONTENT, "%s: entries[%zu][%zu] is not a number", record->name, r,
                                c);
    }
    return OHM_OK;
}
