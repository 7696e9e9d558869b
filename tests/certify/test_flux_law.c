/* tests/certify/test_flux_law.c -- mirrors lib/certify/flux_law.c */
#include "certify/flux_law.h"
#include "certify/sample.h"

enum { BITS = 128, ORDERS = 5 };

/* Along q0 + s: Phi' has slope R(w), w has slope -c (times 1 + xi w under voltage control), and
 * the charge of a memory leads back to it. */
START_TEST(slopes_are_resistances)
{
    static const unsigned features[] = { TEST_PER_EDGE | TEST_POLARITY,
                                        TEST_VOLTAGE | TEST_PER_EDGE | TEST_POLARITY };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_CONNECTED, features[_i % 2], rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    arb_ptr q = _arb_vec_init(ORDERS), w = _arb_vec_init(ORDERS), flux = _arb_vec_init(ORDERS);
    arb_t r, slope;

    arb_init(r);
    arb_init(slope);
    for (size_t k = 0; k < s.edges; k++) {
        const double target = ohm_rng_between(rng, 0.1, 0.9);

        arb_set_d(q, ohm_flux_law_charge(target, k, s.balls));
        arb_one(q + 1);
        ohm_flux_law(w, flux, q, ORDERS, k, s.balls, BITS);
        ck_assert_double_eq_tol(ohm_ball_middle(w), target, 1e-13);
        ohm_flux_law_resistance(r, w, k, s.balls, BITS);
        ck_assert(arb_overlaps(r, flux + 1));
        arb_neg(slope, s.balls->rate + k);
        if (_i % 2)
            arb_mul(slope, slope, r, BITS), arb_div(slope, slope, s.balls->r_on + k, BITS);
        ck_assert(arb_overlaps(slope, w + 1));
        ck_assert_double_le(ohm_ball_radius(flux + 1), 1e-30);
        arb_zero(q);                                /* no charge, no flux, the memory it began with */
        ohm_flux_law(w, flux, q, 1, k, s.balls, BITS);
        ck_assert(arb_contains_zero(flux) && arb_overlaps(w, s.balls->w0 + k));
    }
    arb_clear(r);
    arb_clear(slope);
    _arb_vec_clear(q, ORDERS);
    _arb_vec_clear(w, ORDERS);
    _arb_vec_clear(flux, ORDERS);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/flux_law");
    TCase *cases = tcase_create("flux_law");

    tcase_add_loop_test(cases, slopes_are_resistances, 0, 12);
    suite_add_tcase(suite, cases);
    return suite;
}
