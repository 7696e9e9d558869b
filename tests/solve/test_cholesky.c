/* tests/solve/test_cholesky.c -- mirrors lib/solve/cholesky.c */
#include "base/array.h"
#include "solve/cholesky.h"
#include "solve/dense.h"
#include "support/random_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 40, SEEDS = 3 * TEST_KINDS };

/* A backward stable solution leaves |A x - b| <= c n eps |A| |x|; c = 8. */
static const double BACKWARD = 8.0 * DBL_EPSILON;

static const ohm_cholesky_kind KIND[4] = {
    OHM_CHOLESKY_AUTO, OHM_CHOLESKY_SIMPLICIAL, OHM_CHOLESKY_SUPERNODAL, OHM_CHOLESKY_OFTEN
};

static double
largest(const double *x, size_t n)
{
    double most = 0.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, fabs(x[k]));
    return most;
}

static ohm_cholesky *
analysed(const test_matrix *matrix, ohm_cholesky_kind kind)
{
    ohm_cholesky *cholesky;
    ohm_error err;

    test_ok(ohm_cholesky_alloc(&cholesky, matrix->n, matrix->pairs, matrix->a, matrix->b, kind, &err), &err);
    return cholesky;
}

static void
factored(ohm_cholesky *cholesky, const test_matrix *matrix)
{
    ohm_error err;

    test_matrix_assemble(ohm_cholesky_values(cholesky), ohm_cholesky_pattern(cholesky),
                         ohm_cholesky_order(cholesky), matrix);
    test_ok(ohm_cholesky_factor(cholesky, &err), &err);
}

/* One and several right-hand sides, and the same pattern with other numbers. */
START_TEST(solves_every_graph_both_ways)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, false, rng);
    const size_t n = matrix->n;
    double *b = OHM_ARRAY(double, 3 * n), *x = OHM_ARRAY(double, 3 * n), *ax = OHM_ARRAY(double, n);

    for (int kind = 0; kind < 4; kind++) {
        ohm_cholesky *cholesky = analysed(matrix, KIND[kind]);
        const int *order = ohm_cholesky_order(cholesky);
        ohm_error err;

        for (size_t columns = 1; columns <= 3; columns += 2) {
            factored(cholesky, matrix);
            test_normals(b, n * columns, rng);
            for (size_t c = 0; c < columns; c++)
                for (size_t v = 0; v < n; v++)
                    x[c * n + (size_t)order[v]] = b[c * n + v];
            test_ok(ohm_cholesky_solve(x, columns, cholesky, &err), &err);
            for (size_t c = 0; c < columns; c++) {
                double unpermuted[MOST * 2];

                for (size_t v = 0; v < n; v++)
                    unpermuted[v] = x[c * n + (size_t)order[v]];
                test_matrix_apply(ax, matrix, unpermuted);
                for (size_t v = 0; v < n; v++)
                    ck_assert_double_eq_tol(ax[v], b[c * n + v], BACKWARD * (double)n
                                            * test_matrix_norm(matrix) * largest(unpermuted, n));
            }
        }
        ohm_cholesky_free(cholesky);
    }
    free(b), free(x), free(ax);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(log_determinant_is_the_dense_one)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, false, rng);
    double *dense = ohm_copy(matrix->dense, matrix->n * matrix->n, sizeof *dense);
    ohm_error err;

    test_ok(ohm_dense_cholesky(dense, matrix->n, &err), &err);
    const double expected = ohm_dense_cholesky_log_determinant(dense, matrix->n);
    for (int kind = 0; kind < 4; kind++) {
        ohm_cholesky *cholesky = analysed(matrix, KIND[kind]);

        factored(cholesky, matrix);
        /* each pivot of a diagonally dominant M-matrix is right to n eps */
        ck_assert_double_eq_tol(ohm_cholesky_log_determinant(cholesky), expected,
                                BACKWARD * (double)(matrix->n * matrix->n) * (1.0 + fabs(expected)));
        ohm_cholesky_free(cholesky);
    }
    free(dense);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

/* The columns shown multiply back to the permuted matrix. */
START_TEST(columns_multiply_back)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, false, rng);
    const size_t n = matrix->n;
    ohm_cholesky *cholesky = analysed(matrix, OHM_CHOLESKY_SIMPLICIAL);
    double *product = OHM_ZEROS(double, n * n);
    double fill = 0.0;
    ohm_ldl ldl;
    ohm_error err;

    factored(cholesky, matrix);
    test_ok(ohm_cholesky_columns(&ldl, cholesky, &err), &err);
    for (int j = 0; j < ldl.n; j++) {
        const int start = ldl.start[j], end = start + ldl.count[j];
        const double pivot = ldl.value[start];

        fill += ldl.count[j];
        for (int p = start; p < end; p++)
            for (int q = start; q < end; q++)
                product[(size_t)ldl.row[p] + (size_t)ldl.row[q] * n] +=
                    (p == start ? 1.0 : ldl.value[p]) * pivot * (q == start ? 1.0 : ldl.value[q]);
    }
    ck_assert(fill == ohm_cholesky_analysed(cholesky)->fill);
    const int *order = ohm_cholesky_order(cholesky);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            ck_assert_double_eq_tol(product[(size_t)order[i] + (size_t)order[j] * n], matrix->dense[i + j * n],
                                    BACKWARD * (double)n * test_matrix_norm(matrix));
    ohm_cholesky_free(cholesky);
    cholesky = analysed(matrix, OHM_CHOLESKY_SUPERNODAL);
    factored(cholesky, matrix);
    test_fails(ohm_cholesky_columns(&ldl, cholesky, &err), OHM_E_METHOD, &err, "simplicial");
    ohm_cholesky_free(cholesky);
    free(product);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_is_not_positive_definite_is_named)
{
    const int a[2] = { 0, 1 }, b[2] = { 1, 2 };
    const double bad[4] = { -1.0, 0.0, NAN, INFINITY };

    for (int kind = 0; kind < 4; kind++)
        for (int k = 0; k < 4; k++)
            for (int spoiled = 0; spoiled < 3; spoiled++) {
                ohm_cholesky *cholesky;
                ohm_error err;

                test_ok(ohm_cholesky_alloc(&cholesky, 3, 2, a, b, KIND[kind], &err), &err);
                const int place = ohm_cholesky_order(cholesky)[spoiled];
                double *value = ohm_cholesky_values(cholesky);
                for (int j = 0; j < 3; j++)
                    value[ohm_pattern_diagonal(ohm_cholesky_pattern(cholesky), j)] = 1.0;
                value[ohm_pattern_diagonal(ohm_cholesky_pattern(cholesky), place)] = bad[k];
                test_fails(ohm_cholesky_factor(cholesky, &err), OHM_E_SINGULAR, &err, "matrix is not");
                ohm_cholesky_free(cholesky);
            }
}
END_TEST

