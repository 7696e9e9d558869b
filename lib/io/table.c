/* lib/io/table.c -- see table.h */
#include "io/table.h"
#include "io/table_parts.h"
#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "table: out of memory");
}

ohm_status
ohm_table_alloc(ohm_table **out, ohm_error *err)
{
    ohm_table *table = OHM_ZEROS(ohm_table, 1);
    ohm_status status;

    *out = NULL;
    if (table == NULL)
        return no_memory(err);
    if ((status = ohm_pool_alloc(&table->pool, err)) != OHM_OK) {
        ohm_table_free(table);
        return status;
    }
    *out = table;
    return OHM_OK;
}

void
ohm_table_free(ohm_table *table)
{
    if (table == NULL)
        return;
    for (size_t c = 0; c < table->columns; c++)
        free(table->column[c].cell.name);
    free(table->column);
    free(table->key);
    free(table->node_of.name);
    free(table->edge_extra.name);
    free(table->edge_attributes.name);
    free(table->edge_id.name);
    free(table->node_extra.name);
    free(table->node_attributes.name);
    free(table->node_id.name);
    free(table->head);
    free(table->tail);
    ohm_pool_free(table->pool);
    free(table);
}

ohm_status
ohm_lane_set(ohm_lane *lane, size_t index, uint32_t name, ohm_error *err)
{
    enum { LANE_SMALL = 16 };

    if (index >= lane->room) {
        if (name == OHM_POOL_NONE)
            return OHM_OK;
        size_t room = lane->room + lane->room / 2;
        if (room <= index)
            room = index + LANE_SMALL;
        uint32_t *wider = ohm_resize(lane->name, room, sizeof *wider);
        if (wider == NULL)
            return no_memory(err);
        memset(wider + lane->room, 0, (room - lane->room) * sizeof *wider);
        lane->name = wider;
        lane->room = room;
    }
    lane->name[index] = name;
    return OHM_OK;
}

/* ---- nodes and edges ------------------------------------------------------ */
size_t
ohm_table_nodes(const ohm_table *table)
{
    return table->nodes;
}

size_t
ohm_table_edges(const ohm_table *table)
{
    return table->edges;
}

const size_t *
ohm_table_tails(const ohm_table *table)
{
    return table->tail;
}

const size_t *
ohm_table_heads(const ohm_table *table)
{
    return table->head;
}

void
ohm_table_turn_edge(ohm_table *table, size_t edge)
{
    const size_t tail = table->tail[edge];

    table->tail[edge] = table->head[edge];
    table->head[edge] = tail;
}

const char *
ohm_table_node_id(const ohm_table *table, size_t node)
{
    return ohm_pool_text(table->pool, ohm_lane_get(&table->node_id, node));
}

const char *
ohm_table_edge_id(const ohm_table *table, size_t edge)
{
    return ohm_pool_text(table->pool, ohm_lane_get(&table->edge_id, edge));
}

size_t
ohm_table_find_node(const ohm_table *table, const char *id)
{
    const uint32_t name = ohm_pool_find(table->pool, id, strlen(id));
    const uint32_t node = ohm_lane_get(&table->node_of, name);

    return name == OHM_POOL_NONE || node == 0 ? SIZE_MAX : (size_t)node - 1;
}

ohm_status
ohm_table_add_node(size_t *node, ohm_table *table, const char *id, ohm_error *err)
{
    const size_t at = table->nodes;
    char quoted[OHM_TABLE_QUOTE];
    ohm_status status;
    uint32_t name;

    if (at >= UINT32_MAX - 1)
        return ohm_fail(err, OHM_E_NOMEM, "table: more than %zu nodes", at);
    if ((status = ohm_pool_add(&name, table->pool, id, strlen(id), err)) != OHM_OK)
        return status;
    const uint32_t before = ohm_lane_get(&table->node_of, name);
    if (before != 0)
        return ohm_fail(err, OHM_E_CONTENT, "nodes %u and %zu have the same id %s: give each its own",
                        before - 1, at, ohm_table_quote(quoted, id));
    if ((status = ohm_lane_set(&table->node_id, at, name, err)) != OHM_OK ||
        (status = ohm_lane_set(&table->node_of, name, (uint32_t)(at + 1), err)) != OHM_OK)
        return status;
    *node = table->nodes++;
    return OHM_OK;
}

