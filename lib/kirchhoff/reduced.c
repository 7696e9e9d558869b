/* lib/kirchhoff/reduced.c -- see reduced.h */
#include "kirchhoff/reduced.h"
#include "base/array.h"
#include "topology/forest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Numbers the unknowns in node order; a component without a held node gets a datum. */
static void
number_unknowns(ohm_reduced *reduced, const ohm_forest *forest)
{
    for (size_t c = 0; c < reduced->components; c++)
        reduced->floating[c] = true;
    for (size_t v = 0; v < reduced->nodes; v++) {
        reduced->component[v] = (int)forest->component[v];
        if (reduced->held[v])
            reduced->floating[forest->component[v]] = false;
    }
    for (size_t v = 0; v < reduced->nodes; v++) {
        const size_t c = forest->component[v];
        const bool datum = reduced->floating[c] && forest->root[c] == v;

        reduced->unknown[v] = reduced->held[v] || datum ? -1 : reduced->unknowns++;
    }
    for (size_t v = 0; v < reduced->nodes; v++)
        if (reduced->unknown[v] < 0)
            reduced->unknown[v] = reduced->unknowns;
}

static void
list_branches(ohm_reduced *reduced, const ohm_graph *graph)
{
    for (size_t k = 0; k < reduced->edges; k++) {
        const int tail = reduced->unknown[graph->tail[k]], head = reduced->unknown[graph->head[k]];

        if (tail == head)
            continue;
        reduced->tail[reduced->branches] = tail;
        reduced->head[reduced->branches] = head;
        reduced->edge[reduced->branches++] = (int)k;
    }
}

ohm_status
ohm_reduced_alloc(ohm_reduced **out, const ohm_graph *graph, const bool *held, ohm_error *err)
{
    const size_t nodes = graph->nodes, edges = graph->edges;
    ohm_forest *forest = NULL;
    ohm_reduced *reduced;
    ohm_status status;

    *out = NULL;
    if (nodes >= INT_MAX || edges >= INT_MAX)
        return ohm_fail(err, OHM_E_METHOD, "network: %zu nodes and %zu edges need more than 32-bit indices",
                        nodes, edges);
    if ((status = ohm_forest_alloc(&forest, graph, err)) != OHM_OK)
        return status;
    if ((reduced = OHM_ZEROS(ohm_reduced, 1)) == NULL)
        goto nomem;
    reduced->nodes = nodes;
    reduced->edges = edges;
    reduced->components = forest->components;
    reduced->tail = OHM_ARRAY(int, edges);
    reduced->head = OHM_ARRAY(int, edges);
    reduced->edge = OHM_ARRAY(int, edges);
    reduced->unknown = OHM_ARRAY(int, nodes);
    reduced->component = OHM_ARRAY(int, nodes);
    reduced->floating = OHM_ARRAY(bool, forest->components);
    reduced->held = held != NULL ? ohm_copy(held, nodes, sizeof *held) : OHM_ZEROS(bool, nodes);
    if (reduced->tail == NULL || reduced->head == NULL || reduced->edge == NULL || reduced->unknown == NULL
        || reduced->component == NULL || reduced->floating == NULL || reduced->held == NULL)
        goto nomem;
    number_unknowns(reduced, forest);
    list_branches(reduced, graph);
    ohm_forest_free(forest);
    *out = reduced;
    return OHM_OK;

nomem:
    ohm_forest_free(forest);
    ohm_reduced_free(reduced);
    return ohm_fail(err, OHM_E_NOMEM, "network: %zu nodes, %zu edges", nodes, edges);
}

void
ohm_reduced_free(ohm_reduced *reduced)
{
    if (reduced == NULL)
        return;
    free(reduced->tail);
    free(reduced->head);
    free(reduced->edge);
    free(reduced->unknown);
    free(reduced->component);
    free(reduced->floating);
    free(reduced->held);
    free(reduced);
}

void
ohm_reduced_renumber(ohm_reduced *reduced, const int *order)
{
    const int ground = reduced->unknowns;

    for (int b = 0; b < reduced->branches; b++) {
        if (reduced->tail[b] != ground)
            reduced->tail[b] = order[reduced->tail[b]];
        if (reduced->head[b] != ground)
            reduced->head[b] = order[reduced->head[b]];
    }
    for (size_t v = 0; v < reduced->nodes; v++)
        if (reduced->unknown[v] != ground)
            reduced->unknown[v] = order[reduced->unknown[v]];
}

/* Which branches touch which unknown (or ground): at[first[v]] .. at[first[v + 1] - 1]. */
static void
list_touching(int *first, int *at, const ohm_reduced *reduced)
{
    const int n = reduced->unknowns;

    for (int b = 0; b < reduced->branches; b++) {
        first[reduced->tail[b]]++;
        first[reduced->head[b]]++;
    }
    for (int v = 0; v <= n; v++)
        first[v + 1] += first[v];
    /* first[v] is now where v's list ends; filling it backwards leaves its start */
    for (int b = reduced->branches - 1; b >= 0; b--) {
        at[--first[reduced->tail[b]]] = b;
        at[--first[reduced->head[b]]] = b;
    }
}

ohm_status
ohm_reduced_walk(int *order, int *parent, int *branch, int *depth, const ohm_reduced *reduced,
                 ohm_error *err)
{
    const int n = reduced->unknowns;
    int *first = OHM_ZEROS(int, (size_t)n + 2), *at = OHM_ARRAY(int, 2 * (size_t)reduced->branches);
    int reached = 0;

    if (first == NULL || at == NULL) {
        free(first), free(at);
        return ohm_fail(err, OHM_E_NOMEM, "network: %d unknowns", n);
    }
    list_touching(first, at, reduced);
    for (int v = 0; v < n; v++)
        depth[v] = -1;
    depth[n] = 0;
    for (int next = -1; next < reached; next++) {
        const int v = next < 0 ? n : order[next];

        for (int k = first[v]; k < first[v + 1]; k++) {
            const int b = at[k], w = reduced->tail[b] == v ? reduced->head[b] : reduced->tail[b];

            if (depth[w] >= 0)
                continue;
            depth[w] = depth[v] + 1;
            parent[w] = v;
            branch[w] = b;
            order[reached++] = w;
        }
    }
    free(first), free(at);
    return OHM_OK;
}
