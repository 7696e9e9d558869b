/* tests/learning/test_perceptron_network.c -- mirrors lib/learning/perceptron_network.c */
#include "learning/perceptron_network.h"
#include "support/test.h"

#include <math.h>

enum { INPUTS = 3, WEIGHTS_MAX = 4 * (INPUTS + 1) + 2 * 5, NODES_MAX = 6 };

/* As in test_perceptron_node, times the chain of at most two layers of slopes below 50. */
static const double STEP = 1e-5, GRADIENT_TOL = 1e-7;

static double
loss(const ohm_perceptron_plan *plan, const double *x, const double *target, const double *weight)
{
    ohm_node_response answer[NODES_MAX];
    double sum = 0.0;

    ohm_perceptron_answer(answer, x, weight, NULL, plan);
    for (size_t o = 0; o < plan->shape.outputs; o++) {
        const double miss = target[o] - answer[plan->shape.hidden + o].value;

        sum += 0.5 * miss * miss;
    }
    return sum;
}

/* Backpropagation against differences: every node, both depths, two outputs. */
START_TEST(gradient_is_the_derivative)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_node_kind kind = (ohm_node_kind)(_i % (OHM_NODE_LINEAR + 1));
    const ohm_perceptron_shape shape = { INPUTS, _i / 6 % 2 == 0 ? 0 : 4, 2 };
    const size_t weights = ohm_perceptron_weights(&shape);
    ohm_perceptron_plan plan;
    ohm_node_response answer[NODES_MAX];
    double weight[WEIGHTS_MAX], gradient[WEIGHTS_MAX], x[INPUTS], target[2] = { 1.0, 0.0 };

    ohm_perceptron_defaults(&plan, &shape, kind);
    plan.linear_output = _i / 12 % 2 == 1;
    for (size_t k = 0; k < weights; k++)
        weight[k] = kind == OHM_NODE_HPGAIN ? ohm_rng_uniform(rng) : ohm_rng_between(rng, -1.0, 1.0);
    for (size_t i = 0; i < INPUTS; i++)
        x[i] = ohm_rng_between(rng, 0.05, 1.0);
    ohm_perceptron_answer(answer, x, weight, NULL, &plan);
    ohm_perceptron_gradient(gradient, x, target, weight, answer, &plan);
    for (size_t k = 0; k < weights; k++) {
        const double w = weight[k];

        weight[k] = w + STEP;
        const double above = loss(&plan, x, target, weight);
        weight[k] = w - STEP;
        const double below = loss(&plan, x, target, weight);
        weight[k] = w;
        ck_assert_double_eq_tol(gradient[k], (above - below) / (2.0 * STEP), GRADIENT_TOL);
    }
    ohm_rng_free(rng);
}
END_TEST

/* tests of which side: the middle belongs to neither label, NaN to none */
START_TEST(right_means_strictly_on_the_side_of_the_target)
{
    const ohm_perceptron_shape shape = { 1, 0, 1 };
    ohm_perceptron_task *task;
    ohm_perceptron_plan plan;
    ohm_node_response answer = { 0.5, 1.0, 1.0 };

    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_SIGMOID);
    ck_assert_int_eq(ohm_perceptron_task_gate(&task, "table:01", OHM_CODE_01, NULL), OHM_OK);
    ck_assert(!ohm_perceptron_right(&answer, &task->target[0], &plan, task));
    ck_assert(!ohm_perceptron_right(&answer, &task->target[1], &plan, task));
    answer.value = NAN;
    ck_assert(!ohm_perceptron_right(&answer, &task->target[0], &plan, task));
    answer.value = nextafter(0.5, 1.0);
    ck_assert(ohm_perceptron_right(&answer, &task->target[1], &plan, task));
    ck_assert(!ohm_perceptron_right(&answer, &task->target[0], &plan, task));
    ohm_perceptron_task_free(task);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_network");
    TCase *cases = tcase_create("perceptron_network");

    tcase_add_loop_test(cases, gradient_is_the_derivative, 0, 48);
    tcase_add_test(cases, right_means_strictly_on_the_side_of_the_target);
    suite_add_tcase(suite, cases);
    return suite;
}
