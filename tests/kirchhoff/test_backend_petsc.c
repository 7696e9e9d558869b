/* tests/kirchhoff/test_backend_petsc.c -- mirrors lib/kirchhoff/backend_petsc.c */
#include "kirchhoff/backend.h"
#include "support/backend_check.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

#ifdef HAVE_PETSC

#include "solve/petsc.h"

static const double ASKED = 1e-11;      /* of the residual, over |r| */

START_TEST(solves_as_far_as_asked)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    ohm_error err;

    test_ok(ohm_petsc_start(&err), &err);
    ohm_backend_free(test_backend_solves(OHM_SOLVER_PETSC, at, false, ASKED, rng));
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_petsc");
    TCase *cases = tcase_create("backend_petsc");

    tcase_add_loop_test(cases, solves_as_far_as_asked, 0, SEEDS);
    suite_add_tcase(suite, cases);
    return suite;
}

#else

START_TEST(what_is_not_built_in_is_said)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, false, 0.1, rng);
    ohm_backend *backend;
    ohm_error err;

    test_fails(ohm_backend_alloc(&backend, OHM_SOLVER_PETSC, at->reduced, false, INFINITY, &err), OHM_E_METHOD,
               &err, "not built in");
    ck_assert_ptr_null(backend);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_petsc");
    TCase *cases = tcase_create("backend_petsc");

    tcase_add_loop_test(cases, what_is_not_built_in_is_said, 0, SEEDS);
    suite_add_tcase(suite, cases);
    return suite;
}

#endif
