/* tests/support/random_matrix.h -- a grounded weighted Laplacian, sparse and dense.
 *
 * What every sparse solver of lib/solve is given in its tests: the Laplacian of a
 * random graph with node 0 of each component tied to ground by a unit conductance,
 * so that it has an inverse when all weights are positive. */
#ifndef OHM_TESTS_SUPPORT_RANDOM_MATRIX_H
#define OHM_TESTS_SUPPORT_RANDOM_MATRIX_H

#include "solve/sparse.h"
#include "support/random_graph.h"

typedef struct {
    size_t n, pairs;
    int *a, *b;             /* ends of the pairs */
    double *g;              /* weight of each pair */
    double *ground;         /* n, added to the diagonal */
    double *dense;          /* n*n, both triangles */
} test_matrix;              /* owns its arrays */

/* Of a graph of this kind; with_signs makes some weights negative. */
test_matrix *test_matrix_draw(test_graph_kind kind, size_t most, bool with_signs, ohm_rng *rng);
void test_matrix_free(test_matrix *matrix);

/* Writes its values into a door's: pattern permuted by `order` (NULL: as it is). */
void test_matrix_assemble(double *value, const ohm_pattern *pattern, const int *order,
                          const test_matrix *matrix);

/* y = A x with the dense matrix; and the largest |A| row sum. */
void test_matrix_apply(double *y, const test_matrix *matrix, const double *x);
double test_matrix_norm(const test_matrix *matrix);

#endif
