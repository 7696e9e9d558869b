/* lib/learning/contrastive_learner.c -- see contrastive_learner.h */
#include "learning/contrastive_learner.h"
#include "base/array.h"
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
    ohm_curves_free(l->curves);
    ohm_rng_free(l->noise);
    ohm_rng_free(l->desync);
    free(l->row);
    free(l->readout);
    free(l->reached);
    free(l->theta);
    free(l->k);
    free(l->c);
    free(l->offset);
    free(l->lift);
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

static bool
is_nonlinear(const ohm_contrastive_plan *p)
{
    return p->edge == OHM_EDGE_TRANSISTOR || p->edge >= OHM_EDGE_TANH;
}

/* Arrays whose sizes hang on the rows. */
static ohm_status
make_room(ohm_learner *l, ohm_error *err)
{
    const ohm_contrastive_plan *p = &l->plan;
    const size_t m = l->edges, states = is_nonlinear(p) ? l->data + 1 : 0;
    const size_t batch = l->batch > 1 ? l->batch : 1;

    l->reached = OHM_ARRAY(bool, l->nodes);
    l->theta = OHM_ARRAY(double, m);
    l->k = OHM_ZEROS(double, m);
    l->c = OHM_ZEROS(double, m);
    l->offset = OHM_ZEROS(double, m);
    l->lift = OHM_ZEROS(double, m);
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
        || l->lift == NULL
        || l->still == NULL || l->output == NULL || l->q == NULL || l->u == NULL || l->x == NULL
        || l->unit == NULL
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
        status = ohm_rng_alloc(&l->noise, p->seed, ohm_contrastive_stream(p->realization, OHM_DRAW_NOISE),
                               err);
    if (status == OHM_OK && p->desync < 1.0)
        status = ohm_rng_alloc(&l->desync, p->seed, ohm_contrastive_stream(p->realization, OHM_DRAW_DESYNC),
                               err);
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
    /* oriented writes need every sample's own state, all others the response to each source */
    const bool each = ohm_contrastive_oriented(p);
    const size_t columns = each && l->batch > p->sources ? l->batch : p->sources;
    ohm_status status = ohm_terminals_reach(l->reached, &terminals, err);

    if (status != OHM_OK)
        return status;
    if (p->edge == OHM_EDGE_TRANSISTOR)
        return ohm_transistors_alloc(&l->gates, &terminals, err);
    return ohm_contrastive_curve(&l->curve, p) ? ohm_curves_alloc(&l->curves, &terminals, &l->curve, err)
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
ohm_learner_alloc(ohm_learner **out, const ohm_contrastive_plan *plan, size_t data, size_t batch,
                  ohm_error *err)
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
    if (l->plan.edge == OHM_EDGE_LINEAR || l->curves != NULL)
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
    return l->clamp == NULL ? "newton" : ohm_clamp_solver(l->clamp);
}
