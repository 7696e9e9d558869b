/* tests/kirchhoff/test_backend_loop.c -- mirrors lib/kirchhoff/backend_loop.c */
#include "kirchhoff/backend.h"
#include "support/backend_check.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* Backward stable to 8 n eps times g_max / g_min. */
static const double BACKWARD = 8.0 * 3.0 * MOST * DBL_EPSILON * 100.0;
static const double BACKWARD_MIXED = 1e3 * 8.0 * 3.0 * MOST * DBL_EPSILON * 10.0;

START_TEST(solves_whatever_the_signs)
{
    const bool mixed = _i / TEST_KINDS % 2 == 1;
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, mixed ? 1.0 : 2.0, mixed, 0.1,
                                         rng);

    ohm_backend_free(test_backend_solves(OHM_SOLVER_LOOP, at, mixed, mixed ? BACKWARD_MIXED : BACKWARD, rng));
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/backend_loop");
    TCase *cases = tcase_create("backend_loop");

    tcase_add_loop_test(cases, solves_whatever_the_signs, 0, SEEDS);
    suite_add_tcase(suite, cases);
    return suite;
}
