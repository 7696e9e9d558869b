/* lib/learning/contrastive_step.c -- signals, contrasts, updates; see contrastive_learner.h */
#include "learning/contrastive_law.h"
#include "learning/contrastive_parts.h"
#include "learning/contrastive_write.h"

#include <math.h>

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
    return l->clamp != NULL ? ohm_learner_contrast_linear(c, output, l, rule, batch, err)
                            : ohm_learner_contrast_nonlinear(c, output, l, rule, batch, err);
}

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
    const bool plain = p->edge != OHM_EDGE_POTENTIOMETER && p->edge != OHM_EDGE_MEMRISTOR;
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

        if (!awake || l->still[e])
            continue;
        if (p->edge == OHM_EDGE_MEMRISTOR && p->law == OHM_WRITE_PULSE)
            l->theta[e] = fabs(l->c[e]) <= p->threshold ? l->theta[e]
                        : ohm_contrastive_pulses(&p->window, p->gain, l->theta[e], l->lift[e], l->c[e]);
        else
            l->theta[e] = ohm_contrastive_clip(p, e, l->theta[e]
                                               + ohm_contrastive_change(p, l->theta[e], l->c[e]));
    }
    return OHM_OK;
}

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
ohm_learner_alignment(double *cosine, double *c, double *g, ohm_learner *l,
                      const ohm_contrastive_batch *batch, ohm_error *err)
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
        const double change = ohm_contrastive_change(p, l->theta[e], c[e]) * conductance_slope(p, e,
                                                                                               l->theta[e]);

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
