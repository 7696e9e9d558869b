/* lib/io/json.h -- JSON trees, keys in the order they were set.
 *
 * The door to jansson, which reads.  The tree is ours: an array of numbers is kept
 * as numbers (8 bytes each where jansson takes 40), and refused memory marks the
 * tree it happened in.  A node belongs to the tree it was put into; ohm_json_free
 * is for roots.  The builders take and return NULL on refused memory, so a whole
 * tree is built without a check and tested once, at the end, by ohm_json_failed or
 * by the writer. */
#ifndef OHM_IO_JSON_H
#define OHM_IO_JSON_H

#include "base/status.h"
#include "io/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct ohm_json ohm_json;

/* ---- building ------------------------------------------------------------- */
ohm_json *ohm_json_object(void);
ohm_json *ohm_json_array(void);
ohm_json *ohm_json_null(void);
ohm_json *ohm_json_bool(bool value);
ohm_json *ohm_json_integer(long long value);
ohm_json *ohm_json_number(double value);        /* null where not finite */
ohm_json *ohm_json_string(const char *text);    /* null for NULL */

/* An array of numbers, null where not finite.  For writing: ohm_json_at gives NULL
 * for its elements and nothing can be appended (the tree is marked). */
ohm_json *ohm_json_numbers(const double *values, size_t n);

/* A tree of its own that says the same; NULL for NULL. */
ohm_json *ohm_json_copy(const ohm_json *node);

/* Puts `value` (taken over, also on failure) under key; a failure marks the tree.
 * A key that is there gets the new value in its old place.  O(keys). */
void ohm_json_set(ohm_json *object, const char *key, ohm_json *value);
void ohm_json_append(ohm_json *array, ohm_json *value);
void ohm_json_free(ohm_json *root);             /* takes NULL */

/* Whether memory was refused anywhere in the tree; true for NULL. */
bool ohm_json_failed(const ohm_json *root);

/* Writes compactly, or with indentation, and a newline; doubles read back to the
 * same bits; bytes that are no UTF-8 come out as U+FFFD.
 * OHM_E_NOMEM where building had failed, OHM_E_IO where writing does. */
ohm_status ohm_json_write(FILE *file, const ohm_json *root, bool indented, ohm_error *err);

/* The same, compactly and without the newline, as text; the caller frees *text with free(). */
ohm_status ohm_json_print(char **text, const ohm_json *root, ohm_error *err);

/* ---- reading -------------------------------------------------------------- */
/* OHM_E_IO where the file cannot be read, OHM_E_CONTENT with line and column where
 * it is no JSON, holds a key twice, or nests deeper than jansson allows. */
ohm_status ohm_json_read(ohm_json **root, const char *path, ohm_error *err);
ohm_status ohm_json_read_from(ohm_json **root, ohm_source *source, ohm_error *err);
ohm_status ohm_json_parse(ohm_json **root, const char *text, ohm_error *err);

const ohm_json *ohm_json_get(const ohm_json *object, const char *key);  /* NULL: none */
size_t ohm_json_size(const ohm_json *node);     /* of an array or object; else 0 */
const ohm_json *ohm_json_at(const ohm_json *array, size_t index);
const char *ohm_json_key_at(const ohm_json *object, size_t index);      /* in file order */
const ohm_json *ohm_json_value_at(const ohm_json *object, size_t index);
bool ohm_json_is_object(const ohm_json *node);
bool ohm_json_is_array(const ohm_json *node);
bool ohm_json_is_null(const ohm_json *node);
bool ohm_json_as_number(double *value, const ohm_json *node);   /* false: no number */
bool ohm_json_as_integer(long long *value, const ohm_json *node);
bool ohm_json_as_bool(bool *value, const ohm_json *node);
const char *ohm_json_as_string(const ohm_json *node);           /* NULL: no string */

/* jansson's version, for provenance. */
const char *ohm_json_library_version(void);

#endif
