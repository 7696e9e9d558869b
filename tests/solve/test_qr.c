/* tests/solve/test_qr.c -- mirrors lib/solve/qr.c */
#include "solve/dense.h"
#include "solve/qr.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 40 };

/* n eps per inner product, and the condition of random matrices, below 1e3, for R. */
static const double ORTHO_TOL = 40.0 * 2.2e-16 * 8.0, R_TOL = 40.0 * 2.2e-16 * 1e3;

/* Q is orthonormal, and R is what Cholesky makes of the Gram matrix. */
START_TEST(frames_are_orthonormal)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t k = 1 + ohm_rng_below(rng, _i % 2 ? 8 : N);
    double *v = calloc(N * k, sizeof *v), *q = calloc(N * k, sizeof *q), *gram = calloc(k * k, sizeof *gram);
    double *growth = calloc(k, sizeof *growth);
    ohm_qr *qr;
    ohm_error err;

    for (size_t i = 0; i < N * k; i++)
        q[i] = v[i] = ohm_rng_normal(rng);
    test_ok(ohm_qr_alloc(&qr, N, k, &err), &err);
    ohm_qr_orthonormalize(growth, q, qr);
    ohm_dense_gram(gram, q, N, k);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < k; i++)
            ck_assert_double_eq_tol(gram[i + j * k], i == j ? 1.0 : 0.0, ORTHO_TOL);
    ohm_dense_gram(gram, v, N, k);
    test_ok(ohm_dense_cholesky(gram, k, &err), &err);
    for (size_t c = 0; c < k; c++)                      /* R is the Cholesky factor of V^T V */
        ck_assert_double_eq_tol(growth[c], gram[c + c * k], R_TOL * gram[c + c * k]);
    for (size_t i = 0; i < N; i++)
        ck_assert_double_eq_tol(q[i] * growth[0], v[i], R_TOL * growth[0]);
    ohm_qr_free(qr);
    ohm_rng_free(rng);
    free(v);
    free(q);
    free(gram);
    free(growth);
}
END_TEST

/* The first columns do not know how many follow. */
START_TEST(frames_are_nested)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t few = 1 + ohm_rng_below(rng, 6), many = 12;
    double *a = calloc(N * many, sizeof *a), *b = calloc(N * many, sizeof *b), growth[12], again[12];
    ohm_qr *qr;
    ohm_error err;

    for (size_t i = 0; i < N * many; i++)
        a[i] = b[i] = ohm_rng_normal(rng);
    test_ok(ohm_qr_alloc(&qr, N, many, &err), &err);
    ohm_qr_orthonormalize(growth, a, qr);
    ohm_qr_free(qr);
    test_ok(ohm_qr_alloc(&qr, N, few, &err), &err);
    ohm_qr_orthonormalize(again, b, qr);
    ohm_qr_free(qr);
    for (size_t c = 0; c < few; c++) {
        ck_assert_double_eq_tol(growth[c], again[c], R_TOL * growth[c]);
        for (size_t i = 0; i < N; i++)
            ck_assert_double_eq_tol(a[i + c * N], b[i + c * N], R_TOL);
    }
    ohm_rng_free(rng);
    free(a);
    free(b);
}
END_TEST

START_TEST(dependent_columns_become_zero)
{
    const size_t k = _i == 0 ? 4 : 12;
    double *v = calloc(N * k, sizeof *v), *growth = calloc(k, sizeof *growth);
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_qr *qr;
    ohm_error err;

    for (size_t i = 0; i < N * k; i++)
        v[i] = ohm_rng_normal(rng);
    for (size_t i = 0; i < N; i++)
        v[i + (k - 1) * N] = 2.0 * v[i] - v[i + N];
    memset(v + 2 * N, 0, N * sizeof *v);
    test_ok(ohm_qr_alloc(&qr, N, k, &err), &err);
    ohm_qr_orthonormalize(growth, v, qr);
    for (size_t c = 0; c < k; c++) {
        const bool dead = c == 2 || c == k - 1;

        ck_assert_int_eq(growth[c] == 0.0, dead);
        for (size_t i = 0; i < N && dead; i++)
            ck_assert(v[i + c * N] == 0.0);
    }
    ohm_qr_free(qr);
    ohm_rng_free(rng);
    free(v);
    free(growth);
}
END_TEST

START_TEST(shapes_and_memory_are_checked)
{
    ohm_qr *qr;
    ohm_error err;

    test_fails(ohm_qr_alloc(&qr, 3, 0, &err), OHM_E_ARG, &err, "0 columns");
    test_fails(ohm_qr_alloc(&qr, 3, 4, &err), OHM_E_ARG, &err, "4 columns");
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_qr_alloc(&qr, 30, 20, NULL);
        if (!test_alloc_allow()) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ohm_qr_free(qr);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/qr");
    TCase *cases = tcase_create("qr");

    tcase_add_loop_test(cases, frames_are_orthonormal, 0, 20);
    tcase_add_loop_test(cases, frames_are_nested, 0, 10);
    tcase_add_loop_test(cases, dependent_columns_become_zero, 0, 2);
    tcase_add_test(cases, shapes_and_memory_are_checked);
    suite_add_tcase(suite, cases);
    return suite;
}
