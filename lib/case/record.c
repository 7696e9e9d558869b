/* lib/case/record.c -- see record.h */
#include "case/record.h"

#include "base/array.h"
#include "case/circuit_file.h"
#include "case/record_parts.h"
#include "io/edgelist.h"
#include "io/graph6.h"
#include "io/graphml.h"
#include "io/source.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char HDF5_SIGNATURE[] = { '\x89', 'H', 'D', 'F' };

void
ohm_record_free(ohm_record *record)
{
    if (record == NULL)
        return;
    for (size_t k = 0; k < record->answers; k++)
        ohm_json_free(record->answer[k]);
    free(record->answer);
    ohm_json_free(record->facts);
    ohm_csv_free(record->table);
    free(record->entry);
    ohm_circuit_free(record->circuit);
    free(record->name);
    free(record);
}

const ohm_json *
ohm_record_result(const ohm_record *record, size_t k)
{
    return k < record->answers ? ohm_json_get(record->answer[k], "result") : NULL;
}

static const ohm_json *
fact(const ohm_record *record, const char *name)
{
    const ohm_json *facts = record->answers > 0 ? record->answer[0] : record->facts;

    return facts != NULL ? ohm_json_get(facts, name) : NULL;
}

const ohm_json *
ohm_record_option(const ohm_record *record, const char *name)
{
    const ohm_json *options = fact(record, "options");

    return options != NULL ? ohm_json_get(options, name) : NULL;
}

const char *
ohm_record_argument(const ohm_record *record, size_t k)
{
    const ohm_json *argv = fact(record, "argv");

    return argv != NULL && k < ohm_json_size(argv) ? ohm_json_as_string(ohm_json_at(argv, k)) : NULL;
}

bool
ohm_record_has(const ohm_record *record, const char *column)
{
    return record->table != NULL && ohm_csv_find(record->table, column) != SIZE_MAX;
}

static void
take_command(ohm_record *record)
{
    const ohm_json *command = fact(record, "command");
    const char *text = command != NULL ? ohm_json_as_string(command) : NULL;

    snprintf(record->command, sizeof record->command, "%s", text != NULL ? text : "");
}

/* ---- facts of a text ------------------------------------------------------------ */

/* The value of the line "MARK name: value", or NULL; *length is that of the value. */
static const char *
find_fact(const char *text, char mark, const char *name, size_t *length)
{
    char start[32];

    const size_t begins = (size_t)snprintf(start, sizeof start, "%c %s: ", mark, name);
    while (*text == mark) {
        const size_t line = strcspn(text, "\n");

        if (line > begins && strncmp(text, start, begins) == 0) {
            *length = line - begins;
            return text + begins;
        }
        text += line + (text[line] == '\n');
    }
    return NULL;
}

/* The lines of facts as one object.  A file from elsewhere may have comments of its own,
 * so what cannot be understood is not there. */
static ohm_status
take_facts(ohm_record *record, const char *text, char mark, ohm_error *err)
{
    static const char *const NAMES[] = { "command", "argv", "options" };
    char *object = NULL;
    size_t size, length;
    FILE *stream = open_memstream(&object, &size);
    const char *between = "";

    if (stream == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    putc('{', stream);
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        const char *value = find_fact(text, mark, NAMES[k], &length);

        if (value != NULL)
            fprintf(stream, "%s\"%s\":%.*s", between, NAMES[k], (int)length, value);
        between = value != NULL ? "," : between;
    }
    putc('}', stream);
    const bool refused = ferror(stream) != 0;
    if (fclose(stream) != 0 || refused || object == NULL) {
        free(object);
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    }
    const ohm_status status = ohm_json_parse(&record->facts, object, err);
    free(object);
    if (status == OHM_E_NOMEM)
        return status;
    take_command(record);
    return OHM_OK;
}

/* ---- formats -------------------------------------------------------------------- */

static ohm_status
read_table(ohm_record *record, const char *text, size_t length, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = take_facts(record, text, '#', err);

    if (status == OHM_OK && strcmp(record->command, "matrix") == 0) {
        record->form = OHM_RECORD_MATRIX;
        return ohm_record_matrix_csv(record, text, err);
    }
    record->form = OHM_RECORD_TABLE;
    if (status == OHM_OK && strcmp(record->command, "sweep") == 0)
        return ohm_record_table_sweep(record, text, err);
    if (status == OHM_OK)
        status = ohm_source_of(&source, record->name, text, length, err);
    if (status != OHM_OK)
        return status;
    status = ohm_csv_read(&record->table, source, err);
    ohm_source_close(source);
    return status;
}

static ohm_status
append_answer(ohm_record *record, ohm_json *answer, ohm_error *err)
{
    ohm_json **more = ohm_resize(record->answer, record->answers + 1, sizeof *more);

    if (more == NULL) {
        ohm_json_free(answer);
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", record->name);
    }
    record->answer = more;
    record->answer[record->answers++] = answer;
    if (ohm_json_get(answer, "result") == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: answer %zu has no \"result\": is it of ohmega --json?",
                        record->name,
                        record->answers);
    return OHM_OK;
}

