/* tests/certify/test_taylor_jet.c -- mirrors lib/certify/taylor_jet.c */
#include "certify/taylor_jet.h"
#include "certify/sample.h"
#include "dynamics/taylor_series.h"

enum { BITS = 128, ORDER = 20 };

static const unsigned features[] = {
    TEST_RELAX | TEST_PER_EDGE | TEST_POLARITY, TEST_SINES | TEST_TERMINALS,
        TEST_VOLTAGE | TEST_SINES | TEST_PER_EDGE, TEST_ACTIVE | TEST_RELAX
};

/* The coefficients are those of the series in doubles, and miss the equations by rounding only. */
START_TEST(coefficients_agree_and_defects_are_rounding)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_KINDS), features[_i % 4], rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    const ohm_network_options options = { .mixed_signs = circuit->device->active };
    ohm_taylor_series *series;
    ohm_taylor_jet *jet;
    ohm_error err;
    arb_t t;

    arb_init(t);
    arb_set_d(t, 0.25);
    test_ok(ohm_taylor_jet_alloc(&jet, s.balls, ORDER, &err), &err);
    test_ok(ohm_taylor_jet_make(jet, t, s.balls->w0, BITS, &err), &err);
    test_ok(ohm_taylor_series_alloc(&series, &circuit->problem, &options, ORDER, 0.0, &err), &err);
    test_ok(ohm_taylor_series_begin(series, 0.25, circuit->w, NULL, NULL, &err), &err);
    for (size_t j = 0; j <= ORDER; j++) {
        double scale = 1.0;

        for (size_t k = 0; k < s.edges; k++)
            scale = fmax(scale, fabs(ohm_taylor_series_w(series, j)[k]));
        for (size_t k = 0; k < s.edges; k++) {
            const double w = ohm_ball_middle(jet->w + k * jet->stride + j);

            ck_assert_double_le(fabs(w - ohm_taylor_series_w(series, j)[k]), 1e-7 * scale);
            ck_assert_double_le(mag_get_d(jet->rho + k * jet->stride + j), 1e-28 * scale * scale * 1e3);
            ck_assert(j == ORDER || mag_get_d(jet->d + k * jet->stride + j) <= 1e-28 * scale * scale * 1e3);
        }
        if (j < ORDER)
            test_ok(ohm_taylor_series_raise(series, &err), &err);
    }
    arb_clear(t);
    ohm_taylor_series_free(series);
    ohm_taylor_jet_free(jet);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(too_much_is_refused)
{
    test_problem *circuit = test_problem_ring(3, 1.0);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    ohm_taylor_jet *jet;
    ohm_error err;

    test_fails(ohm_taylor_jet_alloc(&jet, s.balls, 10000000, &err), OHM_E_METHOD, &err, "coefficients");
    sample_free(&s);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/taylor_jet");
    TCase *cases = tcase_create("taylor_jet");

    tcase_add_loop_test(cases, coefficients_agree_and_defects_are_rounding, 0, 4 * TEST_KINDS);
    tcase_add_test(cases, too_much_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
