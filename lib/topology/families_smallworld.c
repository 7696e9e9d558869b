/* lib/topology/families_smallworld.c -- see families_smallworld.h */
#include "topology/families_smallworld.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>

/* The edges at a node as a linked list of their ends: end 2e is the tail of edge e,
 * end 2e + 1 its head.  An end can move to another node. */
typedef struct {
    ohm_graph *graph;
    size_t *first;                      /* N: an end at the node, or OHM_NONE */
    size_t *next;                       /* 2 M: the next end at the same node */
    size_t *degree;                     /* N */
} star;

static void
attach(star *at, size_t end, size_t node)
{
    *(end % 2 == 0 ? &at->graph->tail[end / 2] : &at->graph->head[end / 2]) = node;
    at->next[end] = at->first[node];
    at->first[node] = end;
    at->degree[node]++;
}

static void
detach(star *at, size_t end, size_t node)
{
    size_t *link = &at->first[node];

    while (*link != end)
        link = &at->next[*link];
    *link = at->next[end];
    at->degree[node]--;
}

static bool
joined(const star *at, size_t node, size_t other)
{
    for (size_t end = at->first[node]; end != OHM_NONE; end = at->next[end])
        if ((end % 2 == 0 ? at->graph->head : at->graph->tail)[end / 2] == other)
            return true;
    return false;
}

/* Edge lap n + i runs from node i to the one lap + 1 further on. */
static void
close_ring(star *at)
{
    const size_t n = at->graph->nodes;

    for (size_t v = 0; v < n; v++)
        at->first[v] = OHM_NONE;
    for (size_t e = 0; e < at->graph->edges; e++) {
        attach(at, 2 * e, e % n);
        attach(at, 2 * e + 1, (e % n + e / n + 1) % n);
    }
}

static void
move_ends(star *at, double p, ohm_rng *rng)
{
    const size_t n = at->graph->nodes;

    for (size_t e = 0; e < at->graph->edges; e++) {
        const size_t near = at->graph->tail[e];
        size_t far;

        if (ohm_rng_uniform(rng) >= p || at->degree[near] == n - 1)
            continue;                   /* stays, or has nowhere to go */
        do
            far = ohm_rng_below(rng, n);
        while (far == near || joined(at, near, far));
        detach(at, 2 * e + 1, at->graph->head[e]);
        attach(at, 2 * e + 1, far);
    }
}

static ohm_status
build(ohm_graph *graph, double p, ohm_rng *rng, ohm_error *err)
{
    star at = { .graph = graph };
    ohm_status status;

    at.first = OHM_ARRAY(size_t, graph->nodes);
    at.next = OHM_ARRAY(size_t, 2 * graph->edges);
    at.degree = OHM_ZEROS(size_t, graph->nodes);
    if (at.first == NULL || at.next == NULL || at.degree == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "smallworld: out of memory for %zu edges", graph->edges);
    } else {
        close_ring(&at);
        move_ends(&at, p, rng);
        status = ohm_graph_sort(graph, err);
    }
    free(at.first);
    free(at.next);
    free(at.degree);
    return status;
}

ohm_status
ohm_graph_smallworld(ohm_graph **out, size_t n, size_t k, double p, ohm_rng *rng, ohm_error *err)
{
    *out = NULL;
    if (k < 2 || k % 2 == 1 || k >= n)
        return ohm_fail(err, OHM_E_ARG, "smallworld: K = %zu: must be even, from 2, and below N = %zu", k, n);
    if (!(p >= 0.0 && p <= 1.0))
        return ohm_fail(err, OHM_E_ARG, "smallworld: P = %g: must be in [0, 1]", p);
    if (k / 2 > SIZE_MAX / 2 / n)
        return ohm_fail(err, OHM_E_ARG, "smallworld: N = %zu: too large for K = %zu", n, k);
    ohm_status status = ohm_graph_alloc_blank(out, n, n * (k / 2), err);

    if (status == OHM_OK && (status = build(*out, p, rng, err)) != OHM_OK) {
        ohm_graph_free(*out);
        *out = NULL;
    }
    return status;
}
