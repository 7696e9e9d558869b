/* tests/topology/sample.h -- random multigraphs with everything that is legal:
 * loops, parallel edges, bridges, lonely nodes, several components. */
#ifndef OHM_TESTS_TOPOLOGY_SAMPLE_H
#define OHM_TESTS_TOPOLOGY_SAMPLE_H

#include "support/test.h"
#include "topology/graph.h"

#include <stdlib.h>

enum { SAMPLE_NODES = 12, SAMPLE_EDGES = 24 };      /* at most */

/* Few nodes and a free choice of ends make every special case frequent. */
static inline ohm_graph *
sample_graph(ohm_rng *rng)
{
    const size_t nodes = 1 + ohm_rng_below(rng, SAMPLE_NODES);
    const size_t edges = ohm_rng_below(rng, SAMPLE_EDGES + 1);
    size_t tail[SAMPLE_EDGES], head[SAMPLE_EDGES];
    ohm_graph *graph;

    for (size_t k = 0; k < edges; k++) {
        tail[k] = ohm_rng_below(rng, nodes);
        head[k] = ohm_rng_below(rng, nodes);
    }
    ck_assert_int_eq(ohm_graph_alloc(&graph, nodes, edges, tail, head, NULL), OHM_OK);
    return graph;
}

/* The components of the graph without the edges marked in `without` (NULL: none),
 * by painting to and fro until nothing changes. */
static inline size_t
sample_components(const ohm_graph *graph, const bool *without)
{
    size_t *paint = malloc((graph->nodes + 1) * sizeof *paint), components = 0;
    bool changed = true;

    for (size_t v = 0; v < graph->nodes; v++)
        paint[v] = v;
    while (changed) {
        changed = false;
        for (size_t k = 0; k < graph->edges; k++) {
            size_t *a = &paint[graph->tail[k]], *b = &paint[graph->head[k]];

            if ((without != NULL && without[k]) || *a == *b)
                continue;
            *a = *b = *a < *b ? *a : *b;
            changed = true;
        }
    }
    for (size_t v = 0; v < graph->nodes; v++)
        components += paint[v] == v;
    free(paint);
    return components;
}

/* Runs `call`, which makes *object, with its 1st, 2nd, ... allocation refused until
 * it succeeds; each refusal must come back as OHM_E_NOMEM and leave no object. */
#define test_survives_refusal(call, object, release) \
    do { \
        bool refused_; \
        unsigned long k_ = 0; \
        do { \
            test_alloc_refuse(k_++); \
            const ohm_status status_ = (call); \
            refused_ = test_alloc_allow(); \
            ck_assert_msg(status_ == (refused_ ? OHM_E_NOMEM : OHM_OK), "allocation %lu: %s", k_ - 1, \
                          ohm_status_name(status_)); \
            ck_assert(((object) == NULL) == refused_); \
        } while (refused_); \
        ck_assert(!test_alloc_enabled() || k_ > 1); \
        release(object); \
    } while (0)

#endif
