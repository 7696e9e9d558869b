/* tests/learning/test_contrastive_ensemble.c -- mirrors lib/learning/contrastive_ensemble.c */
#include "learning/contrastive_ensemble.h"
#include "learning/contrastive_net.h"

#include <math.h>

enum { RUNS = 5 };

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

/* Realization r is the trial of that number, on any number of threads. */
START_TEST(realizations_are_trials)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_contrastive_ensemble *e;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    ohm_contrastive_experiment x = experiment_of(&w);

    x.anywhere = true;
    test_ok(ohm_contrastive_ensemble_run(&e, &x, RUNS, 1 + (size_t)_i % 3, NULL, &err), &err);
    ck_assert_uint_eq(e->points, 3);
    for (size_t r = 0; r < RUNS; r++) {
        ohm_contrastive_trial *t;

        test_ok(ohm_contrastive_trial_run(&t, &x, r, NULL, &err), &err);
        for (size_t k = 0; k < e->points; k++)
            ck_assert_double_eq(e->error[k * RUNS + r], t->history->error[k]);
        ck_assert_uint_eq(e->source[r * NET_SOURCES], t->plan.source[0]);
        ck_assert_uint_eq(e->target[r].plus, t->plan.target[0].plus);
        ck_assert(isnan(e->accuracy_test[r]));
        ohm_contrastive_trial_free(t);
    }
    ohm_contrastive_ensemble_free(e);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

/* A stop that is asked for ends it, with nothing left. */
START_TEST(a_stop_is_obeyed)
{
    ohm_rng *rng = test_rng(1);
    ohm_contrastive_ensemble *e;
    volatile sig_atomic_t stop = 1;
    const ohm_control control = { .stop = &stop };
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    const ohm_contrastive_experiment x = experiment_of(&w);

    ck_assert_int_eq(ohm_contrastive_ensemble_run(&e, &x, RUNS, 1, &control, &err), OHM_E_INTERRUPT);
    ck_assert_uint_eq(e->realizations, 1);                  /* the first, before any update */
    ck_assert_uint_eq(e->points, 1);
    ck_assert_uint_eq(e->first->history->step[0], 0);
    ohm_contrastive_ensemble_free(e);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_ensemble");
    TCase *tc = tcase_create("contrastive_ensemble");

    tcase_add_loop_test(tc, realizations_are_trials, 0, 4);
    tcase_add_test(tc, a_stop_is_obeyed);
    suite_add_tcase(suite, tc);
    return suite;
}
