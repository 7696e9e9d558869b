/* lib/io/json.c -- the tree; see json.h */
#include "io/json.h"
#include "io/json_node.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

static ohm_json *
new_node(json_kind kind)
{
    ohm_json *node = OHM_ZEROS(ohm_json, 1);

    if (node != NULL)
        node->kind = kind;
    return node;
}

ohm_json *
ohm_json_object(void)
{
    return new_node(JSON_NODE_OBJECT);
}

ohm_json *
ohm_json_array(void)
{
    return new_node(JSON_NODE_ARRAY);
}

ohm_json *
ohm_json_null(void)
{
    return new_node(JSON_NODE_NULL);
}

ohm_json *
ohm_json_bool(bool value)
{
    ohm_json *node = new_node(JSON_NODE_BOOL);

    if (node != NULL)
        node->integer = value;
    return node;
}

ohm_json *
ohm_json_integer(long long value)
{
    ohm_json *node = new_node(JSON_NODE_INTEGER);

    if (node != NULL)
        node->integer = value;
    return node;
}

ohm_json *
ohm_json_number(double value)
{
    ohm_json *node = new_node(JSON_NODE_NUMBER);

    if (node != NULL)
        node->number = value;
    return node;
}

ohm_json *
ohm_json_string(const char *text)
{
    ohm_json *node = new_node(text == NULL ? JSON_NODE_NULL : JSON_NODE_STRING);

    if (node != NULL && text != NULL && (node->text = ohm_copy(text, strlen(text) + 1, 1)) == NULL) {
        free(node);
        return NULL;
    }
    return node;
}

ohm_json *
ohm_json_numbers(const double *values, size_t n)
{
    ohm_json *node = new_node(JSON_NODE_NUMBERS);

    if (node != NULL && (node->numbers = ohm_copy(values, n, sizeof *values)) == NULL) {
        free(node);
        return NULL;
    }
    if (node != NULL)
        node->size = n;
    return node;
}

void
ohm_json_free(ohm_json *root)
{
    if (root == NULL)
        return;
    if (root->child != NULL)
        for (size_t i = 0; i < root->size; i++)
            ohm_json_free(root->child[i]);
    free(root->child);
    free(root->numbers);
    free(root->text);
    free(root->key);
    free(root);
}

bool
ohm_json_failed(const ohm_json *root)
{
    if (root == NULL || root->failed)
        return true;
    if (root->child != NULL)
        for (size_t i = 0; i < root->size; i++)
            if (ohm_json_failed(root->child[i]))
                return true;
    return false;
}

/* Appends value to container, or frees it and marks the container. */
static void
adopt(ohm_json *container, ohm_json *value)
{
    if (container->size == container->room) {
        const size_t room = 2 * container->room + 4;
        ohm_json **wider = ohm_resize(container->child, room, sizeof(ohm_json *));

        if (wider == NULL) {
            container->failed = true;
            ohm_json_free(value);
            return;
        }
        container->child = wider;
        container->room = room;
    }
    container->child[container->size++] = value;
}

void
ohm_json_append(ohm_json *array, ohm_json *value)
{
    if (array == NULL || value == NULL || array->kind != JSON_NODE_ARRAY) {
        if (array != NULL)
            array->failed = true;
        ohm_json_free(value);
        return;
    }
    adopt(array, value);
}

/* Position of key, or the size. */
static size_t
position(const ohm_json *object, const char *key)
{
    size_t i = 0;

    while (i < object->size && strcmp(object->child[i]->key, key) != 0)
        i++;
    return i;
}

/* Gives value its key; false, with the object marked and value freed, where it
 * cannot be put there. */
static bool
name_it(ohm_json *object, const char *key, ohm_json *value)
{
    if (object != NULL && value != NULL && object->kind == JSON_NODE_OBJECT &&
        (value->key = ohm_copy(key, strlen(key) + 1, 1)) != NULL)
        return true;
    if (object != NULL)
        object->failed = true;
    ohm_json_free(value);
    return false;
}

