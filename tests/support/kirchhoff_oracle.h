/* tests/support/kirchhoff_oracle.h -- Kirchhoff's laws by long elimination.
 *
 * All N potentials as unknowns, Gaussian elimination with pivoting in long double on
 * its own assembly: no code in common with lib/.  And a random circuit to ask about. */
#ifndef OHM_TESTS_SUPPORT_KIRCHHOFF_ORACLE_H
#define OHM_TESTS_SUPPORT_KIRCHHOFF_ORACLE_H

#include "support/random_graph.h"

typedef struct {
    ohm_graph *graph;
    double *g;              /* M */
    double *emf;            /* M */
    bool *is_held;          /* N */
    double *held;           /* N */
    double *injection;      /* N; sums to zero where nothing is held */
} test_circuit;

/* A circuit on a graph of this kind: conductances over `decades`, held nodes with
 * probability `hold`, EMFs and injections everywhere. */
test_circuit *test_circuit_draw(test_graph_kind kind, size_t most, double decades, bool with_signs,
                                double hold, ohm_rng *rng);

/* The same on a graph that is there, and becomes the circuit's. */
test_circuit *test_circuit_on(ohm_graph *graph, double decades, bool with_signs, double hold, ohm_rng *rng);
void test_circuit_free(test_circuit *circuit);

/* Writes the N potentials and M currents; false where elimination finds the circuit
 * singular (a pivot below 1e-12 of its column). */
bool test_kirchhoff(double *potential, double *current, const test_circuit *circuit);

#endif
