/* tests/learning/test_contrastive_trial.c -- mirrors lib/learning/contrastive_trial.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_trial.h"

#include <math.h>

/* A learnable task of numbers on the 4 x 4 lattice, started at random. */
static ohm_contrastive_experiment
experiment_of(const test_net *w)
{
    return (ohm_contrastive_experiment){
        .plan = w->plan,
        .train = { .count = NET_SAMPLES, .x = w->x, .label = w->label },
        .schedule = { .steps = 20, .every = 10 },
        .start = { .kind = OHM_START_UNIFORM, .low = 0.5, .high = 2.0 },
        .tau = NAN
    };
}

/* What a trial reports is what its learner, asked again, answers; and what the same calls by hand do. */
START_TEST(a_trial_is_its_parts)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double output[2 * NET_SAMPLES], theta[NET_EDGES], power = 0.0;
    ohm_contrastive_trial *t;
    ohm_learner *learner;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    const ohm_contrastive_experiment x = experiment_of(&w);
    const ohm_contrastive_batch whole = test_net_batch(&w, 0, NET_SAMPLES);

    test_ok(ohm_contrastive_trial_run(&t, &x, (uint64_t)_i, NULL, &err), &err);
    w.plan.realization = (uint64_t)_i;
    test_ok(ohm_learner_alloc(&learner, &w.plan, NET_SAMPLES, NET_SAMPLES, &err), &err);
    test_ok(ohm_contrastive_begin(ohm_learner_parameters(learner), &w.plan, &x.start, &err), &err);
    for (size_t step = 0; step < 20; step++)
        test_ok(ohm_learner_step(NULL, learner, &whole, &err), &err);
    memcpy(theta, ohm_learner_parameters(t->learner), sizeof theta);
    ck_assert_mem_eq(theta, ohm_learner_parameters(learner), sizeof theta);
    test_ok(ohm_learner_answer(output, learner, NET_SAMPLES, w.x, &err), &err);
    ck_assert_mem_eq(output, t->history->output, sizeof output);
    for (size_t s = 0; s < NET_SAMPLES; s++) {
        double one;

        test_ok(ohm_learner_power(&one, learner, w.x + s * NET_SOURCES, &err), &err);
        power += one / NET_SAMPLES;
    }
    ck_assert_double_eq(t->power, power);
    ck_assert_uint_eq(t->history->points, 3);
    ck_assert(isnan(t->accuracy_test) && isnan(t->test_error) && t->test_output == NULL);
    ck_assert_double_le(t->alignment_min, t->alignment_mean);
    ohm_learner_free(learner);
    ohm_contrastive_trial_free(t);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

/* Test data are judged; damage is done to a copy; roles move. */
START_TEST(drawn_networks_are_the_trials_own)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t gone = 0;
    ohm_contrastive_trial *t;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    ohm_contrastive_experiment x = experiment_of(&w);

    x.test = x.train;
    x.damage = 6;
    x.anywhere = true;
    test_ok(ohm_contrastive_trial_run(&t, &x, (uint64_t)_i, NULL, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++)
        gone += t->plan.cut[e];
    ck_assert_uint_eq(gone, 6);
    /* the same six squares, added in another order */
    ck_assert(test_close(t->test_error, t->history->error[t->history->points - 1], 1e-14));
    ck_assert(t->plan.source[0] != NET_SOURCE[0] || t->plan.source[1] != NET_SOURCE[1]
              || t->plan.target[0].plus != w.target[0].plus);
    ohm_contrastive_trial_free(t);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

/* A refused allocation anywhere is said, and leaves nothing behind. */
START_TEST(refused_memory_is_said)
{
    ohm_rng *rng = test_rng(1);
    ohm_status status = OHM_E_NOMEM;
    ohm_contrastive_trial *t = NULL;
    test_net w;
    ohm_error err;

    test_net_plan(&w, _i == 2 ? OHM_EDGE_TRANSISTOR : OHM_EDGE_LINEAR, 1, rng);
    ohm_contrastive_experiment x = experiment_of(&w);

    x.split = 4;
    x.damage = 2;
    x.anywhere = true;
    x.tau = _i == 1 ? 0.1 : NAN;
    x.dt = 1e-3;
    if (_i == 2)
        x.start = (ohm_contrastive_start){ OHM_START_UNIFORM, NULL, 1.5, 3.0 };
    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        test_alloc_refuse(k);
        status = ohm_contrastive_trial_run(&t, &x, 0, NULL, &err);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(t);
    }
    ohm_contrastive_trial_free(t);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_trial");
    TCase *tc = tcase_create("contrastive_trial");

    tcase_add_loop_test(tc, a_trial_is_its_parts, 0, 5);
    tcase_add_loop_test(tc, drawn_networks_are_the_trials_own, 0, 5);
    tcase_add_loop_test(tc, refused_memory_is_said, 0, 3);
    suite_add_tcase(suite, tc);
    return suite;
}
