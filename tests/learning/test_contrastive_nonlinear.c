/* tests/learning/test_contrastive_nonlinear.c -- mirrors lib/learning/contrastive_nonlinear.c */
#include "learning/contrastive_net.h"

#include <math.h>

/* Central differences of step 1e-5 of a cost below 0.1. */
static const double STEP = 1e-5, DIFFERENCE_TOL = 1e-8;

/* What Newton leaves in states of 0.45 V. */
static const double STATE_TOL = 1e-12;

enum { KINDS = 4 };

static const ohm_contrastive_edge KIND[KINDS] = { OHM_EDGE_TRANSISTOR, OHM_EDGE_TANH, OHM_EDGE_SINH,
                                                 OHM_EDGE_DIODE };

START_TEST(the_adjoint_is_the_gradient)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double c[NET_EDGES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, KIND[_i % KINDS], 2, rng);
    w.plan.body.gamma = _i < KINDS ? 0.0 : 0.2;
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);
    double *gate = ohm_learner_parameters(w.learner);

    test_ok(ohm_learner_contrast(c, NULL, w.learner, OHM_RULE_ADJOINT, &batch, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++) {
        const double at = gate[e];

        gate[e] = at + STEP;
        const double above = test_net_cost(&w);
        gate[e] = at - STEP;
        const double below = test_net_cost(&w);
        gate[e] = at;
        ck_assert_double_le(fabs((above - below) / (2.0 * STEP) - c[e] / (2.0 * w.plan.eta)), DIFFERENCE_TOL);
    }
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* Whatever was solved before, the states of a datum are the same. */
START_TEST(warm_starts_change_nothing)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double first[NET_EDGES], again[NET_EDGES], v[NET_NODES], u[NET_NODES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, KIND[_i % KINDS], 2, rng);
    w.plan.hinge = _i < KINDS;
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

    test_ok(ohm_learner_contrast(first, NULL, w.learner, OHM_RULE_COUPLED, &batch, &err), &err);
    test_ok(ohm_learner_contrast(again, NULL, w.learner, OHM_RULE_NUDGE, &batch, &err), &err);
    test_ok(ohm_learner_contrast(again, NULL, w.learner, OHM_RULE_COUPLED, &batch, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++)
        ck_assert_double_le(fabs(first[e] - again[e]), STATE_TOL);
    test_ok(ohm_learner_states(v, u, w.learner, w.x, w.label, &err), &err);
    if (!w.plan.hinge)
        ck_assert_double_le(fabs(u[7] - v[7] - w.plan.eta * (w.label[0] - v[7])), STATE_TOL);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* Reciprocal edges have a co-content, so a small nudge goes straight down the gradient: the angle
 * is of the order of eta.  The transistors' is not, though it is never far (theory: mean 0.98). */
START_TEST(curves_go_downhill)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double cosine, c[NET_EDGES], g[NET_EDGES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, KIND[_i % KINDS], 2, rng);
    w.plan.rule = OHM_RULE_NUDGE;
    w.plan.eta = 1e-4;
    test_net_open(&w, rng);
    const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

    test_ok(ohm_learner_alignment(&cosine, c, g, w.learner, &batch, &err), &err);
    if (w.plan.edge == OHM_EDGE_TRANSISTOR)
        ck_assert(cosine > 0.5 && cosine < 1.0 - 1e-5);
    else
        ck_assert_double_ge(cosine, 1.0 - 1e-6);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_nonlinear");
    TCase *tc = tcase_create("contrastive_nonlinear");

    tcase_add_loop_test(tc, the_adjoint_is_the_gradient, 0, 2 * KINDS);
    tcase_add_loop_test(tc, warm_starts_change_nothing, 0, 2 * KINDS);
    tcase_add_loop_test(tc, curves_go_downhill, 0, 5 * KINDS);
    suite_add_tcase(suite, tc);
    return suite;
}
