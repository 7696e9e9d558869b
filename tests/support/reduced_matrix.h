/* tests/support/reduced_matrix.h -- a reduced network and its Laplacian, written out.
 *
 * What the private parts of lib/kirchhoff are tested on: a random circuit, reduced, and
 * A = B_r G B_r^t as a dense matrix made from the graph itself, in the order the
 * unknowns are first numbered. */
#ifndef OHM_TESTS_SUPPORT_REDUCED_MATRIX_H
#define OHM_TESTS_SUPPORT_REDUCED_MATRIX_H

#include "kirchhoff/reduced.h"
#include "support/kirchhoff_oracle.h"

typedef struct {
    test_circuit *circuit;
    ohm_reduced *reduced;
    size_t n;
    double *dense;              /* n*n */
} test_reduced;                 /* owns everything */

test_reduced *test_reduced_draw(test_graph_kind kind, size_t most, double decades, bool with_signs,
                                double hold, ohm_rng *rng);
test_reduced *test_reduced_of(test_circuit *circuit);        /* the circuit becomes its own */
void test_reduced_free(test_reduced *at);

/* |A x - r|_2 over |A| |x|_2 + |r|_2, |A| the largest row sum. */
double test_reduced_error(const test_reduced *at, const double *x, const double *r);

#endif
