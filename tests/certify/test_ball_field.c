/* tests/certify/test_ball_field.c -- mirrors lib/certify/ball_field.c */
#include "certify/ball_field.h"
#include "certify/sample.h"
#include "dynamics/flow.h"

enum { BITS = 256 };

static const unsigned features[] = {
    TEST_RELAX, TEST_RELAX | TEST_PER_EDGE | TEST_POLARITY | TEST_TERMINALS,
    TEST_VOLTAGE | TEST_PER_EDGE | TEST_RELAX,
    TEST_ACTIVE | TEST_RELAX, TEST_ACTIVE | TEST_VOLTAGE | TEST_PER_EDGE
};
enum { FEATURES = sizeof features / sizeof features[0] };

/* F against the right-hand side in doubles; J against the difference of two F that are 2^-70
 * apart; and the trace of J against that of its core. */
START_TEST(field_and_jacobian_agree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURES % TEST_BARE),
                                              features[_i % FEATURES], rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    const slong m = (slong)s.edges;
    size_t *place = malloc((s.edges + 1) * sizeof *place);
    double *dwdt = malloc((s.edges + 1) * sizeof *dwdt);
    arb_ptr before = _arb_vec_init(m);
    ohm_ball_field *field;
    ohm_flow *flow;
    arb_mat_t j, way, image;
    ohm_error err;

    arb_mat_init(j, m, m);
    arb_mat_init(way, m, 1);
    arb_mat_init(image, m, 1);
    test_ok(ohm_ball_field_alloc(&field, s.balls, &err), &err);
    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    if (ohm_ball_field_at(field, s.balls->w0, NULL) == OHM_OK && ohm_flow_rhs(dwdt, 0.0, circuit->w, flow,
                                                                              NULL) == OHM_OK) {
        for (size_t k = 0; k < s.edges; k++) {
            place[k] = k;
            arb_set(before + k, field->drift + k);
            ck_assert_double_le(fabs(ohm_ball_middle(before + k) - dwdt[k]), 1e-9 * (1.0 + fabs(dwdt[k])));
            arb_set_d(arb_mat_entry(way, (slong)k, 0), ohm_rng_between(rng, -1.0, 1.0));
            arb_mul_2exp_si(arb_mat_entry(way, (slong)k, 0), arb_mat_entry(way, (slong)k, 0), -70);
            arb_add(s.w + k, s.balls->w0 + k, arb_mat_entry(way, (slong)k, 0), BITS);
        }
        ohm_ball_field_jacobian(j, place, s.edges, field);
        arb_mat_mul(image, j, way, BITS);
        if (circuit->device->control == OHM_CONTROL_CURRENT && !(features[_i % FEATURES] & TEST_PER_EDGE)) {
            const slong l = (slong)field->cycles->rows;
            arb_mat_t core;
            arb_t trace, other;

            arb_init(trace);
            arb_init(other);
            arb_mat_init(core, l, l);
            test_ok(ohm_ball_field_core(core, place, s.edges, field, &err), &err);
            arb_mat_trace(trace, core, BITS);
            for (size_t k = 0; k < s.edges; k++)
                arb_add(trace, trace, s.balls->alpha + k, BITS);
            arb_mat_trace(other, j, BITS);
            ck_assert(arb_overlaps(trace, other));
            arb_mat_clear(core);
            arb_clear(trace);
            arb_clear(other);
        }
        test_ok(ohm_ball_field_at(field, s.w, &err), &err);
        for (size_t k = 0; k < s.edges; k++) {
            arb_sub(before + k, field->drift + k, before + k, BITS);
            arb_sub(before + k, before + k, arb_mat_entry(image, (slong)k, 0), BITS);
            /* second order: (2^-70)^2 = 7e-43 times second derivatives */
            ck_assert_double_le(ohm_ball_magnitude(before + k), 1e-30);
        }
    } else {
        ck_assert(circuit->device->active);
    }
    free(place);
    free(dwdt);
    ohm_flow_free(flow);
    ohm_ball_field_free(field);
    arb_mat_clear(j);
    arb_mat_clear(way);
    arb_mat_clear(image);
    _arb_vec_clear(before, m);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_is_not_covered_is_named)
{
    static const struct { unsigned feature; const char *word; } cases[] = {
        { TEST_WINDOWS, "window" }, { TEST_RECTIFIED, "polarity is 0" }, { TEST_SINES, "drive moves" }
    };
    ohm_rng *rng = test_rng(4);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, cases[_i].feature, rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    ohm_ball_field *field;
    ohm_error err;

    test_fails(ohm_ball_field_alloc(&field, s.balls, &err), OHM_E_METHOD, &err, cases[_i].word);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_field");
    TCase *cases = tcase_create("ball_field");

    tcase_add_loop_test(cases, field_and_jacobian_agree, 0, FEATURES * TEST_BARE);
    tcase_add_loop_test(cases, what_is_not_covered_is_named, 0, 3);
    suite_add_tcase(suite, cases);
    return suite;
}
