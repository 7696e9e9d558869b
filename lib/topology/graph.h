/* lib/topology/graph.h -- the oriented multigraph of a circuit.
 *
 * N nodes, M edges in file order; edge k runs tail[k] -> head[k].  Parallel edges
 * and self-loops are legal and keep their place.  Nothing here forgets or
 * reorders an edge's ends (igraph would: DESIGN.md). */
#ifndef OHM_TOPOLOGY_GRAPH_H
#define OHM_TOPOLOGY_GRAPH_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

#define OHM_NONE SIZE_MAX           /* no node, no edge */

typedef struct {
    size_t nodes;                   /* N; 0 is legal here, files refuse it */
    size_t edges;                   /* M */
    size_t *tail, *head;            /* M each, owned by the graph, in [0, N) */
} ohm_graph;

/* Copies the ends; OHM_E_ARG names the edge whose end is not a node.
 * Free with ohm_graph_free. */
ohm_status ohm_graph_alloc(ohm_graph **out, size_t nodes, size_t edges,
                           const size_t *tail, const size_t *head, ohm_error *err);
void ohm_graph_free(ohm_graph *graph);      /* takes NULL */

/* A graph whose M edges are loops at node 0 until the caller sets their ends. */
ohm_status ohm_graph_alloc_blank(ohm_graph **out, size_t nodes, size_t edges, ohm_error *err);

/* Turns every edge so that tail <= head, and sorts the edges by tail, then head.
 * O(N + M). */
ohm_status ohm_graph_sort(ohm_graph *graph, ohm_error *err);

/* Which edges touch a node: edge[start[v]] .. edge[start[v+1]-1], in edge order;
 * a self-loop stands there twice.  O(N + M). */
typedef struct {
    size_t *start;                  /* N + 1, owned */
    size_t *edge;                   /* 2 M, owned */
} ohm_adjacency;

ohm_status ohm_adjacency_alloc(ohm_adjacency **out, const ohm_graph *graph, ohm_error *err);
void ohm_adjacency_free(ohm_adjacency *adjacency);  /* takes NULL */

/* The other end of edge k seen from node v (v itself for a self-loop). */
static inline size_t
ohm_graph_across(const ohm_graph *graph, size_t k, size_t v)
{
    return graph->tail[k] == v ? graph->head[k] : graph->tail[k];
}

typedef struct {
    size_t loops;                   /* edges with tail == head */
    size_t parallel_pairs;          /* unordered pairs of edges with the same ends, loops included */
    size_t degree_min, degree_max;  /* a loop counts 2 */
    double degree_mean;             /* 2 M / N; 0 without nodes */
} ohm_graph_census;

/* O(N + M). */
ohm_status ohm_graph_take_census(ohm_graph_census *out, const ohm_graph *graph, ohm_error *err);

#endif
