/* lib/topology/graph.c -- see graph.h */
#include "topology/graph.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

ohm_status
ohm_graph_alloc_blank(ohm_graph **out, size_t nodes, size_t edges, ohm_error *err)
{
    ohm_graph *graph;

    *out = NULL;
    if (nodes == OHM_NONE || (nodes == 0 && edges > 0))
        return ohm_fail(err, OHM_E_ARG, "graph: %zu edges on %zu nodes", edges, nodes);
    if ((graph = OHM_ZEROS(ohm_graph, 1)) == NULL)
        goto nomem;
    graph->nodes = nodes;
    graph->edges = edges;
    graph->tail = OHM_ZEROS(size_t, edges);
    graph->head = OHM_ZEROS(size_t, edges);
    if (graph->tail == NULL || graph->head == NULL)
        goto nomem;
    *out = graph;
    return OHM_OK;

nomem:
    ohm_graph_free(graph);
    return ohm_fail(err, OHM_E_NOMEM, "graph: out of memory for %zu edges", edges);
}

ohm_status
ohm_graph_alloc(ohm_graph **out, size_t nodes, size_t edges,
                const size_t *tail, const size_t *head, ohm_error *err)
{
    *out = NULL;
    for (size_t k = 0; k < edges; k++)
        if (tail[k] >= nodes || head[k] >= nodes)
            return ohm_fail(err, OHM_E_ARG, "graph: edge %zu runs %zu -> %zu, there are %zu nodes",
                            k, tail[k], head[k], nodes);
    const ohm_status status = ohm_graph_alloc_blank(out, nodes, edges, err);

    if (status == OHM_OK && edges > 0) {
        memcpy((*out)->tail, tail, edges * sizeof *tail);
        memcpy((*out)->head, head, edges * sizeof *head);
    }
    return status;
}

void
ohm_graph_free(ohm_graph *graph)
{
    if (graph == NULL)
        return;
    free(graph->tail);
    free(graph->head);
    free(graph);
}

/* Moves the pairs (key, other) into (key_out, other_out), stably sorted by key;
 * place holds N + 1 numbers. */
static void
sort_by(const size_t *key, const size_t *other, size_t *key_out, size_t *other_out,
        size_t *place, const ohm_graph *graph)
{
    memset(place, 0, (graph->nodes + 1) * sizeof *place);
    for (size_t k = 0; k < graph->edges; k++)
        place[key[k] + 1]++;
    for (size_t v = 0; v < graph->nodes; v++)
        place[v + 1] += place[v];
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t to = place[key[k]]++;

        key_out[to] = key[k];
        other_out[to] = other[k];
    }
}

ohm_status
ohm_graph_sort(ohm_graph *graph, ohm_error *err)
{
    size_t *tail = OHM_ARRAY(size_t, graph->edges);
    size_t *head = OHM_ARRAY(size_t, graph->edges);
    size_t *place = OHM_ARRAY(size_t, graph->nodes + 1);
    ohm_status status = OHM_OK;

    if (tail == NULL || head == NULL || place == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "graph: out of memory to sort %zu edges", graph->edges);
    } else {
        for (size_t k = 0; k < graph->edges; k++) {
            if (graph->tail[k] > graph->head[k]) {
                const size_t end = graph->tail[k];

                graph->tail[k] = graph->head[k];
                graph->head[k] = end;
            }
        }
        sort_by(graph->head, graph->tail, head, tail, place, graph);
        sort_by(tail, head, graph->tail, graph->head, place, graph);
    }
    free(tail);
    free(head);
    free(place);
    return status;
}

/* A counting sort of the 2 M ends by node: start[v + 1] first counts the ends at
 * v, then runs as the place of the next one. */
