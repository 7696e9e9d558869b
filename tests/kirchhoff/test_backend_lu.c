/* tests/kirchhoff/test_backend_lu.c -- mirrors lib/kirchhoff/backend_lu.c */
#include "kirchhoff/backend.h"
#include "support/backend_check.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* Backward stable to 8 n eps; threshold pivoting lets entries of mixed signs grow a thousandfold. */
static const double BACKWARD = 8.0 * 3.0 * MOST * DBL_EPSILON;
static const double BACKWARD_MIXED = 1e3 * 8.0 * 3.0 * MOST * DBL_EPSILON;

START_TEST(solves_whatever_the_signs)
{
    const bool mixed = _i / TEST_KINDS % 2 == 1;
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 1.0, mixed, 0.1, rng);
    ohm_backend *backend = test_backend_solves(OHM_SOLVER_LU, at, mixed, mixed ? BACKWARD_MIXED : BACKWARD, rng);
    double found;
    ohm_error err;

    ck_assert(ohm_backend_described(backend)->mixed_signs == mixed);
    test_fails(ohm_backend_log_determinant(&found, backend, &err), OHM_E_METHOD, &err, "lu");
    ohm_backend_free(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* Two elements 1 S and -1 S side by side conduct nothing. */
START_TEST(cancelling_conductances_are_said_to_cancel)
{
    const size_t tail[] = { 0, 0 }, head[] = { 1, 1 };
    const double g[] = { 1.0, -1.0 };
    ohm_graph *graph;
    ohm_reduced *reduced;
    ohm_backend *backend;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 2, 2, tail, head, &err), &err);
    test_ok(ohm_reduced_alloc(&reduced, graph, NULL, &err), &err);
    test_ok(ohm_backend_alloc(&backend, OHM_SOLVER_LU, reduced, true, INFINITY, &err), &err);
    test_fails(ohm_backend_factor(backend, g, &err), OHM_E_SINGULAR, &err, "cancel");
    ohm_backend_free(backend);
    ohm_reduced_free(reduced);
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_lu");
    TCase *cases = tcase_create("backend_lu");

    tcase_add_loop_test(cases, solves_whatever_the_signs, 0, SEEDS);
    tcase_add_test(cases, cancelling_conductances_are_said_to_cancel);
    suite_add_tcase(suite, cases);
    return suite;
}
