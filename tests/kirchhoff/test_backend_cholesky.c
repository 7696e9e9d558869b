/* tests/kirchhoff/test_backend_cholesky.c -- mirrors lib/kirchhoff/backend_cholesky.c */
#include "kirchhoff/backend.h"
#include "support/backend_check.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* Backward stable to 8 n eps. */
static const double BACKWARD = 8.0 * 3.0 * MOST * DBL_EPSILON;

START_TEST(solves_column_by_column)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    ohm_backend *backend = test_backend_solves(OHM_SOLVER_CHOLESKY, at, false, BACKWARD, rng);
    const ohm_backend_facts *facts = ohm_backend_described(backend);

    ck_assert_str_eq(facts->ordering, "AMD");
    ck_assert_double_ge(facts->fill, (double)at->n);
    ck_assert_double_ge(facts->seconds, 0.0);
    ohm_backend_free(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* A full factor of order n takes n^3 / 3 flops for n^2 / 2 entries: from some hundreds on, blocks
 * pay, and sixteen vectors go column after column. */
START_TEST(solves_by_blocks)
{
    enum { NODES = 500 };
    ohm_rng *rng = test_rng(1);
    test_reduced *at = test_backend_full_network(NODES, rng);

    ohm_backend_free(test_backend_solves(OHM_SOLVER_CHOLESKY, at, false, 8.0 * NODES * DBL_EPSILON, rng));
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(gives_up_where_it_would_take_too_long)
{
    ohm_rng *rng = test_rng(1);
    test_reduced *at = test_reduced_draw(TEST_CONNECTED, MOST, 2.0, false, 0.1, rng);
    ohm_backend *backend;
    ohm_error err;

    test_fails(ohm_backend_alloc(&backend, OHM_SOLVER_CHOLESKY, at->reduced, false, 1e-15, &err),
               OHM_E_METHOD, &err, "flops");
    ck_assert_ptr_null(backend);
    test_fails(ohm_backend_alloc(&backend, OHM_SOLVER_CHOLESKY, at->reduced, true, INFINITY, &err),
               OHM_E_METHOD, &err, "positive");
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_cholesky");
    TCase *cases = tcase_create("backend_cholesky");

    tcase_add_loop_test(cases, solves_column_by_column, 0, SEEDS);
    tcase_add_test(cases, solves_by_blocks);
    tcase_add_test(cases, gives_up_where_it_would_take_too_long);
    suite_add_tcase(suite, cases);
    return suite;
}
