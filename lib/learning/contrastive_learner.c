/* lib/learning/contrastive_learner.c -- see contrastive_learner.h */
#include "learning/contrastive_learner.h"
#include "base/array.h"
#include "device/transistor.h"
#include "learning/contrastive_law.h"
#include "learning/contrastive_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
ohm_learner_free(ohm_learner *l)
{
    if (l == NULL)
        return;
    ohm_clamp_free(l->clamp);
    ohm_transistors_free(l->gates);
    ohm_rng_free(l->noise);
    ohm_rng_free(l->desync);
    free(l->row);
    free(l->readout);
    free(l->reached);
    free(l->theta);
    free(l->k);
    free(l->c);
    free(l->offset);
    free(l->still);
    free(l->output);
    free(l->q);
    free(l->u);
    free(l->x);
    free(l->unit);
    free(l->moment);
    free(l->second);
    free(l->shift);
    free(l->drop);
    free(l->state);
    free(l->known);
    free(l->value);
    free(l);
}

/* ---- made once ------------------------------------------------------------------------- */
static void
make_rows(ohm_learner *l)
{
    const ohm_contrastive_plan *p = &l->plan;

    for (size_t t = 0; t < p->targets; t++) {
        const ohm_readout *o = &p->target[t];

        if (o->minus == OHM_NONE || !p->both) {
            l->readout[l->rows] = *o;
            l->row[l->rows++] = (ohm_learner_row){ t, 1.0, 1.0 };
            continue;
        }
        l->readout[l->rows] = (ohm_readout){ o->plus, OHM_NONE };
        l->row[l->rows++] = (ohm_learner_row){ t, 0.5, 1.0 };
        l->readout[l->rows] = (ohm_readout){ o->minus, OHM_NONE };
        l->row[l->rows++] = (ohm_learner_row){ t, -0.5, -1.0 };
    }
}

