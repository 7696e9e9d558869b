/* tests/learning/test_contrastive_flow.c -- mirrors lib/learning/contrastive_flow.c */
#include "learning/contrastive_flow.h"
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

enum { STEPS = 400 };

static const double DT = 1e-3, RATE = 1.0;

/* The conductances after `steps`; tau 0: by updates. */
static void
go(double k[NET_EDGES], double tau, double dt, size_t steps, unsigned long seed)
{
    ohm_rng *rng = test_rng(seed);
    ohm_contrastive_history *h;
    double v[NET_NODES], u[NET_NODES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    w.plan.rate = tau > 0.0 ? RATE : RATE * dt;
    test_net_open(&w, rng);
    const ohm_contrastive_data data = { .count = NET_SAMPLES, .x = w.x, .label = w.label };

    if (tau > 0.0) {
        test_ok(ohm_contrastive_flow(&h, v, u, w.learner, &w.plan, &data, steps, steps, tau, dt, NULL, &err),
                &err);
        ck_assert_uint_eq(h->points, 2);
        ck_assert_double_le(fabs(u[7] - v[7] - w.plan.eta * (w.label[0] - v[7])), 1e-15);
        ohm_contrastive_history_free(h);
    } else {
        const ohm_contrastive_schedule schedule = { .steps = steps, .every = steps };

        test_ok(ohm_contrastive_train(&h, w.learner, &w.plan, &data, &schedule, NULL, &err), &err);
        ohm_contrastive_history_free(h);
    }
    memcpy(k, ohm_learner_parameters(w.learner), NET_EDGES * sizeof *k);
    test_net_close(&w);
    ohm_rng_free(rng);
}

/* k falls behind by tau of its rate, below 0.05 / s here, and an update errs by dt of it; the change
 * itself is a hundred times that. */
static const double QUASI_STATIC = 1e-3;

/* Runge-Kutta of order 4: half the step, a sixteenth of the error. */
START_TEST(the_order_is_four)
{
    double coarse[NET_EDGES], fine[NET_EDGES], finest[NET_EDGES], a = 0.0, b = 0.0;

    go(coarse, 1.0, 0.16, 20, (unsigned long)_i);
    go(fine, 1.0, 0.08, 40, (unsigned long)_i);
    go(finest, 1.0, 0.01, 320, (unsigned long)_i);
    for (size_t e = 0; e < NET_EDGES; e++) {
        a = fmax(a, fabs(coarse[e] - finest[e]));
        b = fmax(b, fabs(fine[e] - finest[e]));
    }
    ck_assert_double_gt(a, 10.0 * b);
    ck_assert_double_lt(a, 32.0 * b);
}
END_TEST

/* Fast voltages: what the updates of rate alpha dt give, to the order of tau and of dt. */
START_TEST(fast_voltages_are_updates)
{
    double flow[NET_EDGES], updates[NET_EDGES];

    go(flow, 5e-3, DT, STEPS, (unsigned long)_i);
    go(updates, 0.0, DT, STEPS, (unsigned long)_i);
    for (size_t e = 0; e < NET_EDGES; e++)
        ck_assert_double_le(fabs(flow[e] - updates[e]), QUASI_STATIC);
}
END_TEST

START_TEST(what_does_not_flow_is_refused)
{
    ohm_rng *rng = test_rng(1);
    ohm_contrastive_history *h;
    double v[NET_NODES], u[NET_NODES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    test_net_open(&w, rng);
    const ohm_contrastive_data data = { .count = NET_SAMPLES, .x = w.x, .label = w.label };

    test_fails(ohm_contrastive_flow(&h, v, u, w.learner, &w.plan, &data, 2000, 1, 1e-3, 0.1, NULL, &err),
               OHM_E_NOCONV, &err, "smaller --dt");
    w.plan.both = false;
    test_fails(ohm_contrastive_flow(&h, v, u, w.learner, &w.plan, &data, 1, 1, 1.0, 0.1, NULL, &err),
               OHM_E_METHOD, &err, "--pair both");
    w.plan.edge = OHM_EDGE_MEMRISTOR;
    test_fails(ohm_contrastive_flow(&h, v, u, w.learner, &w.plan, &data, 1, 1, 1.0, 0.1, NULL, &err),
               OHM_E_METHOD, &err, "linear edges");
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_flow");
    TCase *tc = tcase_create("contrastive_flow");

    tcase_add_loop_test(tc, the_order_is_four, 0, 3);
    tcase_add_loop_test(tc, fast_voltages_are_updates, 0, 3);
    tcase_add_test(tc, what_does_not_flow_is_refused);
    suite_add_tcase(suite, tc);
    return suite;
}
