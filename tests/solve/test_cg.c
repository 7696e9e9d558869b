/* tests/solve/test_cg.c -- mirrors lib/solve/cg.c */
#include "base/array.h"
#include "solve/cg.h"
#include "support/random_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 40, SEEDS = 4 * TEST_KINDS };

static const double ASKED = 1e-10;

/* What the recursion of the residual loses: a few eps |A| |x| per iteration; with
 * |A| |A^-1| <= 1e5 for these matrices and 100 iterations, below ASKED itself. */
static const double GIVEN = 2e-10;

static double
norm(const double *x, size_t n)
{
    double square = 0.0;

    for (size_t k = 0; k < n; k++)
        square += x[k] * x[k];
    return sqrt(square);
}

static ohm_cg *
made(const test_matrix *matrix, double share)
{
    ohm_cg *cg;
    ohm_error err;

    test_ok(ohm_cg_alloc(&cg, matrix->n, matrix->pairs, matrix->a, matrix->b, &err), &err);
    test_matrix_assemble(ohm_cg_values(cg), ohm_cg_pattern(cg), NULL, matrix);
    test_ok(ohm_cg_factor(cg, share, &err), &err);
    return cg;
}

static void
check_residual(const test_matrix *matrix, const double *x, const double *b)
{
    double ax[2 * MOST];

    test_matrix_apply(ax, matrix, x);
    for (size_t v = 0; v < matrix->n; v++)
        ax[v] -= b[v];
    ck_assert(norm(ax, matrix->n) <= GIVEN * norm(b, matrix->n));
}

