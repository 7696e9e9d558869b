/* tests/learning/test_contrastive_answer.c -- mirrors lib/learning/contrastive_answer.c */
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

/* Two sums over 32 edges whose difference is eta^2 of them. */
static const double ENERGY_TOL = 1e-12;

/* Newton stops at a balance of 1e-14 S V^2 (kirchhoff/transistors.c), 1e-12 V over the least slope. */
static const double RISE_TOL = 1e-12;

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

/* K and J are M-matrices: no node falls when a source rises, in linear and in transistor networks. */
START_TEST(every_node_rises_with_every_source)
{
    static const ohm_contrastive_edge edge[] = { OHM_EDGE_LINEAR, OHM_EDGE_TRANSISTOR };
    const double top = _i % 2 == 0 ? 1.0 : 0.45;
    ohm_rng *rng = test_rng((unsigned long)_i);
    double v[NET_NODES], higher[NET_NODES], clamped[NET_NODES], label[1] = { 0.2 };
    test_net w;
    ohm_error err;

    test_net_plan(&w, edge[_i % 2], 1, rng);
    test_net_open(&w, rng);
    for (size_t s = 0; s < NET_SOURCES; s++) {
        double x[NET_SOURCES];

        for (size_t k = 0; k < NET_SOURCES; k++)
            x[k] = ohm_rng_between(rng, 0.0, 0.8 * top);
        test_ok(ohm_learner_states(v, clamped, w.learner, x, label, &err), &err);
        x[s] += ohm_rng_between(rng, 0.01, 0.2) * top;
        test_ok(ohm_learner_states(higher, clamped, w.learner, x, label, &err), &err);
        for (size_t n = 0; n < NET_NODES; n++)
            ck_assert_double_ge(higher[n], v[n] - RISE_TOL);
    }
    test_net_close(&w);
    ohm_rng_free(rng);
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
    Suite *suite = suite_create("contrastive_answer");
    TCase *tc = tcase_create("contrastive_answer");

    tcase_add_loop_test(tc, the_contrast_of_powers_is_a_square, 0, 10);
    tcase_add_loop_test(tc, linear_networks_answer_affinely, 0, 10);
    tcase_add_loop_test(tc, every_node_rises_with_every_source, 0, 20);
    tcase_add_test(tc, power_is_that_of_the_free_state);
    suite_add_tcase(suite, tc);
    return suite;
}
