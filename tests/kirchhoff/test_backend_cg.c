/* tests/kirchhoff/test_backend_cg.c -- mirrors lib/kirchhoff/backend_cg.c */
#include "kirchhoff/backend.h"
#include "support/backend_check.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* What is asked of the residual, over |r|: above rounding, n eps g_max / g_min. */
static const double ASKED = 1e-11;

START_TEST(solves_as_far_as_asked)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    ohm_backend *backend = test_backend_solves(OHM_SOLVER_CG, at, false, ASKED, rng);
    double found;
    ohm_error err;

    test_fails(ohm_backend_log_determinant(&found, backend, &err), OHM_E_METHOD, &err, "cg");
    ohm_backend_free(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* The unknown farthest from ground comes first, and every place is taken once. */
START_TEST(unknowns_are_numbered_towards_ground)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    int reached[3 * MOST], parent[3 * MOST], branch[3 * MOST], depth[3 * MOST + 1], taken[3 * MOST] = { 0 };
    ohm_backend *backend;
    ohm_error err;

    test_ok(ohm_reduced_walk(reached, parent, branch, depth, at->reduced, &err), &err);
    test_ok(ohm_backend_alloc(&backend, OHM_SOLVER_CG, at->reduced, false, INFINITY, &err), &err);
    const int *order = ohm_backend_order(backend);

    for (size_t u = 0; u < at->n; u++)
        taken[order[u]]++;
    for (size_t u = 0; u < at->n; u++) {
        ck_assert_int_eq(taken[u], 1);
        for (size_t v = 0; v < at->n; v++)
            ck_assert(depth[u] >= depth[v] || order[u] > order[v]);
    }
    ohm_backend_free(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_cg");
    TCase *cases = tcase_create("backend_cg");

    tcase_add_loop_test(cases, solves_as_far_as_asked, 0, SEEDS);
    tcase_add_loop_test(cases, unknowns_are_numbered_towards_ground, 0, SEEDS);
    suite_add_tcase(suite, cases);
    return suite;
}
