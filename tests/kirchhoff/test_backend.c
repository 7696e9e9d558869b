/* tests/kirchhoff/test_backend.c -- mirrors lib/kirchhoff/backend.c */
#include "base/array.h"
#include "kirchhoff/backend.h"
#include "support/reduced_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

static const ohm_solver_kind KIND[] = {
    OHM_SOLVER_DENSE, OHM_SOLVER_CHOLESKY, OHM_SOLVER_LU, OHM_SOLVER_LOOP, OHM_SOLVER_CG
};
enum { KINDS = sizeof KIND / sizeof *KIND };

/* Backward stable to 8 n eps (loops: times g_max / g_min = 100); cg as asked. */
static const double BACKWARD = 8.0 * 3.0 * MOST * DBL_EPSILON * 100.0;
static const double ASKED = 1e-13;

static ohm_backend *
factored(ohm_solver_kind kind, const test_reduced *at)
{
    ohm_backend *backend;
    ohm_error err;

    test_ok(ohm_backend_alloc(&backend, kind, at->reduced, false, INFINITY, &err), &err);
    const ohm_backend_facts *facts = ohm_backend_described(backend);

    ck_assert_int_eq(facts->kind, kind);
    ck_assert(facts->fill >= 0.0 && facts->flops >= 0.0);
    test_ok(ohm_backend_factor(backend, at->circuit->g, &err), &err);
    return backend;
}

START_TEST(every_backend_solves_in_its_own_order)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);

    for (int k = 0; k < KINDS; k++) {
        ohm_backend *backend = factored(KIND[k], at);
        const int *order = ohm_backend_order(backend);
        double r[3 * MOST], x[3 * MOST], moved[3 * MOST];
        size_t iterations = 0;
        ohm_error err;

        test_normals(r, at->n, rng);
        for (size_t u = 0; u < at->n; u++)
            moved[order != NULL ? (size_t)order[u] : u] = r[u];
        test_ok(ohm_backend_solve(moved, ASKED, &iterations, backend, &err), &err);
        for (size_t u = 0; u < at->n; u++)
            x[u] = moved[order != NULL ? (size_t)order[u] : u];
        ck_assert(test_reduced_error(at, x, r) <= fmax(BACKWARD, ASKED));
        ck_assert(KIND[k] == OHM_SOLVER_CG || iterations == 0);
        ohm_backend_free(backend);
    }
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(log_determinants_agree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    double expected = NAN;

    for (int k = 0; k < KINDS; k++) {
        ohm_backend *backend = factored(KIND[k], at);
        double found = 0.0;
        ohm_error err;
        const ohm_status status = ohm_backend_log_determinant(&found, backend, &err);

        if (KIND[k] == OHM_SOLVER_CG || KIND[k] == OHM_SOLVER_LU) {
            test_fails(status, OHM_E_METHOD, &err, ohm_solver_name(KIND[k]));
        } else {
            test_ok(status, &err);
            if (isnan(expected))
                expected = found;
            ck_assert_double_eq_tol(found, expected, BACKWARD * (double)(at->n + 1) * (1.0 + fabs(expected)));
        }
        ohm_backend_free(backend);
    }
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_is_not_built_in_is_said)
{
    ohm_rng *rng = test_rng(1);
    test_reduced *at = test_reduced_draw(TEST_CONNECTED, MOST, 2.0, false, 0.1, rng);
    ohm_backend *backend;
    ohm_error err;

    test_fails(ohm_backend_alloc(&backend, OHM_SOLVER_CHOLESKY, at->reduced, true, INFINITY, &err),
               OHM_E_METHOD, &err, "cholesky");
    test_fails(ohm_backend_alloc(&backend, OHM_SOLVER_CHOLESKY, at->reduced, false, 1e-15, &err),
               OHM_E_METHOD, &err, "flops");
#ifndef HAVE_PETSC
    test_fails(ohm_backend_alloc(&backend, OHM_SOLVER_PETSC, at->reduced, false, INFINITY, &err),
               OHM_E_METHOD, &err, "not built in");
#endif
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend");
    TCase *cases = tcase_create("backend");

    tcase_add_loop_test(cases, every_backend_solves_in_its_own_order, 0, SEEDS);
    tcase_add_loop_test(cases, log_determinants_agree, 0, SEEDS);
    tcase_add_test(cases, what_is_not_built_in_is_said);
    suite_add_tcase(suite, cases);
    return suite;
}
