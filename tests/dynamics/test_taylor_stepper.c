/* tests/dynamics/test_taylor_stepper.c -- mirrors lib/dynamics/taylor_stepper.c */
#include "dynamics/taylor_stepper.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double XI = 100.0;

/* w + xi w^2 / 2 = flux, the memory of one loop */
static double
memory_at(double flux)
{
    return 2.0 * flux / (1.0 + sqrt(1.0 + 2.0 * XI * flux));
}

/* One loop under a sine: at every look within every step the closed form, to the
 * tolerance that was asked for (a few steps add up). */
START_TEST(loop_follows_its_closed_form)
{
    const double tol = pow(10.0, -3.0 - _i), w0 = 0.5, amplitude = 20.0;
    const ohm_taylor_options options = { tol, 0.1 * tol, { 0 } };
    const ohm_waveform wave = { 0.0, amplitude, 1.0, 0.0, NULL };
    test_problem *circuit = test_problem_ring(1, 0.0);
    ohm_stepper *stepper;
    ohm_stepper_work work;
    ohm_error err;
    double w;

    circuit->w[0] = w0;
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL), OHM_OK);
    test_ok(ohm_taylor_stepper_alloc(&stepper, &circuit->problem, &options, &err), &err);
    test_ok(stepper->calls->start(stepper, 0.0, circuit->w, NULL, &err), &err);
    while (stepper->to < 2.0) {
        test_ok(stepper->calls->step(stepper, 2.0, &err), &err);
        for (int look = 0; look <= 7; look++) {
            const double t = stepper->from + look / 7.0 * (stepper->to - stepper->from);
            const double flux = w0 + 0.5 * XI * w0 * w0 - amplitude * (1.0 - cos(2.0 * M_PI * t)) / (2.0 * M_PI);

            test_ok(stepper->calls->memory_of(&w, 0, t, stepper, &err), &err);
            ck_assert_double_eq_tol(w, memory_at(flux), 10.0 * tol);
        }
    }
    ck_assert(stepper->to == 2.0);
    stepper->calls->count(&work, stepper);
    ck_assert_uint_eq(work.network.factorizations, work.steps);     /* one each */
    ck_assert_uint_le(work.steps, 40);
    ohm_stepper_free(stepper);
    test_problem_free(circuit);
}
END_TEST

/* Under |i| a step ends where the current turns: the memory of A |sin| falls by the
 * rectified flux, which a step across the kink would miss. */
START_TEST(kinks_are_stepped_to)
{
    const double w0 = 0.8, amplitude = 10.0;
    const ohm_taylor_options options = { 1e-12, 1e-13, { 0 } };
    const ohm_waveform wave = { 0.0, amplitude, 1.0, 0.5, NULL };
    test_problem *circuit = test_problem_ring(1, 0.0);
    ohm_stepper *stepper;
    ohm_error err;
    double w;

    circuit->w[0] = w0;
    circuit->device->polarity[0] = 0;
    ohm_memristors_survey(circuit->device);
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL), OHM_OK);
    test_ok(ohm_taylor_stepper_alloc(&stepper, &circuit->problem, &options, &err), &err);
    test_ok(stepper->calls->start(stepper, 0.0, circuit->w, NULL, &err), &err);
    while (stepper->to < 3.0)
        test_ok(stepper->calls->step(stepper, 3.0, &err), &err);
    test_ok(stepper->calls->memory_of(&w, 0, 3.0, stepper, &err), &err);
    /* int_0^3 |sin| over three periods is 6 / pi whatever the phase */
    ck_assert_double_eq_tol(w, memory_at(w0 + 0.5 * XI * w0 * w0 - amplitude * 6.0 / M_PI), 1e-10);
    ohm_stepper_free(stepper);
    test_problem_free(circuit);
}
END_TEST

/* Memory at `end` from w0, in place; every EMF of the circuit is in phase. */
static void
run_to(double *w, double end, test_problem *circuit, double tol)
{
    const ohm_taylor_options options = { tol, tol, { 0 } };
    ohm_stepper *stepper;
    ohm_error err;

    test_ok(ohm_taylor_stepper_alloc(&stepper, &circuit->problem, &options, &err), &err);
    test_ok(stepper->calls->start(stepper, 0.0, w, NULL, &err), &err);
    while (stepper->to < end)
        test_ok(stepper->calls->step(stepper, end, &err), &err);
    test_ok(stepper->calls->memory(w, end, stepper, &err), &err);
    ohm_stepper_free(stepper);
}

