/* tests/learning/test_fluidic_update.c -- mirrors lib/learning/fluidic_update.c */
#include "learning/fluidic_sample.h"

#include <math.h>

static fluidic_sample s;
static ohm_error err;

/* Each optimizer's training of the regression network, on all kinds of weights in turn. */
typedef struct {
    ohm_fluidic_optimizer optimizer;
    ohm_fluidic_kind kind;
    double rate;
    size_t steps;
    double below;               /* share of the first cost that is left at most */
} course;

static const course COURSES[] = {
    { OHM_FLUIDIC_STEEPEST, OHM_FLUIDIC_LENGTH, 1.0, 100, 0.1 },
    { OHM_FLUIDIC_LINE_SEARCH, OHM_FLUIDIC_LENGTH, 1.0, 60, 0.01 },
    { OHM_FLUIDIC_ADAM, OHM_FLUIDIC_LENGTH, 0.3, 100, 0.01 },
    { OHM_FLUIDIC_GAUSS_NEWTON, OHM_FLUIDIC_LENGTH, 1.0, 20, 1e-6 },
    { OHM_FLUIDIC_LINE_SEARCH, OHM_FLUIDIC_RADIUS_BASE, 400.0, 60, 0.01 },
    { OHM_FLUIDIC_ADAM, OHM_FLUIDIC_RADIUS_BASE, 3.0, 100, 0.01 },
    { OHM_FLUIDIC_LINE_SEARCH, OHM_FLUIDIC_PRESSURE, 1e-4, 60, 0.05 },
    { OHM_FLUIDIC_GAUSS_NEWTON, OHM_FLUIDIC_DENSITY, 1.0, 20, 1e-2 }
};

START_TEST(optimizers_lower_the_cost)
{
    const course *c = &COURSES[_i];
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run;

    sample_regression(&s, 16);
    ohm_fluidic_plan_defaults(&plan);
    plan.kinds[OHM_FLUIDIC_LENGTH] = false;
    plan.kinds[c->kind] = true;
    plan.rate[c->kind] = c->rate;
    plan.optimizer = c->optimizer;
    plan.steps = c->steps;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert_msg(run->cost[run->steps] <= c->below * run->cost[0], "%g of %g is left after %zu steps (%s)",
                  run->cost[run->steps], run->cost[0], run->steps, run->reason);
    if (c->optimizer == OHM_FLUIDIC_LINE_SEARCH || c->optimizer == OHM_FLUIDIC_GAUSS_NEWTON)
        for (size_t k = 1; k <= run->steps; k++)
            ck_assert_double_le(run->cost[k], run->cost[k - 1] * (1.0 + 1e-12));
    ohm_fluidic_run_free(run);
    sample_free(&s);
}
END_TEST

/* Pairs of kinds step each at its own rate: one step of steepest descent on both is the two
 * single steps together. */
START_TEST(pairs_are_two_kinds)
{
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run[3];

    for (int which = 0; which < 3; which++) {
        sample_divider(&s, 4.0);
        ohm_fluidic_plan_defaults(&plan);
        plan.kinds[OHM_FLUIDIC_LENGTH] = which != 1;
        plan.kinds[OHM_FLUIDIC_PRESSURE] = which != 0;
        plan.rate[OHM_FLUIDIC_PRESSURE] = 1e-3;
        plan.steps = 1;
        test_ok(ohm_fluidic_train(&run[which], s.network, &s.samples, &plan, NULL, &err), &err);
        sample_free(&s);
    }
    ck_assert_uint_eq(run[2]->weights, 5);
    for (int w = 0; w < 5; w++)
        ck_assert(run[2]->weight[w] == (w < 2 ? run[0]->weight[w] : run[1]->weight[w - 2]));
    for (int which = 0; which < 3; which++)
        ohm_fluidic_run_free(run[which]);
}
END_TEST

/* Gauss-Newton from the normal equations (19 residuals, 2 weights): the resistor-free
 * optimum of lengths alone on the unrepresentable regression, found independently. */
START_TEST(least_squares_reach_the_known_optimum)
{
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run;

    sample_divider(&s, 0.0);
    s.samples.count = 19;
    for (int j = 0; j < 19; j++) {
        const double x = -3.0 + 6.0 * j / 18.0;

        s.held[3 * j] = 5.0;
        s.held[3 * j + 1] = 0.0;
        s.held[3 * j + 2] = x;
        s.label[j] = 0.4 * x + 1.0;
    }
    ohm_fluidic_plan_defaults(&plan);
    plan.optimizer = OHM_FLUIDIC_GAUSS_NEWTON;
    plan.steps = 60;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert_double_eq_tol(run->cost[run->steps], 0.3962731, 1e-7);
    ck_assert_double_eq_tol(run->weight[0] / run->weight[1], 2.631814, 1e-5);
    ohm_fluidic_run_free(run);
    sample_free(&s);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/fluidic_update");
    TCase *cases = tcase_create("update");

    tcase_add_loop_test(cases, optimizers_lower_the_cost, 0, sizeof COURSES / sizeof *COURSES);
    tcase_add_test(cases, pairs_are_two_kinds);
    tcase_add_test(cases, least_squares_reach_the_known_optimum);
    suite_add_tcase(suite, cases);
    return suite;
}
