/* tests/learning/test_contrastive_step.c -- mirrors lib/learning/contrastive_step.c */
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

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

/* Two targets: as eta goes to 0 the cosine with the gradient goes to a limit below 1, and over many
 * networks the mean is below 1 by far more than the nudges' own error: 'gradient descent' is not what
 * coupled learning of several targets does. */
START_TEST(two_targets_do_not_go_straight_downhill)
{
    double sum = 0.0, c[NET_EDGES], g[NET_EDGES];
    ohm_error err;

    for (unsigned long seed = 0; seed < 100; seed++) {
        ohm_rng *rng = test_rng(seed);
        double cosine;
        test_net w;

        test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
        w.plan.eta = 1e-5;
        test_net_open(&w, rng);
        const ohm_contrastive_batch batch = test_net_batch(&w, 0, 1);

        test_ok(ohm_learner_alignment(&cosine, c, g, w.learner, &batch, &err), &err);
        sum += cosine / 100.0;
        test_net_close(&w);
        ohm_rng_free(rng);
    }
    ck_assert_double_gt(sum, 0.5);
    ck_assert_double_lt(sum, 0.99);
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

        test_net_plan(&w, (ohm_contrastive_edge)(_i % 7), 2, rng);
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

/* Edges whose contrast is at or below the threshold stay, the others change as they would without. */
START_TEST(small_contrasts_change_nothing)
{
    double c[NET_EDGES], before[NET_EDGES];
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t moved = 0;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    w.plan.threshold = 1e-3;
    test_net_open(&w, rng);
    double *theta = ohm_learner_parameters(w.learner);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

    memcpy(before, theta, sizeof before);
    test_ok(ohm_learner_contrast(c, NULL, w.learner, OHM_RULE_COUPLED, &batch, &err), &err);
    test_ok(ohm_learner_step(NULL, w.learner, &batch, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++) {
        const double change = fabs(c[e]) > w.plan.threshold ? 0.5 * w.plan.rate / w.plan.eta * c[e] : 0.0;

        moved += change != 0.0;
        ck_assert_double_eq(theta[e], before[e] - change);
    }
    ck_assert(moved > 0 && moved < NET_EDGES);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* Edges take part in an update with the probability that is asked for: of 32 * 200 draws the
 * part that moved is within 5 standard deviations of it. */
START_TEST(edges_wake_up_at_random)
{
    const double part = 0.25 * (_i + 1), draws = 200.0 * NET_EDGES;
    ohm_rng *rng = test_rng((unsigned long)_i);
    double before[NET_EDGES], moved = 0.0;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    w.plan.desync = part;
    w.plan.noise = 1e-3;                        /* so that no contrast is exactly 0 */
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

    for (size_t step = 0; step < 200; step++) {
        memcpy(before, ohm_learner_parameters(w.learner), sizeof before);
        test_ok(ohm_learner_step(NULL, w.learner, &batch, &err), &err);
        for (size_t e = 0; e < NET_EDGES; e++)
            moved += ohm_learner_parameters(w.learner)[e] != before[e];
    }
    ck_assert_double_le(fabs(moved / draws - part), 5.0 * sqrt(part * (1.0 - part) / draws));
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* A hinge nudges no output that is beyond its label: then nothing changes. */
START_TEST(a_hinge_leaves_what_is_right_alone)
{
    double c[NET_EDGES], output[NET_SAMPLES];
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    w.plan.hinge = true;
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

    test_ok(ohm_learner_answer(output, w.learner, NET_SAMPLES, w.x, &err), &err);
    for (size_t s = 0; s < NET_SAMPLES; s++)
        w.label[s] = 0.9 * output[s];
    test_ok(ohm_learner_contrast(c, NULL, w.learner, OHM_RULE_COUPLED, &batch, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++)
        ck_assert_double_eq(c[e], 0.0);
    w.label[0] = 1.1 * output[0];
    test_ok(ohm_learner_contrast(c, NULL, w.learner, OHM_RULE_COUPLED, &batch, &err), &err);
    ck_assert_double_ne(c[0], 0.0);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_step");
    TCase *tc = tcase_create("contrastive_step");

    tcase_add_loop_test(tc, small_nudges_go_downhill, 0, 10);
    tcase_add_test(tc, two_targets_do_not_go_straight_downhill);
    tcase_add_loop_test(tc, steps_respect_bounds_and_seeds, 0, 14);
    tcase_add_loop_test(tc, small_contrasts_change_nothing, 0, 5);
    tcase_add_loop_test(tc, edges_wake_up_at_random, 0, 3);
    tcase_add_loop_test(tc, a_hinge_leaves_what_is_right_alone, 0, 5);
    suite_add_tcase(suite, tc);
    return suite;
}
