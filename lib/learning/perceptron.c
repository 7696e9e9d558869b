/* lib/learning/perceptron.c -- see perceptron.h */
#include "learning/perceptron.h"

#include <math.h>

/* The calibration of the specification: a above the largest update, thresholds at least a
 * apart and above the largest read current.  max|u| is 4/27 for sigmoid, 32/27 for tanh,
 * and 30.4 at the corners of the Glorot box for the parabola with c = 1/4. */
static const struct {
    double window, first, spacing;
} CALIBRATION[] = {
    [OHM_NODE_SIGMOID] = { 0.25, 20.0, 0.5 },
    [OHM_NODE_TANH] = { 1.25, 20.0, 2.0 },
    [OHM_NODE_PARABOLA] = { 50.0, 100.0, 50.0 },
    [OHM_NODE_HP] = { 50.0, 100.0, 50.0 },
    [OHM_NODE_HPGAIN] = { 50.0, 100.0, 50.0 },
    [OHM_NODE_LINEAR] = { 50.0, 100.0, 50.0 }
};

enum { THRESHOLD_SIGMAS = 8 };      /* a spread this wide would give negative thresholds */

size_t
ohm_perceptron_weights(const ohm_perceptron_shape *shape)
{
    const size_t fan = shape->hidden > 0 ? shape->hidden : shape->inputs;

    return shape->hidden * (shape->inputs + 1) + shape->outputs * (fan + 1);
}

size_t
ohm_perceptron_nodes(const ohm_perceptron_shape *shape)
{
    return shape->hidden + shape->outputs;
}

void
ohm_perceptron_defaults(ohm_perceptron_plan *plan, const ohm_perceptron_shape *shape, ohm_node_kind node)
{
    const bool layers = shape->hidden > 0;

    *plan = (ohm_perceptron_plan){
        .shape = *shape,
        .node = { node, 0.25, 0.01 },
        .rate = 0.1,
        .epochs = 1000,
        .realizations = 100,
        .seed = 1,
        .limit = INFINITY,
        .samples = 100,
        .shuffled = true,
        .every = 1,
        .window = layers ? INFINITY : CALIBRATION[node].window,
        .first = layers ? 20.0 : CALIBRATION[node].first,
        .spacing = layers ? 0.0 : CALIBRATION[node].spacing,
        .threads = 1
    };
}

size_t
ohm_perceptron_variables(const ohm_perceptron_plan *plan)
{
    return plan->shape.hidden > 0 ? 1 : plan->shape.inputs + 1;
}

double
ohm_perceptron_threshold(const ohm_perceptron_plan *plan, size_t variable)
{
    return plan->threshold != NULL ? plan->threshold[variable]
                                   : plan->first + (double)variable * plan->spacing;
}

uint64_t
ohm_perceptron_stream_of(size_t realization, ohm_perceptron_stream stream, size_t epoch)
{
    /* 2^31 realizations, 2^30 epochs */
    return (uint64_t)realization << 33 | (uint64_t)epoch << 3 | (uint64_t)stream;
}

enum { SIZE_LIMIT = 1 << 20 };      /* of a layer; and epochs, realizations within the streams */

static ohm_status
check_sizes(const ohm_perceptron_plan *plan, const ohm_perceptron_task *task, ohm_error *err)
{
    const ohm_perceptron_shape *shape = &plan->shape;

    if (shape->inputs == 0 || shape->outputs == 0 || shape->inputs > SIZE_LIMIT
        || shape->outputs > SIZE_LIMIT || shape->hidden > SIZE_LIMIT)
        return ohm_fail(err, OHM_E_ARG, "perceptron: %zu inputs, %zu hidden nodes, %zu outputs",
                        shape->inputs, shape->hidden, shape->outputs);
    if (shape->inputs != task->inputs || shape->outputs != task->outputs)
        return ohm_fail(err, OHM_E_ARG, "perceptron: %zu inputs and %zu outputs for a task with %zu and %zu",
                        shape->inputs, shape->outputs, task->inputs, task->outputs);
    if (plan->realizations == 0 || plan->realizations >= (size_t)1 << 31)
        return ohm_fail(err, OHM_E_ARG, "perceptron: %zu realizations", plan->realizations);
    if (plan->epochs >= (size_t)1 << 29 || plan->first_epoch >= (size_t)1 << 29)
        return ohm_fail(err, OHM_E_ARG, "perceptron: %zu epochs from %zu", plan->epochs, plan->first_epoch);
    if (plan->every == 0 || plan->threads == 0)
        return ohm_fail(err, OHM_E_ARG, "perceptron: a record every %zu epochs, %zu threads", plan->every,
                        plan->threads);
    if (plan->initial != NULL && plan->initial_sets != 1 && plan->initial_sets != plan->realizations)
        return ohm_fail(err, OHM_E_ARG, "perceptron: %zu sets of weights for %zu realizations",
                        plan->initial_sets, plan->realizations);
    return OHM_OK;
}

