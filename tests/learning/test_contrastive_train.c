/* tests/learning/test_contrastive_train.c -- mirrors lib/learning/contrastive_train.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_train.h"

#include <math.h>

static const double ANSWER_TOL = 1e-13;

/* Labels that some network of the kind gives can be learnt: the error falls a thousandfold. */
START_TEST(what_can_be_answered_is_learnt)
{
    static const ohm_contrastive_edge edge[] = { OHM_EDGE_LINEAR, OHM_EDGE_TRANSISTOR };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_contrastive_history *h;
    test_net w;
    ohm_error err;

    test_net_plan(&w, edge[_i % 2], 1, rng);
    w.plan.rate = _i % 2 == 0 ? 0.5 : 100.0;
    test_net_open(&w, rng);
    test_ok(ohm_learner_answer(w.label, w.learner, NET_SAMPLES, w.x, &err), &err);
    ohm_learner_free(w.learner);
    test_net_open(&w, rng);
    const ohm_contrastive_data data = { .count = NET_SAMPLES, .x = w.x, .label = w.label };
    const ohm_contrastive_schedule schedule = { .steps = 30000, .batch = (size_t)_i % 3, .shuffled = true,
                                                .every = 10000 };

    test_ok(ohm_contrastive_train(&h, w.learner, &w.plan, &data, &schedule, NULL, &err), &err);
    ck_assert_uint_eq(h->points, 4);
    ck_assert_uint_eq(h->step[3], 30000);
    ck_assert_double_lt(h->error[3], 1e-3 * h->error[0]);
    ck_assert(h->mode == NULL);
    ohm_contrastive_history_free(h);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* The level of a class is the answer to its mean input, or around the mean of those. */
START_TEST(levels_follow_their_kind)
{
    const size_t class_of[NET_SAMPLES] = { 0, 1, 0, 1, 0, 1 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_contrastive_classes kind = (ohm_contrastive_classes)(_i % 3);
    ohm_contrastive_history *h;
    double mean[2 * NET_SOURCES] = { 0.0 }, output[4], accuracy;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    test_net_open(&w, rng);
    const ohm_contrastive_data data = { .count = NET_SAMPLES, .x = w.x, .classes = 2, .class_of = class_of,
                                        .kind = kind, .on = 0.8, .off = 0.2 };
    const ohm_contrastive_schedule schedule = { .steps = kind == OHM_CLASSES_SPREAD ? 0 : 12, .batch = 1,
                                               .every = 6 };

    test_ok(ohm_contrastive_train(&h, w.learner, &w.plan, &data, &schedule, NULL, &err), &err);
    for (size_t s = 0; s < NET_SAMPLES; s++)
        for (size_t k = 0; k < NET_SOURCES; k++)
            mean[class_of[s] * NET_SOURCES + k] += w.x[s * NET_SOURCES + k] / 3.0;
    test_ok(ohm_learner_answer(output, w.learner, 2, mean, &err), &err);
    for (size_t k = 0; k < 4; k++) {
        const double middle = 0.5 * (output[k % 2] + output[2 + k % 2]);
        const double expected = kind == OHM_CLASSES_SLIDE    ? output[k]
                                : kind == OHM_CLASSES_SPREAD
                                ? fmin(1.0, fmax(0.0, middle + 3.0 * (output[k] - middle)))
                                : k % 3 == 0                 ? 0.8
                                                             : 0.2;

        ck_assert_double_le(fabs(h->level[k] - expected), ANSWER_TOL);
    }
    test_ok(ohm_contrastive_accuracy(&accuracy, w.learner, &w.plan, &data, h->level, &err), &err);
    ck_assert(accuracy >= 0.0 && accuracy <= 1.0);
    ohm_contrastive_history_free(h);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(signs_are_counted)
{
    const double label[4] = { -1.0, 1.0, 1.0, -1.0 }, output[4] = { -0.1, 0.2, -0.3, 0.0 };
    const double positive[2] = { 1.0, 2.0 };

    ck_assert_double_eq(ohm_contrastive_signs(output, label, 4, 1), 0.5);
    ck_assert_double_eq(ohm_contrastive_signs(output, label, 2, 2), 0.5);
    ck_assert(isnan(ohm_contrastive_signs(output, positive, 2, 1)));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_train");
    TCase *tc = tcase_create("contrastive_train");

    tcase_add_loop_test(tc, what_can_be_answered_is_learnt, 0, 6);
    tcase_add_loop_test(tc, levels_follow_their_kind, 0, 6);
    tcase_add_test(tc, signs_are_counted);
    suite_add_tcase(suite, tc);
    return suite;
}
