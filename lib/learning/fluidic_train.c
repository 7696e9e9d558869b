/* lib/learning/fluidic_train.c -- see fluidic_train.h */
#include "learning/fluidic_train.h"
#include "base/array.h"
#include "base/rng.h"
#include "learning/fluidic_search.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Largest system Gauss-Newton solves: 8 bytes times the square of it. */
enum { NORMAL_MAX = 5000 };

static const double DAMPING_START = 1e-3;

void
ohm_fluidic_plan_defaults(ohm_fluidic_plan *plan)
{
    *plan = (ohm_fluidic_plan){
        .kinds = { [OHM_FLUIDIC_LENGTH] = true }, .rate = { 1.0, 1.0, 1.0, 1.0 },
        .delta = { 1e-3, 1.0, 1e-3, 1e-4 }, .low = { 0.0, 0.0, -INFINITY, 0.0 },
        .high = { INFINITY, INFINITY, INFINITY, INFINITY }, .gradient = OHM_FLUIDIC_ADJOINT,
        .optimizer = OHM_FLUIDIC_STEEPEST, .seed = 1
    };
}

double
ohm_fluidic_author_rate(ohm_fluidic_kind kind, double alpha)
{
    static const double OWN_UNITS[OHM_FLUIDIC_KINDS] = { 1e6, 1e9, 1e-5, 1.0 };

    return alpha * OWN_UNITS[kind];
}

void
ohm_fluidic_run_free(ohm_fluidic_run *run)
{
    if (run == NULL)
        return;
    free(run->cost);
    free(run->weight);
    free(run->gradient);
    free(run->potential);
    free(run->conductance);
    free(run);
}

/* ---- beginning ------------------------------------------------------------------------- */
static void
search_free(fluidic_search *search)
{
    free(search->weight);
    free(search->trial);
    free(search->gradient);
    free(search->mean);
    free(search->square);
    free(search->residual);
    free(search->jacobian);
    free(search->matrix);
    free(search->solution);
    free(search->potential);
    free(search->guess);
    free(search->by_potential);
    free(search->pull);
    free(search->order);
}

static ohm_status
check_plan(const ohm_fluidic_plan *plan, const ohm_fluidic_samples *samples, ohm_error *err)
{
    bool some = false;

    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++) {
        if (!plan->kinds[kind])
            continue;
        some = true;
        if (!(plan->rate[kind] > 0.0) || !(plan->delta[kind] > 0.0))
            return ohm_fail(err, OHM_E_ARG, "training %s: rate %g and delta %g must be > 0",
                            ohm_fluidic_kind_name((ohm_fluidic_kind)kind), plan->rate[kind],
                            plan->delta[kind]);
        if (!(plan->low[kind] < plan->high[kind]))
            return ohm_fail(err, OHM_E_ARG, "training %s: no number lies above %g and up to %g",
                            ohm_fluidic_kind_name((ohm_fluidic_kind)kind), plan->low[kind], plan->high[kind]);
        if (plan->clip && plan->low[kind] == 0.0)
            return ohm_fail(err, OHM_E_METHOD, "training %s: to stay at a bound needs one above 0 (--lower)",
                            ohm_fluidic_kind_name((ohm_fluidic_kind)kind));
    }
    if (!some)
        return ohm_fail(err, OHM_E_ARG, "training: no kind of weights was chosen");
    if (samples->count == 0 || (samples->targets == 0 && plan->steps > 0))
        return ohm_fail(err, OHM_E_ARG, "training: %zu samples, %zu targets", samples->count,
                        samples->targets);
    if (plan->batch > samples->count)
        return ohm_fail(err, OHM_E_ARG, "training: a batch of %zu of %zu samples", plan->batch,
                        samples->count);
    return OHM_OK;
}

static ohm_status
alloc_normal(fluidic_search *search, ohm_error *err)
{
    const size_t rows = search->batch * search->samples->targets;
    const size_t n = rows < search->weights ? rows : search->weights;

    if (n > NORMAL_MAX)
        return ohm_fail(err, OHM_E_METHOD, "gauss-newton: a system of order %zu; at most %d, take adam or "
                        "a smaller batch", n, NORMAL_MAX);
    search->residual = OHM_ARRAY(double, rows);
    search->jacobian = ohm_array(rows, search->weights * sizeof(double));
    search->matrix = OHM_ARRAY(double, n * n);
    search->solution = OHM_ARRAY(double, search->weights > rows ? search->weights : rows);
    if (search->residual == NULL || search->jacobian == NULL || search->matrix == NULL
        || search->solution == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "gauss-newton: %zu residuals, %zu weights", rows, search->weights);
    return OHM_OK;
}

/* Potentials begin half-way between the lowest and the highest source. */
static void
start_potentials(fluidic_search *search)
{
    const size_t n = ohm_fluidic_graph(search->network)->nodes;
    const bool *held = ohm_fluidic_held(search->network);

    for (size_t s = 0; s < search->samples->count; s++) {
        double low = INFINITY, high = -INFINITY;

        for (size_t v = 0; v < n; v++)
            if (held[v]) {
                low = fmin(low, search->samples->held[s * n + v]);
                high = fmax(high, search->samples->held[s * n + v]);
            }
        for (size_t v = 0; v < n; v++)
            search->potential[s * n + v] = held[v] ? search->samples->held[s * n + v] : 0.5 * (low + high);
    }
}

