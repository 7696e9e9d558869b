/* lib/learning/perceptron_start.c -- see perceptron_start.h */
#include "learning/perceptron_start.h"

#include <math.h>
#include <string.h>

/* Glorot's box for the `rows` nodes of one layer with `fan` inputs each. */
static void
draw_layer(double *weight, size_t fan, size_t rows, bool state, bool zero_bias, ohm_rng *rng)
{
    const double half = sqrt(6.0 / (double)(fan + rows));

    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i <= fan; i++) {
            const double drawn = ohm_rng_between(rng, -1.0, 1.0);
            const double bias = state ? 0.5 * (drawn + 1.0) : half * drawn;

            *weight++ = i < fan ? half * drawn : zero_bias ? 0.0 : bias;
        }
}

void
ohm_perceptron_draw_weights(double *weight, const ohm_perceptron_plan *plan, size_t realization,
                            ohm_rng *rng)
{
    const size_t n = plan->shape.inputs, hidden = plan->shape.hidden, outputs = plan->shape.outputs;
    const size_t weights = ohm_perceptron_weights(&plan->shape);
    const size_t set = plan->initial_sets > 1 ? realization : 0;
    const bool state = plan->node.kind == OHM_NODE_HPGAIN;

    if (plan->initial != NULL) {
        memcpy(weight, plan->initial + set * weights, weights * sizeof *weight);
        return;
    }
    ohm_rng_restart(rng, ohm_perceptron_stream_of(realization, OHM_STREAM_INIT, 0));
    if (hidden > 0)
        draw_layer(weight, n, hidden, state, plan->zero_bias, rng);
    draw_layer(weight + hidden * (n + 1), hidden > 0 ? hidden : n, outputs, state && !plan->linear_output,
               plan->zero_bias, rng);
}

void
ohm_perceptron_draw_data(uint32_t *data, double *times, size_t samples, size_t patterns,
                         const ohm_perceptron_plan *plan, size_t realization, ohm_rng *rng)
{
    ohm_rng_restart(rng, ohm_perceptron_stream_of(realization, OHM_STREAM_DATA, 0));
    memset(times, 0, patterns * sizeof *times);
    for (size_t s = 0; s < samples; s++) {
        data[s] = (uint32_t)(plan->samples > 0 ? ohm_rng_below(rng, patterns) : s);
        times[data[s]] += 1.0;
    }
}

void
ohm_perceptron_draw_thresholds(double *threshold, size_t stride, const ohm_perceptron_plan *plan,
                               size_t realization, ohm_rng *rng)
{
    const size_t weights = ohm_perceptron_weights(&plan->shape), variables = ohm_perceptron_variables(plan);

    ohm_rng_restart(rng, ohm_perceptron_stream_of(realization, OHM_STREAM_SPREAD, 0));
    for (size_t k = 0; k < weights; k++) {
        const double nominal = ohm_perceptron_threshold(plan, k % variables);

        threshold[k * stride] = plan->spread > 0.0 ? nominal + plan->spread * ohm_rng_normal(rng) : nominal;
    }
}
