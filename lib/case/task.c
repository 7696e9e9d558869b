/* lib/case/task.c -- see task.h */
#include "case/task.h"
#include "base/array.h"
#include "base/text.h"
#include "io/csv.h"
#include "io/json.h"
#include "topology/graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A task while it is read. */
typedef struct {
    ohm_task *task;
    const char *path;
    const ohm_table *table;
    const ohm_json *root;
    ohm_csv_words words;        /* classes */
} task_reader;

static void
samples_free(ohm_task_samples *samples)
{
    free(samples->source);
    free(samples->label);
    free(samples->class_of);
}

void
ohm_task_free(ohm_task *task)
{
    if (task == NULL)
        return;
    ohm_csv_words_free(&(ohm_csv_words){ task->classes, task->class_name });
    samples_free(&task->train);
    samples_free(&task->test);
    for (size_t k = 0; k < task->files; k++)
        free(task->file[k].path);
    free(task->source);
    free(task->plus);
    free(task->minus);
    free(task);
}

static ohm_status
no_memory(const task_reader *r, ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", r->path);
}

size_t
ohm_task_node(const ohm_table *table, const char *name)
{
    size_t node = ohm_table_find_node(table, name);

    if (node == OHM_NONE && (!ohm_text_to_size(&node, name) || node >= ohm_table_nodes(table)))
        return OHM_NONE;
    return node;
}

/* A node by id or position, written as a string or as a whole number. */
static ohm_status
read_node(size_t *node, const task_reader *r, const char *key, const ohm_json *value, ohm_error *err)
{
    char quoted[OHM_TABLE_QUOTE], digits[OHM_TEXT_DOUBLE];
    const char *name = ohm_json_as_string(value);
    long long number;

    if (name == NULL && ohm_json_as_integer(&number, value)) {
        snprintf(digits, sizeof digits, "%lld", number);
        name = digits;
    }
    if (name == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s: a node is named by a string or a whole number", r->path,
                        key);
    if ((*node = ohm_task_node(r->table, name)) == OHM_NONE)
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s: no node has the id or the position %s", r->path, key,
                        ohm_table_quote(quoted, name));
    return OHM_OK;
}

