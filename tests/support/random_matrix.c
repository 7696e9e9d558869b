/* tests/support/random_matrix.c -- see random_matrix.h */
#include "support/random_matrix.h"
#include "base/array.h"
#include "support/test.h"
#include "topology/forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double DECADES = 3.0;      /* weights from 0.03 to 30 */

test_matrix *
test_matrix_draw(test_graph_kind kind, size_t most, bool with_signs, ohm_rng *rng)
{
    ohm_graph *graph = test_graph(kind, most, rng);
    test_matrix *matrix = OHM_ZEROS(test_matrix, 1);
    const size_t n = graph->nodes, edges = graph->edges;
    ohm_forest *forest;
    double *dense;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    matrix->n = n;
    matrix->pairs = edges;
    matrix->a = OHM_ARRAY(int, edges);
    matrix->b = OHM_ARRAY(int, edges);
    matrix->g = OHM_ARRAY(double, edges);
    matrix->ground = OHM_ZEROS(double, n);
    matrix->dense = dense = OHM_ZEROS(double, n * n);
    test_magnitudes(matrix->g, edges, DECADES, with_signs, rng);
    for (size_t c = 0; c < forest->components; c++)
        matrix->ground[forest->root[c]] = 1.0;
    for (size_t v = 0; v < n; v++)
        dense[v + v * n] = matrix->ground[v];
    for (size_t k = 0; k < edges; k++) {
        const size_t a = graph->tail[k], b = graph->head[k];

        matrix->a[k] = (int)a;
        matrix->b[k] = (int)b;
        if (a == b)
            continue;
        dense[a + a * n] += matrix->g[k];
        dense[b + b * n] += matrix->g[k];
        dense[a + b * n] -= matrix->g[k];
        dense[b + a * n] -= matrix->g[k];
    }
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    return matrix;
}

void
test_matrix_free(test_matrix *matrix)
{
    free(matrix->a);
    free(matrix->b);
    free(matrix->g);
    free(matrix->ground);
    free(matrix->dense);
    free(matrix);
}

void
test_matrix_assemble(double *value, const ohm_pattern *pattern, const int *order, const test_matrix *matrix)
{
    memset(value, 0, (size_t)pattern->entries * sizeof *value);
    for (size_t v = 0; v < matrix->n; v++)
        value[ohm_pattern_diagonal(pattern, order != NULL ? order[v] : (int)v)] += matrix->ground[v];
    for (size_t k = 0; k < matrix->pairs; k++) {
        const int a = order != NULL ? order[matrix->a[k]] : matrix->a[k];
        const int b = order != NULL ? order[matrix->b[k]] : matrix->b[k];

        if (a == b)
            continue;
        value[ohm_pattern_diagonal(pattern, a)] += matrix->g[k];
        value[ohm_pattern_diagonal(pattern, b)] += matrix->g[k];
        value[ohm_pattern_find(pattern, a, b)] -= matrix->g[k];
    }
}

void
test_matrix_apply(double *y, const test_matrix *matrix, const double *x)
{
    for (size_t i = 0; i < matrix->n; i++) {
        y[i] = 0.0;
        for (size_t j = 0; j < matrix->n; j++)
            y[i] += matrix->dense[i + j * matrix->n] * x[j];
    }
}

double
test_matrix_norm(const test_matrix *matrix)
{
    double most = 0.0;

    for (size_t j = 0; j < matrix->n; j++) {
        double sum = 0.0;

        for (size_t i = 0; i < matrix->n; i++)
            sum += fabs(matrix->dense[i + j * matrix->n]);
        most = fmax(most, sum);
    }
    return most;
}