static ohm_status
make_room_for_an_edge(ohm_table *table, ohm_error *err)
{
    enum { EDGES_SMALL = 16 };
    const size_t room = table->edge_room + table->edge_room / 2 + EDGES_SMALL;
    size_t *wider;

    if (table->edges < table->edge_room)
        return OHM_OK;
    if ((wider = ohm_resize(table->tail, room, sizeof *wider)) == NULL)
        return no_memory(err);
    table->tail = wider;
    if ((wider = ohm_resize(table->head, room, sizeof *wider)) == NULL)
        return no_memory(err);
    table->head = wider;
    table->edge_room = room;
    return OHM_OK;
}

ohm_status
ohm_table_add_loose_edge(size_t *edge, ohm_table *table, const char *id, ohm_error *err)
{
    uint32_t name = OHM_POOL_NONE;
    ohm_status status;

    if ((status = make_room_for_an_edge(table, err)) != OHM_OK)
        return status;
    if (id != NULL && (status = ohm_pool_add(&name, table->pool, id, strlen(id), err)) != OHM_OK)
        return status;
    if ((status = ohm_lane_set(&table->edge_id, table->edges, name, err)) != OHM_OK)
        return status;
    table->tail[table->edges] = table->head[table->edges] = 0;
    *edge = table->edges++;
    return OHM_OK;
}

ohm_status
ohm_table_add_edge(size_t *edge, ohm_table *table, const char *id, size_t tail, size_t head, ohm_error *err)
{
    ohm_status status;

    if (tail >= table->nodes || head >= table->nodes)
        return ohm_fail(err, OHM_E_CONTENT, "edge %zu: node %zu is none of the %zu nodes", table->edges,
                        tail >= table->nodes ? tail : head, table->nodes);
    if ((status = ohm_table_add_loose_edge(edge, table, id, err)) != OHM_OK)
        return status;
    table->tail[*edge] = tail;
    table->head[*edge] = head;
    return OHM_OK;
}

/* ---- columns -------------------------------------------------------------- */
size_t
ohm_table_columns(const ohm_table *table)
{
    return table->columns;
}

ohm_table_scope
ohm_table_column_scope(const ohm_table *table, size_t column)
{
    return table->column[column].scope;
}

const char *
ohm_table_column_name(const ohm_table *table, size_t column)
{
    return ohm_pool_text(table->pool, table->key[table->column[column].key].name);
}

const char *
ohm_table_column_type(const ohm_table *table, size_t column)
{
    return ohm_pool_text(table->pool, table->key[table->column[column].key].type);
}

/* The first column at or after `from` of this scope whose key has this name. */
static size_t
find_column_from(const ohm_table *table, size_t from, ohm_table_scope scope, uint32_t name)
{
    if (name != OHM_POOL_NONE)
        for (size_t c = from; c < table->columns; c++)
            if (table->column[c].scope == scope && table->key[table->column[c].key].name == name)
                return c;
    return SIZE_MAX;
}

size_t
ohm_table_find_column(const ohm_table *table, ohm_table_scope scope, const char *name)
{
    return find_column_from(table, 0, scope, ohm_pool_find(table->pool, name, strlen(name)));
}

size_t
ohm_table_next_column(const ohm_table *table, size_t column)
{
    const ohm_table_column *c = &table->column[column];

    return find_column_from(table, column + 1, c->scope, table->key[c->key].name);
}

static ohm_status
add_column_of_key(ohm_table *table, size_t key, ohm_table_scope scope, ohm_error *err)
{
    if (table->columns == table->column_room) {
        const size_t room = 2 * table->column_room + 8;
        ohm_table_column *wider = ohm_resize(table->column, room, sizeof *wider);

        if (wider == NULL)
            return no_memory(err);
        table->column = wider;
        table->column_room = room;
    }
    table->column[table->columns++] = (ohm_table_column){ .key = key, .scope = scope };
    return OHM_OK;
}

