/* lib/learning/perceptron_calibration.c -- see perceptron_calibration.h */
#include "learning/perceptron_calibration.h"
#include "learning/perceptron_bound.h"

#include <math.h>
#include <stdio.h>

/* ---- the largest update ------------------------------------------------------- */
/* |(t - v) g'| as a function of the output: v (1 - v) for sigmoid, 1 - v^2 for tanh. */
static double
update_at(ohm_node_kind kind, double t, double v)
{
    return fabs((t - v) * (kind == OHM_NODE_SIGMOID ? v * (1.0 - v) : 1.0 - v * v));
}

double
ohm_perceptron_largest_update(ohm_node_kind kind, double low, double high)
{
    const double target[2] = { low, high };
    double largest = 0.0;

    for (int k = 0; k < 2; k++) {
        /* (t - v) g' is stationary where 3 v^2 - 2 p v + q = 0 */
        const double t = target[k], p = kind == OHM_NODE_SIGMOID ? t + 1.0 : t;
        const double q = kind == OHM_NODE_SIGMOID ? t : -1.0, root = sqrt(p * p - 3.0 * q);
        const double v[2] = { (p - root) / 3.0, (p + root) / 3.0 };

        for (int j = 0; j < 2; j++)
            if (v[j] <= 1.0 && v[j] >= (kind == OHM_NODE_SIGMOID ? 0.0 : -1.0))
                largest = fmax(largest, update_at(kind, t, v[j]));
    }
    return largest;
}

/* The root of v (1-v)^2 = a between two points on its two sides. */
static double
freeze_edge(double below, double above, double window)
{
    for (int k = 0; k < 60; k++) {              /* halves 1 to below an ulp */
        const double v = 0.5 * (below + above);

        if (v * (1.0 - v) * (1.0 - v) < window)
            below = v;
        else
            above = v;
    }
    return above;
}

bool
ohm_perceptron_frozen(double *low, double *high, double window)
{
    const double peak = 1.0 / 3.0;              /* of v (1-v)^2, which is 4/27 there */

    if (!(peak * (1.0 - peak) * (1.0 - peak) >= window))
        return false;
    *low = freeze_edge(0.0, peak, window);
    *high = freeze_edge(1.0, peak, window);
    return true;
}

/* ---- the box training starts from ------------------------------------------------- */
/* The largest |x| of the data, a bias counting as an input of 1. */
static double
largest_input(const ohm_perceptron_task *task)
{
    double largest = 1.0;

    for (size_t k = 0; k < task->patterns * task->inputs; k++)
        largest = fmax(largest, fabs(task->input[k]));
    return largest;
}

/* The largest sum |w_i| |x_i| (+ |b|) at a node of the first layer. */
static double
largest_read(const ohm_perceptron_plan *plan, const ohm_perceptron_task *task)
{
    const size_t n = plan->shape.inputs;
    const size_t nodes = plan->shape.hidden > 0 ? plan->shape.hidden : plan->shape.outputs;
    const size_t weights = ohm_perceptron_weights(&plan->shape);
    const bool gain = plan->node.kind == OHM_NODE_HPGAIN;
    const double x = largest_input(task);
    double largest = 0.0;

    if (plan->initial == NULL)
        return sqrt(6.0 / (double)(n + nodes)) * ((double)n * x + (gain ? 0.0 : 1.0));
    for (size_t set = 0; set < plan->initial_sets; set++)
        for (size_t h = 0; h < nodes; h++) {
            const double *w = plan->initial + set * weights + h * (n + 1);
            double sum = gain ? 0.0 : fabs(w[n]);

            for (size_t i = 0; i < n; i++)
                sum += fabs(w[i]) * x;
            largest = fmax(largest, sum);
        }
    return largest;
}

/* The largest |u| over line currents |s| <= reach and, for hpgain, states in [0, 1]: a
 * scan, its ends included; between the points |u| of these quadratic pieces moves by less
 * than a part in a thousand. */
static double
scan_updates(const ohm_node *node, double reach, double x, const ohm_perceptron_task *task)
{
    enum { STEPS = 4000, STATES = 20 };
    const int states = node->kind == OHM_NODE_HPGAIN ? STATES : 0;
    double largest = 0.0;

    for (int k = 0; k <= STEPS; k++)
        for (int y = 0; y <= states; y++) {
            const double s = reach * (2.0 * k / STEPS - 1.0), b = states > 0 ? (double)y / states : 0.0;
            const ohm_node_response at = ohm_node_at(node, s, b, 0.0);
            const double miss = fmax(fabs(task->low - at.value), fabs(task->high - at.value));

            largest = fmax(largest, miss * fmax(x * fabs(at.slope), fabs(at.bias_slope)));
        }
    return largest;
}

static double
largest_update(const ohm_perceptron_plan *plan, const ohm_perceptron_task *task, double read)
{
    const double x = largest_input(task), amplitude = plan->rate_in_amplitude ? plan->rate : 1.0;
    ohm_node node = plan->node;

    if (plan->linear_output)
        node.kind = OHM_NODE_LINEAR;
    if (node.kind == OHM_NODE_SIGMOID || node.kind == OHM_NODE_TANH)
        return amplitude * x * ohm_perceptron_largest_update(node.kind, task->low, task->high);
    return amplitude * scan_updates(&node, read, x, task);
}

