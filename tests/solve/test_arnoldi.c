/* tests/solve/test_arnoldi.c -- mirrors lib/solve/arnoldi.c */
#include "solve/arnoldi.h"
#include "solve/dense.h"
#include "support/random_matrix.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ORDER = 150, WANTED = 5 };

/* Converged to rounding: the Ritz value errs by eps |A| times the condition of the
 * eigenvalue, which for these matrices of random entries stays below 1e4. */
static const double RITZ_TOL = 150.0 * 2.2e-16 * 1e4;

typedef struct {
    const double *a;            /* ORDER * ORDER */
    int fail_at;                /* product that fails, or -1 */
} dense_operator;

static ohm_status
apply(double *y, const double *x, void *self, ohm_error *err)
{
    dense_operator *operator = self;

    if (operator->fail_at >= 0 && operator->fail_at-- == 0)
        return ohm_fail(err, OHM_E_SINGULAR, "edge 7 gave way");
    ohm_dense_apply(y, operator->a, x, ORDER, ORDER, false);
    return OHM_OK;
}

/* Largest value of `key` of the dense spectrum that a key of the found ones must reach. */
static double
end_of(const double *re, const double *im, size_t count, ohm_extreme end)
{
    double most = -INFINITY;

    for (size_t k = 0; k < count; k++)
        most = fmax(most, end == OHM_EXTREME_REAL_MOST ? re[k] : end == OHM_EXTREME_REAL_LEAST ? -re[k] : fabs(im[k]));
    return most;
}

/* The ends of the spectrum are those of the dense solver, each found one is in it. */
START_TEST(ends_are_those_of_the_dense_spectrum)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double *a = calloc(ORDER * ORDER, sizeof *a), *copy = calloc(ORDER * ORDER, sizeof *copy);
    double all_re[ORDER], all_im[ORDER], re[WANTED + 1], im[WANTED + 1], start[ORDER];
    const ohm_extreme end = (ohm_extreme)(_i % 3);
    dense_operator operator = { a, -1 };
    ohm_error err;
    size_t found;

    if (ohm_arpack_version() == NULL) {
        test_fails(ohm_eigen_extreme(re, im, &found, WANTED, end, apply, &operator, ORDER, start, 0.0, &err),
                   OHM_E_METHOD, &err, "ARPACK");
        goto done;
    }
    for (size_t k = 0; k < ORDER * ORDER; k++)
        a[k] = ohm_rng_normal(rng);
    for (size_t k = 0; k < ORDER; k++)
        start[k] = ohm_rng_normal(rng);
    memcpy(copy, a, ORDER * ORDER * sizeof *a);
    test_ok(ohm_dense_eigen_general(all_re, all_im, NULL, NULL, copy, ORDER, &err), &err);
    test_ok(ohm_eigen_extreme(re, im, &found, WANTED, end, apply, &operator, ORDER, start, 0.0, &err), &err);
    ck_assert_uint_ge(found, WANTED);
    ck_assert_double_eq_tol(end_of(re, im, found, end), end_of(all_re, all_im, ORDER, end), RITZ_TOL);
    for (size_t k = 0; k < found; k++) {
        double nearest = INFINITY;

        for (size_t j = 0; j < ORDER; j++)
            nearest = fmin(nearest, hypot(re[k] - all_re[j], im[k] - all_im[j]));
        ck_assert_double_lt(nearest, RITZ_TOL);
    }
done:
    ohm_rng_free(rng);
    free(a);
    free(copy);
}
END_TEST

START_TEST(failures_of_the_operator_come_through)
{
    double *a = calloc(ORDER * ORDER, sizeof *a), re[WANTED + 1], im[WANTED + 1], start[ORDER];
    dense_operator operator = { a, 3 };
    ohm_error err;
    size_t found = 0;

    for (size_t k = 0; k < ORDER; k++) {
        a[k + k * ORDER] = (double)k;
        start[k] = 1.0;
    }
    if (ohm_arpack_version() != NULL)
        test_fails(ohm_eigen_extreme(re, im, &found, WANTED, OHM_EXTREME_REAL_MOST, apply, &operator, ORDER, start,
                                     0.0, &err), OHM_E_SINGULAR, &err, "edge 7");
    ck_assert_uint_eq(found, 0);
    if (ohm_arpack_version() != NULL)
        ck_assert_int_eq(ohm_eigen_extreme(re, im, &found, ORDER - 1, OHM_EXTREME_REAL_MOST, apply, &operator,
                                           ORDER, start, 0.0, NULL), OHM_E_ARG);
    free(a);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    double *a = calloc(ORDER * ORDER, sizeof *a), re[WANTED + 1], im[WANTED + 1], start[ORDER];
    dense_operator operator = { a, -1 };
    size_t found;

    for (size_t k = 0; k < ORDER; k++) {
        a[k + k * ORDER] = (double)k;
        start[k] = 1.0;
    }
    /* ours are the first eight; ARPACK's own C interface writes through what it was refused */
    for (unsigned long k = 0; k < 8 && ohm_arpack_version() != NULL && test_alloc_enabled(); k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_eigen_extreme(re, im, &found, WANTED, OHM_EXTREME_REAL_MOST, apply, &operator,
                                                    ORDER, start, 0.0, NULL);
        ck_assert(test_alloc_allow());
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    free(a);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/arnoldi");
    TCase *cases = tcase_create("arnoldi");

    tcase_add_loop_test(cases, ends_are_those_of_the_dense_spectrum, 0, 9);
    tcase_add_test(cases, failures_of_the_operator_come_through);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
