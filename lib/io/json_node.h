/* lib/io/json_node.h -- the node of a JSON tree, shared by what builds, reads and
 * writes it.  Inside io/ only. */
#ifndef OHM_IO_JSON_NODE_H
#define OHM_IO_JSON_NODE_H

#include "io/json.h"

typedef enum {
    JSON_NODE_NULL,
    JSON_NODE_BOOL,
    JSON_NODE_INTEGER,
    JSON_NODE_NUMBER,
    JSON_NODE_STRING,
    JSON_NODE_ARRAY,
    JSON_NODE_NUMBERS,
    JSON_NODE_OBJECT
} json_kind;

struct ohm_json {
    json_kind kind;
    bool failed;                /* memory was refused here while building */
    char *key;                  /* in the object that holds it; owned */
    long long integer;          /* also the bool */
    double number;
    char *text;                 /* owned */
    double *numbers;            /* `size` of them, owned */
    ohm_json **child;           /* `size` of them, owned */
    size_t size, room;
};

/* ohm_json_set for a key known to be new: O(1). */
void ohm_json_put(ohm_json *object, const char *key, ohm_json *value);

#endif
