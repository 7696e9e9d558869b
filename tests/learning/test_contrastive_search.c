/* tests/learning/test_contrastive_search.c -- mirrors lib/learning/contrastive_search.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_search.h"

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

/* Two candidates, judged once each: the found one is the better, as two searches of one show; the
 * number of trials is that of the rounds; threads change nothing. */
START_TEST(the_better_one_is_found)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t source[NET_SOURCES], again[NET_SOURCES];
    ohm_readout target[1];
    ohm_contrastive_found all, same, first;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    const ohm_contrastive_experiment x = experiment_of(&w);

    test_ok(ohm_contrastive_search(source, target, &first, &x, 1, 1, NULL, &err), &err);
    ck_assert_uint_eq(first.trials, 1);
    ck_assert_uint_eq(first.candidate, 0);
    test_ok(ohm_contrastive_search(source, target, &all, &x, 2, 1, NULL, &err), &err);
    ck_assert_uint_eq(all.trials, 2);
    ck_assert_double_le(all.error, first.error);
    ck_assert(all.candidate == 1 || all.error == first.error);
    test_ok(ohm_contrastive_search(source, target, &all, &x, 10, 1, NULL, &err), &err);
    ck_assert_uint_eq(all.trials, 10 + 5 * 2 + 3 * 4 + 2 * 8);
    test_ok(ohm_contrastive_search(again, target, &same, &x, 10, 3, NULL, &err), &err);
    ck_assert_mem_eq(source, again, sizeof source);
    ck_assert_double_eq(all.error, same.error);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

/* Test data are never looked at: poisoned ones change nothing. */
START_TEST(test_data_are_not_seen)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t class_of[NET_SAMPLES] = { 0, 1, 0, 1, 0, 1 };
    size_t source[NET_SOURCES];
    ohm_readout target[2];
    ohm_contrastive_found clean, poisoned;
    double poison[NET_SAMPLES * NET_SOURCES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    for (size_t k = 0; k < NET_SAMPLES * NET_SOURCES; k++)
        poison[k] = NAN;
    ohm_contrastive_experiment x = experiment_of(&w);

    x.train = (ohm_contrastive_data){ .count = NET_SAMPLES, .x = w.x, .classes = 2, .class_of = class_of };
    test_ok(ohm_contrastive_search(source, target, &clean, &x, 4, 1, NULL, &err), &err);
    x.test = x.train;
    x.test.x = poison;
    test_ok(ohm_contrastive_search(source, target, &poisoned, &x, 4, 1, NULL, &err), &err);
    ck_assert(clean.accuracy >= 0.0 && clean.accuracy <= 1.0);
    ck_assert_double_eq(clean.accuracy, poisoned.accuracy);
    ck_assert_uint_eq(clean.candidate, poisoned.candidate);
    test_fails(ohm_contrastive_search(source, target, &clean, &x, 0, 1, NULL, &err), OHM_E_ARG, &err,
               "no candidates");
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_search");
    TCase *tc = tcase_create("contrastive_search");

    tcase_add_loop_test(tc, the_better_one_is_found, 0, 5);
    tcase_add_loop_test(tc, test_data_are_not_seen, 0, 3);
    suite_add_tcase(suite, tc);
    return suite;
}