START_TEST(the_residual_asked_for_is_reached)
{
    const double share[3] = { 0.0, 0.9, 1.0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, false, rng);
    const size_t n = matrix->n;
    double *b = OHM_ARRAY(double, n), *x = OHM_ARRAY(double, n);
    ohm_error err;

    for (int s = 0; s < 3; s++) {
        ohm_cg *cg = made(matrix, share[s]);
        size_t cold = 0, warm = 0;

        test_normals(b, n, rng);
        memset(x, 0, n * sizeof *x);
        test_ok(ohm_cg_solve(x, b, ASKED, &cold, cg, &err), &err);
        ck_assert_uint_le(cold, 2 * n + 20);
        check_residual(matrix, x, b);
        for (size_t v = 0; v < n; v++)          /* near the answer */
            x[v] *= 1.0 + 1e-6 * ohm_rng_normal(rng);
        test_ok(ohm_cg_solve(x, b, ASKED, &warm, cg, &err), &err);
        ck_assert_uint_le(warm, cold);
        check_residual(matrix, x, b);
        warm = 0;
        test_ok(ohm_cg_solve(x, b, 2.0 * GIVEN, &warm, cg, &err), &err);
        ck_assert_uint_eq(warm, 0);
        ohm_cg_free(cg);
    }
    free(b), free(x);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

/* A path numbered towards its ground: zero fill drops nothing, so one step is exact. */
START_TEST(a_tree_numbered_towards_ground_takes_one_step)
{
    enum { LENGTH = 30 };
    int a[LENGTH - 1], b[LENGTH - 1];
    double x[LENGTH] = { 0 }, right[LENGTH];
    size_t iterations = 0;
    ohm_cg *cg;
    ohm_error err;

    for (int k = 0; k + 1 < LENGTH; k++)
        a[k] = k, b[k] = k + 1;
    test_ok(ohm_cg_alloc(&cg, LENGTH, LENGTH - 1, a, b, &err), &err);
    for (int k = 0; k < LENGTH; k++) {
        ohm_cg_values(cg)[ohm_pattern_diagonal(ohm_cg_pattern(cg), k)] = k == 0 ? 1.0 : 2.0;
        if (k + 1 < LENGTH)
            ohm_cg_values(cg)[ohm_pattern_find(ohm_cg_pattern(cg), k, k + 1)] = -1.0;
        right[k] = 1.0;
    }
    test_ok(ohm_cg_factor(cg, 0.0, &err), &err);
    ck_assert_int_eq(ohm_cg_made(cg), OHM_CG_INCOMPLETE);
    test_ok(ohm_cg_solve(x, right, ASKED, &iterations, cg, &err), &err);
    ck_assert_uint_eq(iterations, 1);
    ohm_cg_free(cg);
}
END_TEST

/* A long strip: the modified preconditioner takes fewer iterations than the plain. */
START_TEST(modified_is_better_far_from_ground)
{
    enum { SIDE = 40, N = SIDE * SIDE };
    int *a = OHM_ARRAY(int, 2 * N), *b = OHM_ARRAY(int, 2 * N);
    double *x = OHM_ARRAY(double, N), *right = OHM_ARRAY(double, N);
    size_t pairs = 0, iterations[2] = { 0, 0 };
    ohm_cg *cg;
    ohm_error err;

    for (int k = 0; k < N; k++) {
        if (k % SIDE + 1 < SIDE)
            a[pairs] = k, b[pairs++] = k + 1;
        if (k + SIDE < N)
            a[pairs] = k, b[pairs++] = k + SIDE;
        right[k] = k == 0 ? 1.0 : 0.0;
    }
    test_ok(ohm_cg_alloc(&cg, N, pairs, a, b, &err), &err);
    for (int m = 0; m < 2; m++) {
        double *value = ohm_cg_values(cg);

        memset(value, 0, (size_t)ohm_cg_pattern(cg)->entries * sizeof *value);
        memset(x, 0, N * sizeof *x);
        for (size_t k = 0; k < pairs; k++) {
            value[ohm_pattern_diagonal(ohm_cg_pattern(cg), a[k])] += 1.0;
            value[ohm_pattern_diagonal(ohm_cg_pattern(cg), b[k])] += 1.0;
            value[ohm_pattern_find(ohm_cg_pattern(cg), a[k], b[k])] -= 1.0;
        }
        value[ohm_pattern_diagonal(ohm_cg_pattern(cg), N - 1)] += 1.0;
        test_ok(ohm_cg_factor(cg, m == 0 ? 0.0 : ohm_cg_share(2 * SIDE), &err), &err);
        ck_assert_int_eq(ohm_cg_made(cg), m == 0 ? OHM_CG_INCOMPLETE : OHM_CG_MODIFIED);
        test_ok(ohm_cg_solve(x, right, ASKED, &iterations[m], cg, &err), &err);
    }
    ck_assert_uint_lt(iterations[1], iterations[0]);
    ohm_cg_free(cg);
    free(a), free(b), free(x), free(right);
}
END_TEST

/* Positive definite without being a Laplacian: incomplete pivots fail, Gauss-Seidel
 * does not.  Kershaw's matrix, whose zero-fill factor has a negative pivot. */
START_TEST(failing_pivots_fall_back)
{
    const int a[4] = { 0, 1, 2, 0 }, b[4] = { 1, 2, 3, 3 };
    const double off[4] = { -2.0, -2.0, -2.0, 2.0 };
    double x[4] = { 0 }, ax[4];
    const double right[4] = { 1.0, 2.0, 3.0, 4.0 };
    size_t iterations = 0;
    ohm_cg *cg;
    ohm_error err;

    test_ok(ohm_cg_alloc(&cg, 4, 4, a, b, &err), &err);
    for (int k = 0; k < 4; k++) {
        ohm_cg_values(cg)[ohm_pattern_diagonal(ohm_cg_pattern(cg), k)] = 3.0;
        ohm_cg_values(cg)[ohm_pattern_find(ohm_cg_pattern(cg), a[k], b[k])] = off[k];
    }
    test_ok(ohm_cg_factor(cg, 0.0, &err), &err);
    ck_assert_int_eq(ohm_cg_made(cg), OHM_CG_GAUSS_SEIDEL);
    test_ok(ohm_cg_solve(x, right, ASKED, &iterations, cg, &err), &err);
    ohm_pattern_apply(ax, ohm_cg_pattern(cg), ohm_cg_values(cg), x);
    for (int k = 0; k < 4; k++)
        ck_assert_double_eq_tol(ax[k], right[k], GIVEN * norm(right, 4));
    ohm_cg_free(cg);
}
END_TEST

START_TEST(what_is_not_positive_definite_is_said)
{
    const int a[1] = { 0 }, b[1] = { 1 };
    const double right[2] = { 1.0, 1.0 };
    double x[2] = { 0.0, 0.0 };
    size_t iterations = 0;
    ohm_cg *cg;
    ohm_error err;

    test_ok(ohm_cg_alloc(&cg, 2, 1, a, b, &err), &err);
    double *value = ohm_cg_values(cg);
    value[ohm_pattern_diagonal(ohm_cg_pattern(cg), 0)] = 1.0;
    value[ohm_pattern_diagonal(ohm_cg_pattern(cg), 1)] = NAN;
    test_fails(ohm_cg_factor(cg, 0.0, &err), OHM_E_SINGULAR, &err, "unknown 1");
    value[ohm_pattern_diagonal(ohm_cg_pattern(cg), 1)] = 1.0;
    value[ohm_pattern_find(ohm_cg_pattern(cg), 0, 1)] = -2.0;
    test_ok(ohm_cg_factor(cg, 0.0, &err), &err);
    test_fails(ohm_cg_solve(x, right, ASKED, &iterations, cg, &err), OHM_E_SINGULAR, &err, "p A p");
    ohm_cg_free(cg);
}
END_TEST

START_TEST(a_residual_of_zero_is_not_promised)
{
    ohm_rng *rng = test_rng(5);
    test_matrix *matrix = test_matrix_draw(TEST_CONNECTED, MOST, false, rng);
    double b[2 * MOST], x[2 * MOST] = { 0 };
    ohm_cg *cg = made(matrix, 0.0);
    size_t iterations = 0;
    ohm_error err;

    test_normals(b, matrix->n, rng);
    test_fails(ohm_cg_solve(x, b, 0.0, &iterations, cg, &err), OHM_E_NOCONV, &err, "asked for 0");
    ohm_cg_free(cg);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    const int a[2] = { 0, 1 }, b[2] = { 1, 2 };

    for (unsigned long k = 0; ; k++) {
        ohm_cg *cg;

        test_alloc_refuse(k);
        const ohm_status status = ohm_cg_alloc(&cg, 3, 2, a, b, NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ohm_cg_free(cg);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/cg");
    TCase *cases = tcase_create("cg");

    tcase_add_loop_test(cases, the_residual_asked_for_is_reached, 0, SEEDS);
    tcase_add_test(cases, a_tree_numbered_towards_ground_takes_one_step);
    tcase_add_test(cases, modified_is_better_far_from_ground);
    tcase_add_test(cases, failing_pivots_fall_back);
    tcase_add_test(cases, what_is_not_positive_definite_is_said);
    tcase_add_test(cases, a_residual_of_zero_is_not_promised);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
