/* tests/solve/test_dense.c -- mirrors lib/solve/dense.c */
#include "base/array.h"
#include "solve/dense.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ORDER_MAX = 40 };

/* Backward stable factorisations leave |A x - b| <= c n eps |A| |x|; c = 16 covers
 * pivot growth on these random matrices, and the sums the test itself makes. */
static const double RESIDUAL_TOL = 16.0 * ORDER_MAX * DBL_EPSILON;

static void
fill_normal(double *x, size_t n, ohm_rng *rng)
{
    for (size_t k = 0; k < n; k++)
        x[k] = ohm_rng_normal(rng);
}

static double
largest(const double *x, size_t n)
{
    double most = 0.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, fabs(x[k]));
    return most;
}

static size_t
draw_order(ohm_rng *rng)
{
    return 1 + ohm_rng_below(rng, ORDER_MAX);
}

/* A random symmetric positive definite matrix, 1 + X^T X. */
static void
fill_definite(double *a, size_t n, ohm_rng *rng)
{
    double x[ORDER_MAX * ORDER_MAX];

    fill_normal(x, n * n, rng);
    ohm_dense_gram(a, x, n, n);
    for (size_t j = 0; j < n; j++)
        a[j + j * n] += 1.0;
}

START_TEST(cholesky_solves)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = draw_order(rng), columns = 1 + ohm_rng_below(rng, 4);
    double a[ORDER_MAX * ORDER_MAX], l[ORDER_MAX * ORDER_MAX];
    double x[4 * ORDER_MAX], b[4 * ORDER_MAX];
    ohm_error err;

    fill_definite(a, n, rng);
    memcpy(l, a, n * n * sizeof *l);
    fill_normal(x, columns * n, rng);
    ohm_dense_product(b, a, x, n, columns, n);
    test_ok(ohm_dense_cholesky(l, n, &err), &err);
    ohm_dense_cholesky_solve(b, columns, l, n);
    /* A >= 1, so |A^-1| <= 1 turns the residual bound into one for the error */
    for (size_t k = 0; k < columns * n; k++)
        ck_assert_double_eq_tol(b[k], x[k], RESIDUAL_TOL * (double)n * largest(a, n * n) * largest(x, columns * n));
    ohm_rng_free(rng);
}
END_TEST

/* The factor's two halves one after the other are the whole. */
START_TEST(lower_solves_make_a_cholesky_solve)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = draw_order(rng);
    double l[ORDER_MAX * ORDER_MAX], halves[ORDER_MAX], whole[ORDER_MAX];
    ohm_error err;

    fill_definite(l, n, rng);
    test_ok(ohm_dense_cholesky(l, n, &err), &err);
    fill_normal(halves, n, rng);
    memcpy(whole, halves, n * sizeof *whole);
    ohm_dense_lower_solve(halves, 1, l, n, false);
    ohm_dense_lower_solve(halves, 1, l, n, true);
    ohm_dense_cholesky_solve(whole, 1, l, n);
    for (size_t k = 0; k < n; k++)
        ck_assert_double_eq_tol(halves[k], whole[k], RESIDUAL_TOL * (double)n * largest(whole, n));
    ohm_rng_free(rng);
}
END_TEST

