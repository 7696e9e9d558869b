/* lib/topology/cycle.c -- see cycle.h */
#include "topology/cycle.h"
#include "base/array.h"

#include <stdlib.h>

/* Tree edges between u and v; they are in one component. */
static size_t
measure_path(const ohm_forest *forest, size_t u, size_t v)
{
    size_t length = 0;

    for (; u != v; length++) {
        if (forest->depth[u] >= forest->depth[v])
            u = forest->parent[u];
        else
            v = forest->parent[v];
    }
    return length;
}

/* Row l, from `at` on: up the tree from the chord's head, and, written backwards
 * from the row's end, up the tree from its tail. */
static void
walk(ohm_sign_matrix *cycle, const ohm_graph *graph, const ohm_forest *forest, size_t l)
{
    size_t at = cycle->start[l], end = cycle->start[l + 1];
    size_t u = graph->head[forest->chord[l]], v = graph->tail[forest->chord[l]];

    cycle->column[at] = forest->chord[l];
    cycle->sign[at++] = 1;
    while (u != v) {
        if (forest->depth[u] >= forest->depth[v]) {
            const size_t k = forest->parent_edge[u];

            cycle->column[at] = k;
            cycle->sign[at++] = graph->tail[k] == u ? 1 : -1;
            u = forest->parent[u];
        } else {
            const size_t k = forest->parent_edge[v];

            cycle->column[--end] = k;
            cycle->sign[end] = graph->head[k] == v ? 1 : -1;
            v = forest->parent[v];
        }
    }
}

ohm_status
ohm_cycle_alloc(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest, ohm_error *err)
{
    size_t entries = forest->chords;

    for (size_t l = 0; l < forest->chords; l++)
        entries += measure_path(forest, graph->tail[forest->chord[l]], graph->head[forest->chord[l]]);
    const ohm_status status = ohm_sign_matrix_alloc(out, forest->chords, graph->edges, entries, err);

    if (status != OHM_OK)
        return status;
    for (size_t l = 0; l < forest->chords; l++) {
        const size_t k = forest->chord[l];

        (*out)->start[l + 1] = (*out)->start[l] + 1 + measure_path(forest, graph->tail[k], graph->head[k]);
        walk(*out, graph, forest, l);
    }
    return OHM_OK;
}

/* Drops the chord that leads every row of A and renumbers the tree edges. */
static void
keep_tree(ohm_sign_matrix *cycle, const size_t *place)
{
    size_t kept = 0, from = 0;

    for (size_t l = 0; l < cycle->rows; l++) {
        const size_t end = cycle->start[l + 1];

        for (from++; from < end; from++) {
            cycle->column[kept] = place[cycle->column[from]];
            cycle->sign[kept++] = cycle->sign[from];
        }
        cycle->start[l + 1] = kept;
    }
}

ohm_status
ohm_tree_operator_alloc(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest,
                        ohm_error *err)
{
    ohm_sign_matrix *cycle;
    ohm_status status = ohm_cycle_alloc(&cycle, graph, forest, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    size_t *place = OHM_ARRAY(size_t, graph->edges);    /* of a tree edge among the tree edges */

    if (place == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "tree operator: out of memory for %zu edges", graph->edges);
    } else {
        const size_t trees = forest->nodes - forest->components;

        for (size_t t = 0; t < trees; t++)
            place[forest->tree_edge[t]] = t;
        keep_tree(cycle, place);
        cycle->columns = trees;
        status = ohm_sign_matrix_transpose(out, cycle, err);
    }
    free(place);
    ohm_sign_matrix_free(cycle);
    return status;
}