ohm_status
ohm_table_add_key(size_t *at, ohm_table *table, const ohm_table_key *key, ohm_error *err)
{
    static const char *const domains[] = { "graphml", "graph", "node", "edge" };    /* by scope */
    const char *domain = key->domain == OHM_POOL_NONE ? "all" : ohm_pool_text(table->pool, key->domain);

    if (table->keys == table->key_room) {
        const size_t room = 2 * table->key_room + 8;
        ohm_table_key *wider = ohm_resize(table->key, room, sizeof *wider);

        if (wider == NULL)
            return no_memory(err);
        table->key = wider;
        table->key_room = room;
    }
    *at = table->keys;
    table->key[table->keys] = *key;
    table->key[table->keys++].first_column = table->columns;
    for (size_t s = 0; s < sizeof domains / sizeof *domains; s++) {
        if (strcmp(domain, "all") != 0 && strcmp(domain, domains[s]) != 0)
            continue;
        const ohm_status status = add_column_of_key(table, *at, (ohm_table_scope)s, err);
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

size_t
ohm_table_key_column(const ohm_table *table, size_t key, ohm_table_scope scope)
{
    for (size_t c = table->key[key].first_column; c < table->columns && table->column[c].key == key; c++)
        if (table->column[c].scope == scope)
            return c;
    return SIZE_MAX;
}

/* A key id no key has yet: "d7" where there are 7 keys, or the next that is free. */
static ohm_status
fresh_key_id(uint32_t *id, const ohm_table *table, ohm_error *err)
{
    for (size_t number = table->keys;; number++) {
        char text[32];
        size_t k = 0;

        snprintf(text, sizeof text, "d%zu", number);
        const uint32_t taken = ohm_pool_find(table->pool, text, strlen(text));
        while (k < table->keys && (taken == OHM_POOL_NONE || table->key[k].id != taken))
            k++;
        if (k == table->keys)
            return ohm_pool_add(id, table->pool, text, strlen(text), err);
    }
}

/* How much a GraphML type can hold; 0 for none or one that is not GraphML's. */
static int
type_width(const char *type)
{
    static const char *const types[] = { "boolean", "int", "long", "float", "double", "string" };

    for (int t = 0; type != NULL && t < 6; t++)
        if (strcmp(type, types[t]) == 0)
            return t + 1;
    return 0;
}

ohm_status
ohm_table_add_column(size_t *column, ohm_table *table, ohm_table_scope scope, const char *name,
                     const char *type, ohm_error *err)
{
    static const char *const domains[] = { "graphml", "graph", "node", "edge" };
    const size_t found = ohm_table_find_column(table, scope, name);
    ohm_table_key key = { .id = OHM_POOL_NONE };
    ohm_status status;
    size_t at;

    if ((status = ohm_pool_add(&key.type, table->pool, type, strlen(type), err)) != OHM_OK)
        return status;
    if (found != SIZE_MAX) {
        if (type_width(type) > type_width(ohm_table_column_type(table, found)))
            table->key[table->column[found].key].type = key.type;
        *column = found;
        return OHM_OK;
    }
    if ((status = ohm_pool_add(&key.name, table->pool, name, strlen(name), err)) != OHM_OK ||
        (status = ohm_pool_add(&key.domain, table->pool, domains[scope], strlen(domains[scope]), err)) != OHM_OK ||
        (status = fresh_key_id(&key.id, table, err)) != OHM_OK ||
        (status = ohm_table_add_key(&at, table, &key, err)) != OHM_OK)
        return status;
    *column = table->columns - 1;
    return OHM_OK;
}

/* ---- cells ---------------------------------------------------------------- */
static size_t
elements_of(const ohm_table *table, ohm_table_scope scope)
{
    switch (scope) {
    case OHM_FOR_NODE: return table->nodes;
    case OHM_FOR_EDGE: return table->edges;
    case OHM_FOR_FILE:
    case OHM_FOR_GRAPH: break;
    }
    return 1;
}

bool
ohm_table_has_cell(const ohm_table *table, size_t column, size_t element)
{
    return ohm_lane_get(&table->column[column].cell, element) != OHM_POOL_NONE;
}

const char *
ohm_table_cell(const ohm_table *table, size_t column, size_t element)
{
    const ohm_table_column *c = &table->column[column];
    const uint32_t name = ohm_lane_get(&c->cell, element);

    return ohm_pool_text(table->pool, name != OHM_POOL_NONE ? name : table->key[c->key].fallback);
}

ohm_status
ohm_table_put_cell(ohm_table *table, size_t column, size_t element, uint32_t name, ohm_error *err)
{
    ohm_table_column *c = &table->column[column];

    if (name != OHM_POOL_NONE && c->first_use == 0)
        c->first_use = ++table->columns_used;
    return ohm_lane_set(&c->cell, element, name, err);
}

/* Takes the element's cells out of the other columns of this name. */
static void
drop_namesakes(ohm_table *table, size_t column, size_t element)
{
    const ohm_table_column *c = &table->column[column];
    const uint32_t name = table->key[c->key].name;

    for (size_t k = find_column_from(table, 0, c->scope, name); k != SIZE_MAX;
         k = find_column_from(table, k + 1, c->scope, name))
        if (k != column && element < table->column[k].cell.room)
            table->column[k].cell.name[element] = OHM_POOL_NONE;
}

ohm_status
ohm_table_set_cell(ohm_table *table, size_t column, size_t element, const char *text, ohm_error *err)
{
    uint32_t name = OHM_POOL_NONE;
    ohm_status status;

    if (column >= table->columns || element >= elements_of(table, table->column[column].scope))
        return ohm_fail(err, OHM_E_ARG, "table: no cell %zu in column %zu", element, column);
    if (text != NULL && (status = ohm_pool_add(&name, table->pool, text, strlen(text), err)) != OHM_OK)
        return status;
    drop_namesakes(table, column, element);
    return ohm_table_put_cell(table, column, element, name, err);
}

ohm_status
ohm_table_set_number(ohm_table *table, size_t column, size_t element, double value, ohm_error *err)
{
    char text[OHM_TEXT_DOUBLE];

    if (!isfinite(value))
        return ohm_fail(err, OHM_E_ARG, "table: cell %zu of column %zu would be %g", element, column, value);
    return ohm_table_set_cell(table, column, element, ohm_text_double(text, value), err);
}

/* Fills err with "place: name = text <what>". */
static ohm_status
bad_cell(ohm_error *err, const ohm_table *table, size_t column, size_t element, const char *what)
{
    char place[OHM_TABLE_PLACE], quoted[OHM_TABLE_QUOTE];
    const char *name = ohm_table_column_name(table, column);

    return ohm_fail(err, OHM_E_CONTENT, "%s: %s = %s %s",
                    ohm_table_place(place, table, table->column[column].scope, element),
                    name != NULL ? name : "?", ohm_table_quote(quoted, ohm_table_cell(table, column, element)),
                    what);
}

ohm_status
ohm_table_number(double *value, bool *present, const ohm_table *table, size_t column, size_t element,
                 ohm_error *err)
{
    const char *text = ohm_table_cell(table, column, element);
    const char *type = ohm_table_column_type(table, column);
    const int width = type_width(type);
    double x;

    *present = text != NULL;
    if (text == NULL)
        return OHM_OK;
    if (width == type_width("boolean"))
        return bad_cell(err, table, column, element,
                        "is declared boolean where a number is due: declare attr.type=\"double\"");
    if (!ohm_text_to_double(&x, text))
        return bad_cell(err, table, column, element, "is not a number");
    if (width == type_width("string"))
        return bad_cell(err, table, column, element,
                        "is declared a string where a number is due: declare attr.type=\"double\"");
    if (!isfinite(x))
        return bad_cell(err, table, column, element, "is not a finite number");
    if ((width == type_width("int") || width == type_width("long")) && x != nearbyint(x))
        return bad_cell(err, table, column, element,
                        "is declared a whole number and is none: declare attr.type=\"double\"");
    *value = x;
    return OHM_OK;
}

/* ---- for messages --------------------------------------------------------- */
char *
ohm_table_quote(char quoted[OHM_TABLE_QUOTE], const char *text)
{
    enum { LAST = OHM_TABLE_QUOTE - 6 };        /* leaves room for ..." and the NUL */
    size_t n = 0;

    quoted[n++] = '"';
    while (*text != '\0' && n < LAST) {
        const unsigned char c = (unsigned char)*text++;

        quoted[n++] = c < ' ' || c == 0x7f ? '?' : (char)c;
    }
    if (*text != '\0') {                        /* never half a UTF-8 character */
        if (((unsigned char)*text & 0xc0) == 0x80) {
            while (n > 1 && ((unsigned char)quoted[n - 1] & 0xc0) == 0x80)
                n--;
            if (n > 1)
                n--;
        }
        memcpy(quoted + n, "...", 3);
        n += 3;
    }
    quoted[n++] = '"';
    quoted[n] = '\0';
    return quoted;
}

char *
ohm_table_place(char place[OHM_TABLE_PLACE], const ohm_table *table, ohm_table_scope scope, size_t element)
{
    const char *id, *kind = scope == OHM_FOR_NODE ? "node" : "edge";
    char quoted[OHM_TABLE_QUOTE];

    if (scope == OHM_FOR_FILE || scope == OHM_FOR_GRAPH) {
        snprintf(place, OHM_TABLE_PLACE, "the %s", scope == OHM_FOR_FILE ? "file" : "graph");
        return place;
    }
    id = scope == OHM_FOR_NODE ? ohm_table_node_id(table, element) : ohm_table_edge_id(table, element);
    if (id == NULL)
        snprintf(place, OHM_TABLE_PLACE, "%s %zu", kind, element);
    else
        snprintf(place, OHM_TABLE_PLACE, "%s %zu (id %s)", kind, element, ohm_table_quote(quoted, id));
    return place;
}
