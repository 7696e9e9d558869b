/* tests/support/random_circuit.h -- small random memristive circuits of every kind. */
#ifndef OHM_TESTS_SUPPORT_RANDOM_CIRCUIT_H
#define OHM_TESTS_SUPPORT_RANDOM_CIRCUIT_H

#include "dynamics/problem.h"
#include "support/random_graph.h"

enum {                              /* what a circuit may have beyond the plain one */
    TEST_ACTIVE = 1,                /* some elements of negative resistance */
    TEST_VOLTAGE = 2,               /* voltage control */
    TEST_WINDOWS = 4,               /* windows of every kind but Biolek's, which has a kink */
    TEST_RELAX = 8,                 /* alpha of both signs, rest states */
    TEST_POLARITY = 16,             /* polarities of both signs */
    TEST_RECTIFIED = 32,            /* polarity 0 here and there, and Biolek's window with TEST_WINDOWS */
    TEST_PER_EDGE = 64,             /* every edge its own R_on, xi, beta */
    TEST_TERMINALS = 128,           /* held nodes and injected currents */
    TEST_SINES = 256                /* alternating EMFs, and terminals where there are any */
};

typedef struct {
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    double *w;                      /* M, in [0.2, 0.8] */
    ohm_problem problem;            /* of these three */
} test_problem;

/* alpha, beta of order 1, xi up to 10, EMFs of order 1; ends the test where memory
 * is refused.  Injections into a component without held nodes cancel exactly. */
test_problem *test_problem_make(test_graph_kind kind, unsigned features, ohm_rng *rng);
void test_problem_free(test_problem *circuit);

/* A circuit of uniform elements with alpha != 0 whose w is at rest inside (0, 1): the sum
 * of a few directed cycles, drives chosen to hold it.  polarities and active: some
 * elements with j = -1 (and turned around), some of negative resistance. */
test_problem *test_problem_resting(double alpha, double xi, bool polarities, bool active, ohm_rng *rng);

/* A directed ring of m memristors with the defaults, one EMF of `s` volt in edge 0. */
test_problem *test_problem_ring(size_t m, double s);

#endif
