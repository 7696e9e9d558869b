/* tests/learning/test_fluidic_cost.c -- mirrors lib/learning/fluidic_cost.c */
#include "learning/fluidic_sample.h"

#include <math.h>

static fluidic_sample s;
static ohm_error err;

/* MSE of the untrained regression network on linspace(1, 4) of 16, found independently. */
START_TEST(cost_is_the_mean_over_samples)
{
    double cost, again, output[16];

    sample_regression(&s, 16);
    for (int j = 0; j < 16; j++) {
        const double x = 1.0 + 3.0 * j / 15.0;

        s.held[10 * j + 6] = x;
        s.label[j] = 0.2 * x + 0.3;
    }
    test_ok(ohm_fluidic_cost(&cost, output, s.network, &s.samples, &err), &err);
    ck_assert_double_eq_tol(cost, 1.620131525692, 1e-12);
    again = 0.0;
    for (int j = 0; j < 16; j++)
        again += (output[j] - s.label[j]) * (output[j] - s.label[j]) / 16.0;
    ck_assert_double_eq_tol(again, cost, 1e-14);
    s.minus[0] = 6;                     /* a difference of two potentials */
    for (int j = 0; j < 16; j++)
        s.label[j] -= s.held[10 * j + 6];
    test_ok(ohm_fluidic_cost(&again, NULL, s.network, &s.samples, &err), &err);
    ck_assert_double_eq_tol(again, cost, 1e-12);
    sample_free(&s);
}
END_TEST

/* 0.4 x + 1 for 19 x in [-3, 3] between 5 V and x: 6/95 whatever the conductances. */
START_TEST(floor_is_that_of_the_maximum_principle)
{
    size_t outside, worst;

    sample_divider(&s, 0.0);
    s.samples.count = 19;
    for (int j = 0; j < 19; j++) {
        const double x = -3.0 + 6.0 * j / 18.0;

        s.held[3 * j] = 5.0;
        s.held[3 * j + 1] = 0.0;
        s.held[3 * j + 2] = x;
        s.label[j] = 0.4 * x + 1.0;
    }
    ck_assert_double_eq_tol(ohm_fluidic_floor(&outside, &worst, s.network, &s.samples), 6.0 / 95.0, 1e-15);
    ck_assert_uint_eq(outside, 4);
    ck_assert_uint_eq(worst, 18);
    s.minus[0] = 0;                     /* differences are not bounded so */
    ck_assert(ohm_fluidic_floor(&outside, &worst, s.network, &s.samples) == 0.0 && outside == 0);
    sample_free(&s);
}
END_TEST

/* Both gradients at the divider; forward differences are off by their step, 1e-3 um. */
START_TEST(forward_differences_approach_the_adjoint)
{
    ohm_fluidic_plan plan;
    ohm_fluidic_run *exact, *forward;

    sample_divider(&s, 4.0);
    ohm_fluidic_plan_defaults(&plan);
    test_ok(ohm_fluidic_train(&exact, s.network, &s.samples, &plan, NULL, &err), &err);
    plan.gradient = OHM_FLUIDIC_FORWARD;
    test_ok(ohm_fluidic_train(&forward, s.network, &s.samples, &plan, NULL, &err), &err);
    for (int w = 0; w < 2; w++) {
        ck_assert_double_ne(exact->gradient[w], forward->gradient[w]);
        ck_assert(test_close(exact->gradient[w], forward->gradient[w], 1e-3));
    }
    ohm_fluidic_run_free(exact);
    ohm_fluidic_run_free(forward);
    sample_free(&s);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/fluidic_cost");
    TCase *cases = tcase_create("cost");

    tcase_add_test(cases, cost_is_the_mean_over_samples);
    tcase_add_test(cases, floor_is_that_of_the_maximum_principle);
    tcase_add_test(cases, forward_differences_approach_the_adjoint);
    suite_add_tcase(suite, cases);
    return suite;
}
