/* lib/learning/perceptron_network.c -- see perceptron_network.h */
#include "learning/perceptron_network.h"

/* The answer of node `node` (hidden first) with `fan` inputs at stride `stride` doubles. */
static ohm_node_response
answer_of(const double *input, size_t stride, size_t fan, const double *weight, double rest,
          const ohm_node *law)
{
    double s = 0.0;

    for (size_t i = 0; i < fan; i++)
        s += weight[i] * input[i * stride];
    return ohm_node_at(law, s, weight[fan], rest);
}

void
ohm_perceptron_answer(ohm_node_response *answer, const double *x, const double *weight,
                      const double *rest, const ohm_perceptron_plan *plan)
{
    const size_t n = plan->shape.inputs, hidden = plan->shape.hidden;
    const size_t fan = hidden > 0 ? hidden : n;
    const size_t stride = hidden > 0 ? sizeof *answer / sizeof(double) : 1;
    const double *input = hidden > 0 ? &answer[0].value : x;
    ohm_node last = plan->node;

    if (plan->linear_output)
        last.kind = OHM_NODE_LINEAR;
    for (size_t h = 0; h < hidden; h++, weight += n + 1)
        answer[h] = answer_of(x, 1, n, weight, rest == NULL ? 0.0 : rest[h], &plan->node);
    for (size_t o = hidden; o < hidden + plan->shape.outputs; o++, weight += fan + 1)
        answer[o] = answer_of(input, stride, fan, weight, rest == NULL ? 0.0 : rest[o], &last);
}

void
ohm_perceptron_gradient(double *gradient, const double *x, const double *target, const double *weight,
                        const ohm_node_response *answer, const ohm_perceptron_plan *plan)
{
    const size_t n = plan->shape.inputs, hidden = plan->shape.hidden, outputs = plan->shape.outputs;
    const size_t fan = hidden > 0 ? hidden : n;
    const double *second = weight + hidden * (n + 1);
    double *row = gradient + hidden * (n + 1);

    for (size_t o = 0; o < outputs; o++, row += fan + 1) {
        const ohm_node_response *at = &answer[hidden + o];
        const double miss = at->value - target[o];

        for (size_t i = 0; i < fan; i++)
            row[i] = miss * at->slope * (hidden > 0 ? answer[i].value : x[i]);
        row[fan] = miss * at->bias_slope;
    }
    for (size_t h = 0; h < hidden; h++) {
        double back = 0.0;

        for (size_t o = 0; o < outputs; o++)
            back += second[o * (fan + 1) + h] * (answer[hidden + o].value - target[o])
                    * answer[hidden + o].slope;
        for (size_t i = 0; i < n; i++)
            gradient[h * (n + 1) + i] = back * answer[h].slope * x[i];
        gradient[h * (n + 1) + n] = back * answer[h].bias_slope;
    }
}

bool
ohm_perceptron_right(const ohm_node_response *answer, const double *target,
                     const ohm_perceptron_plan *plan, const ohm_perceptron_task *task)
{
    const double middle = 0.5 * (task->low + task->high);

    for (size_t o = 0; o < plan->shape.outputs; o++) {
        const double value = answer[plan->shape.hidden + o].value;

        if (!(target[o] > middle ? value > middle : value < middle))
            return false;
    }
    return true;
}
