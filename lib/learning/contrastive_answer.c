/* lib/learning/contrastive_answer.c -- what a learner answers, and at what price; see contrastive_learner.h */
#include "device/transistor.h"
#include "learning/contrastive_parts.h"

#include <math.h>
#include <string.h>

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
    if (l->clamp != NULL)
        return answer_linear(output, l, count, x, err);
    for (size_t b = 0; status == OHM_OK && b < count; b++) {
        const double *v;
        bool active;

        status = ohm_learner_nonlinear_states(&v, NULL, &active, output + b * l->plan.targets, l,
                                              OHM_RULE_COUPLED, l->data, x + b * l->plan.sources, NULL, err);
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
    status = l->clamp != NULL ? states_linear(&v, &w, l, rule, x, label, err)
                              : ohm_learner_nonlinear_states(&v, &w, &active, l->output, l, rule, l->data, x,
                                                             label, err);
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
    if (l->clamp == NULL || l->plan.rule != OHM_RULE_COUPLED)
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
    const double *v;
    bool active;
    ohm_status status;

    ohm_learner_conduct(l);
    if (l->clamp == NULL) {
        status = ohm_learner_nonlinear_states(&v, NULL, &active, l->output, l, OHM_RULE_COUPLED, l->data, x,
                                              NULL, err);
    } else {
        status = ohm_clamp_solve(l->clamp, l->k, 1, x, err);
        v = ohm_clamp_potential(l->clamp, 0);
    }
    *power = 0.0;
    for (size_t e = 0; status == OHM_OK && e < l->edges; e++) {
        const double vi = v[l->tail[e]], vj = v[l->head[e]];
        double current = l->k[e] * (vi - vj);

        if (l->curves != NULL)
            current = l->k[e] * ohm_curve_current(&l->curve, vi - vj);
        if (l->gates != NULL)
            current = l->plan.strength[e] * ohm_transistor_current(&l->plan.body, l->k[e], vi, vj);
        if (l->plan.cut == NULL || !l->plan.cut[e])
            *power += current * (vi - vj);
    }
    return status;
}
