/* tests/certify/test_flux_point.c -- mirrors lib/certify/flux_point.c */
#include "certify/flux_point.h"
#include "certify/sample.h"

/* From a point that was moved on purpose the enclosure still holds the memories found without:
 * it is the residual that speaks, not the quality of the guess. */
START_TEST(a_worse_point_gives_a_wider_ball)
{
    static const unsigned features[] = { 0, TEST_PER_EDGE, TEST_VOLTAGE };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 3 % TEST_KINDS), features[_i % 3], rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    arb_ptr wide = _arb_vec_init((slong)s.edges);
    const double t = sample_time(circuit, 1.0);
    const ohm_forest *forest = s.balls->forest;
    ohm_flux_point *point;
    ohm_error err;

    test_ok(ohm_flux_point_alloc(&point, s.balls, circuit->w, &err), &err);
    test_ok(ohm_flux_point_at(point, t, 128, &err), &err);
    test_ok(ohm_flux_point_enclose(s.w, point, 128, &err), &err);
    if (forest->chords > 0) {
        const size_t k = forest->chord[ohm_rng_below(rng, forest->chords)];
        arb_t shift;

        arb_init(shift);
        arb_set_d(shift, 1e-6);
        arb_add(point->charge + k, point->charge + k, shift, 128);
        ohm_ball_circuit_complete(point->charge, point->injected, 1, point->kirchhoff->need, s.balls, 128);
        ohm_flux_point_measure(point, 128);
        test_ok(ohm_flux_point_enclose(wide, point, 128, &err), &err);
        for (size_t e = 0; e < s.edges; e++)
            ck_assert(arb_contains(wide + e, s.w + e) || s.balls->bridge[e]);
        ck_assert_double_ge(ohm_ball_radius(wide + k), 1e-8);
        arb_clear(shift);
    }
    ohm_flux_point_free(point);
    _arb_vec_clear(wide, (slong)s.edges);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* At t = 0 nothing has flowed. */
START_TEST(the_beginning_is_the_beginning)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_SINES | TEST_TERMINALS,
                                              rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    ohm_flux_point *point;
    ohm_error err;

    test_ok(ohm_flux_point_alloc(&point, s.balls, circuit->w, &err), &err);
    test_ok(ohm_flux_point_at(point, 0.0, 128, &err), &err);
    test_ok(ohm_flux_point_enclose(s.w, point, 128, &err), &err);
    for (size_t k = 0; k < s.edges; k++)
        ck_assert(arb_contains(s.w + k, s.balls->w0 + k));
    ohm_flux_point_free(point);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/flux_point");
    TCase *cases = tcase_create("flux_point");

    tcase_add_loop_test(cases, a_worse_point_gives_a_wider_ball, 0, 3 * TEST_KINDS);
    tcase_add_loop_test(cases, the_beginning_is_the_beginning, 0, TEST_KINDS);
    suite_add_tcase(suite, cases);
    return suite;
}
