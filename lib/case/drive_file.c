/* lib/case/drive_file.c -- see drive_file.h */
#include "case/drive_file.h"
#include "base/array.h"
#include "base/text.h"
#include "io/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Column 0 must be a time that increases and reaches `until`. */
static ohm_status
check_times(const ohm_csv *csv, const char *name, double until, ohm_error *err)
{
    const size_t n = csv->columns, last = csv->rows - 1;

    if (strcmp(csv->name[0], "time") != 0 || n < 2)
        return ohm_fail(err, OHM_E_CONTENT, "%s: the header must be \"time\" and at least one column more", name);
    for (size_t r = 1; r < csv->rows; r++)
        if (!(csv->value[r * n] > csv->value[(r - 1) * n]))
            return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: time %g after %g: times must increase", name, csv->line[r],
                            csv->value[r * n], csv->value[(r - 1) * n]);
    if (until > csv->value[last * n])
        return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: the last row is at %g s, before the end at %g s: add rows, or "
                        "run for a shorter time", name, csv->line[last], csv->value[last * n], until);
    return OHM_OK;
}

/* The line through column c. */
static ohm_status
line_of(ohm_polyline **out, const ohm_csv *csv, size_t c, ohm_error *err)
{
    double *time = OHM_ARRAY(double, csv->rows), *value = OHM_ARRAY(double, csv->rows);
    ohm_status status;

    *out = NULL;
    if (time == NULL || value == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "drive: out of memory for %zu rows", csv->rows);
    } else {
        for (size_t r = 0; r < csv->rows; r++) {
            time[r] = csv->value[r * csv->columns];
            value[r] = csv->value[r * csv->columns + c];
        }
        status = ohm_polyline_alloc(out, csv->rows, time, value, err);
    }
    free(value);
    free(time);
    return status;
}

/* What a column's name says: kind and element. */
static ohm_status
find_target(ohm_drive_kind *kind, size_t *index, const ohm_circuit *circuit, const char *column,
            const char *name, ohm_error *err)
{
    static const struct {
        const char *prefix;
        ohm_drive_kind kind;
    } kinds[] = { { "emf:", OHM_DRIVE_EMF }, { "potential:", OHM_DRIVE_POTENTIAL },
                  { "injection:", OHM_DRIVE_INJECTION } };
    char quoted[OHM_TABLE_QUOTE];

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const size_t n = strlen(kinds[k].prefix);

        if (strncmp(column, kinds[k].prefix, n) != 0)
            continue;
        *kind = kinds[k].kind;
        if (*kind != OHM_DRIVE_EMF) {
            if ((*index = ohm_table_find_node(circuit->table, column + n)) == SIZE_MAX)
                return ohm_fail(err, OHM_E_CONTENT, "%s: column %s: no node of the circuit has this id", name,
                                ohm_table_quote(quoted, column));
        } else if (!ohm_text_to_size(index, column + n) || *index >= circuit->graph->edges) {
            return ohm_fail(err, OHM_E_CONTENT, "%s: column %s: edges are named by position, 0 .. %zu", name,
                            ohm_table_quote(quoted, column), circuit->graph->edges - 1);
        }
        return OHM_OK;
    }
    return ohm_fail(err, OHM_E_CONTENT, "%s: column %s: expected emf:EDGE, potential:NODE or injection:NODE", name,
                    ohm_table_quote(quoted, column));
}

/* `seen` has a place for every edge, then for every node's potential and injection. */
static ohm_status
drive_column(ohm_circuit *circuit, bool *seen, const ohm_csv *csv, size_t c, const char *name, ohm_error *err)
{
    const size_t edges = circuit->graph->edges, nodes = circuit->graph->nodes;
    ohm_waveform wave = { .dc = 0.0 };
    ohm_drive_kind kind = OHM_DRIVE_EMF;
    char quoted[OHM_TABLE_QUOTE];
    ohm_polyline *line;
    ohm_status status;
    size_t index = 0;

    if ((status = find_target(&kind, &index, circuit, csv->name[c], name, err)) != OHM_OK)
        return status;
    bool *before = &seen[index + (kind == OHM_DRIVE_EMF ? 0 : kind == OHM_DRIVE_POTENTIAL ? edges : edges + nodes)];
    if (*before)                                /* "emf:1" and "emf:01" */
        return ohm_fail(err, OHM_E_CONTENT, "%s: column %s drives what an earlier column drives: keep one", name,
                        ohm_table_quote(quoted, csv->name[c]));
    *before = true;
    if ((status = line_of(&line, csv, c, err)) != OHM_OK ||
        (status = ohm_drive_adopt(circuit->drive, line, err)) != OHM_OK)
        return status;
    wave.line = line;
    return ohm_drive_set(circuit->drive, kind, index, &wave, err);
}

