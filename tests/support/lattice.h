/* tests/support/lattice.h -- square lattices as graphs, for tests of networks. */
#ifndef OHM_TESTS_SUPPORT_LATTICE_H
#define OHM_TESTS_SUPPORT_LATTICE_H

#include "support/test.h"
#include "topology/graph.h"

/* side * side nodes in rows, each joined to the next along the row and down, round the ends. */
static inline ohm_graph *
test_torus(size_t side)
{
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc_blank(&graph, side * side, 2 * side * side, &err), &err);
    for (size_t i = 0; i < side; i++)
        for (size_t j = 0; j < side; j++) {
            const size_t v = i * side + j;

            graph->tail[2 * v] = graph->tail[2 * v + 1] = v;
            graph->head[2 * v] = i * side + (j + 1) % side;
            graph->head[2 * v + 1] = (i + 1) % side * side + j;
        }
    return graph;
}

#endif
