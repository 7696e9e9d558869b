/* tests/certify/test_flux_path.c -- mirrors lib/certify/flux_path.c */
#include "certify/flux_path.h"
#include "certify/sample.h"

/* What simulate says about bounds: a proof where it met none with room to spare, and never one
 * where it met some. */
START_TEST(proofs_and_events_exclude_each_other)
{
    static const unsigned features[] = { 0, TEST_SINES, TEST_VOLTAGE | TEST_SINES,
                                        TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 5 % TEST_KINDS), features[_i % 5], rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    double *w = calloc(s.edges + 1, sizeof *w);
    ohm_flux_point *point;
    ohm_error err;

    test_ok(ohm_flux_point_alloc(&point, s.balls, circuit->w, &err), &err);
    for (double t = 0.125; t < 20.0; t *= 2.0) {
        const ohm_simulation simulation = { .time = t };
        ohm_simulation_report report;
        size_t pieces;

        memcpy(w, circuit->w, s.edges * sizeof *w);
        test_ok(ohm_simulate(w, NULL, NULL, NULL, &report, &circuit->problem, &simulation, NULL, NULL, NULL,
                             &err), &err);
        const ohm_status status = ohm_flux_path_prove(&pieces, t, point, NULL, &err);

        if (report.events_reached > 0)
            ck_assert_int_eq(status, OHM_E_UNPROVED);
        else
            test_ok(status, &err);
        if (report.events_reached > 0)
            break;
    }
    free(w);
    ohm_flux_point_free(point);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(a_stop_is_heard)
{
    test_problem *circuit = test_problem_ring(3, 1.0);
    const volatile sig_atomic_t stop = 1;
    const ohm_control control = { .stop = &stop };
    ohm_flux_point *point;
    size_t pieces;
    ohm_error err;

    for (size_t k = 0; k < 3; k++)
        circuit->w[k] = 0.5;
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);

    test_ok(ohm_flux_point_alloc(&point, s.balls, circuit->w, &err), &err);
    ck_assert_int_eq(ohm_flux_path_prove(&pieces, 1.0, point, &control, &err), OHM_E_INTERRUPT);
    ohm_flux_point_free(point);
    sample_free(&s);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/flux_path");
    TCase *cases = tcase_create("flux_path");

    tcase_set_timeout(cases, 30.0);
    tcase_add_loop_test(cases, proofs_and_events_exclude_each_other, 0, 5 * TEST_KINDS);
    tcase_add_test(cases, a_stop_is_heard);
    suite_add_tcase(suite, cases);
    return suite;
}