static ohm_status
search_alloc(fluidic_search *search, ohm_error *err)
{
    const size_t n = ohm_fluidic_graph(search->network)->nodes, samples = search->samples->count;

    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        search->first[kind + 1] = search->first[kind]
            + (search->plan->kinds[kind] ? ohm_fluidic_count(search->network, (ohm_fluidic_kind)kind) : 0);
    const size_t weights = search->weights = search->first[OHM_FLUIDIC_KINDS];
    search->batch = search->plan->batch == 0 ? samples : search->plan->batch;
    search->length = 1.0;
    search->damping = DAMPING_START;
    search->weight = OHM_ZEROS(double, weights);
    search->trial = OHM_ZEROS(double, weights);
    search->gradient = OHM_ZEROS(double, weights);
    search->mean = OHM_ZEROS(double, weights);
    search->square = OHM_ZEROS(double, weights);
    search->pull = OHM_ZEROS(double, weights);
    search->potential = ohm_zeros(samples, n * sizeof(double));
    search->guess = OHM_ZEROS(double, n);
    search->by_potential = OHM_ZEROS(double, n);
    search->order = OHM_ZEROS(size_t, samples);
    if (search->weight == NULL || search->trial == NULL || search->gradient == NULL || search->mean == NULL
        || search->square == NULL || search->pull == NULL || search->potential == NULL
        || search->guess == NULL
        || search->by_potential == NULL || search->order == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "training: %zu weights, %zu samples", weights, samples);
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        memcpy(search->weight + search->first[kind],
               ohm_fluidic_values(search->network, (ohm_fluidic_kind)kind),
               (search->first[kind + 1] - search->first[kind]) * sizeof(double));
    for (size_t s = 0; s < samples; s++)
        search->order[s] = s;
    start_potentials(search);
    return search->plan->optimizer == OHM_FLUIDIC_GAUSS_NEWTON ? alloc_normal(search, err) : OHM_OK;
}

/* ---- walking ----------------------------------------------------------------------------- */
/* The samples of the next update: the next ones in the order of this pass; a pass that has
 * too few left ends. */
static const size_t *
next_batch(fluidic_search *search, ohm_rng *rng)
{
    const size_t count = search->samples->count;

    if (search->drawn == 0 || search->drawn + search->batch > count) {
        search->drawn = 0;
        if (search->plan->shuffled)
            ohm_rng_shuffle(search->order, count, rng);
    }
    search->drawn += search->batch;
    return search->order + search->drawn - search->batch;
}

/* "edge 3: length = -0.2 um" of a weight that left its bounds. */
static void
note_outside(ohm_fluidic_run *run, const fluidic_search *search, size_t w)
{
    const ohm_fluidic_kind kind = fluidic_kind_of(search, w);
    const bool edge = kind == OHM_FLUIDIC_LENGTH || kind == OHM_FLUIDIC_RADIUS_BASE;

    run->stopped = true;
    snprintf(run->reason, sizeof run->reason, "step %zu: %s %zu: %s = %g %s left its bounds %s%g, %g]",
             run->steps + 1,
             edge ? "edge" : "node", w - search->first[kind], ohm_fluidic_kind_name(kind), search->trial[w],
             ohm_fluidic_kind_unit(kind), search->plan->low[kind] > 0.0 ? "[" : "(", search->plan->low[kind],
             search->plan->high[kind]);
}

/* The state after an update: its cost, told to whoever watches; weights and potentials become
 * the last good ones. */
static ohm_status
note_step(ohm_fluidic_run *run, fluidic_search *search, const size_t *all, size_t step, ohm_error *err)
{
    const size_t passes = search->passes;
    ohm_status status = fluidic_mean_cost(&run->cost[step], NULL, search, all, search->samples->count, true,
                                          err);

    search->passes = passes;            /* looking on is not part of the method */
    if (status != OHM_OK)
        return status;
    memcpy(run->weight, search->weight, search->weights * sizeof *run->weight);
    memcpy(run->potential, search->potential,
           search->samples->count * ohm_fluidic_graph(search->network)->nodes * sizeof *run->potential);
    run->steps = step;
    if (search->plan->watch != NULL)
        status = search->plan->watch(search->plan->watch_data, step, run->cost[step], search->weight,
                                     search->potential, err);
    return status;
}

/* Whether a failed update ends the run with the weights before it, and not with an error. */
static bool
is_lost_state(ohm_status status)
{
    return status == OHM_E_NOCONV || status == OHM_E_SINGULAR || status == OHM_E_PRECISION
        || status == OHM_E_DOMAIN;
}

