/* lib/case/generated.c -- see generated.h */
#include "case/generated.h"

#include <stdio.h>

static ohm_status
add_elements(ohm_table *table, const ohm_graph *graph, ohm_error *err)
{
    ohm_status status = OHM_OK;
    size_t at;

    for (size_t n = 0; status == OHM_OK && n < graph->nodes; n++) {
        char id[24];

        snprintf(id, sizeof id, "%zu", n);
        status = ohm_table_add_node(&at, table, id, err);
    }
    for (size_t k = 0; status == OHM_OK && k < graph->edges; k++)
        status = ohm_table_add_edge(&at, table, NULL, graph->tail[k], graph->head[k], err);
    return status;
}

/* A node attribute from an array; nothing where there is none. */
static ohm_status
add_numbers(ohm_table *table, const char *name, const double *value, size_t nodes, ohm_error *err)
{
    size_t column;
    ohm_status status;

    if (value == NULL)
        return OHM_OK;
    status = ohm_table_add_column(&column, table, OHM_FOR_NODE, name, "double", err);
    for (size_t n = 0; status == OHM_OK && n < nodes; n++)
        status = ohm_table_set_number(table, column, n, value[n], err);
    return status;
}

ohm_status
ohm_generated_table(ohm_table **out, const ohm_generated *generated, ohm_error *err)
{
    const ohm_graph *graph = generated->graph;
    ohm_table *table;
    ohm_status status = ohm_table_alloc(&table, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    status = add_elements(table, graph, err);
    if (status == OHM_OK)
        status = add_numbers(table, "x", generated->x, graph->nodes, err);
    if (status == OHM_OK)
        status = add_numbers(table, "y", generated->y, graph->nodes, err);
    if (status == OHM_OK)
        status = add_numbers(table, "angle", generated->angle, graph->nodes, err);
    if (status != OHM_OK) {
        ohm_table_free(table);
        return status;
    }
    *out = table;
    return OHM_OK;
}