static void
list_ends(ohm_adjacency *adjacency, const ohm_graph *graph)
{
    size_t *start = adjacency->start, place = 0;

    for (size_t k = 0; k < graph->edges; k++) {
        start[graph->tail[k] + 1]++;
        start[graph->head[k] + 1]++;
    }
    for (size_t v = 0; v < graph->nodes; v++) {
        const size_t ends = start[v + 1];

        start[v + 1] = place;
        place += ends;
    }
    for (size_t k = 0; k < graph->edges; k++) {
        adjacency->edge[start[graph->tail[k] + 1]++] = k;
        adjacency->edge[start[graph->head[k] + 1]++] = k;
    }
}

ohm_status
ohm_adjacency_alloc(ohm_adjacency **out, const ohm_graph *graph, ohm_error *err)
{
    ohm_adjacency *adjacency = OHM_ZEROS(ohm_adjacency, 1);

    *out = NULL;
    if (adjacency == NULL)
        goto nomem;
    adjacency->start = OHM_ZEROS(size_t, graph->nodes + 1);
    adjacency->edge = OHM_ARRAY(size_t, 2 * graph->edges);
    if (adjacency->start == NULL || adjacency->edge == NULL)
        goto nomem;
    list_ends(adjacency, graph);
    *out = adjacency;
    return OHM_OK;

nomem:
    ohm_adjacency_free(adjacency);
    return ohm_fail(err, OHM_E_NOMEM, "adjacency: out of memory for %zu nodes, %zu edges",
                    graph->nodes, graph->edges);
}

void
ohm_adjacency_free(ohm_adjacency *adjacency)
{
    if (adjacency == NULL)
        return;
    free(adjacency->start);
    free(adjacency->edge);
    free(adjacency);
}

/* Pairs of edges with the same ends, each pair met at its smaller end: seen[u]
 * counts the edges v-u met so far while `by[u]` says it is v that counts. */
static size_t
count_parallel_pairs(const ohm_graph *graph, const ohm_adjacency *adjacency, size_t *seen, size_t *by)
{
    size_t pairs = 0;

    for (size_t v = 0; v < graph->nodes; v++)
        by[v] = OHM_NONE;
    for (size_t v = 0; v < graph->nodes; v++) {
        for (size_t i = adjacency->start[v]; i < adjacency->start[v + 1]; i++) {
            const size_t k = adjacency->edge[i], u = ohm_graph_across(graph, k, v);

            if (u < v)
                continue;
            if (u == v && i > adjacency->start[v] && adjacency->edge[i - 1] == k)
                continue;               /* the second end of a loop */
            if (by[u] != v) {
                by[u] = v;
                seen[u] = 0;
            }
            pairs += seen[u]++;
        }
    }
    return pairs;
}

ohm_status
ohm_graph_take_census(ohm_graph_census *out, const ohm_graph *graph, ohm_error *err)
{
    ohm_adjacency *adjacency;
    ohm_status status = ohm_adjacency_alloc(&adjacency, graph, err);

    memset(out, 0, sizeof *out);
    if (status != OHM_OK)
        return status;
    size_t *seen = OHM_ARRAY(size_t, graph->nodes);
    size_t *by = OHM_ARRAY(size_t, graph->nodes);

    if (seen == NULL || by == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "census: out of memory for %zu nodes", graph->nodes);
        goto done;
    }
    out->parallel_pairs = count_parallel_pairs(graph, adjacency, seen, by);
    for (size_t k = 0; k < graph->edges; k++)
        out->loops += graph->tail[k] == graph->head[k];
    out->degree_min = graph->nodes > 0 ? SIZE_MAX : 0;
    for (size_t v = 0; v < graph->nodes; v++) {
        const size_t degree = adjacency->start[v + 1] - adjacency->start[v];

        if (degree < out->degree_min)
            out->degree_min = degree;
        if (degree > out->degree_max)
            out->degree_max = degree;
    }
    if (graph->nodes > 0)
        out->degree_mean = 2.0 * (double)graph->edges / (double)graph->nodes;

done:
    free(seen);
    free(by);
    ohm_adjacency_free(adjacency);
    return status;
}