/* det (1 + c u u^T) = 1 + c |u|^2, through both factorisations. */
START_TEST(log_determinants_agree_with_sylvester)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = draw_order(rng);
    double a[ORDER_MAX * ORDER_MAX], u[ORDER_MAX], square = 0.0;
    ohm_dense_lu *lu;
    ohm_error err;
    int sign;

    fill_normal(u, n, rng);
    for (size_t k = 0; k < n; k++)
        square += u[k] * u[k];
    test_ok(ohm_dense_lu_alloc(&lu, n, &err), &err);
    for (int c = 1; c >= -4; c -= 5) {
        for (size_t j = 0; j < n; j++)
            for (size_t i = 0; i < n; i++)
                a[i + j * n] = (i == j ? 1.0 : 0.0) + c * u[i] * u[j];
        const double determinant = 1.0 + c * square;
        const double tol = RESIDUAL_TOL * (1.0 + 4.0 * square) * (double)n / fabs(determinant);

        memcpy(ohm_dense_lu_matrix(lu), a, n * n * sizeof *a);
        test_ok(ohm_dense_lu_factor(lu, &err), &err);
        ck_assert_double_eq_tol(ohm_dense_lu_log_determinant(&sign, lu), log(fabs(determinant)), tol);
        ck_assert_int_eq(sign, determinant > 0.0 ? 1 : -1);
        if (c > 0) {
            test_ok(ohm_dense_cholesky(a, n, &err), &err);
            ck_assert_double_eq_tol(ohm_dense_cholesky_log_determinant(a, n), log(determinant), tol);
        }
    }
    ohm_dense_lu_free(lu);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(lu_solves_both_ways)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = draw_order(rng);
    double a[ORDER_MAX * ORDER_MAX], x[ORDER_MAX], b[ORDER_MAX], once[ORDER_MAX];
    int pivot[ORDER_MAX];
    ohm_dense_lu *lu;
    ohm_error err;

    fill_normal(a, n * n, rng);
    fill_normal(x, n, rng);
    test_ok(ohm_dense_lu_alloc(&lu, n, &err), &err);
    memcpy(ohm_dense_lu_matrix(lu), a, n * n * sizeof *a);
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    const double tol = RESIDUAL_TOL * (double)n * largest(x, n) / ohm_dense_lu_rcond(lu);
    for (int transposed = 0; transposed < 2; transposed++) {
        ohm_dense_apply(b, a, x, n, n, transposed);
        memcpy(once, b, n * sizeof *b);
        ohm_dense_lu_solve(b, 1, lu, transposed);
        for (size_t k = 0; k < n; k++)
            ck_assert_double_eq_tol(b[k], x[k], tol);
        if (transposed)
            break;
        double spoiled[ORDER_MAX * ORDER_MAX];
        memcpy(spoiled, a, n * n * sizeof *a);
        test_ok(ohm_solve_general(once, spoiled, pivot, n, &err), &err);
        for (size_t k = 0; k < n; k++)
            ck_assert_double_eq_tol(once[k], x[k], tol);
    }
    ohm_dense_lu_free(lu);
    ohm_rng_free(rng);
}
END_TEST

/* diag(1, d): the condition is 1/d exactly. */
START_TEST(condition_of_a_diagonal_matrix)
{
    ohm_dense_lu *lu;
    ohm_error err;

    test_ok(ohm_dense_lu_alloc(&lu, 2, &err), &err);
    for (double d = 1.0; d > 1e-14; d /= 8.0) {
        double *a = ohm_dense_lu_matrix(lu);

        a[0] = 1.0, a[1] = a[2] = 0.0, a[3] = d;
        test_ok(ohm_dense_lu_factor(lu, &err), &err);
        ck_assert(test_close(ohm_dense_lu_rcond(lu), d, RESIDUAL_TOL));
    }
    ohm_dense_lu_free(lu);
}
END_TEST

START_TEST(singular_and_indefinite_are_said)
{
    double a[9] = { 1, 2, 3, 2, 4, 6, 3, 6, 10 }, b[3] = { 1, 1, 1 };
    double minus[4] = { 1, 0, 0, -1 }, nan[4] = { 1, 0, 0, NAN };
    int pivot[3];
    ohm_dense_lu *lu;
    ohm_error err;

    test_ok(ohm_dense_lu_alloc(&lu, 3, &err), &err);
    memcpy(ohm_dense_lu_matrix(lu), a, sizeof a);
    test_fails(ohm_dense_lu_factor(lu, &err), OHM_E_SINGULAR, &err, "singular");
    memcpy(ohm_dense_lu_matrix(lu), a, sizeof a);
    ohm_dense_lu_matrix(lu)[4] = NAN;
    test_fails(ohm_dense_lu_factor(lu, &err), OHM_E_SINGULAR, &err, "column 1");
    memset(a, 0, sizeof a);
    test_fails(ohm_solve_general(b, a, pivot, 3, &err), OHM_E_SINGULAR, &err, "singular");
    test_fails(ohm_dense_cholesky(minus, 2, &err), OHM_E_SINGULAR, &err, "column 1");
    test_fails(ohm_dense_cholesky(nan, 2, &err), OHM_E_SINGULAR, &err, "column 1");
    ohm_dense_lu_free(lu);
    test_fails(ohm_dense_lu_alloc(&lu, OHM_DENSE_MAX + 1, &err), OHM_E_METHOD, &err, "30001");
    ck_assert_ptr_null(lu);
}
END_TEST

