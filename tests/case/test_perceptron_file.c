/* tests/case/test_perceptron_file.c -- mirrors lib/case/perceptron_file.c */
#include "case/perceptron_file.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_error err;

static ohm_perceptron_plan
plan_of(size_t inputs, size_t hidden, size_t outputs)
{
    const ohm_perceptron_shape shape = { inputs, hidden, outputs };
    ohm_perceptron_plan plan;

    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_HP);
    return plan;
}

/* Written, printed, parsed and read: the same bits, of any size, subnormal or huge. */
START_TEST(states_round_trip_to_the_bit)
{
    enum { MOST = 4 * 4 + 2 * 5, NODES = 6 };
    const ohm_perceptron_plan plan = plan_of(3, _i % 2 == 0 ? 0 : 4, 2);
    const size_t weights = ohm_perceptron_weights(&plan.shape), nodes = ohm_perceptron_nodes(&plan.shape);
    ohm_rng *rng = test_rng((unsigned long)_i);
    double weight[MOST], rest[NODES];
    ohm_perceptron_state *state;
    ohm_json *json, *again;
    char *text;

    for (size_t k = 0; k < weights; k++)
        weight[k] = ldexp(ohm_rng_normal(rng), (int)ohm_rng_below(rng, 2000) - 1060);
    for (size_t k = 0; k < nodes; k++)
        rest[k] = ohm_rng_uniform(rng);
    json = ohm_perceptron_state_json(&plan, weight, rest, 17);
    test_ok(ohm_json_print(&text, json, &err), &err);
    test_ok(ohm_json_parse(&again, text, &err), &err);
    test_ok(ohm_perceptron_state_read(&state, again, &plan.shape, &err), &err);
    ck_assert_mem_eq(state->weight, weight, weights * sizeof *weight);
    ck_assert_mem_eq(state->rest, rest, nodes * sizeof *rest);
    ck_assert_uint_eq(state->epoch, 17);
    ck_assert_uint_eq(state->thresholds, ohm_perceptron_variables(&plan));
    ck_assert(state->threshold[0] == ohm_perceptron_threshold(&plan, 0));
    ohm_perceptron_state_free(state);
    ohm_json_free(json);
    ohm_json_free(again);
    free(text);
    ohm_rng_free(rng);
}
END_TEST

/* Weights lie node by node with the bias last; the file has matrices and biases apart. */
START_TEST(layout_of_the_file)
{
    static const char TEXT[] = "{\"W1\":[[1,2],[3,4]],\"b1\":[5,6],\"W2\":[[7,8]],\"b2\":[9]}";
    static const double WEIGHT[9] = { 1, 2, 5, 3, 4, 6, 7, 8, 9 };
    const ohm_perceptron_plan plan = plan_of(2, 2, 1);
    ohm_perceptron_state *state;
    ohm_json *json;

    test_ok(ohm_json_parse(&json, TEXT, &err), &err);
    test_ok(ohm_perceptron_state_read(&state, json, &plan.shape, &err), &err);
    ck_assert_mem_eq(state->weight, WEIGHT, sizeof WEIGHT);
    ck_assert(state->rest == NULL && state->thresholds == 0 && state->epoch == 0);
    ohm_perceptron_state_free(state);
    ohm_json_free(json);
}
END_TEST

START_TEST(what_is_wrong_is_named)
{
    static const char *const BAD[][2] = {
        { "[1]", "expected an object" }, { "{\"b1\":[5]}", "W1: expected 1 rows" },
        { "{\"W1\":[[1,2]]}", "b1: expected" }, { "{\"W1\":[[1,2,3]],\"b1\":[0]}", "W1[0]: row: expected" },
        { "{\"W1\":[[1,\"x\"]],\"b1\":[0]}", "row[1]: not a number" },
        { "{\"W1\":[[1,2],[3,4]],\"b1\":[0]}", "W1: expected 1 rows" },
        { "{\"W1\":[[1,2]],\"b1\":[0],\"epoch\":-1}", "epoch" },
        { "{\"W1\":[[1,2]],\"b1\":[0],\"rest\":[]}", "rest: expected" },
        { "{\"W1\":[[1,2]],\"b1\":[0],\"thresholds\":[null]}", "thresholds[0]" },
        { "{\"W1\":[[1,2]],\"b1\":[0],\"W2\":[[1]]}", "W2: a single layer has none" }
    };
    const ohm_perceptron_plan plan = plan_of(2, 0, 1);
    ohm_perceptron_state *state;
    ohm_json *json;

    test_ok(ohm_json_parse(&json, BAD[_i][0], &err), &err);
    test_fails(ohm_perceptron_state_read(&state, json, &plan.shape, &err), OHM_E_CONTENT, &err, BAD[_i][1]);
    ck_assert_ptr_null(state);
    ohm_json_free(json);
}
END_TEST

static ohm_status
read_task(ohm_perceptron_task **task, const char *text, size_t outputs, ohm_perceptron_code code, bool real)
{
    ohm_source *source;
    ohm_status status;

    test_ok(ohm_source_of(&source, "points.csv", text, strlen(text), &err), &err);
    status = ohm_perceptron_task_read(task, source, outputs, code, real, &err);
    ohm_source_close(source);
    return status;
}

START_TEST(data_with_and_without_a_header)
{
    static const char *const TEXT[2] = { "a,b,t\n0.5,1,1\n-2,3,0\n", "# points\n0.5,1,1\n-2,3,0\n" };
    ohm_perceptron_task *task;

    test_ok(read_task(&task, TEXT[_i], 1, OHM_CODE_01, false), &err);
    ck_assert(task->inputs == 2 && task->outputs == 1 && task->patterns == 2);
    ck_assert(task->input[2] == -2.0 && task->target[0] == 1.0);
    ohm_perceptron_task_free(task);
    test_ok(read_task(&task, TEXT[_i], 2, OHM_CODE_01, true), &err);
    ck_assert(task->inputs == 1 && task->outputs == 2 && task->target[2] == 3.0);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(bad_data_are_named_by_line)
{
    ohm_perceptron_task *task;

    test_fails(read_task(&task, "a,t\n1,1\n1,2\n", 1, OHM_CODE_01, false), OHM_E_CONTENT, &err,
               "points.csv:3: column t: label 2 is neither 0 nor 1");
    test_fails(read_task(&task, "1,1\n1,0\n", 1, OHM_CODE_PM, false), OHM_E_CONTENT, &err,
               "points.csv:2: column 2: label 0 is neither -1 nor 1");
    test_fails(read_task(&task, "1,1\n1\n", 1, OHM_CODE_01, false), OHM_E_CONTENT, &err, "points.csv:2");
    test_fails(read_task(&task, "1,1\n1,a\n", 1, OHM_CODE_01, false), OHM_E_CONTENT, &err, "points.csv:2");
    test_fails(read_task(&task, "1\n0\n", 1, OHM_CODE_01, false), OHM_E_CONTENT, &err, "leave no input");
    test_fails(read_task(&task, "", 1, OHM_CODE_01, false), OHM_E_CONTENT, &err, "points.csv");
    ck_assert_ptr_null(task);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/perceptron_file");
    TCase *cases = tcase_create("perceptron_file");

    tcase_add_loop_test(cases, states_round_trip_to_the_bit, 0, 10);
    tcase_add_test(cases, layout_of_the_file);
    tcase_add_loop_test(cases, what_is_wrong_is_named, 0, 10);
    tcase_add_loop_test(cases, data_with_and_without_a_header, 0, 2);
    tcase_add_test(cases, bad_data_are_named_by_line);
    suite_add_tcase(suite, cases);
    return suite;
}
