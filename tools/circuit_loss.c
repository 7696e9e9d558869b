/* tools/circuit_loss.c -- see circuit_loss.h */
#include "circuit_loss.h"

#include <stdio.h>
#include <string.h>

static size_t
elements(const ohm_table *table, ohm_table_scope scope)
{
    return scope == OHM_FOR_NODE ? ohm_table_nodes(table) : scope == OHM_FOR_EDGE ? ohm_table_edges(table) : 1;
}

static bool
loses_attribute(char text[LOSS_TEXT], const ohm_table *table)
{
    char place[OHM_TABLE_PLACE], quoted[OHM_TABLE_QUOTE];

    for (size_t c = 0; c < ohm_table_columns(table); c++) {
        const ohm_table_scope scope = ohm_table_column_scope(table, c);
        const char *name = ohm_table_column_name(table, c);

        for (size_t k = 0; k < elements(table, scope); k++) {
            const char *cell = ohm_table_cell(table, c, k);

            if (cell == NULL)
                continue;
            snprintf(text, LOSS_TEXT, "%s: the attribute %s = %s", ohm_table_place(place, table, scope, k),
                     name != NULL ? name : "without a name", ohm_table_quote(quoted, cell));
            return true;
        }
    }
    return false;
}

static bool
loses_id(char text[LOSS_TEXT], const ohm_table *table, unsigned loses)
{
    char place[OHM_TABLE_PLACE];

    for (size_t n = 0; (loses & LOSES_NODE_IDS) != 0 && n < ohm_table_nodes(table); n++) {
        char position[32];

        snprintf(position, sizeof position, "%zu", n);
        if (strcmp(ohm_table_node_id(table, n), position) != 0) {
            snprintf(text, LOSS_TEXT, "the id of %s", ohm_table_place(place, table, OHM_FOR_NODE, n));
            return true;
        }
    }
    for (size_t e = 0; e < ohm_table_edges(table); e++)
        if (ohm_table_edge_id(table, e) != NULL) {
            snprintf(text, LOSS_TEXT, "the id of %s", ohm_table_place(place, table, OHM_FOR_EDGE, e));
            return true;
        }
    return false;
}

static bool
loses_orientation(char text[LOSS_TEXT], const ohm_table *table)
{
    const size_t *tail = ohm_table_tails(table), *head = ohm_table_heads(table);
    char place[OHM_TABLE_PLACE];

    for (size_t e = 0; e < ohm_table_edges(table); e++)
        if (tail[e] > head[e]) {
            snprintf(text, LOSS_TEXT, "the orientation of %s, which runs from node %zu to node %zu",
                     ohm_table_place(place, table, OHM_FOR_EDGE, e), tail[e], head[e]);
            return true;
        }
    return false;
}

/* The first edge that stands before its predecessor, sorted by `first` and then `second`; the
 * number of edges where none does. */
static size_t
unsorted_edge(const size_t *first, const size_t *second, size_t edges)
{
    for (size_t e = 1; e < edges; e++)
        if (first[e] < first[e - 1] || (first[e] == first[e - 1] && second[e] < second[e - 1]))
            return e;
    return edges;
}

static bool
loses_order(char text[LOSS_TEXT], const ohm_table *table)
{
    const size_t *tail = ohm_table_tails(table), *head = ohm_table_heads(table);
    const size_t edges = ohm_table_edges(table), e = unsorted_edge(tail, head, edges);
    char place[OHM_TABLE_PLACE];

    if (e == edges || unsorted_edge(head, tail, edges) == edges)
        return false;
    snprintf(text, LOSS_TEXT, "the order of the edges: %s is not sorted among them",
             ohm_table_place(place, table, OHM_FOR_EDGE, e));
    return true;
}

bool
circuit_loss(char text[LOSS_TEXT], const ohm_table *table, unsigned loses)
{
    return loses_attribute(text, table) || loses_id(text, table, loses)
        || ((loses & LOSES_ORIENTATION) != 0 && loses_orientation(text, table))
        || ((loses & LOSES_ORDER) != 0 && loses_order(text, table));
}
