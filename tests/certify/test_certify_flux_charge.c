/* tests/certify/test_certify_flux_charge.c -- mirrors lib/certify/certify_flux_charge.c */
#include "certify/certify_flux_charge.h"
#include "certify/sample.h"
#include "topology/families_classic.h"

/* What simulate leaves at its tightest: 1e-12, times the few units a memory moves. */
static const double FLOAT_TOL = 1e-10;

static const unsigned features[] = {
    0, TEST_PER_EDGE, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS, TEST_SINES,
    TEST_TERMINALS | TEST_SINES | TEST_PER_EDGE,
    TEST_VOLTAGE | TEST_PER_EDGE, TEST_VOLTAGE | TEST_SINES | TEST_TERMINALS
};
enum { FEATURES = sizeof features / sizeof features[0] };

/* Twice the bits lie inside, the radius is rounding, and the doubles agree. */
START_TEST(more_bits_lie_inside)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURES % TEST_KINDS),
                                              features[_i % FEATURES], rng);
    sample coarse = sample_of(circuit, 128, OHM_PLANT_NONE), fine = sample_of(circuit, 256, OHM_PLANT_NONE);
    const double t = sample_time(circuit, 1.0);
    double *w = sample_simulate(circuit, t);
    size_t pieces;
    ohm_error err;

    test_ok(ohm_certify_flux_charge(coarse.w, &pieces, t, coarse.balls, circuit->w, NULL, &err), &err);
    ck_assert_uint_ge(pieces, 1);
    test_ok(ohm_certify_flux_charge(fine.w, &pieces, t, fine.balls, circuit->w, NULL, &err), &err);
    sample_check_inside(fine.w, coarse.w, coarse.edges);
    ck_assert_double_le(sample_radius(coarse.w, coarse.edges), 1e-32);
    ck_assert_double_le(sample_distance(coarse.w, w, coarse.edges), FLOAT_TOL);
    free(w);
    sample_free(&coarse);
    sample_free(&fine);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* B w = B w0 in balls (theory 3.1): both sides overlap at every node. */
START_TEST(cuts_keep_their_sum)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, 0, rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    size_t pieces;
    ohm_error err;
    arb_t sum;

    arb_init(sum);
    test_ok(ohm_certify_flux_charge(s.w, &pieces, sample_time(circuit, 1.0), s.balls, circuit->w, NULL, &err),
            &err);
    for (size_t v = 0; v < circuit->graph->nodes; v++) {
        arb_zero(sum);
        for (size_t k = 0; k < s.edges; k++) {
            arb_sub(s.w + k, s.w + k, s.balls->w0 + k, 128);
            if (circuit->graph->head[k] == v)
                arb_add(sum, sum, s.w + k, 128);
            if (circuit->graph->tail[k] == v)
                arb_sub(sum, sum, s.w + k, 128);
            arb_add(s.w + k, s.w + k, s.balls->w0 + k, 128);
        }
        ck_assert(arb_contains_zero(sum));
        ck_assert_double_le(ohm_ball_radius(sum), 1e-30);
    }
    arb_clear(sum);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* A ring with one EMF s runs into w = 0: w = 1/2 - q falls by 1/2 at the flux
 * m (q + xi (q/2 - q^2/2)) = m (1/2 + xi/8).  Before that it is proved, after it never. */
START_TEST(a_path_to_a_bound_is_not_proved)
{
    enum { M = 4 };
    test_problem *circuit = test_problem_ring(M, 1.0);

    for (size_t k = 0; k < M; k++)
        circuit->w[k] = 0.5;
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    const double meets = M * (0.5 + circuit->device->xi[0] / 8.0);
    size_t pieces;
    ohm_error err;

    test_ok(ohm_certify_flux_charge(s.w, &pieces, 0.999 * meets, s.balls, circuit->w, NULL, &err), &err);
    for (double t = 1.001 * meets; t < 10.0 * meets; t *= 2.0)
        test_fails(ohm_certify_flux_charge(s.w, &pieces, t, s.balls, circuit->w, NULL, &err), OHM_E_UNPROVED,
                   &err, "edge");
    sample_free(&s);
    test_problem_free(circuit);
}
END_TEST

/* There and back again: the end of a full period is the beginning, whose memory is inside, but
 * the path is not, and only the path's proof can know. */
START_TEST(a_bound_met_on_the_way_is_seen)
{
    test_problem *circuit = test_problem_ring(2, 0.0);
    const double reach = 2.0 * (0.5 + circuit->device->xi[0] / 8.0);
    const ohm_waveform wave = { 0.0, (_i ? 1.02 : 0.98) * 3.14159265358979 * reach, 1.0, 0.0, NULL };
    size_t pieces;
    ohm_error err;

    circuit->w[0] = circuit->w[1] = 0.5;
    /* int_0^(1/2) A sin(2 pi t) dt = A / pi */
    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, &err), &err);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);

    if (_i == 0) {
        test_ok(ohm_certify_flux_charge(s.w, &pieces, 1.0, s.balls, circuit->w, NULL, &err), &err);
        ck_assert_double_le(sample_distance(s.w, circuit->w, s.edges), 1e-15);
    } else {
        test_fails(ohm_certify_flux_charge(s.w, &pieces, 1.0, s.balls, circuit->w, NULL, &err),
                   OHM_E_UNPROVED, &err, "bound");
    }
    sample_free(&s);
    test_problem_free(circuit);
}
END_TEST

/* A wrong sign: either nothing is proved, or the doubles contradict it. */
START_TEST(planted_signs_are_caught)
{
    static const ohm_plant plants[] = { OHM_PLANT_DRIVE, OHM_PLANT_RATE, OHM_PLANT_SWING };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, features[_i / 3 % FEATURES], rng);
    sample s = sample_of(circuit, 128, plants[_i % 3]);
    const double t = sample_time(circuit, 1.0);
    double *w = sample_simulate(circuit, t);
    size_t pieces;

    if (ohm_certify_flux_charge(s.w, &pieces, t, s.balls, circuit->w, NULL, NULL) == OHM_OK)
        ck_assert(sample_contradicts(s.w, w, circuit->w, s.edges));
    free(w);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_the_law_does_not_cover_is_named)
{
    static const struct { unsigned feature; const char *word; } cases[] = {
        { TEST_RELAX, "alpha" }, { TEST_WINDOWS, "window" }, { TEST_RECTIFIED, "polarity is 0" },
            { TEST_ACTIVE, "active" }
    };
    ohm_rng *rng = test_rng(4);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, cases[_i].feature, rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    size_t pieces;
    ohm_error err;

    test_fails(ohm_certify_flux_charge(s.w, &pieces, 0.1, s.balls, circuit->w, NULL, &err), OHM_E_METHOD,
               &err, cases[_i].word);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/certify_flux_charge");
    TCase *cases = tcase_create("certify_flux_charge");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, more_bits_lie_inside, 0, FEATURES * TEST_KINDS);
    tcase_add_loop_test(cases, cuts_keep_their_sum, 0, 4);
    tcase_add_test(cases, a_path_to_a_bound_is_not_proved);
    tcase_add_loop_test(cases, a_bound_met_on_the_way_is_seen, 0, 2);
    tcase_add_loop_test(cases, planted_signs_are_caught, 0, 3 * FEATURES);
    tcase_add_loop_test(cases, what_the_law_does_not_cover_is_named, 0, 4);
    suite_add_tcase(suite, cases);
    return suite;
}
