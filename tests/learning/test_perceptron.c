/* tests/learning/test_perceptron.c -- mirrors lib/learning/perceptron.c */
#include "learning/perceptron.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static ohm_perceptron_task *task;
static ohm_perceptron_plan plan;
static ohm_error err;

static void
set_up(void)
{
    const ohm_perceptron_shape shape = { 2, 0, 1 };

    ck_assert_int_eq(ohm_perceptron_task_gate(&task, "xor", OHM_CODE_01, NULL), OHM_OK);
    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_SIGMOID);
    plan.device = true;
}

static void
tear_down(void)
{
    ohm_perceptron_task_free(task);
}

START_TEST(defaults_are_the_specification)
{
    static const double THRESHOLD[3][3] = {
        { 20.0, 20.5, 21.0 }, { 20.0, 22.0, 24.0 }, { 100.0, 150.0, 200.0 }
    };
    static const double WINDOW[3] = { 0.25, 1.25, 50.0 };
    static const ohm_node_kind KIND[3] = { OHM_NODE_SIGMOID, OHM_NODE_TANH, OHM_NODE_HP };

    for (int k = 0; k < 3; k++) {
        ohm_perceptron_defaults(&plan, &plan.shape, KIND[k]);
        for (int j = 0; j < 3; j++)
            ck_assert(ohm_perceptron_threshold(&plan, (size_t)j) == THRESHOLD[k][j]);
        ck_assert(plan.window == WINDOW[k]);
        test_ok(ohm_perceptron_check(&plan, task, &err), &err);
    }
}
END_TEST

START_TEST(weights_are_counted)
{
    const ohm_perceptron_shape single = { 2, 0, 1 }, paper = { 2, 2, 1 }, wide = { 4, 7, 3 };

    ck_assert_uint_eq(ohm_perceptron_weights(&single), 3);
    ck_assert_uint_eq(ohm_perceptron_weights(&paper), 9);
    ck_assert_uint_eq(ohm_perceptron_weights(&wide), 7 * 5 + 3 * 8);
    ck_assert_uint_eq(ohm_perceptron_nodes(&wide), 10);
}
END_TEST

START_TEST(streams_never_meet)
{
    static const size_t LAST = ((size_t)1 << 30) - 1;

    ck_assert(ohm_perceptron_stream_of(1, OHM_STREAM_DATA, 0)
              > ohm_perceptron_stream_of(0, OHM_STREAM_SPREAD, LAST));
    ck_assert(ohm_perceptron_stream_of(3, OHM_STREAM_DATA, 5)
              > ohm_perceptron_stream_of(3, OHM_STREAM_SPREAD, 4));
}
END_TEST

#define REFUSED(change, status, words) \
    do { \
        const ohm_perceptron_plan kept = plan; \
        change; \
        test_fails(ohm_perceptron_check(&plan, task, &err), status, &err, words); \
        plan = kept; \
    } while (0)

START_TEST(what_does_not_fit_is_named)
{
    const double bad[3] = { 20.0, -1.0, 21.0 };

    REFUSED(plan.shape.inputs = 0, OHM_E_ARG, "0 inputs");
    REFUSED(plan.shape.inputs = 3, OHM_E_ARG, "for a task with 2");
    REFUSED(plan.rate = NAN, OHM_E_ARG, "rate");
    REFUSED(plan.rate = 0.0, OHM_E_ARG, "rate");
    REFUSED(plan.node.c = -1.0, OHM_E_ARG, "c = -1");
    REFUSED(plan.node.rho = 1.5, OHM_E_ARG, "rho");
    REFUSED(plan.limit = 0.0, OHM_E_ARG, "limit");
    REFUSED(plan.realizations = 0, OHM_E_ARG, "realizations");
    REFUSED(plan.every = 0, OHM_E_ARG, "record");
    REFUSED(plan.threads = 0, OHM_E_ARG, "threads");
    REFUSED(plan.first_epoch = (size_t)1 << 40, OHM_E_ARG, "epochs");
    REFUSED((plan.initial = bad, plan.initial_sets = 7), OHM_E_ARG, "7 sets");
    REFUSED(plan.window = NAN, OHM_E_ARG, "window");
    REFUSED(plan.threshold = bad, OHM_E_ARG, "threshold 1");
    REFUSED(plan.rise = -1.0, OHM_E_ARG, "rise");
    REFUSED(plan.write_noise = INFINITY, OHM_E_ARG, "noise");
    REFUSED(plan.spread = 19.0, OHM_E_ARG, "spread");
    REFUSED(plan.cure = OHM_READ_NONE, OHM_E_METHOD, "sigmoid nodes keep no state");
    REFUSED(plan.shape.hidden = 2, OHM_E_METHOD, "no upper window");
    REFUSED((plan.shape.hidden = 2, plan.window = INFINITY, plan.rate_in_amplitude = true), OHM_E_METHOD,
            "amplitude");
    test_ok(ohm_perceptron_check(&plan, task, &err), &err);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron");
    TCase *cases = tcase_create("perceptron");

    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, defaults_are_the_specification);
    tcase_add_test(cases, weights_are_counted);
    tcase_add_test(cases, streams_never_meet);
    tcase_add_test(cases, what_does_not_fit_is_named);
    suite_add_tcase(suite, cases);
    return suite;
}
