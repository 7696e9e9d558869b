/* lib/io/csv.c -- see csv.h */
#include "io/csv.h"
#include "io/table.h"
#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What some programs put before UTF-8. */
static const char BYTE_ORDER_MARK[] = "\xef\xbb\xbf";

void
ohm_csv_free(ohm_csv *csv)
{
    if (csv == NULL)
        return;
    if (csv->name != NULL)
        for (size_t c = 0; c < csv->columns; c++)
            free(csv->name[c]);
    free(csv->name);
    free(csv->value);
    free(csv->line);
    free(csv);
}

size_t
ohm_csv_find(const ohm_csv *csv, const char *name)
{
    for (size_t c = 0; c < csv->columns; c++)
        if (strcmp(csv->name[c], name) == 0)
            return c;
    return SIZE_MAX;
}

/* ---- reading -------------------------------------------------------------- */
/* Cuts one field off the line, in place, quotes undone; *more: another follows.
 * NULL where a quote is not closed, or text follows one that is. */
static char *
next_field(char **at, bool *more)
{
    char *field = *at, *from = *at, *to = *at;

    if (*from != '"') {
        from += strcspn(from, ",");
    } else {
        for (from++; *from != '\0' && (*from != '"' || from[1] == '"'); from++) {
            from += *from == '"';
            *to++ = *from;
        }
        if (*from != '"' || (from[1] != ',' && from[1] != '\0'))
            return NULL;
        from++;
        *more = *from == ',';
        *to = '\0';
        *at = from + *more;
        return field;
    }
    *more = *from == ',';
    *from = '\0';
    *at = from + *more;
    return field;
}

static ohm_status
refuse(const ohm_source *source, ohm_error *err, const char *what)
{
    return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: %s", ohm_source_name(source), ohm_source_line_number(source),
                    what);
}

static ohm_status
no_memory(const ohm_source *source, ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", ohm_source_name(source));
}

/* The name without the blanks around it; a copy. */
static char *
copy_trimmed(const char *text)
{
    static const char blanks[] = " \t";
    size_t length;
    char *copy;

    text += strspn(text, blanks);
    length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]) != NULL)
        length--;
    if ((copy = OHM_ARRAY(char, length + 1)) == NULL)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static ohm_status
read_header(ohm_csv *csv, char *line, const ohm_source *source, ohm_error *err)
{
    char quoted[OHM_TABLE_QUOTE], *field;
    size_t most = 1;
    bool more = true;

    for (const char *c = line; *c != '\0'; c++)
        most += *c == ',';
    if ((csv->name = OHM_ZEROS(char *, most)) == NULL)
        return no_memory(source, err);
    while (more) {
        if ((field = next_field(&line, &more)) == NULL)
            return refuse(source, err, "a quote is not closed");
        char *name = copy_trimmed(field);
        if (name == NULL)
            return no_memory(source, err);
        const size_t before = ohm_csv_find(csv, name);
        csv->name[csv->columns++] = name;
        if (*name == '\0')
            return refuse(source, err, "a column without a name: the first line names the columns");
        for (const char *c = name; *c != '\0'; c++)
            if ((unsigned char)*c < ' ')
                return refuse(source, err, "a control character in the name of a column: take it out");
        if (before != SIZE_MAX)
            return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: columns %zu and %zu are both called %s: rename one",
                            ohm_source_name(source), ohm_source_line_number(source), before + 1, csv->columns,
                            ohm_table_quote(quoted, name));
    }
    return OHM_OK;
}

/* Whether every field is a number, so that the line names nothing. */
static bool
is_all_numbers(const char *line)
{
    for (;; line++) {
        char field[OHM_TABLE_QUOTE];
        const size_t length = strcspn(line, ",");
        double number;

        if (length >= sizeof field)
            return false;
        memcpy(field, line, length);
        field[length] = '\0';
        if (!ohm_text_to_double(&number, field))
            return false;
        line += length;
        if (*line == '\0')
            return true;
    }
}

