/* tests/learning/perceptron_reference.c -- see perceptron_reference.h */
#include "learning/perceptron_reference.h"
#include "learning/perceptron_network.h"
#include "support/test.h"

#include <math.h>

enum { WEIGHTS_MAX = 200, NODES_MAX = 20 };

/* Moves one variable by algebra, within its limits. */
static void
add(double *w, double move, double low, double high)
{
    *w += move;
    *w = *w < low ? low : *w > high ? high : *w;
}

/* A device over `variables` weights; the last is a state in [0, 1] where `state`.  The
 * device knows one pair of limits, so the state is clipped after it. */
static void
program(double *weight, ohm_threshold_memristor *device, size_t i, double u, double tau,
        const ohm_perceptron_plan *plan, bool state, ohm_threshold_tally *tally)
{
    double *last = &weight[device->variables - 1];

    if (plan->compensate)
        tau = ohm_threshold_compensate(ohm_threshold_address(device, i, u, tau, plan->rise), u).plateau;
    ohm_threshold_write(weight, device, i, u, tau, plan->rise, tally);
    if (state)
        *last = fmin(fmax(*last, 0.0), 1.0);
}

/* What reads leave: in the bias itself for hpgain, else in rest. */
static void
disturb(double *weight, double *rest, const ohm_node_response *answer, const double *x,
        const ohm_perceptron_plan *plan)
{
    const size_t n = plan->shape.inputs, hidden = plan->shape.hidden, fan = hidden > 0 ? hidden : n;

    for (size_t k = 0; k < hidden + plan->shape.outputs; k++) {
        const bool first = k < hidden || hidden == 0;
        const size_t inputs = k < hidden ? n : fan;
        double *w = k < hidden ? weight + k * (n + 1) : weight + hidden * (n + 1) + (k - hidden) * (fan + 1);
        double s = 0.0;

        for (size_t i = 0; i < inputs; i++)
            s += w[i] * (first ? x[i] : answer[i].value);
        if (plan->node.kind == OHM_NODE_HPGAIN)
            w[inputs] = ohm_node_after_read(&plan->node, plan->cure, s, w[inputs]);
        else
            rest[k] = ohm_node_after_read(&plan->node, plan->cure, s + w[inputs], rest[k]);
    }
}

static void
step(double *weight, double *rest, const double *x, const double *target, const ohm_perceptron_plan *plan,
     ohm_threshold_memristor *device, ohm_threshold_tally *tally)
{
    const size_t weights = ohm_perceptron_weights(&plan->shape), row = plan->shape.inputs + 1;
    const size_t hidden = plan->shape.hidden, row2 = (hidden > 0 ? hidden : plan->shape.inputs) + 1;
    const bool state = plan->node.kind == OHM_NODE_HPGAIN;
    ohm_node_response answer[NODES_MAX];
    double gradient[WEIGHTS_MAX];

    ohm_perceptron_answer(answer, x, weight, rest, plan);
    ohm_perceptron_gradient(gradient, x, target, weight, answer, plan);
    if (plan->device)
        disturb(weight, rest, answer, x, plan);
    for (size_t k = 0; k < weights; k++) {
        const bool second = k >= hidden * row;
        const size_t place = second ? (k - hidden * row) % row2 : k % row, size = second ? row2 : row;
        const bool is_state = state && place == size - 1 && !(second && plan->linear_output);
        const double u = -gradient[k];

        if (!plan->device)
            add(&weight[k], plan->rate * u, is_state ? 0.0 : -plan->limit, is_state ? 1.0 : plan->limit);
        else if (hidden > 0)
            program(&weight[k], device, 0, plan->rate * u, 1.0, plan, is_state, tally);
        else if (plan->rate_in_amplitude)
            program(&weight[k - place], device, place, plan->rate * u, 1.0, plan, state, tally);
        else
            program(&weight[k - place], device, place, u, plan->rate, plan, state, tally);
    }
}

void
reference_train(double *weight, double *rest, const ohm_perceptron_plan *plan,
                const ohm_perceptron_task *task, ohm_threshold_tally *tally)
{
    const size_t variables = ohm_perceptron_variables(plan);
    ohm_threshold_memristor *device;
    double threshold[NODES_MAX];

    for (size_t j = 0; j < variables; j++)
        threshold[j] = ohm_perceptron_threshold(plan, j);
    ck_assert_int_eq(ohm_threshold_alloc(&device, variables, threshold, plan->window, NULL), OHM_OK);
    device->low = -plan->limit;
    device->high = plan->limit;
    for (size_t epoch = 0; epoch < plan->epochs; epoch++)
        for (size_t p = 0; p < task->patterns; p++)
            step(weight, rest, task->input + p * task->inputs, task->target + p * task->outputs, plan, device,
                 tally);
    ohm_threshold_free(device);
}

double
reference_error(const double *weight, const double *rest, const ohm_perceptron_plan *plan,
                const ohm_perceptron_task *task)
{
    ohm_node_response answer[NODES_MAX];
    double sum = 0.0;

    for (size_t p = 0; p < task->patterns; p++) {
        ohm_perceptron_answer(answer, task->input + p * task->inputs, weight, rest, plan);
        for (size_t o = 0; o < task->outputs; o++) {
            const double miss = task->target[p * task->outputs + o] - answer[plan->shape.hidden + o].value;

            sum += 0.5 * miss * miss;
        }
    }
    return sum;
}