ohm_status
ohm_drive_file_read(ohm_circuit *circuit, ohm_source *source, double until, ohm_error *err)
{
    const char *name = ohm_source_name(source);
    bool *seen = OHM_ZEROS(bool, circuit->graph->edges + 2 * circuit->graph->nodes);
    ohm_csv *csv = NULL;
    ohm_status status;

    if (seen == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", name);
    if ((status = ohm_csv_read(&csv, source, err)) == OHM_OK)
        status = check_times(csv, name, until, err);
    for (size_t c = 1; status == OHM_OK && c < csv->columns; c++)
        status = drive_column(circuit, seen, csv, c, name, err);
    ohm_csv_free(csv);
    free(seen);
    if (status != OHM_OK || (status = ohm_circuit_check_injections(circuit, err)) == OHM_OK)
        return status;
    return ohm_fail_within(err, status, "%s", name);    /* the circuit itself was balanced */
}

ohm_status
ohm_drive_file_open(ohm_circuit *circuit, char digest[OHM_SHA256_TEXT], const char *path, double until,
                    ohm_error *err)
{
    ohm_source *source;
    ohm_status status;

    if ((status = ohm_source_open(&source, path, err)) != OHM_OK)
        return status;
    if ((status = ohm_drive_file_read(circuit, source, until, err)) == OHM_OK)
        status = ohm_source_digest(digest, source, err);
    ohm_source_close(source);
    return status;
}

/* ---- one waveform --------------------------------------------------------- */
/* A,F[,PHI] with F >= 0. */
static bool
parse_sine(ohm_waveform *wave, const char *text)
{
    double *const value[3] = { &wave->amplitude, &wave->frequency, &wave->phase };
    size_t count = 0;
    char part[64];

    for (bool more = true; more; count++) {
        const size_t length = strcspn(text, ",");

        more = text[length] == ',';
        if (count == 3 || length >= sizeof part)
            return false;
        memcpy(part, text, length);
        part[length] = '\0';
        if (!ohm_text_to_double(value[count], part) || !isfinite(*value[count]))
            return false;
        text += length + more;
    }
    return count >= 2 && wave->frequency >= 0.0;
}

static ohm_status
read_line_file(ohm_polyline **line, char *digest, const char *path, double until, ohm_error *err)
{
    ohm_source *source;
    ohm_csv *csv;
    ohm_status status;

    if ((status = ohm_source_open(&source, path, err)) != OHM_OK)
        return status;
    if ((status = ohm_csv_read(&csv, source, err)) == OHM_OK) {
        if (csv->columns != 2)
            status = ohm_fail(err, OHM_E_CONTENT, "%s: %zu columns where time and value were expected",
                              ohm_source_name(source), csv->columns);
        if (status == OHM_OK && (status = check_times(csv, ohm_source_name(source), until, err)) == OHM_OK)
            status = line_of(line, csv, 1, err);
        ohm_csv_free(csv);
    }
    if (status == OHM_OK && digest != NULL && (status = ohm_source_digest(digest, source, err)) != OHM_OK) {
        ohm_polyline_free(*line);
        *line = NULL;
    }
    ohm_source_close(source);
    return status;
}

ohm_status
ohm_waveform_parse(ohm_waveform *wave, ohm_polyline **line, char digest[OHM_SHA256_TEXT], const char *text,
                   double until, ohm_error *err)
{
    char quoted[OHM_TABLE_QUOTE];
    ohm_status status;

    *wave = (ohm_waveform){ .dc = 0.0 };
    *line = NULL;
    if (digest != NULL)
        digest[0] = '\0';
    if (strncmp(text, "csv:", 4) == 0) {
        if ((status = read_line_file(line, digest, text + 4, until, err)) == OHM_OK)
            wave->line = *line;
        return status;
    }
    if (strncmp(text, "sin:", 4) == 0 ? parse_sine(wave, text + 4)
                                      : ohm_text_to_double(&wave->dc, text) && isfinite(wave->dc))
        return OHM_OK;
    *wave = (ohm_waveform){ .dc = 0.0 };
    return ohm_fail(err, OHM_E_ARG, "%s is no waveform: write a number, sin:A,F[,PHI] with F >= 0 Hz, or csv:FILE",
                    ohm_table_quote(quoted, text));
}
