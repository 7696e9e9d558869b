/* lib/io/table_parts.h -- the inside of a table, for the formats that fill it.
 *
 * Beside cells a GraphML file says things no circuit needs and a writer must give
 * back: XML attributes, descriptions, ports.  They are kept as pooled text: an
 * attribute list as name, PART_VALUE, value, PART_END for each, children as XML.
 * Inside io/ only. */
#ifndef OHM_IO_TABLE_PARTS_H
#define OHM_IO_TABLE_PARTS_H

#include "io/pool.h"
#include "io/table.h"

/* Neither character may stand in XML, so neither can be in a name or a value. */
#define PART_VALUE '\001'
#define PART_END '\002'

typedef struct {                /* a pool name per element; OHM_POOL_NONE past the room */
    uint32_t *name;
    size_t room;
} ohm_lane;

/* Cells and other texts that were not plain: after the NUL of the text stands 'x'
 * where it is XML and 't' where it is characters, then the attribute list of the
 * element that held it. */
typedef struct {                /* one declaration: GraphML's <key> */
    uint32_t id, name, type;    /* type NONE: not said */
    uint32_t domain;            /* "node", "all", "port", ...; NONE: not said */
    uint32_t attributes;        /* further ones */
    uint32_t extra;             /* children but the default */
    uint32_t fallback;          /* the default, as a cell */
    size_t first_column;        /* its columns follow one another; set by ohm_table_add_key */
} ohm_table_key;

typedef struct {
    size_t key;
    ohm_table_scope scope;
    ohm_lane cell;
    size_t first_use;           /* 1, 2, ... in the order columns were first filled; 0 never */
} ohm_table_column;

struct ohm_table {
    ohm_pool *pool;
    size_t nodes, edges;
    size_t *tail, *head;        /* M */
    size_t edge_room;
    ohm_lane node_id, node_attributes, node_extra;
    ohm_lane edge_id, edge_attributes, edge_extra;
    ohm_lane node_of;           /* by pool name of an id: node + 1 */
    ohm_table_key *key;
    size_t keys, key_room;
    ohm_table_column *column;
    size_t columns, column_room, columns_used;
    uint32_t prolog;            /* what stood before the root element */
    uint32_t root_attributes, root_extra;
    bool has_graph;             /* the file said <graph>: then its attributes are those below */
    uint32_t graph_attributes, graph_extra;
};

static inline uint32_t
ohm_lane_get(const ohm_lane *lane, size_t index)
{
    return index < lane->room ? lane->name[index] : OHM_POOL_NONE;
}

/* Sets one place, making room; OHM_E_NOMEM. */
ohm_status ohm_lane_set(ohm_lane *lane, size_t index, uint32_t name, ohm_error *err);

/* A copy of *key and the columns of its domain; *at is its position. */
ohm_status ohm_table_add_key(size_t *at, ohm_table *table, const ohm_table_key *key, ohm_error *err);

/* The column of a key for this scope, or SIZE_MAX. */
size_t ohm_table_key_column(const ohm_table *table, size_t key, ohm_table_scope scope);

/* Appends an edge whose ends are to be set in table->tail and ->head. */
ohm_status ohm_table_add_loose_edge(size_t *edge, ohm_table *table, const char *id, ohm_error *err);

/* Sets a cell to pooled text. */
ohm_status ohm_table_put_cell(ohm_table *table, size_t column, size_t element,
                              uint32_t name, ohm_error *err);

#endif
