/* lib/io/json_read.c -- JSON text to a tree, through jansson; see json.h */
#include "io/json.h"
#include "io/json_node.h"

#include <string.h>

#include <jansson.h>

const char *
ohm_json_library_version(void)
{
    return jansson_version_str();
}

typedef struct {
    ohm_source *source;
    ohm_error *err;
    ohm_status status;
} reading;

static size_t
hand_over(void *buffer, size_t room, void *data)
{
    reading *from = data;
    size_t got;

    from->status = ohm_source_read(&got, buffer, room, from->source, from->err);
    return from->status == OHM_OK ? got : (size_t)-1;
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

/* Turns what jansson says into ours.  Where it was refused memory it says so, or
 * says nothing at all. */
static ohm_status
explain(ohm_error *err, const char *name, const json_error_t *why)
{
    if (json_error_code(why) == json_error_out_of_memory || why->text[0] == '\0')
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", name);
    return ohm_fail(err, OHM_E_CONTENT, "%s:%d:%d: not the JSON that was expected: %s", name, why->line,
                    why->column, why->text);
}

ohm_status
ohm_json_read_from(ohm_json **root, ohm_source *source, ohm_error *err)
{
    reading from = { source, err, OHM_OK };
    json_error_t why;
    json_t *tree;

    *root = NULL;
    memset(&why, 0, sizeof why);
    tree = json_load_callback(hand_over, &from, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (tree == NULL)
        return from.status != OHM_OK ? from.status : explain(err, ohm_source_name(source), &why);
    *root = copy_of(tree);
    json_decref(tree);
    if (ohm_json_failed(*root)) {
        ohm_json_free(*root);
        *root = NULL;
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", ohm_source_name(source));
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