START_TEST(hopeless_factorisations_are_refused_early)
{
    ohm_rng *rng = test_rng(2);
    test_matrix *matrix = test_matrix_draw(TEST_COMPLETE, MOST, false, rng);
    ohm_cholesky *cholesky;
    ohm_error err;

    test_fails(ohm_cholesky_alloc_within(&cholesky, matrix->n, matrix->pairs, matrix->a, matrix->b,
                                         OHM_CHOLESKY_AUTO, 1e-12, &err), OHM_E_METHOD, &err, "flops");
    ck_assert_ptr_null(cholesky);
    test_ok(ohm_cholesky_alloc_within(&cholesky, matrix->n, matrix->pairs, matrix->a, matrix->b,
                                      OHM_CHOLESKY_AUTO, 1.0, &err), &err);
    ohm_cholesky_free(cholesky);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

/* A grid whose one factorisation does not repay METIS, but whose thousands do: it fills less. */
START_TEST(often_factored_is_ordered_with_care)
{
    enum { SIDE = 60 };
    int *a = OHM_ARRAY(int, 2 * SIDE * SIDE), *b = OHM_ARRAY(int, 2 * SIDE * SIDE);
    ohm_cholesky *once, *often;
    ohm_error err;

    for (int v = 0; v < SIDE * SIDE; v++) {
        a[2 * v] = a[2 * v + 1] = v;
        b[2 * v] = v / SIDE * SIDE + (v + 1) % SIDE;
        b[2 * v + 1] = (v + SIDE) % (SIDE * SIDE);
    }
    test_ok(ohm_cholesky_alloc(&once, SIDE * SIDE, 2 * SIDE * SIDE, a, b, OHM_CHOLESKY_AUTO, &err), &err);
    test_ok(ohm_cholesky_alloc(&often, SIDE * SIDE, 2 * SIDE * SIDE, a, b, OHM_CHOLESKY_OFTEN, &err), &err);
    ck_assert_str_eq(ohm_cholesky_analysed(once)->ordering, "AMD");
    ck_assert_str_eq(ohm_cholesky_analysed(often)->ordering, "METIS");
    ck_assert_double_lt(ohm_cholesky_analysed(often)->fill, ohm_cholesky_analysed(once)->fill);
    ohm_cholesky_free(once);
    ohm_cholesky_free(often);
    free(a);
    free(b);
}
END_TEST

/* CHOLMOD does without some of what it asks for: then the answer must be right. */
START_TEST(refused_memory_is_an_error)
{
    ohm_rng *rng = test_rng(1);
    test_matrix *matrix = test_matrix_draw(TEST_CONNECTED, MOST, false, rng);
    double *x = OHM_ARRAY(double, matrix->n);

    for (int kind = 0; kind < 4; kind++)
        for (unsigned long k = 0; ; k++) {
            ohm_cholesky *cholesky;
            ohm_error err;

            for (size_t v = 0; v < matrix->n; v++)
                x[v] = 0.0;
            test_alloc_refuse(k);
            ohm_status status = ohm_cholesky_alloc(&cholesky, matrix->n, matrix->pairs, matrix->a, matrix->b,
                                                   KIND[kind], &err);
            if (status == OHM_OK) {
                test_matrix_assemble(ohm_cholesky_values(cholesky), ohm_cholesky_pattern(cholesky),
                                     ohm_cholesky_order(cholesky), matrix);
                status = ohm_cholesky_factor(cholesky, &err);
            }
            if (status == OHM_OK) {
                x[ohm_cholesky_order(cholesky)[0]] = 1.0;   /* the ground: x = 1 everywhere */
                status = ohm_cholesky_solve(x, 1, cholesky, &err);
            }
            const bool refused = test_alloc_allow();
            ohm_cholesky_free(cholesky);
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
    Suite *suite = suite_create("solve/cholesky");
    TCase *cases = tcase_create("cholesky");

    tcase_add_loop_test(cases, solves_every_graph_both_ways, 0, SEEDS);
    tcase_add_loop_test(cases, log_determinant_is_the_dense_one, 0, SEEDS);
    tcase_add_loop_test(cases, columns_multiply_back, 0, SEEDS);
    tcase_add_test(cases, what_is_not_positive_definite_is_named);
    tcase_add_test(cases, hopeless_factorisations_are_refused_early);
    tcase_add_test(cases, often_factored_is_ordered_with_care);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
