/* lib/topology/trees_log.c -- see trees_log.h */
#include "topology/trees_log.h"

#include "base/array.h"
#include "solve/cholesky.h"
#include "topology/forest.h"

#include <limits.h>
#include <stdlib.h>

enum { DATUM = -1 };            /* the node of a component that has no unknown */

typedef struct {
    const ohm_graph *graph;
    int *unknown;               /* N: its row, or DATUM */
    size_t order;               /* N - c */
    size_t pairs;
    int *a, *b;                 /* the pairs of unknowns that edges join */
} laplacian;

static void
laplacian_free(laplacian *l)
{
    free(l->unknown);
    free(l->a);
    free(l->b);
}

static ohm_status
number_unknowns(laplacian *l, ohm_error *err)
{
    ohm_forest *forest;
    const ohm_status status = ohm_forest_alloc(&forest, l->graph, err);

    if (status != OHM_OK)
        return status;
    for (size_t v = 0; v < l->graph->nodes; v++)
        l->unknown[v] = forest->parent[v] == OHM_NONE ? DATUM : (int)l->order++;
    ohm_forest_free(forest);
    return OHM_OK;
}

static ohm_status
laplacian_fill(laplacian *l, ohm_error *err)
{
    const ohm_graph *graph = l->graph;
    ohm_status status;

    if (graph->nodes > INT_MAX || graph->edges > INT_MAX)
        return ohm_fail(err, OHM_E_METHOD, "trees: %zu nodes and %zu edges need more than 32-bit indices",
                        graph->nodes, graph->edges);
    l->unknown = OHM_ARRAY(int, graph->nodes);
    l->a = OHM_ARRAY(int, graph->edges);
    l->b = OHM_ARRAY(int, graph->edges);
    if (l->unknown == NULL || l->a == NULL || l->b == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "trees: %zu nodes and %zu edges", graph->nodes, graph->edges);
    if ((status = number_unknowns(l, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < graph->edges; k++) {
        const int tail = l->unknown[graph->tail[k]], head = l->unknown[graph->head[k]];

        if (tail != head && tail != DATUM && head != DATUM) {
            l->a[l->pairs] = tail;
            l->b[l->pairs++] = head;
        }
    }
    return OHM_OK;
}

/* Sums up B_r B_r^t in the permuted order of the factor. */
static void
assemble(ohm_cholesky *cholesky, const laplacian *l)
{
    const ohm_pattern *pattern = ohm_cholesky_pattern(cholesky);
    const int *order = ohm_cholesky_order(cholesky);
    double *value = ohm_cholesky_values(cholesky);

    for (int e = 0; e < pattern->entries; e++)
        value[e] = 0.0;
    for (size_t k = 0; k < l->graph->edges; k++) {
        const int tail = l->unknown[l->graph->tail[k]], head = l->unknown[l->graph->head[k]];

        if (tail == head)
            continue;           /* a loop, in no tree; a datum is one per component */
        if (tail != DATUM)
            value[ohm_pattern_diagonal(pattern, order[tail])] += 1.0;
        if (head != DATUM)
            value[ohm_pattern_diagonal(pattern, order[head])] += 1.0;
        if (tail != DATUM && head != DATUM)
            value[ohm_pattern_find(pattern, order[tail], order[head])] -= 1.0;
    }
}

ohm_status
ohm_spanning_trees_log(double *logarithm, const ohm_graph *graph, ohm_error *err)
{
    laplacian l = { .graph = graph };
    ohm_cholesky *cholesky = NULL;
    ohm_status status = laplacian_fill(&l, err);

    *logarithm = 0.0;
    if (status == OHM_OK && l.order > 0)
        status = ohm_cholesky_alloc(&cholesky, l.order, l.pairs, l.a, l.b, OHM_CHOLESKY_AUTO, err);
    if (status == OHM_OK && l.order > 0) {
        assemble(cholesky, &l);
        status = ohm_cholesky_factor(cholesky, err);
    }
    if (status == OHM_OK && l.order > 0)
        *logarithm = ohm_cholesky_log_determinant(cholesky);
    ohm_cholesky_free(cholesky);
    laplacian_free(&l);
    return status;
}
