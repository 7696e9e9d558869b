/* lib/topology/incidence.c -- see incidence.h */
#include "topology/incidence.h"

/* The rows of all nodes, or of those that have a parent in the forest. */
static ohm_status
build(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest, ohm_error *err)
{
    const size_t rows = graph->nodes - (forest != NULL ? forest->components : 0);
    ohm_adjacency *adjacency;
    ohm_status status = ohm_adjacency_alloc(&adjacency, graph, err);
    size_t row = 0, entries = 0;

    *out = NULL;
    if (status != OHM_OK)
        return status;
    status = ohm_sign_matrix_alloc(out, rows, graph->edges, 2 * graph->edges, err);
    for (size_t v = 0; v < graph->nodes && status == OHM_OK; v++) {
        if (forest != NULL && forest->parent[v] == OHM_NONE)
            continue;
        for (size_t i = adjacency->start[v]; i < adjacency->start[v + 1]; i++) {
            const size_t k = adjacency->edge[i];

            if (graph->tail[k] == graph->head[k])
                continue;
            (*out)->column[entries] = k;
            (*out)->sign[entries++] = graph->head[k] == v ? 1 : -1;
        }
        (*out)->start[++row] = entries;
    }
    ohm_adjacency_free(adjacency);
    return status;
}

ohm_status
ohm_incidence_alloc(ohm_sign_matrix **out, const ohm_graph *graph, ohm_error *err)
{
    return build(out, graph, NULL, err);
}

ohm_status
ohm_incidence_reduced_alloc(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest,
                            ohm_error *err)
{
    return build(out, graph, forest, err);
}
