/* tests/learning/test_fluidic_train.c -- mirrors lib/learning/fluidic_train.c */
#include "learning/fluidic_sample.h"

#include <math.h>
#include <string.h>

static fluidic_sample s;
static ohm_error err;

/* The author's rates at the uniform divider: 3 V and 4 V with C < 1e-4 V^2 in 20 steps of
 * forward differences, and C/C0 < 1e-6 in 30 of the adjoint. */
typedef struct {
    ohm_fluidic_kind kind;
    double alpha, desired;
} published;

static const published PUBLISHED[] = {
    { OHM_FLUIDIC_LENGTH, 3e-6, 3.0 }, { OHM_FLUIDIC_RADIUS_BASE, 3e-6, 3.0 },
    { OHM_FLUIDIC_PRESSURE, 100.0, 3.0 }, { OHM_FLUIDIC_DENSITY, 5e-4, 3.0 },
    { OHM_FLUIDIC_LENGTH, 2e-6, 4.0 }, { OHM_FLUIDIC_RADIUS_BASE, 3.5e-6, 4.0 },
    { OHM_FLUIDIC_PRESSURE, 100.0, 4.0 }, { OHM_FLUIDIC_DENSITY, 5e-4, 4.0 }
};

static void
plan_published(ohm_fluidic_plan *plan, const published *p)
{
    ohm_fluidic_plan_defaults(plan);
    plan->kinds[OHM_FLUIDIC_LENGTH] = false;
    plan->kinds[p->kind] = true;
    plan->rate[p->kind] = ohm_fluidic_author_rate(p->kind, p->alpha);
}

START_TEST(published_training_curves)
{
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run;

    sample_divider(&s, PUBLISHED[_i].desired);
    plan_published(&plan, &PUBLISHED[_i]);
    plan.gradient = OHM_FLUIDIC_FORWARD;
    plan.steps = 20;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert_double_lt(run->cost[20], 1e-4);
    ck_assert_uint_eq(run->passes, 20 * (1 + run->weights));
    ohm_fluidic_run_free(run);
    sample_free(&s);
    sample_divider(&s, PUBLISHED[_i].desired);
    plan_published(&plan, &PUBLISHED[_i]);
    plan.steps = 30;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert_double_lt(run->cost[30], 1e-6 * run->cost[0]);
    ohm_fluidic_run_free(run);
    sample_free(&s);
}
END_TEST

/* The regression that can be represented: below 1e-4 V^2 after 400 steps at 1 um^2/V^2, one
 * sample a step or all. */
START_TEST(regression_is_learnt)
{
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run;

    sample_regression(&s, _i == 0 ? 400 : 16);
    ohm_fluidic_plan_defaults(&plan);
    plan.steps = 400;
    plan.batch = _i == 0 ? 1 : 0;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert_double_lt(run->cost[400], 1e-4);
    ck_assert_uint_eq(run->validity.maximum_principle, 0);
    ohm_fluidic_run_free(run);
    sample_free(&s);
}
END_TEST

/* The same seed draws the same order; another draws another. */
START_TEST(orders_hang_on_the_seed)
{
    double last[3];

    for (int which = 0; which < 3; which++) {
        ohm_fluidic_plan plan;
        ohm_fluidic_run *run;

        sample_regression(&s, 20);
        ohm_fluidic_plan_defaults(&plan);
        plan.steps = 30;
        plan.batch = 3;
        plan.shuffled = true;
        plan.seed = which == 2 ? 8 : 7;
        test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
        last[which] = run->cost[30];
        ohm_fluidic_run_free(run);
        sample_free(&s);
    }
    ck_assert(last[0] == last[1] && last[0] != last[2]);
}
END_TEST

/* A rate far too large drives a length below 0: the run stops there with what was good. */
START_TEST(a_weight_out_of_bounds_stops_the_run)
{
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run;

    sample_divider(&s, 4.0);
    ohm_fluidic_plan_defaults(&plan);
    plan.rate[OHM_FLUIDIC_LENGTH] = 1e3;
    plan.steps = 20;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert(run->stopped && run->steps < 20);
    ck_assert_msg(strstr(run->reason, "edge ") != NULL && strstr(run->reason, "length = -") != NULL, "%s",
                  run->reason);
    ck_assert(run->weight[0] > 0.0 && run->weight[1] > 0.0);
    ck_assert(memcmp(run->weight, ohm_fluidic_values(s.network, OHM_FLUIDIC_LENGTH),
                     2 * sizeof(double)) == 0);
    ohm_fluidic_run_free(run);
    sample_free(&s);
    sample_divider(&s, 4.0);            /* bounds of one's own */
    plan.rate[OHM_FLUIDIC_LENGTH] = 2.0;
    plan.low[OHM_FLUIDIC_LENGTH] = 9.5;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert(run->stopped && run->weight[0] > 9.5 && strstr(run->reason, "[9.5, inf]") != NULL);
    ohm_fluidic_run_free(run);
    plan.clip = true;                   /* or stay at them */
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert(!run->stopped && run->steps == 20 && run->weight[0] == 9.5 && run->cost[20] < run->cost[0]);
    ohm_fluidic_run_free(run);
    plan.low[OHM_FLUIDIC_LENGTH] = 0.0;
    test_fails(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), OHM_E_METHOD, &err,
               "above 0");
    sample_free(&s);
}
END_TEST

