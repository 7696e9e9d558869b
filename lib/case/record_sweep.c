/* lib/case/record_sweep.c -- the table of a sweep, which holds words, too; see record_parts.h */
#include "case/record_parts.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELL_TEXT = 256 };       /* a number, or the start of a message */

/* Takes the next cell of a line apart: quotes removed, cut where long.  Returns what
 * follows its comma, or NULL after the last. */
static const char *
take_cell(char cell[CELL_TEXT], const char *line)
{
    bool quoted = false;
    size_t length = 0;

    for (; *line != '\0' && *line != '\n' && *line != '\r' && (quoted || *line != ','); line++) {
        if (*line == '"')
            quoted = !quoted;
        else if (length + 1 < CELL_TEXT)
            cell[length++] = *line;
    }
    cell[length] = '\0';
    return *line == ',' ? line + 1 : NULL;
}

static size_t
count_cells(const char *line)
{
    char cell[CELL_TEXT];
    size_t count = 0;

    for (const char *rest = line; rest != NULL; count++)
        rest = take_cell(cell, rest);
    return count;
}

/* The first line that is no comment, from here on; NULL: none. */
static const char *
next_line(const char *text)
{
    while (*text == '#' || *text == '\n' || *text == '\r')
        text += strcspn(text, "\n") + (strchr(text, '\n') != NULL);
    return *text != '\0' ? text : NULL;
}

static const char *
line_after(const char *line)
{
    return next_line(line + strcspn(line, "\n"));
}

ohm_status
ohm_record_table_sweep(ohm_record *record, const char *text, ohm_error *err)
{
    const char *const first = next_line(text);
    size_t rows = 0, row = 0;
    char cell[CELL_TEXT];

    if (first == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: no header", record->name);
    for (const char *line = line_after(first); line != NULL; line = line_after(line))
        rows++;
    const size_t columns = count_cells(first);
    if ((record->table = ohm_record_table_alloc(columns, rows)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    const char *name = first;
    for (size_t c = 0; c < columns; c++) {
        name = take_cell(cell, name);
        if (!ohm_record_name_column(record->table, c, "%s", cell))
            return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    }
    for (const char *line = line_after(first); line != NULL; line = line_after(line), row++) {
        const char *rest = line;

        if (count_cells(line) != columns)
            return ohm_fail(err, OHM_E_CONTENT, "%s: row %zu has %zu cells, the header %zu", record->name,
                            row,
                            count_cells(line), columns);
        for (size_t c = 0; c < columns; c++) {
            double *value = &record->table->value[row * columns + c];

            rest = take_cell(cell, rest);
            if (!ohm_text_to_double(value, cell))
                *value = NAN;
        }
    }
    return OHM_OK;
}
