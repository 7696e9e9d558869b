/* lib/learning/contrastive_nonlinear.c -- contrasts of transistors and of curves; see contrastive_learner.h */
#include "learning/contrastive_parts.h"
#include "device/transistor.h"

#include <math.h>
#include <string.h>

static ohm_transistor_edges
edges_of(const ohm_learner *l)
{
    return (ohm_transistor_edges){ l->k, l->plan.strength, l->plan.body };
}

/* ---- the two kinds of network --------------------------------------------------------- */
static ohm_status
rest(double *v, ohm_learner *l, ohm_error *err)
{
    const ohm_transistor_edges edges = edges_of(l);

    return l->curves != NULL ? ohm_curves_rest(v, l->curves, l->k, err)
                             : ohm_transistors_rest(v, l->gates, &edges, err);
}

static ohm_status
force(double *v, ohm_learner *l, const double *value, ohm_error *err)
{
    const ohm_transistor_edges edges = edges_of(l);

    return l->curves != NULL ? ohm_curves_force(v, l->curves, l->k, value, err)
                             : ohm_transistors_force(v, l->gates, &edges, value, err);
}

static ohm_status
push(double *v, ohm_learner *l, const double *current, ohm_error *err)
{
    const ohm_transistor_edges edges = edges_of(l);

    return l->curves != NULL ? ohm_curves_push(v, l->curves, l->k, current, err)
                             : ohm_transistors_push(v, l->gates, &edges, current, err);
}

static ohm_status
adjoint(double *lambda, ohm_learner *l, const double *v, const double *d, ohm_error *err)
{
    const ohm_transistor_edges edges = edges_of(l);

    return l->curves != NULL ? ohm_curves_adjoint(lambda, l->curves, l->k, v, d, err)
                             : ohm_transistors_adjoint(lambda, l->gates, &edges, v, d, err);
}

/* What the parameter of edge e adds to its current, per unit, at the state v. */
static double
by_parameter(const ohm_learner *l, size_t e, double vi, double vj)
{
    return l->curves != NULL ? ohm_curve_current(&l->curve, vi - vj)
                             : l->plan.strength[e] * ohm_transistor_by_gate(&l->plan.body, l->k[e], vi, vj);
}

/* ---- states ------------------------------------------------------------------------------- */
/* A first guess: all between the sources. */
static void
guess(double *v, const ohm_learner *l, const double *x)
{
    double mean = 0.0;

    for (size_t s = 0; s < l->plan.sources; s++)
        mean += x[s] / (double)l->plan.sources;
    for (size_t n = 0; n < l->nodes; n++)
        v[n] = l->reached[n] ? mean : 0.0;
}

static void
hold_sources(double *v, const ohm_learner *l, const double *x)
{
    for (size_t s = 0; s < l->plan.sources; s++)
        v[l->plan.source[s]] = x[s];
}

/* From the free state and the signal q to the clamped state. */
static ohm_status
clamp_state(double *clamped, ohm_learner *l, ohm_contrastive_rule rule, const double *free_state,
            ohm_error *err)
{
    for (size_t r = 0; r < l->rows; r++) {
        const ohm_learner_row *row = &l->row[r];
        const ohm_readout *o = &l->readout[r];
        const double minus = o->minus == OHM_NONE ? 0.0 : free_state[o->minus];
        const double output = free_state[o->plus] - minus;

        l->value[r] = rule == OHM_RULE_COUPLED ? output + row->share * l->q[row->target]
                                               : row->sign * l->q[row->target];
    }
    return rule == OHM_RULE_COUPLED ? force(clamped, l, l->value, err) : push(clamped, l, l->value, err);
}

