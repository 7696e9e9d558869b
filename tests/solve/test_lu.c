/* tests/solve/test_lu.c -- mirrors lib/solve/lu.c */
#include "base/array.h"
#include "solve/dense.h"
#include "solve/lu.h"
#include "support/random_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 40, SEEDS = 5 * TEST_KINDS };

/* |A x - b| <= c n eps |A| |x| for a stable LU; growth up to 1e4 is accepted by the
 * door before it pivots anew, and c = 8. */
static const double BACKWARD = 8.0 * DBL_EPSILON * 1e4;

static double
largest(const double *x, size_t n)
{
    double most = 0.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, fabs(x[k]));
    return most;
}

/* Three matrices of one pattern after the other, so that pivots are taken over. */
START_TEST(solves_mixed_signs)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, true, rng);
    const size_t n = matrix->n;
    double *b = OHM_ARRAY(double, 2 * n), *x = OHM_ARRAY(double, 2 * n), *ax = OHM_ARRAY(double, n);
    ohm_lu *lu;
    ohm_error err;

    test_ok(ohm_lu_alloc(&lu, n, matrix->pairs, matrix->a, matrix->b, &err), &err);
    for (int again = 0; again < 3; again++) {
        for (size_t v = 0; v < n; v++) {        /* another diagonal */
            const double more = ohm_rng_normal(rng);

            matrix->ground[v] += more;
            matrix->dense[v + v * n] += more;
        }
        test_matrix_assemble(ohm_lu_values(lu), ohm_lu_pattern(lu), NULL, matrix);
        test_ok(ohm_lu_factor(lu, &err), &err);
        test_normals(b, 2 * n, rng);
        memcpy(x, b, 2 * n * sizeof *x);
        test_ok(ohm_lu_solve(x, 2, lu, &err), &err);
        for (size_t c = 0; c < 2; c++) {
            test_matrix_apply(ax, matrix, x + c * n);
            for (size_t v = 0; v < n; v++)
                ck_assert_double_eq_tol(ax[v], b[c * n + v], BACKWARD * (double)n * test_matrix_norm(matrix)
                                        * largest(x + c * n, n));
        }
    }
    ohm_lu_free(lu);
    free(b), free(x), free(ax);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

/* Hager's estimate is a lower bound of the condition, rarely by more than 3. */
START_TEST(condition_is_near_the_dense_estimate)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, true, rng);
    ohm_dense_lu *dense;
    ohm_lu *lu;
    ohm_error err;

    test_ok(ohm_lu_alloc(&lu, matrix->n, matrix->pairs, matrix->a, matrix->b, &err), &err);
    test_ok(ohm_dense_lu_alloc(&dense, matrix->n, &err), &err);
    test_matrix_assemble(ohm_lu_values(lu), ohm_lu_pattern(lu), NULL, matrix);
    memcpy(ohm_dense_lu_matrix(dense), matrix->dense, matrix->n * matrix->n * sizeof(double));
    test_ok(ohm_lu_factor(lu, &err), &err);
    test_ok(ohm_dense_lu_factor(dense, &err), &err);
    ck_assert(ohm_lu_rcond(lu) < 10.0 * ohm_dense_lu_rcond(dense));
    ck_assert(ohm_lu_rcond(lu) > 0.1 * ohm_dense_lu_rcond(dense));
    ohm_dense_lu_free(dense);
    ohm_lu_free(lu);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

/* One pair with weight g and unit grounds on both ends: det = 1 + 2 g. */
START_TEST(cancellation_is_singular)
{
    const int a[1] = { 0 }, b[1] = { 1 };
    const double weight[4] = { -0.5, -0.5 * (1.0 + 2.0 * DBL_EPSILON), NAN, INFINITY };
    ohm_lu *lu;
    ohm_error err;

    test_ok(ohm_lu_alloc(&lu, 2, 1, a, b, &err), &err);
    for (int k = 0; k < 4; k++) {
        double *value = ohm_lu_values(lu);
        const ohm_pattern *pattern = ohm_lu_pattern(lu);

        value[ohm_pattern_diagonal(pattern, 0)] = value[ohm_pattern_diagonal(pattern, 1)] = 1.0 + weight[k];
        value[ohm_pattern_find(pattern, 0, 1)] = -weight[k];
        test_fails(ohm_lu_factor(lu, &err), OHM_E_SINGULAR, &err, k < 2 ? "singular" : "entry");
        /* and is forgotten: the next matrix is sound */
        value[ohm_pattern_diagonal(pattern, 0)] = value[ohm_pattern_diagonal(pattern, 1)] = 2.0;
        value[ohm_pattern_find(pattern, 0, 1)] = -1.0;
        test_ok(ohm_lu_factor(lu, &err), &err);
    }
    ohm_lu_free(lu);
}
END_TEST

/* A zero diagonal needs a pivot from elsewhere: [0 1; 1 0]. */
START_TEST(pivots_leave_the_diagonal)
{
    const int a[1] = { 0 }, b[1] = { 1 };
    double x[2] = { 3.0, 5.0 };
    ohm_lu *lu;
    ohm_error err;

    test_ok(ohm_lu_alloc(&lu, 2, 1, a, b, &err), &err);
    ohm_lu_values(lu)[ohm_pattern_find(ohm_lu_pattern(lu), 0, 1)] = 1.0;
    test_ok(ohm_lu_factor(lu, &err), &err);
    test_ok(ohm_lu_solve(x, 1, lu, &err), &err);
    ck_assert(x[0] == 5.0 && x[1] == 3.0);
    ohm_lu_free(lu);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    ohm_rng *rng = test_rng(1);
    test_matrix *matrix = test_matrix_draw(TEST_CONNECTED, MOST, false, rng);
    double *x = OHM_ARRAY(double, matrix->n);

    for (unsigned long k = 0; ; k++) {
        ohm_lu *lu;
        ohm_error err;

        memset(x, 0, matrix->n * sizeof *x);
        x[0] = 1.0;                             /* the ground: x = 1 everywhere */
        test_alloc_refuse(k);
        ohm_status status = ohm_lu_alloc(&lu, matrix->n, matrix->pairs, matrix->a, matrix->b, &err);
        if (status == OHM_OK) {
            test_matrix_assemble(ohm_lu_values(lu), ohm_lu_pattern(lu), NULL, matrix);
            status = ohm_lu_factor(lu, &err);
        }
        if (status == OHM_OK)
            status = ohm_lu_solve(x, 1, lu, &err);
        const bool refused = test_alloc_allow();
        ohm_lu_free(lu);
        ck_assert(status == OHM_OK || (refused && status == OHM_E_NOMEM));
        for (size_t v = 0; status == OHM_OK && v < matrix->n; v++)
            ck_assert_double_eq_tol(x[v], 1.0, BACKWARD * (double)matrix->n * test_matrix_norm(matrix));
        if (!refused)
            break;
    }
    free(x);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/lu");
    TCase *cases = tcase_create("lu");

    tcase_add_loop_test(cases, solves_mixed_signs, 0, SEEDS);
    tcase_add_loop_test(cases, condition_is_near_the_dense_estimate, 0, SEEDS);
    tcase_add_test(cases, cancellation_is_singular);
    tcase_add_test(cases, pivots_leave_the_diagonal);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
