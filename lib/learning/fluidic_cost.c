/* lib/learning/fluidic_cost.c -- cost, gradients and Jacobian of a network on samples */
#include "learning/fluidic_search.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ohm_fluidic_kind
fluidic_kind_of(const fluidic_search *search, size_t w)
{
    int kind = 0;

    while (w >= search->first[kind + 1])
        kind++;
    return (ohm_fluidic_kind)kind;
}

static bool
is_within(double weight, double low, double high)
{
    return (low > 0.0 ? weight >= low : weight > low) && weight <= high;
}

ohm_status
fluidic_take(size_t *outside, fluidic_search *search, const double *weight, ohm_error *err)
{
    *outside = SIZE_MAX;
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        for (size_t w = search->first[kind]; w < search->first[kind + 1]; w++)
            if (!is_within(weight[w], search->plan->low[kind], search->plan->high[kind])) {
                *outside = w;
                return OHM_OK;
            }
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        memcpy(ohm_fluidic_values(search->network, (ohm_fluidic_kind)kind), weight + search->first[kind],
               (search->first[kind + 1] - search->first[kind]) * sizeof *weight);
    return ohm_fluidic_prepare(search->network, err);
}

/* Solves sample s from where it was last; *state is its potentials. */
static ohm_status
solve_sample(double **state, fluidic_search *search, size_t s, bool keep, ohm_error *err)
{
    const size_t n = ohm_fluidic_graph(search->network)->nodes;
    double *stored = search->potential + s * n;

    *state = stored;
    search->passes++;
    if (!keep) {
        *state = search->guess;
        memcpy(*state, stored, n * sizeof *stored);
    }
    const ohm_status status = ohm_fluidic_solve(*state, search->network, err);
    return status == OHM_OK ? status : ohm_fail_within(err, status, "sample %zu", s);
}

static double
output_of(const double *potential, const ohm_fluidic_samples *samples, size_t t)
{
    return potential[samples->plus[t]] - (samples->minus[t] != OHM_NONE ? potential[samples->minus[t]] : 0.0);
}

/* The cost of a state, and dC/dV. */
static double
state_cost(double *by_potential, const double *potential, size_t s, const fluidic_search *search)
{
    const ohm_fluidic_samples *samples = search->samples;
    double cost = 0.0;

    memset(by_potential, 0, ohm_fluidic_graph(search->network)->nodes * sizeof *by_potential);
    for (size_t t = 0; t < samples->targets; t++) {
        const double miss = output_of(potential, samples, t) - samples->label[s * samples->targets + t];

        cost += miss * miss;
        by_potential[samples->plus[t]] += 2.0 * miss;
        if (samples->minus[t] != OHM_NONE)
            by_potential[samples->minus[t]] -= 2.0 * miss;
    }
    return cost;
}

ohm_status
fluidic_mean_cost(double *cost, double *gradient, fluidic_search *search, const size_t *sample, size_t count,
                  bool keep, ohm_error *err)
{
    double sum = 0.0, *state;

    if (gradient != NULL)
        memset(gradient, 0, search->weights * sizeof *gradient);
    for (size_t i = 0; i < count; i++) {
        ohm_status status = solve_sample(&state, search, sample[i], keep, err);

        if (status != OHM_OK)
            return status;
        sum += state_cost(search->by_potential, state, sample[i], search);
        if (gradient == NULL)
            continue;
        if ((status = ohm_fluidic_linearize(search->network, err)) != OHM_OK
            || (status = ohm_fluidic_pull(search->pull, search->plan->kinds, search->by_potential,
                                          search->network, err)) != OHM_OK)
            return status;
        for (size_t w = 0; w < search->weights; w++)
            gradient[w] += search->pull[w] / (double)count;
    }
    *cost = sum / (double)count;
    return OHM_OK;
}

