/* tests/learning/test_contrastive_learner.c -- mirrors lib/learning/contrastive_learner.c */
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

/* Two sums over 32 edges whose difference is eta^2 of them. */
static const double ENERGY_TOL = 1e-12;

START_TEST(the_contrast_of_powers_is_a_square)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double difference, form;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    w.plan.both = _i % 2 == 0;
    test_net_open(&w, rng);
    test_ok(ohm_learner_energy(&difference, &form, w.learner, w.x, w.label, &err), &err);
    ck_assert_double_gt(form, 0.0);
    ck_assert_double_le(fabs(difference - form), ENERGY_TOL);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* One target: coupled learning becomes parallel to the gradient as eta goes to 0; the
 * angle falls with eta^2.  Nudges do so for any targets. */
START_TEST(small_nudges_go_downhill)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double cosine, c[NET_EDGES], g[NET_EDGES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, _i % 2 == 0 ? 1 : 2, rng);
    w.plan.rule = _i % 2 == 0 ? OHM_RULE_COUPLED : OHM_RULE_NUDGE;
    w.plan.eta = 1e-5;
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, 1);

    test_ok(ohm_learner_alignment(&cosine, c, g, w.learner, &batch, &err), &err);
    ck_assert_double_ge(cosine, 1.0 - 1e-7);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* A linear network answers an affine function of its inputs, so the alternating sum over
 * the corners of a square is 0, and XOR out of reach; nodes lie between the sources. */
START_TEST(linear_networks_answer_affinely)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double x[4 * NET_SOURCES] = { 0.0, 0.0, 0.3, 0.0, 1.0, 0.3, 1.0, 0.0, 0.3, 1.0, 1.0, 0.3 };
    double output[8];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    test_net_open(&w, rng);
    test_ok(ohm_learner_answer(output, w.learner, 4, x, &err), &err);
    for (size_t t = 0; t < 2; t++)
        ck_assert_double_le(fabs(output[t] - output[2 + t] - output[4 + t] + output[6 + t]), ENERGY_TOL);
    for (size_t s = 0; s < 4; s++)
        ck_assert(output[2 * s] >= 0.0 && output[2 * s] <= 1.0);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* Frozen and cut edges stay; the others stay within bounds; the same seed, the same bytes. */
START_TEST(steps_respect_bounds_and_seeds)
{
    bool frozen[NET_EDGES] = { false }, cut[NET_EDGES] = { false };
    double last[2][NET_EDGES];
    ohm_error err;

    frozen[3] = cut[5] = true;
    for (int run = 0; run < 2; run++) {
        ohm_rng *rng = test_rng((unsigned long)_i);
        test_net w;

        test_net_plan(&w, (ohm_contrastive_edge)(_i % 4), 2, rng);
        w.plan.frozen = frozen;
        w.plan.cut = cut;
        w.plan.bias = w.plan.noise = 1e-3;
        w.plan.desync = 0.5;
        w.plan.rate = 50.0;
        test_net_open(&w, rng);
        double *theta = ohm_learner_parameters(w.learner);
        const double kept = theta[3], gone = theta[5];
        const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

        for (size_t step = 0; step < 50; step++)
            test_ok(ohm_learner_step(NULL, w.learner, &batch, &err), &err);
        ck_assert_double_eq(theta[3], kept);
        ck_assert_double_eq(theta[5], gone);
        for (size_t e = 0; e < NET_EDGES; e++)
            ck_assert(w.plan.edge == OHM_EDGE_POTENTIOMETER ? theta[e] >= 1.0 && theta[e] <= 255.0
                      : w.plan.edge == OHM_EDGE_MEMRISTOR   ? theta[e] >= 0.0 && theta[e] <= 1.0
                                                            : theta[e] >= w.low[e] && theta[e] <= w.high[e]);
        memcpy(last[run], theta, sizeof last[run]);
        test_net_close(&w);
        ohm_rng_free(rng);
    }
    ck_assert_mem_eq(last[0], last[1], sizeof last[0]);
}
END_TEST

/* Power of the free state: what the sources deliver, by Tellegen, is what edges burn; for a
 * lone divider V^2 / (R1 + R2). */
START_TEST(power_is_that_of_the_free_state)
{
    const size_t tail[2] = { 0, 1 }, head[2] = { 1, 2 }, source[2] = { 0, 2 };
    const double low[2] = { 0.01, 0.01 }, high[2] = { 9.0, 9.0 }, x[2] = { 1.0, 0.0 };
    const ohm_readout target = { 1, OHM_NONE };
    ohm_contrastive_plan plan;
    ohm_learner *learner;
    ohm_graph *graph;
    double power;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 3, 2, tail, head, &err), &err);
    ohm_contrastive_defaults(&plan, OHM_EDGE_LINEAR);
    plan.graph = graph;
    plan.sources = 2;
    plan.source = source;
    plan.targets = 1;
    plan.target = &target;
    plan.low = low;
    plan.high = high;
    test_ok(ohm_learner_alloc(&learner, &plan, 1, 1, &err), &err);
    ohm_learner_parameters(learner)[0] = 1.0;
    ohm_learner_parameters(learner)[1] = 2.0;
    test_ok(ohm_learner_power(&power, learner, x, &err), &err);
    ck_assert(test_close(power, 1.0 / 1.5, 1e-15));
    ohm_learner_free(learner);
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_learner");
    TCase *tc = tcase_create("contrastive_learner");

    tcase_add_loop_test(tc, the_contrast_of_powers_is_a_square, 0, 10);
    tcase_add_loop_test(tc, small_nudges_go_downhill, 0, 10);
    tcase_add_loop_test(tc, linear_networks_answer_affinely, 0, 10);
    tcase_add_loop_test(tc, steps_respect_bounds_and_seeds, 0, 8);
    tcase_add_test(tc, power_is_that_of_the_free_state);
    suite_add_tcase(suite, tc);
    return suite;
}
