/* tests/dynamics/test_invariants.c -- mirrors lib/dynamics/invariants.c */
#include "dynamics/invariants.h"
#include "dynamics/simulate.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Integrated at 1e-12, with xi <= 10: the flux law magnifies an error of w by 1 + xi. */
static const double LAW_TOL = 1e-8;

static const unsigned FEATURES[] = {
    0, TEST_PER_EDGE | TEST_POLARITY | TEST_SINES, TEST_TERMINALS | TEST_SINES | TEST_PER_EDGE,
    TEST_VOLTAGE | TEST_PER_EDGE | TEST_POLARITY, TEST_VOLTAGE | TEST_TERMINALS | TEST_SINES
};

/* What an integrator knows nothing of holds along its trajectory; a memory pushed off it breaks it. */
START_TEST(laws_hold_and_are_broken)
{
    const ohm_simulation simulation = { .time = 0.08, .rtol = 1e-12, .atol = 1e-12, .bounds = OHM_BOUNDS_FREE };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 5 % TEST_KINDS), FEATURES[_i % 5], rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w);
    ohm_invariants *invariants;
    ohm_error err;

    memcpy(w, circuit->w, m * sizeof *w);
    test_ok(ohm_invariants_alloc(&invariants, &circuit->problem, w, &err), &err);
    ck_assert(isnan(ohm_invariants_cut(invariants)) && isnan(ohm_invariants_flux(invariants)));
    test_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
    ohm_invariants_observe(invariants, 0.08, w);
    if (m > 0) {
        ck_assert(isnan(ohm_invariants_cut(invariants)) || ohm_invariants_cut(invariants) <= LAW_TOL);
        ck_assert_double_le(ohm_invariants_flux(invariants), LAW_TOL);
        for (size_t k = 0; k < m; k++)
            w[k] += 1e-3 * (1.0 + ohm_rng_uniform(rng));
        ohm_invariants_observe(invariants, 0.08, w);
        /* one of the two sees every change: cuts and cycles span the edges */
        ck_assert(ohm_invariants_cut(invariants) > LAW_TOL || ohm_invariants_flux(invariants) > LAW_TOL);
    }
    ohm_invariants_free(invariants);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
}
END_TEST

/* With a uniform relaxation B w grows like e^(alpha t) about the rest state. */
START_TEST(cut_law_knows_relaxation)
{
    const ohm_simulation simulation = { .time = 0.08, .rtol = 1e-12, .atol = 1e-12, .bounds = OHM_BOUNDS_FREE };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_RELAX | TEST_POLARITY, rng);
    const size_t m = circuit->graph->edges;
    ohm_simulation_report report;
    ohm_error err;

    test_ok(ohm_simulate(circuit->w, NULL, NULL, NULL, &report, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
    if (m > 0) {
        ck_assert_double_le(report.invariant_cut, LAW_TOL);
        ck_assert(isnan(report.invariant_flux));
    }
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(laws_that_do_not_hold_are_not_reported)
{
    static const unsigned without[] = { TEST_WINDOWS, TEST_RECTIFIED, TEST_RELAX | TEST_PER_EDGE };
    ohm_rng *rng = test_rng(1);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, without[_i], rng);
    ohm_invariants *invariants;
    ohm_error err;

    test_ok(ohm_invariants_alloc(&invariants, &circuit->problem, circuit->w, &err), &err);
    ohm_invariants_observe(invariants, 0.0, circuit->w);
    ck_assert(isnan(ohm_invariants_cut(invariants)) && isnan(ohm_invariants_flux(invariants)));
    ohm_invariants_free(invariants);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_invariants *invariants;
    ohm_status status;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_invariants_alloc(&invariants, &circuit->problem, circuit->w, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(invariants);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_invariants_free(invariants);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/invariants");
    TCase *cases = tcase_create("invariants");

    tcase_add_loop_test(cases, laws_hold_and_are_broken, 0, 10 * TEST_KINDS);
    tcase_add_loop_test(cases, cut_law_knows_relaxation, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, laws_that_do_not_hold_are_not_reported, 0, 3);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
