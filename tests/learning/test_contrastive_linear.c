/* tests/learning/test_contrastive_linear.c -- mirrors lib/learning/contrastive_linear.c */
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

/* Central differences of step 1e-5 of a cost below 1: truncation 1e-10, rounding 1e-11. */
static const double STEP = 1e-5, DIFFERENCE_TOL = 1e-8;

/* Sums of a hundred products of numbers of order 1. */
static const double SUM_TOL = 1e-13;

/* More samples than sources take the moments, one at a time each its own state. */
START_TEST(moments_are_the_mean_of_the_samples)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double all[NET_EDGES], one[NET_EDGES], mean[NET_EDGES] = { 0.0 };
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    w.plan.both = _i % 2 == 0;
    test_net_open(&w, rng);
    for (int rule = OHM_RULE_COUPLED; rule <= OHM_RULE_ADJOINT; rule++) {
        ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

        memset(mean, 0, sizeof mean);
        test_ok(ohm_learner_contrast(all, NULL, w.learner, (ohm_contrastive_rule)rule, &batch, &err), &err);
        for (size_t s = 0; s < NET_SAMPLES; s++) {
            batch = test_net_batch(&w, s, 1);
            test_ok(ohm_learner_contrast(one, NULL, w.learner, (ohm_contrastive_rule)rule, &batch, &err),
                    &err);
            for (size_t e = 0; e < NET_EDGES; e++)
                mean[e] += one[e] / NET_SAMPLES;
        }
        for (size_t e = 0; e < NET_EDGES; e++)
            ck_assert_double_le(fabs(mean[e] - all[e]), SUM_TOL);
    }
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(the_adjoint_is_the_gradient)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double c[NET_EDGES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);
    double *k = ohm_learner_parameters(w.learner);

    test_ok(ohm_learner_contrast(c, NULL, w.learner, OHM_RULE_ADJOINT, &batch, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++) {
        const double at = k[e];

        k[e] = at + STEP;
        const double above = test_net_cost(&w);
        k[e] = at - STEP;
        const double below = test_net_cost(&w);
        k[e] = at;
        ck_assert_double_le(fabs((above - below) / (2.0 * STEP) - c[e] / (2.0 * w.plan.eta)), DIFFERENCE_TOL);
    }
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* dV_C^2 - dV_F^2 as it is measured: from the two states themselves. */
START_TEST(the_contrast_is_what_the_states_show)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double c[NET_EDGES], v[NET_NODES], u[NET_NODES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_MEMRISTOR, 2, rng);
    w.plan.law = _i % 2 == 0 ? OHM_WRITE_IDEAL : OHM_WRITE_RAW;
    w.plan.eta = 1.0;
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 2, 1);

    test_ok(ohm_learner_contrast(c, NULL, w.learner, OHM_RULE_COUPLED, &batch, &err), &err);
    test_ok(ohm_learner_states(v, u, w.learner, w.x + 2 * NET_SOURCES, w.label + 4, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++) {
        const size_t i = w.graph->tail[e], j = w.graph->head[e];
        const double f = v[i] - v[j], g = u[i] - u[j];
        const bool turned = w.plan.law == OHM_WRITE_RAW && f * g < 0.0;

        ck_assert_double_le(fabs(c[e] - (turned ? -g * g - f * f : g * g - f * f)), SUM_TOL);
    }
    ck_assert_double_le(fabs(u[7] - w.label[4]), SUM_TOL);         /* eta = 1 brings it all the way */
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_linear");
    TCase *tc = tcase_create("contrastive_linear");

    tcase_add_loop_test(tc, moments_are_the_mean_of_the_samples, 0, 10);
    tcase_add_loop_test(tc, the_adjoint_is_the_gradient, 0, 5);
    tcase_add_loop_test(tc, the_contrast_is_what_the_states_show, 0, 10);
    suite_add_tcase(suite, tc);
    return suite;
}
