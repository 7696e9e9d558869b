/* lib/learning/contrastive_flow.c -- see contrastive_flow.h */
#include "learning/contrastive_flow.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STAGES = 4, LOOK = 256 };

/* Voltages this far beyond any source have left every balance [V]. */
static const double VOLTAGE_MOST = 1e6;

typedef struct {
    const ohm_contrastive_plan *plan;
    const ohm_contrastive_data *data;
    double tau;
    size_t nodes, edges, samples, size;     /* size: 2 * samples * nodes + edges */
    bool *moves, *moves_clamped;            /* nodes: neither source nor out of reach; nor output */
    double *state, *trial, *slope;          /* size; size; STAGES * size */
} flow;

static void
flow_free(flow *f)
{
    free(f->moves);
    free(f->moves_clamped);
    free(f->state);
    free(f->trial);
    free(f->slope);
}

static ohm_status
check(const ohm_contrastive_plan *p, const ohm_contrastive_data *data, size_t every, double tau, double dt,
      ohm_error *err)
{
    if (!(tau > 0.0) || !(dt > 0.0) || every == 0)
        return ohm_fail(err, OHM_E_ARG, "flow: tau = %g and dt = %g must be > 0", tau, dt);
    if (p->edge != OHM_EDGE_LINEAR || p->rule != OHM_RULE_COUPLED)
        return ohm_fail(err, OHM_E_METHOD,
                        "finite relaxation is there for linear edges and coupled learning only");
    if (data->classes > 0)
        return ohm_fail(err, OHM_E_METHOD, "finite relaxation needs labels that are numbers, not classes");
    if (p->bias > 0.0 || p->noise > 0.0 || p->threshold > 0.0 || p->desync < 1.0)
        return ohm_fail(err, OHM_E_METHOD,
                        "finite relaxation knows no bias, noise, threshold or desynchronous edges");
    for (size_t t = 0; t < p->targets; t++)
        if (p->target[t].minus != OHM_NONE && !p->both)
            return ohm_fail(err, OHM_E_METHOD,
                            "finite relaxation forces both nodes of a pair: use --pair both");
    return OHM_OK;
}

static double *
free_of(const flow *f, double *state, size_t sample)
{
    return state + 2 * sample * f->nodes;
}

/* Sets the outputs of every clamped state from its free one. */
static void
set_outputs(const flow *f, double *state)
{
    const ohm_contrastive_plan *p = f->plan;

    for (size_t b = 0; b < f->samples; b++) {
        double *v = free_of(f, state, b), *w = v + f->nodes;

        for (size_t t = 0; t < p->targets; t++) {
            const ohm_readout *o = &p->target[t];
            const bool pair = o->minus != OHM_NONE;
            const double label = f->data->label[b * p->targets + t];
            const double output = pair ? v[o->plus] - v[o->minus] : v[o->plus], d = label - output;
            double q = p->eta * d + (d > 0.0 ? p->overclamp : d < 0.0 ? -p->overclamp : 0.0);

            if (p->hinge && (label < 0.0 ? -output : output) >= fabs(label))
                q = 0.0;
            w[o->plus] = v[o->plus] + (pair ? 0.5 * q : q);
            if (pair)
                w[o->minus] = v[o->minus] - 0.5 * q;
        }
    }
}

static void
derive(double *slope, flow *f, double *state)
{
    const ohm_contrastive_plan *p = f->plan;
    const size_t m = f->edges, n = f->nodes;
    const double *k = state + 2 * f->samples * n;
    double *dk = slope + 2 * f->samples * n;

    set_outputs(f, state);
    memset(slope, 0, f->size * sizeof *slope);
    for (size_t b = 0; b < 2 * f->samples; b++) {
        const double *v = state + b * n, sign = b % 2 == 0 ? -1.0 : 1.0;
        const double factor = -(p->rate / p->eta) * 0.5 * sign / (double)f->samples;
        const bool *moves = b % 2 == 0 ? f->moves : f->moves_clamped;
        double *dv = slope + b * n;

        for (size_t e = 0; e < m; e++) {
            const size_t i = p->graph->tail[e], j = p->graph->head[e];
            const double drop = v[i] - v[j];

            if (p->cut != NULL && p->cut[e])
                continue;
            dv[i] -= k[e] * drop / f->tau;
            dv[j] += k[e] * drop / f->tau;
            if (p->frozen == NULL || !p->frozen[e])
                dk[e] += factor * drop * drop;
        }
        for (size_t v_at = 0; v_at < n; v_at++)
            if (!moves[v_at])
                dv[v_at] = 0.0;
    }
}

static void
step_once(flow *f, double dt)
{
    static const double at[STAGES] = { 0.0, 0.5, 0.5, 1.0 }, weight[STAGES] = { 1.0, 2.0, 2.0, 1.0 };
    double *k = f->state + 2 * f->samples * f->nodes;

    for (size_t s = 0; s < STAGES; s++) {
        const double *last = f->slope + (s > 0 ? s - 1 : 0) * f->size;

        for (size_t x = 0; x < f->size; x++)
            f->trial[x] = f->state[x] + at[s] * dt * last[x];
        derive(f->slope + s * f->size, f, f->trial);
    }
    for (size_t s = 0; s < STAGES; s++)
        for (size_t x = 0; x < f->size; x++)
            f->state[x] += dt / 6.0 * weight[s] * f->slope[s * f->size + x];
    for (size_t e = 0; e < f->edges; e++)
        k[e] = fmin(f->plan->high[e], fmax(f->plan->low[e], k[e]));
    set_outputs(f, f->state);
}

