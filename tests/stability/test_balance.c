/* tests/stability/test_balance.c -- mirrors lib/stability/balance.c */
#include "stability/balance.h"
#include "dynamics/flow.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Currents settle to rounding of a solve of condition (1 + 2 xi) * 30 nodes, xi <= 100. */
static const double STATE_TOL = 2.2e-16 * 201.0 * 30.0 * 30.0;

START_TEST(finds_the_state_it_was_made_for)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(_i % 2 ? 0.8 : -0.8, pow(10.0, ohm_rng_between(rng, -1.0, 2.0)),
                                                 _i % 3 == 0, false, rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m, sizeof *w), *wanted = calloc(m, sizeof *wanted);
    ohm_error err;

    ck_assert(ohm_balance_applies(&circuit->problem));
    test_ok(ohm_balance(w, wanted, &circuit->problem, NULL, &err), &err);
    for (size_t k = 0; k < m; k++) {
        ck_assert_double_eq_tol(w[k], circuit->w[k], STATE_TOL);
        ck_assert(w[k] == wanted[k]);
    }
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
    free(wanted);
}
END_TEST

/* All alpha < 0: whatever the drive and terminals, the clamped state is at rest in the
 * projected sense. */
START_TEST(clamped_states_are_at_rest)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS),
                                              TEST_PER_EDGE | TEST_POLARITY | TEST_TERMINALS, rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w), *wanted = calloc(m + 1, sizeof *wanted), *drift = calloc(m + 1, sizeof *drift);
    ohm_flow *flow;
    ohm_error err;

    for (size_t k = 0; k < m; k++)
        circuit->device->alpha[k] = ohm_rng_between(rng, -1.0, -0.05);
    ohm_memristors_survey(circuit->device);
    test_ok(ohm_balance(w, wanted, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_flow_rhs(drift, 0.0, w, flow, &err), &err);
    for (size_t k = 0; k < m; k++) {
        ck_assert(w[k] >= 0.0 && w[k] <= 1.0);
        if (w[k] > 0.0)
            ck_assert_double_ge(drift[k], -1e-10);
        if (w[k] < 1.0)
            ck_assert_double_le(drift[k], 1e-10);
    }
    ohm_flow_free(flow);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
    free(wanted);
    free(drift);
}
END_TEST

START_TEST(other_laws_are_not_its_business)
{
    test_problem *circuit = test_problem_ring(3, 1.0);
    ohm_memristors *device = circuit->device;

    ck_assert(!ohm_balance_applies(&circuit->problem));         /* alpha = 0 */
    for (size_t k = 0; k < 3; k++)
        device->alpha[k] = 1.0;
    ck_assert(ohm_balance_applies(&circuit->problem));
    device->w_rest[1] = 0.5;
    ck_assert(!ohm_balance_applies(&circuit->problem));
    device->w_rest[1] = 0.0;
    device->sign[1] = -1;
    ohm_memristors_survey(device);
    ck_assert(!ohm_balance_applies(&circuit->problem));
    device->sign[1] = 1;
    ohm_memristors_survey(device);
    device->control = OHM_CONTROL_VOLTAGE;
    ck_assert(!ohm_balance_applies(&circuit->problem));
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    double w[4], wanted[4];

    for (size_t k = 0; k < 4; k++)
        circuit->device->alpha[k] = 1.0;
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_balance(w, wanted, &circuit->problem, NULL, NULL);
        if (!test_alloc_allow()) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert(status == OHM_E_NOMEM || status == OHM_OK);
    }
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/balance");
    TCase *cases = tcase_create("balance");

    tcase_add_loop_test(cases, finds_the_state_it_was_made_for, 0, 40);
    tcase_add_loop_test(cases, clamped_states_are_at_rest, 0, 4 * TEST_KINDS);
    tcase_add_test(cases, other_laws_are_not_its_business);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