/* ---- the warnings ----------------------------------------------------------------------- */
#define WARN(out, ...) snprintf((out)->warning[(out)->warnings++], OHM_CALIBRATION_TEXT, __VA_ARGS__)

static void
warn_window(ohm_perceptron_calibration *out, const ohm_perceptron_plan *plan, const ohm_perceptron_task *task)
{
    double low, high;

    if (out->update < out->window)
        return;
    if (plan->node.kind == OHM_NODE_SIGMOID && task->low == 0.0 && !plan->rate_in_amplitude
        && !plan->linear_output && ohm_perceptron_frozen(&low, &high, out->window))
        WARN(out, "window a = %g is not above the largest update |u| = %g: pulses with |u| >= a are "
             "dead, and at input 1 a node whose target is 1 stays frozen while its output is in "
             "[%.5f, %.5f] (target 0: mirrored)", out->window, out->update, low, high);
    else
        WARN(out, "window a = %g is not above the largest update |u| = %g of the starting box: pulses "
             "with |u| >= a are dead (the variable does not move) and may move another one", out->window,
             out->update);
}

static void
warn_spacing(ohm_perceptron_calibration *out)
{
    if (out->spacing < out->window)
        WARN(out, "thresholds %g apart are closer than the window a = %g: a pulse u for i also moves j by "
             "tau (|u| + I_i - I_j) wherever that lies in (0, a), so neighbours are trained along",
             out->spacing, out->window);
}

static void
warn_reads(ohm_perceptron_calibration *out)
{
    if (!(out->read < out->lowest))
        WARN(out, "reads reach |z| = %g at the start and the smallest threshold is %g: the real device would "
             "write while it reads (counted as reads_over, not simulated)", out->read, out->lowest);
}

static void
warn_node(ohm_perceptron_calibration *out, const ohm_perceptron_plan *plan, const ohm_perceptron_task *task)
{
    const double c = plan->node.c, unit = task->high - task->low, swing = 1.0 - plan->node.rho;

    if (!(c > 0.25) || plan->linear_output)
        return;
    if (plan->node.kind == OHM_NODE_PARABOLA)
        WARN(out, "c = %g > 1/4: no parabola rises above 1/(4c) = %g, so E_total stays at or above %g per "
             "sample with target 1 (n_1/2 (1 - 1/(4c))^2)", c, 0.25 / c,
             ohm_perceptron_bound_ceiling(c, 1.0) / (unit * unit));
    else if (ohm_node_is_memristor(plan->node.kind))
        WARN(out, "c = %g > 1/4: an unsaturated node does not rise above 1/(4 (1 - rho) c) = %g; target 1 is "
             "reached only on the saturated branch rho z, beyond z = %g, so most runs will fail",
             c, 0.25 / (swing * c), 1.0 / plan->node.rho);
}

static void
warn_limit(ohm_perceptron_calibration *out, const ohm_perceptron_plan *plan)
{
    const double n = (double)plan->shape.inputs, hidden = (double)plan->shape.hidden;
    const double outputs = (double)plan->shape.outputs;
    const double first = sqrt(6.0 / (n + (hidden > 0.0 ? hidden : outputs)));
    const double half = hidden > 0.0 ? fmax(first, sqrt(6.0 / (hidden + outputs))) : first;

    if (plan->initial == NULL && plan->limit < half)
        WARN(out, "weights are drawn up to %g but saturate at W = %g: the first pulse to each beyond it "
             "clips the start, and gates that need larger weights are not learnt", half, plan->limit);
}

void
ohm_perceptron_calibrate(ohm_perceptron_calibration *out, const ohm_perceptron_plan *plan,
                         const ohm_perceptron_task *task)
{
    const size_t variables = ohm_perceptron_variables(plan);
    const bool layers = plan->shape.hidden > 0;

    out->warnings = 0;
    out->read = largest_read(plan, task);
    out->update = layers ? NAN : largest_update(plan, task, out->read);
    out->window = plan->window;
    out->lowest = INFINITY;
    out->spacing = INFINITY;
    for (size_t j = 0; j < variables; j++) {
        const double mine = ohm_perceptron_threshold(plan, j);

        out->lowest = fmin(out->lowest, mine);
        for (size_t i = 0; i < j && plan->threshold != NULL; i++)
            out->spacing = fmin(out->spacing, fabs(mine - plan->threshold[i]));
    }
    if (plan->threshold == NULL && variables > 1)
        out->spacing = fabs(plan->spacing);
    if (plan->device && !layers) {
        warn_window(out, plan, task);
        warn_spacing(out);
    }
    if (plan->device)
        warn_reads(out);
    warn_node(out, plan, task);
    warn_limit(out, plan);
    if (variables == 1)
        out->spacing = NAN;
}
