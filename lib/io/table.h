/* lib/io/table.h -- a graph with attributes, as text, exactly as a file had it.
 *
 * The formats of io/ read into and write from this; it knows no law.  Every
 * attribute value is kept as the characters of the file (strings are pooled, so a
 * million equal cells cost four bytes each), so writing loses and alters nothing.
 * Nodes and edges are named by 0-based position, in file order.
 *
 * A column is one attribute of the file, of the graph, of the nodes or of the
 * edges.  Several columns may bear one name: NetworkX declares an attribute once
 * for every type its values have.  Texts handed out stay valid until the table is
 * freed. */
#ifndef OHM_IO_TABLE_H
#define OHM_IO_TABLE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whose attribute it is; the file and the graph have one element, 0.  What a file
 * declares for all makes one column of each scope. */
typedef enum { OHM_FOR_FILE, OHM_FOR_GRAPH, OHM_FOR_NODE, OHM_FOR_EDGE } ohm_table_scope;

typedef struct ohm_table ohm_table;

ohm_status ohm_table_alloc(ohm_table **out, ohm_error *err);
void ohm_table_free(ohm_table *table);              /* takes NULL */

size_t ohm_table_nodes(const ohm_table *table);
size_t ohm_table_edges(const ohm_table *table);
const size_t *ohm_table_tails(const ohm_table *table);      /* M, owned by the table */
const size_t *ohm_table_heads(const ohm_table *table);

/* Ids as written; an edge without one gives NULL. */
const char *ohm_table_node_id(const ohm_table *table, size_t node);
const char *ohm_table_edge_id(const ohm_table *table, size_t edge);

/* Position of the node with this id, or SIZE_MAX. */
size_t ohm_table_find_node(const ohm_table *table, const char *id);

/* Appends; the returned position is *node or *edge.  OHM_E_CONTENT for a repeated
 * node id or an end that is no node.  edge id may be NULL. */
ohm_status ohm_table_add_node(size_t *node, ohm_table *table, const char *id, ohm_error *err);
ohm_status ohm_table_add_edge(size_t *edge, ohm_table *table, const char *id,
                              size_t tail, size_t head, ohm_error *err);

/* Turns an edge round: its tail becomes its head. */
void ohm_table_turn_edge(ohm_table *table, size_t edge);

/* ---- columns -------------------------------------------------------------- */
size_t ohm_table_columns(const ohm_table *table);
ohm_table_scope ohm_table_column_scope(const ohm_table *table, size_t column);
const char *ohm_table_column_name(const ohm_table *table, size_t column);   /* NULL: none */
const char *ohm_table_column_type(const ohm_table *table, size_t column);   /* NULL: none */

/* The first column of this name and scope, or SIZE_MAX; and the next after `column`. */
size_t ohm_table_find_column(const ohm_table *table, ohm_table_scope scope, const char *name);
size_t ohm_table_next_column(const ohm_table *table, size_t column);

/* Finds or makes a column; type is GraphML's "boolean", "int", "long", "float",
 * "double" or "string".  A column that is there takes the wider of the two types. */
ohm_status ohm_table_add_column(size_t *column, ohm_table *table, ohm_table_scope scope,
                                const char *name, const char *type, ohm_error *err);

/* The text in a cell (the key's default where the element has none), or NULL; and
 * whether the element has one of its own. */
const char *ohm_table_cell(const ohm_table *table, size_t column, size_t element);
bool ohm_table_has_cell(const ohm_table *table, size_t column, size_t element);

/* Sets a cell, replacing what was there, also in other columns of the same name and
 * scope; NULL removes it.  Other cells keep their characters.  OHM_E_ARG for a place that is none, or a number that is not finite. */
ohm_status ohm_table_set_cell(ohm_table *table, size_t column, size_t element,
                              const char *text, ohm_error *err);
ohm_status ohm_table_set_number(ohm_table *table, size_t column, size_t element,
                                double value, ohm_error *err);

/* The cell as a finite number: *present says whether there was one.  OHM_E_CONTENT
 * names place and text: `edge 12 (id "e12"): r_on = "abc" is not a number`; a column
 * declared boolean or string holds no numbers, one declared int or long whole ones. */
ohm_status ohm_table_number(double *value, bool *present, const ohm_table *table,
                            size_t column, size_t element, ohm_error *err);

/* ---- for messages --------------------------------------------------------- */
enum { OHM_TABLE_QUOTE = 64, OHM_TABLE_PLACE = 160 };

/* text between double quotes, on one line, cut where long. */
char *ohm_table_quote(char quoted[OHM_TABLE_QUOTE], const char *text);

/* `edge 12 (id "e12")`, `node 3 (id "n3")`, `the graph`, `the file`. */
char *ohm_table_place(char place[OHM_TABLE_PLACE], const ohm_table *table,
                      ohm_table_scope scope, size_t element);

#endif