/* Calls the columns of a first row "1", "2", ... */
static ohm_status
number_columns(ohm_csv *csv, const char *line, const ohm_source *source, ohm_error *err)
{
    char name[OHM_TEXT_DOUBLE];
    size_t columns = 1;

    for (const char *c = line; *c != '\0'; c++)
        columns += *c == ',';
    if ((csv->name = OHM_ZEROS(char *, columns)) == NULL)
        return no_memory(source, err);
    while (csv->columns < columns) {
        snprintf(name, sizeof name, "%zu", csv->columns + 1);
        if ((csv->name[csv->columns++] = copy_trimmed(name)) == NULL)
            return no_memory(source, err);
    }
    return OHM_OK;
}

static ohm_status
make_room(ohm_csv *csv, size_t *room, const ohm_source *source, ohm_error *err)
{
    const size_t wanted = *room + *room / 2 + 16;

    if (csv->rows < *room)
        return OHM_OK;
    if (csv->columns > SIZE_MAX / wanted)
        return no_memory(source, err);
    double *value = ohm_resize(csv->value, wanted * csv->columns, sizeof *value);
    if (value == NULL)
        return no_memory(source, err);
    csv->value = value;
    size_t *line = ohm_resize(csv->line, wanted, sizeof *line);
    if (line == NULL)
        return no_memory(source, err);
    csv->line = line;
    *room = wanted;
    return OHM_OK;
}

/* ---- words ---------------------------------------------------------------- */
void
ohm_csv_words_free(ohm_csv_words *words)
{
    for (size_t k = 0; k < words->count; k++)
        free(words->word[k]);
    free(words->word);
    *words = (ohm_csv_words){ 0, NULL };
}

/* How a file is to be read. */
typedef struct {
    bool headless;                  /* the header may be missing */
    const char *classes;            /* the column of words, NULL: none */
    ohm_csv_words *words;
} reading;

/* The place of a word, which is added where it is new. */
static ohm_status
find_word(double *place, ohm_csv_words *words, const char *field, const ohm_source *source, ohm_error *err)
{
    char *word = copy_trimmed(field), **longer;

    if (word == NULL)
        return no_memory(source, err);
    for (size_t k = 0; k < words->count; k++)
        if (strcmp(words->word[k], word) == 0) {
            free(word);
            *place = (double)k;
            return OHM_OK;
        }
    if (*word == '\0' || (longer = ohm_resize(words->word, words->count + 1, sizeof *longer)) == NULL) {
        const bool empty = *word == '\0';

        free(word);
        return empty ? refuse(source, err, "the class is missing") : no_memory(source, err);
    }
    words->word = longer;
    words->word[words->count] = word;
    *place = (double)words->count++;
    return OHM_OK;
}

static ohm_status
read_row(ohm_csv *csv, char *line, const reading *how, const ohm_source *source, ohm_error *err)
{
    double *row = csv->value + csv->rows * csv->columns;
    const char *name = ohm_source_name(source);
    const size_t number = ohm_source_line_number(source);
    char quoted[OHM_TABLE_QUOTE], of[OHM_TABLE_QUOTE];
    size_t c = 0;

    for (bool more = true; more; c++) {
        const char *field = next_field(&line, &more);

        if (field == NULL)
            return refuse(source, err, "a quote is not closed");
        if (c == csv->columns)
            return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: more values than the %zu columns of the header",
                            name, number, csv->columns);
        if (how->classes != NULL && strcmp(csv->name[c], how->classes) == 0) {
            const ohm_status status = find_word(&row[c], how->words, field, source, err);

            if (status != OHM_OK)
                return status;
            continue;
        }
        if (!ohm_text_to_double(&row[c], field) || !isfinite(row[c]))
            return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: column %s: %s is not a finite number", name, number,
                            ohm_table_quote(of, csv->name[c]), ohm_table_quote(quoted, field));
    }
    if (c < csv->columns)
        return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: %zu values where the header names %zu columns", name,
                        number, c, csv->columns);
    csv->line[csv->rows++] = number;
    return OHM_OK;
}

