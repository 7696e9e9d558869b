/* tests/certify/test_certify_fixed_point.c -- mirrors lib/certify/certify_fixed_point.c */
#include "certify/certify_fixed_point.h"
#include "certify/sample.h"

static ohm_fixed_points *
find(const test_problem *circuit)
{
    const ohm_fixed_search search = { .starts = 16, .seed = 1 };
    ohm_fixed_points *points;
    ohm_error err;

    test_ok(ohm_fixed_points_find(&points, &circuit->problem, circuit->w, &search, NULL, &err), &err);
    return points;
}

/* Every state of small passive circuits is proved, and is where the doubles say. */
START_TEST(passive_states_are_proved)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(_i % 2 ? 0.5 : -0.5, 5.0, _i / 2 % 2, false, rng);
    ohm_fixed_points *points = find(circuit);
    ohm_fixed_certificate *certificate;
    ohm_error err;

    ck_assert_uint_ge(points->count, 1);
    for (size_t i = 0; i < points->count && i < 8; i++) {
        const ohm_fixed_point *point = &points->point[i];

        test_ok(ohm_certify_fixed_point(&certificate, &circuit->problem, point, NULL, 128, &err), &err);
        ck_assert_msg(certificate->proved, "%zu: %s", i, certificate->reason);
        for (size_t k = 0; k < circuit->graph->edges; k++)
            ck_assert_double_eq_tol(strtod(certificate->w->ball[k].mid, NULL), point->w[k], 1e-9);
        ck_assert_double_le(certificate->w->max_radius, 1e-30);
        ohm_fixed_certificate_free(certificate);
    }
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* A point that is none, a kind that is wrong, a drive with the other sign: nothing is proved. */
START_TEST(what_is_false_is_not_proved)
{
    ohm_rng *rng = test_rng((unsigned long)_i / 3);
    test_problem *circuit = test_problem_resting(0.5, 5.0, false, false, rng);
    ohm_fixed_points *points = find(circuit);
    ohm_fixed_point point = points->point[0];
    ohm_fixed_certificate *certificate;
    ohm_error err;

    ck_assert(point.interior);
    if (_i % 3 == 0)
        point.w[0] += 1e-4;
    else if (_i % 3 == 1)
        point.stable = !point.stable;
    else
        for (size_t k = 0; k < circuit->graph->edges; k++)
            circuit->drive->emf[k] = -circuit->drive->emf[k];
    test_ok(ohm_certify_fixed_point(&certificate, &circuit->problem, &point, NULL, 128, &err), &err);
    ck_assert(!certificate->proved);
    ck_assert_str_ne(certificate->reason, "");
    ohm_fixed_certificate_free(certificate);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* theory 3.7, two nodes and three edges: eigenvalues 1 and (386 +- 20 i) / 221, exactly. */
START_TEST(the_smallest_focus_is_a_theorem)
{
    static const size_t tail[3] = { 0, 0, 1 }, head[3] = { 1, 1, 0 };
    static const double emf[3] = { 0.5625, -1.75, 3.5625 };
    test_problem *circuit = test_problem_ring(3, 0.0);
    ohm_fixed_certificate *certificate;
    ohm_error err;
    arb_t ball, exact;

    for (size_t k = 0; k < 3; k++) {
        const ohm_waveform wave = { emf[k], 0.0, 0.0, 0.0, NULL };

        circuit->graph->tail[k] = tail[k];
        circuit->graph->head[k] = head[k];
        circuit->device->alpha[k] = 1.0;
        circuit->device->xi[k] = 5.0;
        circuit->w[k] = 0.25 * (double)(k + 1);
        ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL);
    }
    circuit->device->sign[1] = -1;
    circuit->graph->nodes = 2;
    circuit->drive->nodes = 2;
    ohm_memristors_survey(circuit->device);
    ohm_fixed_points *points = find(circuit);

    test_ok(ohm_certify_fixed_point(&certificate, &circuit->problem, &points->point[0], NULL, 128, &err),
            &err);
    ck_assert_msg(certificate->proved, "%s", certificate->reason);
    ck_assert_int_eq(points->point[0].kind, OHM_KIND_FOCUS);
    arb_init(ball);
    arb_init(exact);
    for (size_t k = 0; k < 3; k++) {
        test_ok(ohm_ball_read(ball, certificate->re->ball[k].mid, certificate->re->ball[k].rad, 200, &err),
                &err);
        arb_set_ui(exact, k < 2 ? 386 : 221);
        arb_div_ui(exact, exact, 221, 200);
        ck_assert(arb_overlaps(ball, exact));
        test_ok(ohm_ball_read(ball, certificate->im->ball[k].mid, certificate->im->ball[k].rad, 200, &err),
                &err);
        arb_set_ui(exact, k < 2 ? 20 : 0);
        arb_div_ui(exact, exact, 221, 200);
        arb_abs(ball, ball);
        ck_assert(arb_overlaps(ball, exact));
    }
    arb_clear(ball);
    arb_clear(exact);
    ohm_fixed_certificate_free(certificate);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/certify_fixed_point");
    TCase *cases = tcase_create("certify_fixed_point");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, passive_states_are_proved, 0, 8);
    tcase_add_loop_test(cases, what_is_false_is_not_proved, 0, 6);
    tcase_add_test(cases, the_smallest_focus_is_a_theorem);
    suite_add_tcase(suite, cases);
    return suite;
}