/* JSON Lines: an answer a line. */
static ohm_status
read_lines(ohm_record *record, char *text, ohm_error *err)
{
    ohm_status status = OHM_OK;

    for (size_t number = 1; *text != '\0' && status == OHM_OK; number++) {
        const size_t length = strcspn(text, "\n");
        char *next = text + length + (text[length] == '\n');
        ohm_json *answer;

        text[length] = '\0';
        if (strspn(text, " \t\r") < length) {
            status = ohm_json_parse(&answer, text, err);
            if (status != OHM_OK)
                return ohm_fail_within(err, status, "%s:%zu", record->name, number);
            status = append_answer(record, answer, err);
        }
        text = next;
    }
    return status;
}

static ohm_status
read_answers(ohm_record *record, char *text, ohm_error *err)
{
    ohm_json *whole;
    ohm_status status = ohm_json_parse(&whole, text, err);

    record->form = OHM_RECORD_ANSWERS;
    status = status == OHM_OK ? append_answer(record, whole, err)
        : status == OHM_E_NOMEM ? status : read_lines(record, text, err);
    if (status != OHM_OK)
        return status;
    take_command(record);
    const ohm_json *result = ohm_record_result(record, 0);
    if (strcmp(record->command, "matrix") == 0) {
        record->form = OHM_RECORD_MATRIX;
        return ohm_record_matrix_json(record, result, err);
    }
    return ohm_record_table_json(record, result, err);
}

static ohm_status
read_text(ohm_record *record, ohm_source *source, ohm_error *err)
{
    char *text;
    size_t length;
    ohm_status status = ohm_source_all(&text, &length, source, err);

    if (status != OHM_OK)
        return status;
    if (text[strspn(text, " \t\r\n")] == '{') {
        status = read_answers(record, text, err);
    } else if (strncmp(text, "%%MatrixMarket", strlen("%%MatrixMarket")) == 0) {
        record->form = OHM_RECORD_MATRIX;
        status = take_facts(record, text + strcspn(text, "\n") + 1, '%', err);
        if (status == OHM_OK)
            status = ohm_record_matrix_market(record, text, err);
    } else {
        status = read_table(record, text, length, err);
    }
    free(text);
    return status;
}

static ohm_status
read_circuit(ohm_record *record, ohm_format format, ohm_source *source, ohm_error *err)
{
    ohm_table *table;
    ohm_status status = format == OHM_FORMAT_GRAPHML ? ohm_graphml_read(&table, source, err)
        : format == OHM_FORMAT_GRAPH6 ? ohm_graph6_read(&table, source, err)
            : ohm_edgelist_read(&table, source, err);

    record->form = OHM_RECORD_CIRCUIT;
    return status != OHM_OK ? status : ohm_circuit_from_table(&record->circuit, table, record->name, NULL,
                                                              err);
}

static bool
ends_in(const char *path, const char *suffix)
{
    const size_t length = strlen(path), end = strlen(suffix);

    return length >= end && strcmp(path + length - end, suffix) == 0;
}

static ohm_status
read_from(ohm_record *record, const char *path, ohm_source *source, ohm_error *err)
{
    const char *bytes;
    size_t got;
    ohm_status status = ohm_source_peek(&bytes, &got, source, err);

    if (status != OHM_OK)
        return status;
    const size_t blanks = got > 0 && strchr(" \t\r\n", bytes[0]) != NULL ? 1 : 0;
    if (got >= sizeof HDF5_SIGNATURE && memcmp(bytes, HDF5_SIGNATURE, sizeof HDF5_SIGNATURE) == 0) {
        if (strcmp(path, "-") == 0)
            return ohm_fail(err, OHM_E_ARG, "HDF5 cannot be read from standard input: name the file");
        return ohm_record_table_hdf5(record, path, err);
    }
    if (got == 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: the file is empty", record->name);
    if (blanks < got && bytes[blanks] == '<')
        return read_circuit(record, OHM_FORMAT_GRAPHML, source, err);
    if (ends_in(path, ".g6"))
        return read_circuit(record, OHM_FORMAT_GRAPH6, source, err);
    if (ends_in(path, ".edges") || ends_in(path, ".edgelist"))
        return read_circuit(record, OHM_FORMAT_EDGELIST, source, err);
    return read_text(record, source, err);
}

ohm_status
ohm_record_read(ohm_record **out, const char *path, ohm_error *err)
{
    ohm_record *record = OHM_ZEROS(ohm_record, 1);
    ohm_source *source = NULL;
    ohm_status status;

    *out = NULL;
    if (record == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    if ((status = ohm_source_open(&source, path, err)) != OHM_OK)
        goto done;
    record->name = ohm_copy(ohm_source_name(source), strlen(ohm_source_name(source)) + 1, 1);
    if (record->name == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
        goto done;
    }
    if ((status = read_from(record, path, source, err)) == OHM_OK)
        status = ohm_source_digest(record->sha256, source, err);
done:
    ohm_source_close(source);
    if (status != OHM_OK) {
        ohm_record_free(record);
        return status;
    }
    *out = record;
    return OHM_OK;
}
