/* tests/support/random_graph.h -- small random circuits of every kind.
 *
 * The same generator state and arguments give the same circuit.  Orientations are
 * random throughout. */
#ifndef OHM_TESTS_SUPPORT_RANDOM_GRAPH_H
#define OHM_TESTS_SUPPORT_RANDOM_GRAPH_H

#include "base/rng.h"
#include "topology/graph.h"

#include <stdbool.h>

typedef enum {
    TEST_MULTI,             /* any edges: loops, parallels, components, isolated nodes */
    TEST_CONNECTED,         /* a random tree and as many further edges, no loops */
    TEST_TREE,              /* every edge a bridge */
    TEST_NEAR_TREE,         /* a tree and at most three chords */
    TEST_BRIDGED,           /* two connected parts joined by a bridge */
    TEST_ISLANDS,           /* several connected components and an isolated node */
    TEST_COMPLETE,          /* every pair once */
    TEST_GRID,              /* a rectangle of squares */
    TEST_BARE,              /* nodes without any edge */
    TEST_KINDS
} test_graph_kind;

/* A graph of this kind with at most `most` (>= 12) nodes and 4 `most` edges, or what
 * its kind fixes; free with ohm_graph_free.  Ends the test where memory is refused. */
ohm_graph *test_graph(test_graph_kind kind, size_t most, ohm_rng *rng);

/* n magnitudes spread log-uniformly over [10^-decades/2, 10^decades/2]; when with_signs
 * each is negative with probability 1/4. */
void test_magnitudes(double *x, size_t n, double decades, bool with_signs, ohm_rng *rng);

/* n standard normal numbers. */
void test_normals(double *x, size_t n, ohm_rng *rng);

#endif