ohm_status
fluidic_differences(double *gradient, double cost, fluidic_search *search, const size_t *sample, size_t count,
                    ohm_error *err)
{
    double *shifted = search->trial;
    size_t outside;
    ohm_status status = OHM_OK;

    memcpy(shifted, search->weight, search->weights * sizeof *shifted);
    for (size_t w = 0; status == OHM_OK && w < search->weights; w++) {
        const double delta = search->plan->delta[fluidic_kind_of(search, w)];
        double more = NAN;

        shifted[w] = search->weight[w] + delta;
        status = fluidic_take(&outside, search, shifted, err);
        if (status == OHM_OK)           /* outside (NaN) the next update stops */
            status = outside == SIZE_MAX
                ? fluidic_mean_cost(&more, NULL, search, sample, count, false, err) : OHM_OK;
        gradient[w] = (more - cost) / delta;
        shifted[w] = search->weight[w];
    }
    return status == OHM_OK ? fluidic_take(&outside, search, search->weight, err) : status;
}

ohm_status
fluidic_jacobian(double *residual, double *jacobian, fluidic_search *search, const size_t *sample,
                 size_t count, ohm_error *err)
{
    const ohm_fluidic_samples *samples = search->samples;
    const size_t n = ohm_fluidic_graph(search->network)->nodes;
    size_t row = 0;
    double *state;

    for (size_t i = 0; i < count; i++) {
        ohm_status status = solve_sample(&state, search, sample[i], true, err);

        if (status == OHM_OK)
            status = ohm_fluidic_linearize(search->network, err);
        for (size_t t = 0; status == OHM_OK && t < samples->targets; t++, row++) {
            residual[row] = output_of(state, samples, t) - samples->label[sample[i] * samples->targets + t];
            memset(search->by_potential, 0, n * sizeof *search->by_potential);
            search->by_potential[samples->plus[t]] = 1.0;
            if (samples->minus[t] != OHM_NONE)
                search->by_potential[samples->minus[t]] -= 1.0;
            status = ohm_fluidic_pull(jacobian + row * search->weights, search->plan->kinds,
                                      search->by_potential, search->network, err);
        }
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

ohm_status
ohm_fluidic_cost(double *cost, double *output, ohm_fluidic *network, const ohm_fluidic_samples *samples,
                 ohm_error *err)
{
    const ohm_graph *graph = ohm_fluidic_graph(network);
    double sum = 0.0, *state = ohm_zeros(graph->nodes, sizeof *state);
    ohm_status status = state == NULL ? ohm_fail(err, OHM_E_NOMEM, "%zu nodes", graph->nodes) : OHM_OK;

    for (size_t s = 0; status == OHM_OK && s < samples->count; s++) {
        for (size_t v = 0; v < graph->nodes; v++)
            if (ohm_fluidic_held(network)[v])
                state[v] = samples->held[s * graph->nodes + v];
        status = ohm_fluidic_solve(state, network, err);
        for (size_t t = 0; status == OHM_OK && t < samples->targets; t++) {
            const double value = output_of(state, samples, t);
            const double miss = value - samples->label[s * samples->targets + t];

            sum += miss * miss;
            if (output != NULL)
                output[s * samples->targets + t] = value;
        }
        if (status != OHM_OK)
            ohm_fail_within(err, status, "sample %zu", s);
    }
    *cost = sum / (double)samples->count;
    free(state);
    return status;
}

double
ohm_fluidic_floor(size_t *outside, size_t *worst, const ohm_fluidic *network,
                  const ohm_fluidic_samples *samples)
{
    const size_t n = ohm_fluidic_graph(network)->nodes;
    double sum = 0.0, farthest = 0.0;

    *outside = *worst = 0;
    for (size_t s = 0; s < samples->count; s++) {
        double low = INFINITY, high = -INFINITY;

        for (size_t v = 0; v < n; v++)
            if (ohm_fluidic_held(network)[v]) {
                low = fmin(low, samples->held[s * n + v]);
                high = fmax(high, samples->held[s * n + v]);
            }
        for (size_t t = 0; t < samples->targets; t++) {
            const double label = samples->label[s * samples->targets + t];
            const double miss = samples->minus[t] != OHM_NONE ? 0.0 : fmax(fmax(low - label, label - high),
                                                                           0.0);

            sum += miss * miss;
            *outside += miss > 0.0;
            if (miss > farthest) {
                farthest = miss;
                *worst = s;
            }
        }
    }
    return sum / (double)samples->count;
}