void
ohm_json_put(ohm_json *object, const char *key, ohm_json *value)
{
    if (name_it(object, key, value))
        adopt(object, value);
}

void
ohm_json_set(ohm_json *object, const char *key, ohm_json *value)
{
    if (!name_it(object, key, value))
        return;
    const size_t at = position(object, key);
    if (at == object->size) {
        adopt(object, value);
    } else {
        ohm_json_free(object->child[at]);
        object->child[at] = value;
    }
}

ohm_json *
ohm_json_copy(const ohm_json *node)
{
    ohm_json *copy;

    if (node == NULL)
        return NULL;
    switch (node->kind) {
    case JSON_NODE_STRING: return ohm_json_string(node->text);
    case JSON_NODE_NUMBERS: return ohm_json_numbers(node->numbers, node->size);
    case JSON_NODE_OBJECT:
        copy = ohm_json_object();
        for (size_t i = 0; i < node->size; i++)
            ohm_json_put(copy, node->child[i]->key, ohm_json_copy(node->child[i]));
        return copy;
    case JSON_NODE_ARRAY:
        copy = ohm_json_array();
        for (size_t i = 0; i < node->size; i++)
            ohm_json_append(copy, ohm_json_copy(node->child[i]));
        return copy;
    case JSON_NODE_NULL:
    case JSON_NODE_BOOL:
    case JSON_NODE_INTEGER:
    case JSON_NODE_NUMBER: break;
    }
    if ((copy = new_node(node->kind)) != NULL) {
        copy->failed = node->failed;
        copy->integer = node->integer;
        copy->number = node->number;
    }
    return copy;
}

/* ---- looking -------------------------------------------------------------- */
bool
ohm_json_is_object(const ohm_json *node)
{
    return node != NULL && node->kind == JSON_NODE_OBJECT;
}

bool
ohm_json_is_array(const ohm_json *node)
{
    return node != NULL && (node->kind == JSON_NODE_ARRAY || node->kind == JSON_NODE_NUMBERS);
}

bool
ohm_json_is_null(const ohm_json *node)
{
    return node != NULL && node->kind == JSON_NODE_NULL;
}

const ohm_json *
ohm_json_get(const ohm_json *object, const char *key)
{
    if (!ohm_json_is_object(object))
        return NULL;
    const size_t at = position(object, key);
    return at == object->size ? NULL : object->child[at];
}

size_t
ohm_json_size(const ohm_json *node)
{
    return node == NULL ? 0 : node->size;
}

const ohm_json *
ohm_json_at(const ohm_json *array, size_t index)
{
    return ohm_json_is_array(array) && array->child != NULL && index < array->size ? array->child[index] : NULL;
}

const char *
ohm_json_key_at(const ohm_json *object, size_t index)
{
    return ohm_json_is_object(object) && index < object->size ? object->child[index]->key : NULL;
}

const ohm_json *
ohm_json_value_at(const ohm_json *object, size_t index)
{
    return ohm_json_is_object(object) && index < object->size ? object->child[index] : NULL;
}

bool
ohm_json_as_number(double *value, const ohm_json *node)
{
    if (node == NULL || (node->kind != JSON_NODE_NUMBER && node->kind != JSON_NODE_INTEGER))
        return false;
    *value = node->kind == JSON_NODE_NUMBER ? node->number : (double)node->integer;
    return true;
}

bool
ohm_json_as_integer(long long *value, const ohm_json *node)
{
    if (node == NULL || node->kind != JSON_NODE_INTEGER)
        return false;
    *value = node->integer;
    return true;
}

bool
ohm_json_as_bool(bool *value, const ohm_json *node)
{
    if (node == NULL || node->kind != JSON_NODE_BOOL)
        return false;
    *value = node->integer != 0;
    return true;
}

const char *
ohm_json_as_string(const ohm_json *node)
{
    return node != NULL && node->kind == JSON_NODE_STRING ? node->text : NULL;
}
