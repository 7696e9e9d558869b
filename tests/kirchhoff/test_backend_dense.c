/* tests/kirchhoff/test_backend_dense.c -- mirrors lib/kirchhoff/backend_dense.c */
#include "kirchhoff/backend.h"
#include "support/backend_check.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* Backward stable to 8 n eps. */
static const double BACKWARD = 8.0 * 3.0 * MOST * DBL_EPSILON;

/* A matrix of mixed signs may be badly conditioned: pivots of 1e-3 of their rows are seen. */
static const double BACKWARD_MIXED = 1e3 * 8.0 * 3.0 * MOST * DBL_EPSILON;

/* log det A is the sum of the logarithms of the pivots of elimination. */
static double
log_determinant_by_elimination(test_reduced *at)
{
    double sum = 0.0;

    for (size_t k = 0; k < at->n; k++) {
        sum += log(at->dense[k + k * at->n]);
        for (size_t i = k + 1; i < at->n; i++)
            for (size_t j = k + 1; j < at->n; j++)
                at->dense[i + j * at->n] -= at->dense[i + k * at->n] * at->dense[k + j * at->n]
                                          / at->dense[k + k * at->n];
    }
    return sum;
}

START_TEST(solves_where_all_conductances_are_positive)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    ohm_backend *backend = test_backend_solves(OHM_SOLVER_DENSE, at, false, BACKWARD, rng);
    double found;
    ohm_error err;

    test_ok(ohm_backend_log_determinant(&found, backend, &err), &err);
    ck_assert_double_eq_tol(found, log_determinant_by_elimination(at), BACKWARD * (1.0 + fabs(found)) * MOST);
    ohm_backend_free(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(solves_where_signs_are_mixed)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 1.0, true, 0.1, rng);
    ohm_backend *backend = test_backend_solves(OHM_SOLVER_DENSE, at, true, BACKWARD_MIXED, rng);
    double found;
    ohm_error err;

    test_fails(ohm_backend_log_determinant(&found, backend, &err), OHM_E_METHOD, &err, "dense");
    ohm_backend_free(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* Above some hundred unknowns sixteen vectors go through BLAS, column by column. */
START_TEST(solves_when_it_is_large)
{
    enum { NODES = 300 };
    ohm_rng *rng = test_rng(1);
    test_reduced *at = test_backend_full_network(NODES, rng);

    ohm_backend_free(test_backend_solves(OHM_SOLVER_DENSE, at, false, 8.0 * NODES * DBL_EPSILON, rng));
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_dense");
    TCase *cases = tcase_create("backend_dense");

    tcase_add_loop_test(cases, solves_where_all_conductances_are_positive, 0, SEEDS);
    tcase_add_loop_test(cases, solves_where_signs_are_mixed, 0, SEEDS);
    tcase_add_test(cases, solves_when_it_is_large);
    suite_add_tcase(suite, cases);
    return suite;
}
