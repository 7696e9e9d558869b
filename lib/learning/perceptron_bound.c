/* lib/learning/perceptron_bound.c -- see perceptron_bound.h */
#include "learning/perceptron_bound.h"

#include <float.h>
#include <math.h>

/* E_total adds some hundred squares, each rounded a few times. */
static const double ROUNDING = 1000.0 * DBL_EPSILON;

/* a b / (a + b), the cost of giving both groups one value; 0/0 = 0 */
static double
merge(double a, double b)
{
    return a + b > 0.0 ? a * b / (a + b) : 0.0;
}

double
ohm_perceptron_bound_monotone(const double count[4])
{
    const double mixed = count[1] + count[2], equal = count[0] + count[3];

    return 0.5 * fmin(fmin(merge(mixed, count[3]), merge(mixed, count[0])),
                      fmin(merge(equal, count[1]), merge(equal, count[2])));
}

double
ohm_perceptron_bound_sigmoid(const double count[4])
{
    return 0.5 * fmin(fmin(count[0], count[1]), fmin(count[2], count[3]));
}

/* XOR or its complement. */
static bool
is_parity_of_two(const ohm_perceptron_task *task)
{
    const bool *bit = task->bit;

    return bit != NULL && task->inputs == 2 && bit[0] == bit[3] && bit[1] == bit[2] && bit[0] != bit[1];
}

bool
ohm_perceptron_bound(double *bound, const ohm_perceptron_plan *plan, const ohm_perceptron_task *task,
                     const double *count)
{
    const ohm_node_kind kind = plan->linear_output ? OHM_NODE_LINEAR : plan->node.kind;
    const bool fits = (kind == OHM_NODE_SIGMOID && task->low == 0.0)
                      || (kind == OHM_NODE_TANH && task->low == -1.0);

    if (plan->shape.hidden > 0 || !ohm_node_is_monotone(kind) || !is_parity_of_two(task))
        return false;
    *bound = fits ? ohm_perceptron_bound_sigmoid(count) : ohm_perceptron_bound_monotone(count);
    return true;
}

double
ohm_perceptron_bound_ceiling(double c, double ones)
{
    const double missing = 1.0 - 0.25 / c;

    return missing > 0.0 ? 0.5 * ones * missing * missing : 0.0;
}

ohm_perceptron_bound_check
ohm_perceptron_check_bound(const ohm_perceptron_run *run, const ohm_perceptron_plan *plan,
                           const ohm_perceptron_task *task)
{
    ohm_perceptron_bound_check check = { .lowest = INFINITY, .margin = INFINITY };

    for (size_t r = 0; r < run->realizations; r++) {
        double bound;

        if (!ohm_perceptron_bound(&bound, plan, task, run->multiplicity + r * run->patterns))
            return check;
        check.lowest = fmin(check.lowest, bound);
        for (size_t p = 0; p < run->points; p++) {
            const double error = run->error[p * run->realizations + r];

            if (isnan(error))                   /* diverged by then */
                break;
            check.margin = fmin(check.margin, error - bound);
            check.violations += error < bound * (1.0 - ROUNDING);
        }
    }
    check.applies = true;
    return check;
}