/* Arrays whose sizes hang on the rows. */
static ohm_status
make_room(ohm_learner *l, ohm_error *err)
{
    const ohm_contrastive_plan *p = &l->plan;
    const size_t m = l->edges, states = p->edge == OHM_EDGE_TRANSISTOR ? l->data + 1 : 0;
    const size_t batch = l->batch > 1 ? l->batch : 1;

    l->reached = OHM_ARRAY(bool, l->nodes);
    l->theta = OHM_ARRAY(double, m);
    l->k = OHM_ZEROS(double, m);
    l->c = OHM_ZEROS(double, m);
    l->offset = OHM_ZEROS(double, m);
    l->still = OHM_ZEROS(bool, m);
    l->output = ohm_zeros(batch, p->targets * sizeof *l->output);
    l->q = OHM_ZEROS(double, p->targets);
    l->u = OHM_ZEROS(double, l->rows);
    l->x = ohm_zeros(batch, p->sources * sizeof *l->x);
    l->unit = ohm_zeros(p->sources, p->sources * sizeof *l->unit);
    l->moment = ohm_zeros(p->sources, l->rows * sizeof *l->moment);
    l->second = ohm_zeros(l->rows, l->rows * sizeof *l->second);
    l->shift = OHM_ZEROS(double, l->nodes);
    l->drop = OHM_ZEROS(double, p->sources);
    l->state = ohm_zeros(states, 2 * l->nodes * sizeof *l->state);
    l->known = OHM_ZEROS(bool, states);
    l->value = OHM_ZEROS(double, l->rows);
    if (l->reached == NULL || l->theta == NULL || l->k == NULL || l->c == NULL || l->offset == NULL
        || l->still == NULL || l->output == NULL || l->q == NULL || l->u == NULL || l->x == NULL || l->unit == NULL
        || l->moment == NULL || l->second == NULL || l->shift == NULL || l->drop == NULL || l->state == NULL
        || l->known == NULL || l->value == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu edges, %zu samples", m, l->batch);
    return OHM_OK;
}

static ohm_status
make_streams(ohm_learner *l, ohm_error *err)
{
    const ohm_contrastive_plan *p = &l->plan;
    ohm_status status = OHM_OK;

    if (p->noise > 0.0)
        status = ohm_rng_alloc(&l->noise, p->seed, ohm_contrastive_stream(p->realization, OHM_DRAW_NOISE), err);
    if (status == OHM_OK && p->desync < 1.0)
        status = ohm_rng_alloc(&l->desync, p->seed, ohm_contrastive_stream(p->realization, OHM_DRAW_DESYNC), err);
    if (status == OHM_OK && p->bias > 0.0) {
        ohm_rng *rng;

        status = ohm_rng_alloc(&rng, p->seed, ohm_contrastive_stream(p->realization, OHM_DRAW_BIAS), err);
        for (size_t e = 0; status == OHM_OK && e < l->edges; e++)
            l->offset[e] = 2.0 * p->bias * ohm_rng_normal(rng);
        if (status == OHM_OK)
            ohm_rng_free(rng);
    }
    return status;
}

static ohm_status
make_network(ohm_learner *l, ohm_error *err)
{
    const ohm_contrastive_plan *p = &l->plan;
    const ohm_terminals terminals = { p->graph, p->sources, p->source, l->rows, l->readout, p->cut };
    /* raw writes need every sample's own state, all others the response to each source */
    const bool each = p->edge == OHM_EDGE_MEMRISTOR && p->law == OHM_WRITE_RAW;
    const size_t columns = each && l->batch > p->sources ? l->batch : p->sources;
    ohm_status status = ohm_terminals_reach(l->reached, &terminals, err);

    if (status != OHM_OK)
        return status;
    return p->edge == OHM_EDGE_TRANSISTOR ? ohm_transistors_alloc(&l->gates, &terminals, err)
                                          : ohm_clamp_alloc(&l->clamp, &terminals, columns, err);
}

static void
set_edges(ohm_learner *l)
{
    const ohm_contrastive_plan *p = &l->plan;

    for (size_t e = 0; e < l->edges; e++) {
        l->still[e] = (p->cut != NULL && p->cut[e]) || (p->frozen != NULL && p->frozen[e]);
        l->theta[e] = p->edge == OHM_EDGE_POTENTIOMETER ? floor(0.5 * (1.0 + p->taps))
                      : p->edge == OHM_EDGE_MEMRISTOR ? 0.5
                                                      : 0.5 * (p->low[e] + p->high[e]);
    }
    for (size_t s = 0; s < p->sources; s++)
        l->unit[s * p->sources + s] = 1.0;
}

ohm_status
ohm_learner_alloc(ohm_learner **out, const ohm_contrastive_plan *plan, size_t data, size_t batch, ohm_error *err)
{
    ohm_learner *l = OHM_ZEROS(ohm_learner, 1);
    ohm_status status;

    *out = NULL;
    if (l == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: a learner");
    l->plan = *plan;
    l->nodes = plan->graph->nodes;
    l->edges = plan->graph->edges;
    l->tail = plan->graph->tail;
    l->head = plan->graph->head;
    l->data = data;
    l->batch = batch;
    l->row = ohm_array(plan->targets, 2 * sizeof *l->row);
    l->readout = ohm_array(plan->targets, 2 * sizeof *l->readout);
    if (l->row == NULL || l->readout == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu targets", plan->targets);
    } else {
        make_rows(l);
        status = make_room(l, err);
    }
    if (status == OHM_OK)
        status = make_streams(l, err);
    if (status == OHM_OK)
        status = make_network(l, err);
    if (status != OHM_OK) {
        ohm_learner_free(l);
        return status;
    }
    set_edges(l);
    *out = l;
    return OHM_OK;
}

/* ---- parameters ---------------------------------------------------------------------------- */
double *
ohm_learner_parameters(ohm_learner *l)
{
    return l->theta;
}

void
ohm_learner_conduct(ohm_learner *l)
{
    if (l->plan.edge == OHM_EDGE_LINEAR)
        memcpy(l->k, l->theta, l->edges * sizeof *l->k);
    else
        for (size_t e = 0; e < l->edges; e++)
            l->k[e] = ohm_contrastive_conductance(&l->plan, e, l->theta[e]);
}

const double *
ohm_learner_conductances(ohm_learner *l)
{
    ohm_learner_conduct(l);
    return l->k;
}

size_t
ohm_learner_cut_off(const ohm_learner *l)
{
    return l->gates != NULL ? ohm_transistors_worked(l->gates)->cut_off : 0;
}

const char *
ohm_learner_solver(const ohm_learner *l)
{
    return l->gates != NULL ? "newton" : ohm_clamp_solver(l->clamp);
}

/* ---- signals -------------------------------------------------------------------------------- */
bool
ohm_learner_signal(double *q, const ohm_learner *l, ohm_contrastive_rule rule, const double *output,
                   const double *label)
{
    const ohm_contrastive_plan *p = &l->plan;
    bool active = false;

    for (size_t t = 0; t < p->targets; t++) {
        const double d = label[t] - output[t];
        const double push = d > 0.0 ? p->overclamp : d < 0.0 ? -p->overclamp : 0.0;

        q[t] = rule == OHM_RULE_ADJOINT ? d : p->eta * d + push;
        if (p->hinge && (label[t] < 0.0 ? -output[t] : output[t]) >= fabs(label[t]))
            q[t] = 0.0;
        active = active || q[t] != 0.0;
    }
    return active;
}

ohm_status
ohm_learner_contrast(double *c, double *output, ohm_learner *l, ohm_contrastive_rule rule,
                     const ohm_contrastive_batch *batch, ohm_error *err)
{
    if (batch->count == 0 || batch->count > (l->batch > 1 ? l->batch : 1))
        return ohm_fail(err, OHM_E_ARG, "contrastive: a batch of %zu, room for %zu", batch->count, l->batch);
    if (output == NULL)
        output = l->output;
    ohm_learner_conduct(l);
    return l->gates != NULL ? ohm_learner_contrast_gates(c, output, l, rule, batch, err)
                            : ohm_learner_contrast_linear(c, output, l, rule, batch, err);
}

/* ---- an update --------------------------------------------------------------------------------- */
/* What the comparators of the edges add: the mean of a batch of measurements. */
static void
disturb(ohm_learner *l, size_t batch)
{
    const double sigma = l->plan.noise / sqrt((double)batch);

    for (size_t e = 0; l->plan.bias > 0.0 && e < l->edges; e++)
        l->c[e] += l->offset[e];
    for (size_t e = 0; l->noise != NULL && e < l->edges; e++)
        l->c[e] += sigma * ohm_rng_normal(l->noise);
}

/* Clips so that comparisons become minima, and the loop a row of vectors. */
static void
change_linear(double *restrict theta, const double *restrict c, const bool *restrict still, const double *low,
              const double *high, double factor, size_t edges)
{
    for (size_t e = 0; e < edges; e++) {
        const double next = theta[e] - factor * (0.5 * c[e]);
        const double kept = next < low[e] ? low[e] : next > high[e] ? high[e] : next;

        theta[e] = still[e] ? theta[e] : kept;
    }
}

ohm_status
ohm_learner_step(double *output, ohm_learner *l, const ohm_contrastive_batch *batch, ohm_error *err)
{
    const ohm_contrastive_plan *p = &l->plan;
    const bool plain = p->edge == OHM_EDGE_LINEAR || p->edge == OHM_EDGE_TRANSISTOR;
    const ohm_status status = ohm_learner_contrast(l->c, output, l, p->rule, batch, err);

    if (status != OHM_OK)
        return status;
    disturb(l, batch->count);
    if (plain && p->threshold == 0.0 && l->desync == NULL) {
        change_linear(l->theta, l->c, l->still, p->low, p->high, p->rate / p->eta, l->edges);
        return OHM_OK;
    }
    for (size_t e = 0; e < l->edges; e++) {
        const bool awake = l->desync == NULL || ohm_rng_uniform(l->desync) < p->desync;

        if (awake && !l->still[e])
            l->theta[e] = ohm_contrastive_clip(p, e, l->theta[e] + ohm_contrastive_change(p, l->theta[e], l->c[e]));
    }
    return OHM_OK;
}

/* ---- answers -------------------------------------------------------------------------------------- */
static ohm_status
answer_linear(double *output, ohm_learner *l, size_t count, const double *x, ohm_error *err)
{
    const size_t sources = l->plan.sources, targets = l->plan.targets;
    const ohm_status status = ohm_clamp_solve(l->clamp, l->k, sources, l->unit, err);

    if (status != OHM_OK)
        return status;
    for (size_t b = 0; b < count; b++)
        for (size_t t = 0; t < targets; t++) {
            double sum = 0.0;

            for (size_t s = 0; s < sources; s++)
                sum += ohm_learner_read(l, t, ohm_clamp_potential(l->clamp, s)) * x[b * sources + s];
            output[b * targets + t] = sum;
        }
    return OHM_OK;
}

ohm_status
ohm_learner_answer(double *output, ohm_learner *l, size_t count, const double *x, ohm_error *err)
{
    ohm_status status = OHM_OK;

    ohm_learner_conduct(l);
    if (l->gates == NULL)
        return answer_linear(output, l, count, x, err);
    for (size_t b = 0; status == OHM_OK && b < count; b++) {
        const double *v;
        bool active;

        status = ohm_learner_gate_states(&v, NULL, &active, output + b * l->plan.targets, l, OHM_RULE_COUPLED,
                                         l->data, x + b * l->plan.sources, NULL, err);
    }
    return status;
}

static ohm_status
states_linear(const double **v, const double **w, ohm_learner *l, ohm_contrastive_rule rule, const double *x,
              const double *label, ohm_error *err)
{
    const ohm_status status = ohm_clamp_solve(l->clamp, l->k, 1, x, err);

    if (status != OHM_OK)
        return status;
    *v = ohm_clamp_potential(l->clamp, 0);
    for (size_t t = 0; t < l->plan.targets; t++)
        l->output[t] = ohm_learner_read(l, t, *v);
    ohm_learner_signal(l->q, l, rule, l->output, label);
    ohm_learner_row_currents(l->u, l, rule, l->q);
    memcpy(l->shift, *v, l->nodes * sizeof *l->shift);
    for (size_t r = 0; r < l->rows; r++) {
        const double *z = ohm_clamp_influence(l->clamp, r);

        for (size_t n = 0; n < l->nodes; n++)
            l->shift[n] += z[n] * l->u[r];
    }
    *w = l->shift;
    return OHM_OK;
}

ohm_status
ohm_learner_states(double *free_state, double *clamped, ohm_learner *l, const double *x, const double *label,
                   ohm_error *err)
{
    /* the adjoint forces nothing: show what coupled learning would */
    const ohm_contrastive_rule rule = l->plan.rule == OHM_RULE_ADJOINT ? OHM_RULE_COUPLED : l->plan.rule;
    const double *v, *w;
    bool active;
    ohm_status status;

    ohm_learner_conduct(l);
    status = l->gates == NULL ? states_linear(&v, &w, l, rule, x, label, err)
                              : ohm_learner_gate_states(&v, &w, &active, l->output, l, rule, l->data, x, label, err);
    if (status != OHM_OK)
        return status;
    for (size_t n = 0; n < l->nodes; n++) {
        free_state[n] = l->reached[n] ? v[n] : NAN;
        clamped[n] = l->reached[n] ? w[n] : NAN;
    }
    return OHM_OK;
}

ohm_status
ohm_learner_energy(double *difference, double *form, ohm_learner *l, const double *x, const double *label,
                   ohm_error *err)
{
    const double *v, *w;
    ohm_status status;

    *difference = *form = NAN;
    if (l->gates != NULL || l->plan.rule != OHM_RULE_COUPLED)
        return OHM_OK;
    ohm_learner_conduct(l);
    if ((status = states_linear(&v, &w, l, OHM_RULE_COUPLED, x, label, err)) != OHM_OK)
        return status;
    *difference = *form = 0.0;
    for (size_t e = 0; e < l->edges; e++) {
        const double a = v[l->tail[e]] - v[l->head[e]], b = w[l->tail[e]] - w[l->head[e]];

        if (l->plan.cut == NULL || !l->plan.cut[e])
            *difference += l->k[e] * (b * b - a * a);
    }
    for (size_t r = 0; r < l->rows; r++)
        *form += l->row[r].share * l->q[l->row[r].target] * l->u[r];
    return OHM_OK;
}

ohm_status
ohm_learner_power(double *power, ohm_learner *l, const double *x, ohm_error *err)
{
    const double n = l->plan.slope_factor;
    const double *v;
    bool active;
    ohm_status status;

    ohm_learner_conduct(l);
    if (l->gates != NULL) {
        status = ohm_learner_gate_states(&v, NULL, &active, l->output, l, OHM_RULE_COUPLED, l->data, x, NULL, err);
    } else {
        status = ohm_clamp_solve(l->clamp, l->k, 1, x, err);
        v = ohm_clamp_potential(l->clamp, 0);
    }
    *power = 0.0;
    for (size_t e = 0; status == OHM_OK && e < l->edges; e++) {
        const double vi = v[l->tail[e]], vj = v[l->head[e]];
        double current = l->k[e] * (vi - vj);

        if (l->gates != NULL)
            current = l->plan.strength[e] * ohm_transistor_current(ohm_transistor_drive(l->k[e], vi, n),
                                                                   ohm_transistor_drive(l->k[e], vj, n), n);
        if (l->plan.cut == NULL || !l->plan.cut[e])
            *power += current * (vi - vj);
    }
    return status;
}

/* ---- how well an update points downhill ------------------------------------------------------------ */
/* The change of conductance that a change of theta makes, per unit of theta; taps by the
 * difference to the next. */
static double
conductance_slope(const ohm_contrastive_plan *p, size_t e, double theta)
{
    if (p->edge == OHM_EDGE_POTENTIOMETER)
        return ohm_contrastive_conductance(p, e, theta + 1.0) - ohm_contrastive_conductance(p, e, theta);
    return p->edge == OHM_EDGE_MEMRISTOR ? p->high[e] - p->low[e] : 1.0;
}

ohm_status
ohm_learner_alignment(double *cosine, double *c, double *g, ohm_learner *l, const ohm_contrastive_batch *batch,
                      ohm_error *err)
{
    const ohm_contrastive_plan *p = &l->plan;
    double cc = 0.0, gg = 0.0, cg = 0.0;
    ohm_status status = ohm_learner_contrast(g, NULL, l, OHM_RULE_ADJOINT, batch, err);

    *cosine = NAN;
    if (status == OHM_OK)
        status = ohm_learner_contrast(c, NULL, l, p->rule, batch, err);
    if (status != OHM_OK)
        return status;
    for (size_t e = 0; e < l->edges; e++) {
        const double change = ohm_contrastive_change(p, l->theta[e], c[e]) * conductance_slope(p, e, l->theta[e]);

        if (l->still[e])
            continue;
        cc += change * change;
        gg += g[e] * g[e];
        cg -= change * g[e];
    }
    if (cc > 0.0 && gg > 0.0)
        *cosine = cg / (sqrt(cc) * sqrt(gg));
    return OHM_OK;
}