/* ---- terminals ---------------------------------------------------------------------------- */
static ohm_status
read_sources(task_reader *r, ohm_error *err)
{
    const ohm_json *sources = ohm_json_get(r->root, "sources");
    const size_t count = ohm_json_size(sources);
    ohm_task *task = r->task;
    char place[OHM_TABLE_PLACE];

    if (!ohm_json_is_object(sources) || count == 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: sources: expected an object {NODE: value or \"column\"}",
                        r->path);
    if ((task->source = OHM_ARRAY(size_t, count)) == NULL)
        return no_memory(r, err);
    for (size_t k = 0; k < count; k++) {
        const char *name = ohm_json_key_at(sources, k);
        const size_t node = ohm_task_node(r->table, name);
        char quoted[OHM_TABLE_QUOTE];

        if (node == OHM_NONE)
            return ohm_fail(err, OHM_E_CONTENT, "%s: sources: no node has the id or the position %s", r->path,
                            ohm_table_quote(quoted, name));
        for (size_t j = 0; j < k; j++)
            if (task->source[j] == node)
                return ohm_fail(err, OHM_E_CONTENT, "%s: sources: two sources on %s", r->path,
                                ohm_table_place(place, r->table, OHM_FOR_NODE, node));
        task->source[k] = node;
        task->sources = k + 1;
    }
    return OHM_OK;
}

static ohm_status
read_targets(task_reader *r, ohm_error *err)
{
    const ohm_json *targets = ohm_json_get(r->root, "targets");
    const size_t count = ohm_json_size(targets);
    ohm_task *task = r->task;
    ohm_status status = OHM_OK;
    char place[OHM_TABLE_PLACE];

    if (!ohm_json_is_array(targets) || count == 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: targets: expected an array of NODE or [PLUS, MINUS]",
                        r->path);
    task->plus = OHM_ARRAY(size_t, count);
    task->minus = OHM_ARRAY(size_t, count);
    if (task->plus == NULL || task->minus == NULL)
        return no_memory(r, err);
    for (size_t k = 0; status == OHM_OK && k < count; k++) {
        const ohm_json *target = ohm_json_at(targets, k);

        task->minus[k] = OHM_NONE;
        if (ohm_json_is_array(target) && ohm_json_size(target) == 2) {
            status = read_node(&task->plus[k], r, "targets", ohm_json_at(target, 0), err);
            if (status == OHM_OK)
                status = read_node(&task->minus[k], r, "targets", ohm_json_at(target, 1), err);
        } else {
            status = read_node(&task->plus[k], r, "targets", target, err);
        }
        for (size_t j = 0; status == OHM_OK && j < task->sources; j++)
            if (task->source[j] == task->plus[k] && task->minus[k] == OHM_NONE)
                status = ohm_fail(err, OHM_E_CONTENT, "%s: targets: %s is a source", r->path,
                                  ohm_table_place(place, r->table, OHM_FOR_NODE, task->plus[k]));
        task->targets = k + 1;
    }
    return status;
}

static ohm_status
read_levels(task_reader *r, ohm_error *err)
{
    const ohm_json *levels = ohm_json_get(r->root, "class_levels");

    r->task->has_levels = levels != NULL;
    if (levels != NULL && (ohm_json_size(levels) != 2
                           || !ohm_json_as_number(&r->task->on, ohm_json_at(levels, 0))
                           || !ohm_json_as_number(&r->task->off, ohm_json_at(levels, 1))))
        return ohm_fail(err, OHM_E_CONTENT, "%s: class_levels: expected [on, off]", r->path);
    return OHM_OK;
}

/* ---- tables ---------------------------------------------------------------------------------- */
/* The file `name` beside the task where there is one, else as written; a copy. */
static char *
find_beside(const char *task, const char *name)
{
    const char *slash = strrchr(task, '/');
    const size_t folder = slash != NULL ? (size_t)(slash - task) + 1 : 0, length = strlen(name) + 1;
    char *path = ohm_array(folder + length, 1);

    if (path == NULL)
        return NULL;
    memcpy(path, task, folder);
    memcpy(path + folder, name, length);
    if (*name != '/' && access(path, F_OK) == 0)
        return path;
    memcpy(path, name, length);
    return path;
}

static ohm_status
note_file(char **path, task_reader *r, const char *name, ohm_error *err)
{
    *path = find_beside(r->path, name);
    if (*path == NULL)
        return no_memory(r, err);
    r->task->file[r->task->files++].path = *path;
    return OHM_OK;
}

/* The CSV file under `key`, NULL where there is none. */
static ohm_status
read_table(ohm_csv **csv, const char **path, task_reader *r, const char *key, ohm_error *err)
{
    const ohm_json *entry = ohm_json_get(r->root, key);
    const char *name = ohm_json_as_string(entry);
    const char *classes = ohm_json_as_string(ohm_json_get(r->root, "labels"));
    char *file;
    ohm_source *source;
    ohm_status status;

    *csv = NULL;
    if (entry == NULL || ohm_json_is_null(entry))
        return OHM_OK;
    if (name == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s: expected the name of a CSV file", r->path, key);
    if ((status = note_file(&file, r, name, err)) != OHM_OK
        || (status = ohm_source_open(&source, file, err)) != OHM_OK)
        return status;
    *path = file;
    status = classes != NULL ? ohm_csv_read_classes(csv, &r->words, source, classes, err)
                             : ohm_csv_read(csv, source, err);
    if (status == OHM_OK)
        status = ohm_source_digest(r->task->file[r->task->files - 1].sha256, source, err);
    ohm_source_close(source);
    return status;
}

/* Column `name` of csv, or OHM_E_CONTENT. */
static ohm_status
find_column(size_t *column, const task_reader *r, const char *key, const char *name, const ohm_csv *csv,
            const char *path, ohm_error *err)
{
    char quoted[OHM_TABLE_QUOTE];

    if (csv == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s: %s names a column, but there is no \"train\"", r->path,
                        key, ohm_table_quote(quoted, name));
    if ((*column = ohm_csv_find(csv, name)) == SIZE_MAX)
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s: %s has no column %s", r->path, key, path,
                        ohm_table_quote(quoted, name));
    return OHM_OK;
}

/* Fills place k of every sample from a value, or a column. */
static ohm_status
fill_place(double *out, size_t stride, size_t count, const task_reader *r, const char *key,
           const ohm_json *value, const ohm_csv *csv, const char *path, ohm_error *err)
{
    const char *name = ohm_json_as_string(value);
    double number;
    size_t column;

    if (name == NULL && !ohm_json_as_number(&number, value))
        return ohm_fail(err, OHM_E_CONTENT, "%s: %s: expected a number, or the name of a column", r->path,
                        key);
    if (name != NULL) {
        const ohm_status status = find_column(&column, r, key, name, csv, path, err);

        if (status != OHM_OK)
            return status;
    }
    for (size_t s = 0; s < count; s++)
        out[s * stride] = name != NULL ? csv->value[s * csv->columns + column] : number;
    return OHM_OK;
}

/* The class of every sample, and with levels one number a target. */
static ohm_status
fill_classes(ohm_task_samples *out, task_reader *r, const char *name, const ohm_csv *csv, const char *path,
             ohm_error *err)
{
    const ohm_task *task = r->task;
    size_t column;
    const ohm_status status = find_column(&column, r, "labels", name, csv, path, err);

    if (status != OHM_OK)
        return status;
    if ((out->class_of = OHM_ARRAY(size_t, out->count)) == NULL)
        return no_memory(r, err);
    for (size_t s = 0; s < out->count; s++)
        out->class_of[s] = (size_t)csv->value[s * csv->columns + column];
    if (!task->has_levels)
        return OHM_OK;
    if (r->words.count > task->targets)
        return ohm_fail(err, OHM_E_CONTENT, "%s: labels: %zu classes in %s for %zu targets", r->path,
                        r->words.count, path, task->targets);
    if ((out->label = OHM_ARRAY(double, out->count * task->targets)) == NULL)
        return no_memory(r, err);
    for (size_t s = 0; s < out->count; s++)
        for (size_t t = 0; t < task->targets; t++)
            out->label[s * task->targets + t] = t == out->class_of[s] ? task->on : task->off;
    return OHM_OK;
}

static ohm_status
fill_labels(ohm_task_samples *out, task_reader *r, const ohm_csv *csv, const char *path, ohm_error *err)
{
    const ohm_json *labels = ohm_json_get(r->root, "labels");
    const size_t targets = r->task->targets;
    ohm_status status = OHM_OK;

    if (ohm_json_as_string(labels) != NULL)
        return fill_classes(out, r, ohm_json_as_string(labels), csv, path, err);
    if (!ohm_json_is_array(labels) || ohm_json_size(labels) != targets)
        return ohm_fail(err, OHM_E_CONTENT,
                        "%s: labels: expected one value or \"column\" for each of the %zu "
                        "targets, or the column of a class", r->path, targets);
    if ((out->label = OHM_ARRAY(double, out->count * targets)) == NULL)
        return no_memory(r, err);
    for (size_t t = 0; status == OHM_OK && t < targets; t++)
        status = fill_place(out->label + t, targets, out->count, r, "labels", ohm_json_at(labels, t), csv,
                            path, err);
    return status;
}

static ohm_status
read_samples(ohm_task_samples *out, task_reader *r, const char *key, bool needed, ohm_error *err)
{
    const ohm_json *sources = ohm_json_get(r->root, "sources");
    const size_t count = r->task->sources;
    const char *path = NULL;
    ohm_csv *csv;
    ohm_status status = read_table(&csv, &path, r, key, err);

    if (status != OHM_OK || (csv == NULL && !needed))
        return status;
    out->count = csv != NULL ? csv->rows : 1;
    if ((out->source = OHM_ARRAY(double, out->count * count)) == NULL)
        status = no_memory(r, err);
    for (size_t k = 0; status == OHM_OK && k < count; k++)
        status = fill_place(out->source + k, count, out->count, r, "sources", ohm_json_value_at(sources, k),
                            csv, path, err);
    if (status == OHM_OK)
        status = fill_labels(out, r, csv, path, err);
    ohm_csv_free(csv);
    return status;
}

/* ---- all of it --------------------------------------------------------------------------------- */
static ohm_status
check_keys(const task_reader *r, ohm_error *err)
{
    static const char *const known[] = { "sources", "targets", "labels", "class_levels", "train", "test" };
    char quoted[OHM_TABLE_QUOTE];

    if (!ohm_json_is_object(r->root))
        return ohm_fail(err, OHM_E_CONTENT, "%s: expected an object with sources, targets and labels",
                        r->path);
    for (size_t k = 0; k < ohm_json_size(r->root); k++) {
        const char *key = ohm_json_key_at(r->root, k);
        bool found = false;

        for (size_t j = 0; j < sizeof known / sizeof *known; j++)
            found = found || strcmp(key, known[j]) == 0;
        if (!found)
            return ohm_fail(err, OHM_E_CONTENT, "%s: a task has no key %s: sources, targets, labels, "
                            "class_levels, train, test", r->path, ohm_table_quote(quoted, key));
    }
    return OHM_OK;
}

static ohm_status
read_parts(task_reader *r, ohm_error *err)
{
    ohm_status status = check_keys(r, err);

    if (status == OHM_OK)
        status = read_sources(r, err);
    if (status == OHM_OK)
        status = read_targets(r, err);
    if (status == OHM_OK)
        status = read_levels(r, err);
    if (status == OHM_OK)
        status = read_samples(&r->task->train, r, "train", true, err);
    if (status == OHM_OK)
        status = read_samples(&r->task->test, r, "test", false, err);
    r->task->classes = r->words.count;
    r->task->class_name = r->words.word;
    return status;
}

ohm_status
ohm_task_read(ohm_task **out, const char *path, const ohm_table *table, ohm_error *err)
{
    task_reader r = { .task = OHM_ZEROS(ohm_task, 1), .path = path, .table = table };
    ohm_json *root = NULL;
    ohm_source *source;
    char *name;
    ohm_status status;

    *out = NULL;
    if (r.task == NULL)
        return no_memory(&r, err);
    if ((status = ohm_source_open(&source, path, err)) == OHM_OK) {
        status = ohm_json_read_from(&root, source, err);
        if (status == OHM_OK && (name = ohm_copy(path, strlen(path) + 1, 1)) == NULL)
            status = no_memory(&r, err);
        if (status == OHM_OK) {
            r.task->file[r.task->files++].path = name;
            status = ohm_source_digest(r.task->file[0].sha256, source, err);
        }
        ohm_source_close(source);
    }
    r.root = root;
    if (status == OHM_OK)
        status = read_parts(&r, err);
    ohm_json_free(root);
    if (status == OHM_OK)
        *out = r.task;
    else
        ohm_task_free(r.task);
    return status;
}
