/* tests/certify/test_certify_taylor.c -- mirrors lib/certify/certify_taylor.c */
#include "certify/certify_flux_charge.h"
#include "certify/certify_taylor.h"
#include "certify/sample.h"

/* What simulate leaves at its tightest, 1e-12, times the growth over the run. */
static const double FLOAT_TOL = 1e-9;

static const unsigned features[] = {
    TEST_RELAX, TEST_RELAX | TEST_PER_EDGE | TEST_POLARITY, TEST_RELAX | TEST_TERMINALS | TEST_SINES,
    TEST_VOLTAGE | TEST_RELAX | TEST_PER_EDGE,
    TEST_ACTIVE | TEST_RELAX, TEST_ACTIVE | TEST_VOLTAGE | TEST_SINES,
        TEST_ACTIVE | TEST_PER_EDGE | TEST_TERMINALS, TEST_SINES | TEST_POLARITY
};
enum { FEATURES = sizeof features / sizeof features[0] };

/* Twice the bits lie inside, the radius is far below the target of 1e-18, the doubles agree. */
START_TEST(more_bits_lie_inside)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURES % TEST_KINDS),
                                              features[_i % FEATURES], rng);
    sample coarse = sample_of(circuit, 128, OHM_PLANT_NONE), fine = sample_of(circuit, 256, OHM_PLANT_NONE);
    const double t = sample_time(circuit, 0.5);
    double *w = sample_simulate(circuit, t);
    size_t steps;
    ohm_error err;
    const ohm_status status = ohm_certify_taylor(coarse.w, &steps, t, 40, coarse.balls, NULL, &err);

    /* active elements may bring the network near a singular one, where nothing is claimed, or little */
    ck_assert_msg(status == OHM_OK
                  || (circuit->device->active && (status == OHM_E_UNPROVED || status == OHM_E_PRECISION)),
                  "%s", err.text);
    if (status == OHM_OK) {
        test_ok(ohm_certify_taylor(fine.w, &steps, t, 40, fine.balls, NULL, &err), &err);
        sample_check_inside(fine.w, coarse.w, coarse.edges);
        ck_assert(circuit->device->active || sample_radius(coarse.w, coarse.edges) <= 1e-25);
        ck_assert_double_le(sample_distance(coarse.w, w, coarse.edges), FLOAT_TOL);
    }
    free(w);
    sample_free(&coarse);
    sample_free(&fine);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* alpha = 0: the charges, which know no steps, prove the same memories. */
START_TEST(charges_agree)
{
    static const unsigned plain[] = { 0, TEST_VOLTAGE,
                                     TEST_SINES | TEST_TERMINALS | TEST_PER_EDGE | TEST_POLARITY };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 3 % TEST_KINDS), plain[_i % 3], rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE), other = sample_of(circuit, 128, OHM_PLANT_NONE);
    const double t = sample_time(circuit, 0.5);
    size_t steps;
    ohm_error err;

    test_ok(ohm_certify_taylor(s.w, &steps, t, 40, s.balls, NULL, &err), &err);
    test_ok(ohm_certify_flux_charge(other.w, &steps, t, other.balls, circuit->w, NULL, &err), &err);
    for (size_t k = 0; k < s.edges; k++)
        ck_assert(arb_overlaps(s.w + k, other.w + k));
    sample_free(&s);
    sample_free(&other);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* alpha w alone: w = w0 exp(alpha t) leaves [0, 1] at a known time. */
START_TEST(a_bound_is_not_crossed)
{
    test_problem *circuit = test_problem_ring(3, 0.0);
    const double meets = log(1.0 / 0.5) / 0.25;
    size_t steps;
    ohm_error err;
    arb_t exact;

    for (size_t k = 0; k < 3; k++) {
        circuit->device->alpha[k] = 0.25;
        circuit->w[k] = 0.5;
    }
    ohm_memristors_survey(circuit->device);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);

    arb_init(exact);
    test_ok(ohm_certify_taylor(s.w, &steps, 0.999 * meets, 40, s.balls, NULL, &err), &err);
    arb_set_d(exact, 0.25 * (0.999 * meets));       /* 0.25 is a power of two: exact */
    arb_exp(exact, exact, 300);
    arb_mul_2exp_si(exact, exact, -1);
    ck_assert(arb_contains(s.w, exact));
    test_fails(ohm_certify_taylor(s.w, &steps, 1.001 * meets, 40, s.balls, NULL, &err), OHM_E_UNPROVED,
               &err, "bounds");
    arb_clear(exact);
    sample_free(&s);
    test_problem_free(circuit);
}
END_TEST

START_TEST(too_few_bits_are_said)
{
    ohm_rng *rng = test_rng(2);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, TEST_RELAX, rng);
    sample s = sample_of(circuit, 32, OHM_PLANT_NONE);
    size_t steps;
    ohm_error err;

    test_fails(ohm_certify_taylor(s.w, &steps, sample_time(circuit, 0.5), 66, s.balls, NULL, &err),
               OHM_E_PRECISION, &err, "32 bits");
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(planted_signs_are_caught)
{
    static const ohm_plant plants[] = { OHM_PLANT_DRIVE, OHM_PLANT_RATE, OHM_PLANT_SWING, OHM_PLANT_DECAY };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, features[_i / 4 % 4], rng);
    sample s = sample_of(circuit, 128, plants[_i % 4]);
    const double t = sample_time(circuit, 0.5);
    double *w = sample_simulate(circuit, t);
    size_t steps;

    if (ohm_certify_taylor(s.w, &steps, t, 40, s.balls, NULL, NULL) == OHM_OK)
        ck_assert(sample_contradicts(s.w, w, circuit->w, s.edges));
    free(w);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_is_not_covered_is_named)
{
    static const struct { unsigned feature; const char *word; } cases[] = {
        { TEST_WINDOWS, "window" }, { TEST_RECTIFIED, "polarity is 0" }
    };
    ohm_rng *rng = test_rng(4);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, cases[_i].feature, rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    size_t steps;
    ohm_error err;

    test_fails(ohm_certify_taylor(s.w, &steps, 0.1, 40, s.balls, NULL, &err), OHM_E_METHOD, &err,
               cases[_i].word);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/certify_taylor");
    TCase *cases = tcase_create("certify_taylor");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, more_bits_lie_inside, 0, FEATURES * TEST_KINDS);
    tcase_add_loop_test(cases, charges_agree, 0, 3 * TEST_KINDS);
    tcase_add_test(cases, a_bound_is_not_crossed);
    tcase_add_test(cases, too_few_bits_are_said);
    tcase_add_loop_test(cases, planted_signs_are_caught, 0, 16);
    tcase_add_loop_test(cases, what_is_not_covered_is_named, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