/* EMFs in phase: all currents of elements that rectify turn at one moment, and none is
 * left to measure their rounding by.  The other half of the period does to |i| what the
 * first did, so one period is two runs of half a period, which end before anything turns. */
START_TEST(all_currents_may_turn_together)
{
    static const double tols[] = { 1e-6, 1e-9, 1e-12 };
    const double tol = tols[_i % 3];
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 3 % TEST_KINDS), TEST_RELAX, rng);
    const size_t m = circuit->graph->edges;
    double *once = calloc(m + 1, sizeof *once), *twice = calloc(m + 1, sizeof *twice);

    for (size_t e = 0; e < m; e++) {
        const ohm_waveform wave = { 0.0, 0.2 * ohm_rng_normal(rng), 1.0, 0.0, NULL };

        circuit->device->polarity[e] = 0;
        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, e, &wave, NULL), OHM_OK);
    }
    ohm_memristors_survey(circuit->device);
    memcpy(once, circuit->w, m * sizeof *once);
    memcpy(twice, circuit->w, m * sizeof *twice);
    run_to(once, 1.0, circuit, tol);
    run_to(twice, 0.5, circuit, tol);
    run_to(twice, 0.5, circuit, tol);
    /* each run makes a few tens of steps; the states differ by what those are wrong */
    for (size_t e = 0; e < m; e++)
        ck_assert_double_eq_tol(once[e], twice[e], 100.0 * tol);
    free(once);
    free(twice);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* reach is what it says: no look within a step is further from its start. */
START_TEST(reach_bounds_the_excursion)
{
    const ohm_taylor_options options = { 1e-9, 1e-10, { 0 } };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_SINES | TEST_PER_EDGE, rng);
    const size_t m = circuit->graph->edges;
    double *from = calloc(m + 1, sizeof *from), *w = calloc(m + 1, sizeof *w);
    ohm_stepper *stepper;
    ohm_error err;

    test_ok(ohm_taylor_stepper_alloc(&stepper, &circuit->problem, &options, &err), &err);
    test_ok(stepper->calls->start(stepper, 0.0, circuit->w, NULL, &err), &err);
    memcpy(from, circuit->w, m * sizeof *from);
    while (stepper->to < 0.2) {
        test_ok(stepper->calls->step(stepper, 0.2, &err), &err);
        for (int look = 0; look <= 10; look++) {
            test_ok(stepper->calls->memory(w, stepper->from + 0.1 * look * (stepper->to - stepper->from), stepper, &err), &err);
            for (size_t k = 0; k < m; k++)
                ck_assert_double_le(fabs(w[k] - from[k]), stepper->calls->reach(k, stepper) + 1e-15);
        }
        memcpy(from, w, m * sizeof *from);
    }
    ohm_stepper_free(stepper);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(from);
    free(w);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_taylor_options options = { 1e-9, 1e-10, { 0 } };
    ohm_rng *rng = test_rng(5);
    test_problem *circuit = test_problem_make(TEST_GRID, TEST_WINDOWS, rng);
    ohm_stepper *stepper;
    ohm_status status;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_taylor_stepper_alloc(&stepper, &circuit->problem, &options, NULL);
        if (!test_alloc_allow())
            break;
        if (status == OHM_OK)                   /* a library found another way */
            ohm_stepper_free(stepper);
        else
            ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_stepper_free(stepper);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/taylor_stepper");
    TCase *cases = tcase_create("taylor_stepper");

    tcase_add_loop_test(cases, loop_follows_its_closed_form, 0, 10);
    tcase_add_test(cases, kinks_are_stepped_to);
    tcase_add_loop_test(cases, all_currents_may_turn_together, 0, 3 * TEST_KINDS);
    tcase_add_loop_test(cases, reach_bounds_the_excursion, 0, TEST_KINDS);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