static ohm_status
prepare(flow *f, ohm_learner *learner, ohm_error *err)
{
    const ohm_contrastive_plan *p = f->plan;
    const ohm_terminals terminals = { p->graph, p->sources, p->source, p->targets, p->target, p->cut };
    const size_t sources = p->sources, targets = p->targets;
    ohm_status status;

    f->moves = OHM_ARRAY(bool, f->nodes);
    f->moves_clamped = OHM_ARRAY(bool, f->nodes);
    f->state = OHM_ZEROS(double, f->size);
    f->trial = OHM_ZEROS(double, f->size);
    f->slope = ohm_zeros(f->size, STAGES * sizeof *f->slope);
    if (f->moves == NULL || f->moves_clamped == NULL || f->state == NULL || f->trial == NULL
        || f->slope == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "flow: %zu samples", f->samples);
    if ((status = ohm_terminals_reach(f->moves, &terminals, err)) != OHM_OK)
        return status;
    for (size_t s = 0; s < sources; s++)
        f->moves[p->source[s]] = false;
    memcpy(f->moves_clamped, f->moves, f->nodes * sizeof *f->moves);
    for (size_t t = 0; t < targets; t++) {
        f->moves_clamped[p->target[t].plus] = false;
        if (p->target[t].minus != OHM_NONE)
            f->moves_clamped[p->target[t].minus] = false;
    }
    memcpy(f->state + 2 * f->samples * f->nodes, ohm_learner_parameters(learner),
           f->edges * sizeof *f->state);
    for (size_t b = 0; status == OHM_OK && b < f->samples; b++) {
        double *v = free_of(f, f->state, b);

        status = ohm_learner_states(v, v + f->nodes, learner, f->data->x + b * sources,
                                    f->data->label + b * targets, err);
        for (size_t n = 0; n < 2 * f->nodes; n++)
            v[n] = isnan(v[n]) ? 0.0 : v[n];        /* out of reach: no current flows there */
    }
    return status;
}

static ohm_status
record(ohm_contrastive_history *h, const flow *f, size_t step, ohm_error *err)
{
    const ohm_contrastive_plan *p = f->plan;
    double sum = 0.0;

    for (size_t b = 0; b < f->samples; b++) {
        const double *v = free_of(f, f->state, b);

        for (size_t t = 0; t < p->targets; t++) {
            const ohm_readout *o = &p->target[t];
            const double output = o->minus == OHM_NONE ? v[o->plus] : v[o->plus] - v[o->minus];
            const double d = output - f->data->label[b * p->targets + t];

            h->output[b * p->targets + t] = output;
            sum += 0.5 * d * d;
            if (!(fabs(output) <= VOLTAGE_MOST))
                return ohm_fail(err, OHM_E_NOCONV,
                                "flow: output %g V after %zu steps: the step is too long for "
                                "this tau: take a smaller --dt", output, step);
        }
    }
    h->step[h->points] = step;
    h->alignment[h->points] = h->tested[h->points] = NAN;
    h->error[h->points++] = sum / (double)f->samples;
    return OHM_OK;
}

static ohm_status
history_alloc(ohm_contrastive_history **out, size_t points, size_t outputs, size_t targets, ohm_error *err)
{
    ohm_contrastive_history *h = *out = OHM_ZEROS(ohm_contrastive_history, 1);

    if (h != NULL) {
        h->targets = targets;
        h->step = OHM_ZEROS(size_t, points);
        h->error = OHM_ZEROS(double, points);
        h->alignment = OHM_ZEROS(double, points);
        h->tested = OHM_ZEROS(double, points);
        h->output = OHM_ZEROS(double, outputs);
    }
    return h == NULL || h->step == NULL || h->error == NULL || h->alignment == NULL || h->tested == NULL
                   || h->output == NULL
               ? ohm_fail(err, OHM_E_NOMEM, "flow: %zu points", points) : OHM_OK;
}

ohm_status
ohm_contrastive_flow(ohm_contrastive_history **out, double *free_state, double *clamped, ohm_learner *learner,
                     const ohm_contrastive_plan *plan, const ohm_contrastive_data *data, size_t steps,
                     size_t every, double tau, double dt, const ohm_control *control, ohm_error *err)
{
    const size_t nodes = plan->graph->nodes, edges = plan->graph->edges;
    flow f = { .plan = plan, .data = data, .tau = tau, .nodes = nodes, .edges = edges, .samples = data->count,
               .size = 2 * data->count * nodes + edges };
    ohm_contrastive_history *h = NULL;
    ohm_status status;

    *out = NULL;
    if ((status = check(plan, data, every, tau, dt, err)) != OHM_OK)
        return status;
    status = prepare(&f, learner, err);
    if (status == OHM_OK)
        status = history_alloc(&h, (steps + every - 1) / every + 1, data->count * plan->targets,
                               plan->targets, err);
    for (size_t step = 0; status == OHM_OK && step <= steps; step++) {
        if (step % LOOK == 0)
            status = ohm_control_point(control, steps > 0 ? (double)step / (double)steps : 1.0, err);
        if (status == OHM_OK && (step % every == 0 || step == steps))
            status = record(h, &f, step, err);
        if (status == OHM_OK && step < steps)
            step_once(&f, dt);
    }
    if (status == OHM_OK) {
        memcpy(ohm_learner_parameters(learner), f.state + 2 * f.samples * nodes, edges * sizeof(double));
        memcpy(free_state, f.state, nodes * sizeof *free_state);
        memcpy(clamped, f.state + nodes, nodes * sizeof *clamped);
        *out = h;
    } else {
        ohm_contrastive_history_free(h);
    }
    flow_free(&f);
    return status;
}
