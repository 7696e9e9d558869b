/* tests/solve/test_petsc.c -- mirrors lib/solve/petsc.c */
#include "solve/petsc.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_PETSC

enum { SIDE = 30, N = SIDE * SIDE };

/* The Laplacian of a grid of random conductances, grounded a little everywhere, times a
 * known vector: conjugate gradients give it back. */
START_TEST(known_solution_comes_back)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    int a[2 * N], b[2 * N];
    double x[N] = { 0.0 }, known[N], right[N];
    size_t pairs = 0, iterations = 0;
    ohm_petsc *petsc;
    ohm_error err;

    test_ok(ohm_petsc_start(&err), &err);
    for (int v = 0; v < N; v++) {
        if (v % SIDE + 1 < SIDE) {
            a[pairs] = v;
            b[pairs++] = v + 1;
        }
        if (v + SIDE < N) {
            a[pairs] = v;
            b[pairs++] = v + SIDE;
        }
        known[v] = ohm_rng_normal(rng);
    }
    test_ok(ohm_petsc_alloc(&petsc, N, pairs, a, b, &err), &err);
    const ohm_pattern *pattern = ohm_petsc_pattern(petsc);
    double *value = ohm_petsc_values(petsc);

    for (int v = 0; v < N; v++)
        value[ohm_pattern_find(pattern, v, v)] = 0.01;
    for (size_t k = 0; k < pairs; k++) {
        const double g = exp(ohm_rng_normal(rng));

        value[ohm_pattern_find(pattern, a[k], b[k])] -= g;
        value[ohm_pattern_find(pattern, a[k], a[k])] += g;
        value[ohm_pattern_find(pattern, b[k], b[k])] += g;
    }
    ohm_pattern_apply(right, pattern, value, known);
    test_ok(ohm_petsc_factor(petsc, &err), &err);
    test_ok(ohm_petsc_solve(x, right, 1e-12, &iterations, petsc, &err), &err);
    /* condition below 1e4: the error is at most that times the residual */
    for (int v = 0; v < N; v++)
        ck_assert_double_eq_tol(x[v], known[v], 1e-8 * 10.0);
    ck_assert_uint_gt(iterations, 0);
    ck_assert_uint_lt(iterations, 200);
    ohm_petsc_free(petsc);
    ohm_rng_free(rng);
}
END_TEST

#else

START_TEST(absence_is_said)
{
    ohm_petsc *petsc;
    ohm_error err;

    test_fails(ohm_petsc_alloc(&petsc, 0, 0, NULL, NULL, &err), OHM_E_METHOD, &err, "--with-petsc");
    ck_assert_ptr_null(petsc);
    test_fails(ohm_petsc_start(&err), OHM_E_METHOD, &err, "--with-petsc");
    ohm_petsc_stop();
    ohm_petsc_free(petsc);
}
END_TEST

#endif

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/petsc");
    TCase *cases = tcase_create("petsc");

#ifdef HAVE_PETSC
    /* MPI does not survive a fork */
    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, known_solution_comes_back, 0, 3);
#else
    tcase_add_test(cases, absence_is_said);
#endif
    suite_add_tcase(suite, cases);
    return suite;
}
