/* lib/topology/forest.c -- see forest.h */
#include "topology/forest.h"
#include "base/array.h"

#include <stdlib.h>

/* Breadth first through the edges marked in `allowed` (NULL: all of them). */
static void
grow(ohm_forest *forest, const ohm_graph *graph, const ohm_adjacency *adjacency, const bool *allowed)
{
    size_t reached = 0, taken = 0;

    for (size_t v = 0; v < graph->nodes; v++)
        forest->component[v] = OHM_NONE;
    for (size_t first = 0; first < graph->nodes; first++) {
        if (forest->component[first] != OHM_NONE)
            continue;
        forest->root[forest->components] = first;
        forest->component[first] = forest->components;
        forest->parent[first] = forest->parent_edge[first] = OHM_NONE;
        forest->depth[first] = 0;
        forest->order[reached++] = first;
        for (; taken < reached; taken++) {
            const size_t v = forest->order[taken];

            for (size_t i = adjacency->start[v]; i < adjacency->start[v + 1]; i++) {
                const size_t k = adjacency->edge[i], u = ohm_graph_across(graph, k, v);

                if (forest->component[u] != OHM_NONE || (allowed != NULL && !allowed[k]))
                    continue;
                forest->component[u] = forest->components;
                forest->parent[u] = v;
                forest->parent_edge[u] = k;
                forest->depth[u] = forest->depth[v] + 1;
                forest->order[reached++] = u;
            }
        }
        forest->components++;
    }
}

/* Lists the tree edges and the chords that `grow` has left. */
static void
part_edges(ohm_forest *forest)
{
    size_t trees = 0;

    for (size_t v = 0; v < forest->nodes; v++)
        if (forest->parent_edge[v] != OHM_NONE)
            forest->in_tree[forest->parent_edge[v]] = true;
    for (size_t k = 0; k < forest->edges; k++) {
        if (forest->in_tree[k])
            forest->tree_edge[trees++] = k;
        else
            forest->chord[forest->chords++] = k;
    }
}

static ohm_status
alloc_within(ohm_forest **out, const ohm_graph *graph, const bool *allowed, ohm_error *err)
{
    const size_t n = graph->nodes, m = graph->edges;
    ohm_adjacency *adjacency = NULL;
    ohm_forest *forest = OHM_ZEROS(ohm_forest, 1);

    *out = NULL;
    if (forest == NULL)
        goto nomem;
    forest->nodes = n;
    forest->edges = m;
    forest->component = OHM_ARRAY(size_t, n);
    forest->root = OHM_ARRAY(size_t, n);
    forest->order = OHM_ARRAY(size_t, n);
    forest->parent = OHM_ARRAY(size_t, n);
    forest->parent_edge = OHM_ARRAY(size_t, n);
    forest->depth = OHM_ARRAY(size_t, n);
    forest->in_tree = OHM_ZEROS(bool, m);
    forest->tree_edge = OHM_ARRAY(size_t, n);       /* N - c of them are used */
    forest->chord = OHM_ARRAY(size_t, m);
    if (forest->component == NULL || forest->root == NULL || forest->order == NULL
        || forest->parent == NULL || forest->parent_edge == NULL || forest->depth == NULL
        || forest->in_tree == NULL || forest->tree_edge == NULL || forest->chord == NULL)
        goto nomem;
    const ohm_status status = ohm_adjacency_alloc(&adjacency, graph, err);

    if (status != OHM_OK) {
        ohm_forest_free(forest);
        return status;
    }
    grow(forest, graph, adjacency, allowed);
    part_edges(forest);
    ohm_adjacency_free(adjacency);
    *out = forest;
    return OHM_OK;

nomem:
    ohm_forest_free(forest);
    return ohm_fail(err, OHM_E_NOMEM, "forest: out of memory for %zu nodes, %zu edges", n, m);
}

ohm_status
ohm_forest_alloc(ohm_forest **out, const ohm_graph *graph, ohm_error *err)
{
    return alloc_within(out, graph, NULL, err);
}

/* The representative of v; halves the path on the way. */
static size_t
find(size_t *up, size_t v)
{
    while (up[v] != v) {
        up[v] = up[up[v]];
        v = up[v];
    }
    return v;
}

/* Kruskal: takes an edge where it joins two trees.  listed[k] keeps the
 * priorities honest: each edge once. */
static ohm_status
choose(bool *taken, bool *listed, size_t *up, const ohm_graph *graph, const size_t *priority,
       ohm_error *err)
{
    for (size_t v = 0; v < graph->nodes; v++)
        up[v] = v;
    for (size_t i = 0; i < graph->edges; i++) {
        const size_t k = priority[i];

        if (k >= graph->edges || listed[k])
            return ohm_fail(err, OHM_E_ARG, "forest: priority[%zu] = %zu: not a permutation of %zu edges",
                            i, k, graph->edges);
        listed[k] = true;
        const size_t u = find(up, graph->tail[k]), v = find(up, graph->head[k]);

        if (u != v) {
            up[u] = v;
            taken[k] = true;
        }
    }
    return OHM_OK;
}

ohm_status
ohm_forest_alloc_by(ohm_forest **out, const ohm_graph *graph,
                    const size_t *priority, ohm_error *err)
{
    bool *taken = OHM_ZEROS(bool, graph->edges);
    bool *listed = OHM_ZEROS(bool, graph->edges);
    size_t *up = OHM_ARRAY(size_t, graph->nodes);
    ohm_status status;

    *out = NULL;
    if (taken == NULL || listed == NULL || up == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "forest: out of memory for %zu edges", graph->edges);
    else if ((status = choose(taken, listed, up, graph, priority, err)) == OHM_OK)
        status = alloc_within(out, graph, taken, err);
    free(taken);
    free(listed);
    free(up);
    return status;
}

void
ohm_forest_free(ohm_forest *forest)
{
    if (forest == NULL)
        return;
    free(forest->component);
    free(forest->root);
    free(forest->order);
    free(forest->parent);
    free(forest->parent_edge);
    free(forest->depth);
    free(forest->in_tree);
    free(forest->tree_edge);
    free(forest->chord);
    free(forest);
}