ohm_status
ohm_learner_nonlinear_states(const double **free_state, const double **clamped, bool *active, double *output,
                             ohm_learner *l, ohm_contrastive_rule rule, size_t place, const double *x,
                             const double *label, ohm_error *err)
{
    double *v = l->state + 2 * place * l->nodes, *w = v + l->nodes;
    const bool fresh = !l->known[place] || place == l->data;
    ohm_status status;

    if (!l->known[place])
        guess(v, l, x);
    hold_sources(v, l, x);
    l->known[place] = false;                /* until both states are whole */
    if ((status = rest(v, l, err)) != OHM_OK)
        return status;
    for (size_t t = 0; t < l->plan.targets; t++)
        output[t] = ohm_learner_read(l, t, v);
    *free_state = v;
    *active = label != NULL && ohm_learner_signal(l->q, l, rule, output, label);
    if ((!*active && clamped != NULL) || fresh)
        memcpy(w, v, l->nodes * sizeof *w);
    hold_sources(w, l, x);
    if (*active && clamped != NULL && (status = clamp_state(w, l, rule, v, err)) != OHM_OK)
        return status;
    if (clamped != NULL)
        *clamped = w;
    l->known[place] = true;
    return OHM_OK;
}

/* c += weight 2 eta dC/dG, by the adjoint of the free state. */
static ohm_status
add_gradient(double *c, ohm_learner *l, const double *v, double weight, ohm_error *err)
{
    ohm_status status;

    for (size_t r = 0; r < l->rows; r++)        /* q holds L - O */
        l->value[r] = -l->row[r].sign * l->q[l->row[r].target];
    if ((status = adjoint(l->shift, l, v, l->value, err)) != OHM_OK)
        return status;
    for (size_t e = 0; e < l->edges; e++) {
        const size_t i = l->tail[e], j = l->head[e];

        c[e] -= weight * 2.0 * l->plan.eta * by_parameter(l, e, v[i], v[j]) * (l->shift[i] - l->shift[j]);
    }
    return OHM_OK;
}

/* c += weight 2 (G(dV_C) - G(dV_F)). */
static void
add_contents(double *c, const ohm_learner *l, const double *v, const double *w, double weight)
{
    for (size_t e = 0; e < l->edges; e++) {
        const size_t i = l->tail[e], j = l->head[e];

        c[e] += 2.0 * weight * (ohm_curve_content(&l->curve, w[i] - w[j])
                                - ohm_curve_content(&l->curve, v[i] - v[j]));
    }
}

/* c += weight (dV_C^2 - dV_F^2). */
static void
add_differences(double *restrict c, const ohm_learner *l, const double *restrict v, const double *restrict w,
                double weight)
{
    for (size_t e = 0; e < l->edges; e++) {
        const size_t i = l->tail[e], j = l->head[e];
        const double x = v[i] - v[j], y = w[i] - w[j];

        c[e] += weight * (y - x) * (y + x);
    }
}

ohm_status
ohm_learner_contrast_nonlinear(double *c, double *output, ohm_learner *l, ohm_contrastive_rule rule,
                               const ohm_contrastive_batch *batch, ohm_error *err)
{
    const size_t sources = l->plan.sources, targets = l->plan.targets;
    const double weight = 1.0 / (double)batch->count;
    const double *v, *w;

    memset(c, 0, l->edges * sizeof *c);
    for (size_t b = 0; b < batch->count; b++) {
        const size_t datum = batch->index[b];
        bool active;
        const double *x = batch->samples->x + datum * sources;
        const double *label = batch->samples->label + datum * targets;
        ohm_status status = ohm_learner_nonlinear_states(&v, rule == OHM_RULE_ADJOINT ? NULL : &w, &active,
                                                         output + b * targets, l, rule, datum, x, label, err);

        if (status == OHM_OK && active && rule == OHM_RULE_ADJOINT)
            status = add_gradient(c, l, v, weight, err);
        else if (status == OHM_OK && active && l->curves != NULL)
            add_contents(c, l, v, w, weight);
        else if (status == OHM_OK && active)
            add_differences(c, l, v, w, weight);
        if (status != OHM_OK)
            return ohm_fail_within(err, status, "sample %zu", datum);
    }
    return OHM_OK;
}
