/* lib/topology/bridges.c -- see bridges.h
 *
 * A tree edge is a bridge where no chord's cycle covers it.  Every chord walks up
 * the tree from both ends until they meet; the edges it passes are contracted, so
 * none is walked twice. */
#include "topology/bridges.h"
#include "topology/forest.h"
#include "base/array.h"

#include <stdlib.h>

/* The highest node that contracted edges join to v; halves the path on the way. */
static size_t
top(size_t *up, size_t v)
{
    while (up[v] != v) {
        up[v] = up[up[v]];
        v = up[v];
    }
    return v;
}

/* Contracts the cycle of every chord; returns how many tree edges that covers. */
static size_t
contract_cycles(size_t *up, const ohm_graph *graph, const ohm_forest *forest)
{
    size_t covered = 0;

    for (size_t l = 0; l < forest->chords; l++) {
        size_t u = top(up, graph->tail[forest->chord[l]]);
        size_t v = top(up, graph->head[forest->chord[l]]);

        while (u != v) {
            size_t *deeper = forest->depth[u] > forest->depth[v] ? &u : &v;

            up[*deeper] = forest->parent[*deeper];
            *deeper = top(up, *deeper);
            covered++;
        }
    }
    return covered;
}

ohm_status
ohm_bridges(bool *is_bridge, size_t *count, const ohm_graph *graph, ohm_error *err)
{
    ohm_forest *forest;
    const ohm_status status = ohm_forest_alloc(&forest, graph, err);

    if (status != OHM_OK)
        return status;
    size_t *up = OHM_ARRAY(size_t, graph->nodes);

    if (up == NULL) {
        ohm_forest_free(forest);
        return ohm_fail(err, OHM_E_NOMEM, "bridges: out of memory for %zu nodes", graph->nodes);
    }
    for (size_t v = 0; v < graph->nodes; v++)
        up[v] = v;
    const size_t covered = contract_cycles(up, graph, forest);

    if (count != NULL)
        *count = graph->nodes - forest->components - covered;
    if (is_bridge != NULL) {
        for (size_t k = 0; k < graph->edges; k++)
            is_bridge[k] = false;
        for (size_t v = 0; v < graph->nodes; v++)
            if (forest->parent[v] != OHM_NONE && up[v] == v)
                is_bridge[forest->parent_edge[v]] = true;
    }
    free(up);
    ohm_forest_free(forest);
    return OHM_OK;
}
