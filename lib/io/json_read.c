/* lib/io/json_read.c -- JSON text to a tree, through jansson; see json.h */
#include "io/json.h"
#include "io/json_node.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* jansson's lexer goes on with a string cut short where it is refused memory (2.14), and
 * then reads it as if it were whole.  So its allocations are watched, thread by thread. */
static _Thread_local bool starved;
static pthread_once_t watched = PTHREAD_ONCE_INIT;

static void *
watched_malloc(size_t size)
{
    void *const block = malloc(size);

    starved = starved || block == NULL;
    return block;
}

static void
watch(void)
{
    json_set_alloc_funcs(watched_malloc, free);
}

const char *
ohm_json_library_version(void)
{
    return jansson_version_str();
}

/* Our tree of jansson's; NULL, or a marked tree, where memory is refused.  As deep
 * as jansson lets text nest. */
static ohm_json *
copy_of(json_t *node)
{
    ohm_json *copy;
    const char *key;
    json_t *value;
    size_t i;

    switch (json_typeof(node)) {
    case JSON_OBJECT:
        copy = ohm_json_object();
        json_object_foreach(node, key, value)
            ohm_json_put(copy, key, copy_of(value));
        return copy;
    case JSON_ARRAY:
        copy = ohm_json_array();
        json_array_foreach(node, i, value)
            ohm_json_append(copy, copy_of(value));
        return copy;
    case JSON_STRING: return ohm_json_string(json_string_value(node));
    case JSON_INTEGER: return ohm_json_integer(json_integer_value(node));
    case JSON_REAL: return ohm_json_number(json_real_value(node));
    case JSON_TRUE: return ohm_json_bool(true);
    case JSON_FALSE: return ohm_json_bool(false);
    case JSON_NULL: break;
    }
    return ohm_json_null();
}

/* The tree; NULL where it is none, or where memory was refused: `starved` says so. */
static json_t *
load(const char *text, size_t length, json_error_t *why)
{
    json_t *tree;

    pthread_once(&watched, watch);
    starved = false;
    memset(why, 0, sizeof *why);
    tree = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, why);
    if (starved && tree != NULL) {
        json_decref(tree);
        tree = NULL;
    }
    return tree;
}

/* Says why text was not read. */
static ohm_status
explain(ohm_error *err, const char *name, const json_error_t *why)
{
    if (starved || why->text[0] == '\0' || json_error_code(why) == json_error_out_of_memory)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", name);
    return ohm_fail(err, OHM_E_CONTENT, "%s:%d:%d: not the JSON that was expected: %s", name, why->line,
                    why->column, why->text);
}

ohm_status
ohm_json_read_from(ohm_json **root, ohm_source *source, ohm_error *err)
{
    const char *name = ohm_source_name(source);
    json_error_t why;
    ohm_status status;
    size_t length;
    json_t *tree;
    char *text;

    *root = NULL;
    if ((status = ohm_source_all(&text, &length, source, err)) != OHM_OK)
        return status;
    if ((tree = load(text, length, &why)) == NULL) {
        status = explain(err, name, &why);
        free(text);
        return status;
    }
    free(text);
    *root = copy_of(tree);
    json_decref(tree);
    if (ohm_json_failed(*root)) {
        ohm_json_free(*root);
        *root = NULL;
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", name);
    }
    return OHM_OK;
}

ohm_status
ohm_json_read(ohm_json **root, const char *path, ohm_error *err)
{
    ohm_source *source;
    ohm_status status;

    *root = NULL;
    if ((status = ohm_source_open(&source, path, err)) != OHM_OK)
        return status;
    status = ohm_json_read_from(root, source, err);
    ohm_source_close(source);
    return status;
}

ohm_status
ohm_json_parse(ohm_json **root, const char *text, ohm_error *err)
{
    ohm_source *source;
    ohm_status status;

    *root = NULL;
    if ((status = ohm_source_of(&source, "JSON", text, strlen(text), err)) != OHM_OK)
        return status;
    status = ohm_json_read_from(root, source, err);
    ohm_source_close(source);
    return status;
}