/* A V = V diag(lambda), V orthogonal, trace kept. */
START_TEST(symmetric_eigenvectors_diagonalise)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = draw_order(rng);
    double a[ORDER_MAX * ORDER_MAX], v[ORDER_MAX * ORDER_MAX], av[ORDER_MAX * ORDER_MAX];
    double gram[ORDER_MAX * ORDER_MAX], value[ORDER_MAX], alone[ORDER_MAX];
    ohm_error err;

    fill_definite(a, n, rng);
    const double tol = RESIDUAL_TOL * (double)n * largest(a, n * n);
    memcpy(v, a, n * n * sizeof *a);
    test_ok(ohm_dense_eigen_symmetric(value, v, n, true, &err), &err);
    ohm_dense_product(av, a, v, n, n, n);
    ohm_dense_gram(gram, v, n, n);
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++) {
            ck_assert_double_eq_tol(av[i + j * n], value[j] * v[i + j * n], tol);
            ck_assert_double_eq_tol(gram[i + j * n], i == j ? 1.0 : 0.0, RESIDUAL_TOL);
        }
    test_ok(ohm_dense_eigen_symmetric(alone, a, n, false, &err), &err);
    for (size_t j = 0; j < n; j++)
        ck_assert_double_eq_tol(alone[j], value[j], tol);
    ohm_rng_free(rng);
}
END_TEST

/* A (vr + i vi) = (re + i im)(vr + i vi), and the same from the left. */
START_TEST(general_eigenvectors_diagonalise)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = draw_order(rng);
    double a[ORDER_MAX * ORDER_MAX], work[ORDER_MAX * ORDER_MAX], vectors[2][ORDER_MAX * ORDER_MAX];
    double re[ORDER_MAX], im[ORDER_MAX], image[2][ORDER_MAX], zero[ORDER_MAX] = { 0 };
    ohm_error err;

    fill_normal(a, n * n, rng);
    memcpy(work, a, n * n * sizeof *a);
    test_ok(ohm_dense_eigen_general(re, im, vectors[0], vectors[1], work, n, &err), &err);
    for (int left = 0; left < 2; left++)
        for (size_t j = 0; j < n; j++) {
            if (im[j] < 0.0)
                continue;       /* the second of a pair */
            const double *vr = vectors[left] + j * n, *vi = im[j] > 0.0 ? vr + n : zero;
            const double turn = left ? -im[j] : im[j];

            ohm_dense_apply(image[0], a, vr, n, n, left);
            ohm_dense_apply(image[1], a, vi, n, n, left);
            for (size_t i = 0; i < n; i++) {
                const double tol = RESIDUAL_TOL * (double)n * largest(a, n * n);

                ck_assert_double_eq_tol(image[0][i], re[j] * vr[i] - turn * vi[i], tol);
                ck_assert_double_eq_tol(image[1][i], turn * vr[i] + re[j] * vi[i], tol);
            }
        }
    a[0] = NAN;
    test_fails(ohm_dense_eigen_general(re, im, NULL, NULL, a, n, &err), OHM_E_DOMAIN, &err, "NaN");
    ohm_rng_free(rng);
}
END_TEST

START_TEST(empty_shapes_are_legal)
{
    double c[4] = { 9, 9, 9, 9 };
    ohm_dense_lu *lu;
    ohm_error err;

    ohm_dense_gram(c, NULL, 0, 2);
    for (int k = 0; k < 4; k++)
        ck_assert(c[k] == 0.0);
    test_ok(ohm_dense_cholesky(NULL, 0, &err), &err);
    test_ok(ohm_dense_lu_alloc(&lu, 0, &err), &err);
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    ohm_dense_lu_solve(NULL, 1, lu, false);
    ohm_dense_lu_free(lu);
}
END_TEST

/* Refuses allocation after allocation: an error each time, never a crash. */
START_TEST(refused_memory_is_an_error)
{
    for (unsigned long k = 0; ; k++) {
        double a[9] = { 2, 1, 0, 1, 2, 1, 0, 1, 2 }, re[3], im[3];
        ohm_dense_lu *lu;
        ohm_error err;

        test_alloc_refuse(k);
        ohm_status status = ohm_dense_lu_alloc(&lu, 3, &err);
        if (status == OHM_OK)
            status = ohm_dense_eigen_general(re, im, NULL, NULL, a, 3, &err);
        if (!test_alloc_allow()) {
            test_ok(status, &err);
            ohm_dense_lu_free(lu);
            break;
        }
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ohm_dense_lu_free(lu);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/dense");
    TCase *cases = tcase_create("dense");

    tcase_add_loop_test(cases, cholesky_solves, 0, 20);
    tcase_add_loop_test(cases, lower_solves_make_a_cholesky_solve, 0, 20);
    tcase_add_loop_test(cases, log_determinants_agree_with_sylvester, 0, 20);
    tcase_add_loop_test(cases, lu_solves_both_ways, 0, 20);
    tcase_add_test(cases, condition_of_a_diagonal_matrix);
    tcase_add_test(cases, singular_and_indefinite_are_said);
    tcase_add_loop_test(cases, symmetric_eigenvectors_diagonalise, 0, 20);
    tcase_add_loop_test(cases, general_eigenvectors_diagonalise, 0, 20);
    tcase_add_test(cases, empty_shapes_are_legal);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