static ohm_status
check_law(const ohm_perceptron_plan *plan, ohm_error *err)
{
    if (!(plan->rate > 0.0 && plan->rate < INFINITY))
        return ohm_fail(err, OHM_E_ARG, "perceptron: rate %g is not a positive number", plan->rate);
    if (!(plan->node.c > 0.0 && plan->node.c < INFINITY))
        return ohm_fail(err, OHM_E_ARG, "perceptron: c = %g is not a positive number", plan->node.c);
    if (!(plan->node.rho >= 0.0 && plan->node.rho <= 1.0))
        return ohm_fail(err, OHM_E_ARG, "perceptron: rho = %g is not in [0, 1]", plan->node.rho);
    if (!(plan->limit > 0.0))
        return ohm_fail(err, OHM_E_ARG, "perceptron: weight limit %g is not positive", plan->limit);
    return OHM_OK;
}

static ohm_status
check_device(const ohm_perceptron_plan *plan, ohm_error *err)
{
    const bool layers = plan->shape.hidden > 0;
    double lowest = INFINITY;

    for (size_t j = 0; j < ohm_perceptron_variables(plan); j++) {
        const double threshold = ohm_perceptron_threshold(plan, j);

        if (!(threshold > 0.0 && threshold < INFINITY))
            return ohm_fail(err, OHM_E_ARG, "perceptron: threshold %zu is %g, not a positive number", j,
                            threshold);
        lowest = fmin(lowest, threshold);
    }
    if (!(plan->window > 0.0))
        return ohm_fail(err, OHM_E_ARG, "perceptron: window %g is not positive", plan->window);
    if (layers && plan->window < INFINITY)
        return ohm_fail(err, OHM_E_METHOD, "perceptron: two layers have one device per weight and no upper "
                        "window (the window belongs to the single layer)");
    if (layers && plan->rate_in_amplitude)
        return ohm_fail(err, OHM_E_METHOD, "perceptron: with two layers the rate is always in the amplitude");
    if (!(plan->rise >= 0.0 && plan->rise < INFINITY))
        return ohm_fail(err, OHM_E_ARG, "perceptron: rise time %g", plan->rise);
    if (!(plan->write_noise >= 0.0 && plan->write_noise < INFINITY))
        return ohm_fail(err, OHM_E_ARG, "perceptron: write noise %g", plan->write_noise);
    if (!(plan->spread >= 0.0 && plan->spread * THRESHOLD_SIGMAS < lowest))
        return ohm_fail(err, OHM_E_ARG, "perceptron: spread %g of thresholds from %g", plan->spread, lowest);
    if (plan->cure != OHM_READ_IDEAL && !ohm_node_is_memristor(plan->node.kind))
        return ohm_fail(err, OHM_E_METHOD, "perceptron: %s nodes keep no state that a read could disturb "
                        "(parabola, hp and hpgain do)", ohm_node_name(plan->node.kind));
    return OHM_OK;
}

ohm_status
ohm_perceptron_check(const ohm_perceptron_plan *plan, const ohm_perceptron_task *task, ohm_error *err)
{
    ohm_status status = check_sizes(plan, task, err);

    if (status == OHM_OK)
        status = check_law(plan, err);
    if (status == OHM_OK && plan->device)
        status = check_device(plan, err);
    return status;
}