static ohm_status
count_steps(void *data, size_t step, double cost, const double *weight, const double *potential, ohm_error *e)
{
    size_t *seen = data;

    (void)e;
    ck_assert(step == *seen && cost >= 0.0 && weight[0] > 0.0 && potential[0] == 5.0);
    ++*seen;
    return OHM_OK;
}

START_TEST(watches_see_every_step_and_bad_plans_are_refused)
{
    ohm_fluidic_plan plan, bad;
    ohm_fluidic_run *run;
    size_t seen = 0;
    volatile sig_atomic_t stop = 1;
    const ohm_control control = { .stop = &stop };

    sample_divider(&s, 4.0);
    ohm_fluidic_plan_defaults(&plan);
    plan.steps = 7;
    plan.watch = count_steps;
    plan.watch_data = &seen;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, NULL, &err), &err);
    ck_assert_uint_eq(seen, 8);
    ohm_fluidic_run_free(run);
    plan.watch = NULL;
    test_ok(ohm_fluidic_train(&run, s.network, &s.samples, &plan, &control, &err), &err);
    ck_assert(run->interrupted && run->stopped && run->steps == 1);
    ohm_fluidic_run_free(run);
    bad = plan;
    bad.rate[OHM_FLUIDIC_LENGTH] = 0.0;
    test_fails(ohm_fluidic_train(&run, s.network, &s.samples, &bad, NULL, &err), OHM_E_ARG, &err, "rate 0");
    bad = plan;
    bad.kinds[OHM_FLUIDIC_LENGTH] = false;
    test_fails(ohm_fluidic_train(&run, s.network, &s.samples, &bad, NULL, &err), OHM_E_ARG, &err, "no kind");
    bad = plan;
    bad.batch = 2;
    test_fails(ohm_fluidic_train(&run, s.network, &s.samples, &bad, NULL, &err), OHM_E_ARG, &err,
               "batch of 2");
    bad = plan;
    bad.low[OHM_FLUIDIC_LENGTH] = INFINITY;
    test_fails(ohm_fluidic_train(&run, s.network, &s.samples, &bad, NULL, &err), OHM_E_ARG, &err,
               "no number lies");
    sample_free(&s);
}
END_TEST

/* Training from the graph on, with the k-th allocation refused, k = 0, 1, ... */
START_TEST(refused_memory_is_reported)
{
    static const size_t tail[] = { 0, 1 }, head[] = { 1, 2 };
    static const bool held[] = { true, false, true };
    ohm_fluidic_plan plan;

    sample_divider(&s, 4.0);
    sample_free(&s);
    ohm_fluidic_plan_defaults(&plan);
    plan.optimizer = OHM_FLUIDIC_GAUSS_NEWTON;
    plan.steps = 2;
    for (unsigned long k = 0;; k++) {
        ohm_graph *graph = NULL;
        ohm_fluidic *network = NULL;
        ohm_fluidic_run *run = NULL;

        test_alloc_refuse(k);
        ohm_status status = ohm_graph_alloc(&graph, 3, 2, tail, head, NULL);
        if (status == OHM_OK)
            status = ohm_fluidic_alloc(&network, graph, held, NULL);
        if (status == OHM_OK)
            status = ohm_fluidic_train(&run, network, &s.samples, &plan, NULL, NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ohm_fluidic_run_free(run);
        ohm_fluidic_free(network);
        ohm_graph_free(graph);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/fluidic_train");
    TCase *cases = tcase_create("train");

    tcase_set_timeout(cases, 30.0);
    tcase_add_loop_test(cases, published_training_curves, 0, sizeof PUBLISHED / sizeof *PUBLISHED);
    tcase_add_loop_test(cases, regression_is_learnt, 0, 2);
    tcase_add_test(cases, orders_hang_on_the_seed);
    tcase_add_test(cases, a_weight_out_of_bounds_stops_the_run);
    tcase_add_test(cases, watches_see_every_step_and_bad_plans_are_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
