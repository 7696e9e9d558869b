/* tests/dynamics/test_flux_charge_stepper.c -- mirrors lib/dynamics/flux_charge_stepper.c */
#include "dynamics/flux_charge_stepper.h"
#include "dynamics/taylor_stepper.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Wherever a jump was accepted, an integrator that is free to leave [0, 1] stays inside,
 * at every look within the gap; and it is the same trajectory. */
START_TEST(accepted_gaps_stay_inside)
{
    static const unsigned features[] = { TEST_SINES, TEST_PER_EDGE | TEST_POLARITY | TEST_SINES,
                                         TEST_TERMINALS | TEST_SINES, TEST_VOLTAGE | TEST_PER_EDGE | TEST_SINES };
    const ohm_taylor_options tight = { 1e-12, 1e-12, { 0 } };
    const double limit = 2.0;
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_KINDS), features[_i % 4], rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w), *jumped = calloc(m + 1, sizeof *jumped);
    ohm_stepper *flux, *taylor;
    ohm_error err = { 0 };
    ohm_status status = OHM_OK;

    test_ok(ohm_flux_charge_stepper_alloc(&flux, &circuit->problem, circuit->w, NULL, &err), &err);
    test_ok(ohm_taylor_stepper_alloc(&taylor, &circuit->problem, &tight, &err), &err);
    test_ok(taylor->calls->start(taylor, 0.0, circuit->w, NULL, &err), &err);
    while (flux->to < limit && (status = flux->calls->step(flux, limit, &err)) == OHM_OK)
        while (taylor->to < flux->to) {
            test_ok(taylor->calls->step(taylor, flux->to, &err), &err);
            for (int look = 0; look <= 10; look++) {
                const double t = taylor->from + 0.1 * look * (taylor->to - taylor->from);

                test_ok(taylor->calls->memory(w, t, taylor, &err), &err);
                for (size_t k = 0; k < m; k++)
                    ck_assert_msg(w[k] > 0.0 && w[k] < 1.0, "w[%zu] = %g at t = %g", k, w[k], t);
            }
        }
    if (status != OHM_OK)
        test_fails(status, OHM_E_DOMAIN, &err, "safe");
    test_ok(flux->calls->memory(jumped, flux->to, flux, &err), &err);
    if (flux->to > 0.0)
        for (size_t k = 0; k < m; k++)
            ck_assert_double_eq_tol(jumped[k], w[k], 1e-9);
    ohm_stepper_free(flux);
    ohm_stepper_free(taylor);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
    free(jumped);
}
END_TEST

/* A drive that pushes through the wall between two harmless end points is not jumped over. */
START_TEST(hidden_excursion_is_not_jumped_over)
{
    test_problem *circuit = test_problem_ring(1, 0.0);
    const ohm_waveform wave = { 0.0, 40.0, 1.0, 0.0, NULL };    /* flux 12.7 at t = 1/2, 0 at t = 1 */
    ohm_stepper *flux;
    ohm_error err = { 0 };
    ohm_status status = OHM_OK;

    circuit->w[0] = 0.3;                                        /* 4.8 away from w = 0 */
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL), OHM_OK);
    test_ok(ohm_flux_charge_stepper_alloc(&flux, &circuit->problem, circuit->w, NULL, &err), &err);
    while (flux->to < 1.0 && status == OHM_OK)
        status = flux->calls->step(flux, 1.0, &err);
    ck_assert_int_eq(status, OHM_E_DOMAIN);
    ck_assert_double_lt(flux->to, 0.5);
    ohm_stepper_free(flux);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/flux_charge_stepper");
    TCase *cases = tcase_create("flux_charge_stepper");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, accepted_gaps_stay_inside, 0, 8 * TEST_KINDS);
    tcase_add_test(cases, hidden_excursion_is_not_jumped_over);
    suite_add_tcase(suite, cases);
    return suite;
}