/* All updates; the last good weights end in run->weight. */
static ohm_status
walk(ohm_fluidic_run *run, fluidic_search *search, const size_t *all, ohm_rng *rng,
     const ohm_control *control, ohm_error *err)
{
    const size_t steps = search->plan->steps;
    ohm_status status = note_step(run, search, all, 0, err);

    for (size_t step = 1; status == OHM_OK && step <= steps && !run->stopped; step++) {
        size_t outside;
        ohm_error lost = { OHM_OK, "" };

        status = fluidic_update(&outside, search, next_batch(search, rng), search->batch, &lost);
        if (status == OHM_OK && outside != SIZE_MAX) {
            note_outside(run, search, outside);
            break;
        }
        if (status == OHM_OK)
            status = note_step(run, search, all, step, &lost);
        if (is_lost_state(status)) {
            run->stopped = true;
            snprintf(run->reason, sizeof run->reason, "step %zu: no state: %.150s", step, lost.text);
            status = OHM_OK;
            break;
        }
        if (status != OHM_OK)
            return ohm_fail(err, status, "%s", lost.text);
        if (ohm_control_point(control, (double)step / (double)steps, NULL) == OHM_E_INTERRUPT) {
            run->stopped = run->interrupted = true;
            snprintf(run->reason, sizeof run->reason, "interrupted after step %zu", step);
        }
    }
    return status;
}

/* ---- ending -------------------------------------------------------------------------------- */
/* States, validity and gradient at the weights found. */
static ohm_status
conclude(ohm_fluidic_run *run, fluidic_search *search, const size_t *all, ohm_error *err)
{
    const size_t n = ohm_fluidic_graph(search->network)->nodes, m = ohm_fluidic_graph(search->network)->edges;
    const size_t samples = search->samples->count;
    size_t outside;
    double cost;
    ohm_status status = fluidic_take(&outside, search, run->weight, err);

    ohm_fluidic_validity_start(&run->validity);
    run->passes = search->passes;
    memcpy(search->potential, run->potential, samples * n * sizeof *run->potential);
    for (size_t s = 0; status == OHM_OK && s < samples; s++) {
        double *state = search->potential + s * n;

        if ((status = ohm_fluidic_solve(state, search->network, err)) != OHM_OK)
            break;
        ohm_fluidic_validity_add(&run->validity, state, search->network);
        for (size_t k = 0; k < m; k++)
            run->conductance[s * m + k] = ohm_fluidic_conductance(search->network, k);
    }
    if (status == OHM_OK)
        memcpy(run->potential, search->potential, samples * n * sizeof *run->potential);
    memcpy(search->weight, run->weight, search->weights * sizeof *run->weight);
    if (status == OHM_OK)
        status = fluidic_mean_cost(&cost,
                                   search->plan->gradient == OHM_FLUIDIC_ADJOINT ? run->gradient : NULL,
                                   search, all, samples, true, err);
    if (status == OHM_OK && search->plan->gradient == OHM_FLUIDIC_FORWARD)
        status = fluidic_differences(run->gradient, cost, search, all, samples, err);
    return status;
}

static ohm_status
run_alloc(ohm_fluidic_run **out, const fluidic_search *search, ohm_error *err)
{
    const size_t n = ohm_fluidic_graph(search->network)->nodes, m = ohm_fluidic_graph(search->network)->edges;
    ohm_fluidic_run *run = *out = OHM_ZEROS(ohm_fluidic_run, 1);

    if (run == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "training: %zu weights", search->weights);
    run->weights = search->weights;
    run->cost = OHM_ZEROS(double, search->plan->steps + 1);
    run->weight = OHM_ZEROS(double, search->weights);
    run->gradient = OHM_ZEROS(double, search->weights);
    run->potential = ohm_zeros(search->samples->count, n * sizeof(double));
    run->conductance = ohm_zeros(search->samples->count, m * sizeof(double));
    if (run->cost == NULL || run->weight == NULL || run->gradient == NULL || run->potential == NULL
        || run->conductance == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "training: %zu steps, %zu weights", search->plan->steps,
                        search->weights);
    return OHM_OK;
}

ohm_status
ohm_fluidic_train(ohm_fluidic_run **out, ohm_fluidic *network, const ohm_fluidic_samples *samples,
                  const ohm_fluidic_plan *plan, const ohm_control *control, ohm_error *err)
{
    fluidic_search search = { .network = network, .samples = samples, .plan = plan };
    ohm_fluidic_run *run = NULL;
    size_t *all = NULL;
    ohm_rng *rng = NULL;
    ohm_status status = check_plan(plan, samples, err);

    *out = NULL;
    if (status == OHM_OK)
        status = search_alloc(&search, err);
    if (status == OHM_OK)
        status = run_alloc(&run, &search, err);
    if (status == OHM_OK)
        status = ohm_rng_alloc(&rng, plan->seed, 0, err);
    if (status == OHM_OK && (all = ohm_copy(search.order, samples->count, sizeof *all)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "training: %zu samples", samples->count);
    if (status == OHM_OK)
        status = walk(run, &search, all, rng, control, err);
    if (status == OHM_OK)
        status = conclude(run, &search, all, err);
    search_free(&search);
    ohm_rng_free(rng);
    free(all);
    if (status != OHM_OK) {
        ohm_fluidic_run_free(run);
        return status;
    }
    *out = run;
    return OHM_OK;
}