static ohm_status
read_lines(ohm_csv *csv, ohm_source *source, const reading *how, ohm_error *err)
{
    size_t room = 0, length;
    ohm_status status;
    char *line;

    while ((status = ohm_source_line(&line, &length, source, err)) == OHM_OK && line != NULL) {
        if (ohm_source_line_number(source) == 1 && strncmp(line, BYTE_ORDER_MARK, 3) == 0)
            line += 3;
        if (*line == '#' || line[strspn(line, " \t")] == '\0')
            continue;
        if (csv->columns == 0 && how->headless && is_all_numbers(line))
            status = number_columns(csv, line, source, err);
        else if (csv->columns == 0 && (status = read_header(csv, line, source, err)) == OHM_OK)
            continue;
        if (status == OHM_OK)
            status = make_room(csv, &room, source, err);
        if (status == OHM_OK)
            status = read_row(csv, line, how, source, err);
        if (status != OHM_OK)
            break;
    }
    if (status == OHM_OK && csv->rows == 0)
        status = ohm_fail(err, OHM_E_CONTENT, "%s: %s", ohm_source_name(source),
                          csv->columns == 0 ? "empty: a line of column names was expected"
                                            : "no rows below the column names");
    return status;
}

static ohm_status
read_all(ohm_csv **out, ohm_source *source, const reading *how, ohm_error *err)
{
    ohm_csv *csv = OHM_ZEROS(ohm_csv, 1);
    ohm_status status;

    *out = NULL;
    if (csv == NULL)
        return no_memory(source, err);
    if ((status = read_lines(csv, source, how, err)) != OHM_OK)
        ohm_csv_free(csv);
    else
        *out = csv;
    return status;
}

ohm_status
ohm_csv_read(ohm_csv **out, ohm_source *source, ohm_error *err)
{
    return read_all(out, source, &(reading){ .headless = false }, err);
}

ohm_status
ohm_csv_read_classes(ohm_csv **out, ohm_csv_words *words, ohm_source *source, const char *classes,
                     ohm_error *err)
{
    return read_all(out, source, &(reading){ .classes = classes, .words = words }, err);
}

ohm_status
ohm_csv_read_headless(ohm_csv **out, ohm_source *source, ohm_error *err)
{
    return read_all(out, source, &(reading){ .headless = true }, err);
}

/* ---- writing -------------------------------------------------------------- */
void
ohm_csv_write_name(FILE *file, const char *name)
{
    /* bare, a # would start a comment, and a byte order mark be taken for the file's */
    if (strpbrk(name, ",\"\n\r") == NULL && *name != '#' && strncmp(name, BYTE_ORDER_MARK, 3) != 0) {
        fputs(name, file);
        return;
    }
    fputc('"', file);
    for (; *name != '\0'; name++) {
        if (*name == '"')
            fputc('"', file);
        fputc(*name == '\n' || *name == '\r' ? ' ' : *name, file);
    }
    fputc('"', file);
}

void
ohm_csv_write_names(FILE *file, const char *const *name, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        if (c > 0)
            fputc(',', file);
        ohm_csv_write_name(file, name[c]);
    }
    fputc('\n', file);
}

ohm_status
ohm_csv_write_numbers(FILE *file, const double *value, size_t n, ohm_error *err)
{
    char text[OHM_TEXT_DOUBLE];

    for (size_t c = 0; c < n; c++)
        if (!isfinite(value[c]))
            return ohm_fail(err, OHM_E_DOMAIN, "CSV: value %zu would be %g", c, value[c]);
    for (size_t c = 0; c < n; c++) {
        if (c > 0)
            fputc(',', file);
        fputs(ohm_text_double(text, value[c]), file);
    }
    fputc('\n', file);
    return OHM_OK;
}
