/* tests/certify/test_taylor_defect.c -- mirrors lib/certify/taylor_defect.c */
#include "certify/taylor_defect.h"
#include "certify/certify_taylor.h"
#include "certify/sample.h"

enum { BITS = 160, ORDER = 60 };

static const unsigned features[] = { TEST_RELAX | TEST_PER_EDGE | TEST_POLARITY, TEST_SINES | TEST_TERMINALS,
                                    TEST_VOLTAGE | TEST_RELAX, TEST_ACTIVE };

/* A trajectory that begins at a distance from the polynomial stays as near as the bound says:
 * the end of one that begins elsewhere, enclosed by itself, against polynomial and bound. */
START_TEST(a_distance_at_the_start_is_bounded_at_the_end)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_BARE), features[_i % 4], rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    const double h = fmin(0.03125, sample_time(circuit, 0.03125));
    ohm_taylor_defect *defect;
    ohm_taylor_jet *jet;
    size_t edge, steps;
    mag_t error, length, away;
    arb_t t, value;
    ohm_error err;

    arb_init(t);
    arb_init(value);
    mag_init(error);
    mag_init(length);
    mag_init(away);
    mag_set_d(length, h);
    test_ok(ohm_taylor_jet_alloc(&jet, s.balls, ORDER, &err), &err);
    test_ok(ohm_taylor_defect_alloc(&defect, s.balls, &err), &err);
    test_ok(ohm_taylor_jet_make(jet, t, s.balls->w0, BITS, &err), &err);
    for (size_t k = 0; k < s.edges; k++) {          /* another start: w0 + 1e-6, and its distance */
        circuit->w[k] += 1e-6 * ohm_rng_between(rng, -1.0, 1.0);
        arb_set_d(s.w + k, circuit->w[k]);
        arb_sub(s.w + k, s.w + k, s.balls->w0 + k, BITS);
        arb_get_mag(arb_radref(s.w + k), s.w + k);
    }
    ohm_taylor_defect_norm(error, s.w, defect);
    ohm_taylor_defect_prepare(defect, t, length, jet);
    const ohm_status status = ohm_taylor_defect_bound(error, &edge, length, jet, defect, &err);

    ck_assert_msg(status == OHM_OK || circuit->device->active, "%s", err.text);
    if (status == OHM_OK) {
        sample other = sample_of(circuit, BITS, OHM_PLANT_NONE);

        test_ok(ohm_certify_taylor(other.w, &steps, h, 40, other.balls, NULL, &err), &err);
        arb_set_d(t, h);
        for (size_t k = 0; k < s.edges; k++) {
            arb_zero(value);
            for (size_t j = jet->stride; j-- > 0;) {
                arb_mul(value, value, t, BITS);
                arb_add(value, value, jet->w + k * jet->stride + j, BITS);
            }
            arb_sub(value, value, other.w + k, BITS);
            mag_mul(away, error, defect->unit + k);
            ck_assert_double_le(fabs(ohm_ball_middle(value)), mag_get_d(away));
        }
        sample_free(&other);
    }
    arb_clear(t);
    arb_clear(value);
    mag_clear(error);
    mag_clear(length);
    mag_clear(away);
    ohm_taylor_defect_free(defect);
    ohm_taylor_jet_free(jet);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Far beyond the radius of convergence nothing closes. */
START_TEST(a_step_too_long_is_not_proved)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, TEST_RELAX, rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    ohm_taylor_defect *defect;
    ohm_taylor_jet *jet;
    size_t edge;
    mag_t error, length;
    arb_t t;
    ohm_error err;

    arb_init(t);
    mag_init(error);
    mag_init(length);
    mag_set_d(length, 1e3);
    test_ok(ohm_taylor_jet_alloc(&jet, s.balls, ORDER, &err), &err);
    test_ok(ohm_taylor_defect_alloc(&defect, s.balls, &err), &err);
    test_ok(ohm_taylor_jet_make(jet, t, s.balls->w0, BITS, &err), &err);
    ohm_taylor_defect_prepare(defect, t, length, jet);
    ck_assert_int_eq(ohm_taylor_defect_bound(error, &edge, length, jet, defect, &err), OHM_E_UNPROVED);
    arb_clear(t);
    mag_clear(error);
    mag_clear(length);
    ohm_taylor_defect_free(defect);
    ohm_taylor_jet_free(jet);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/taylor_defect");
    TCase *cases = tcase_create("taylor_defect");

    tcase_set_timeout(cases, 30.0);
    tcase_add_loop_test(cases, a_distance_at_the_start_is_bounded_at_the_end, 0, 4 * TEST_BARE);
    tcase_add_loop_test(cases, a_step_too_long_is_not_proved, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
