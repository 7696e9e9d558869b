/* lib/learning/contrastive_linear.c -- contrasts of linear networks; see contrastive_learner.h */
#include "learning/contrastive_law.h"
#include "learning/contrastive_parts.h"
#include "base/simd.h"

#include <math.h>
#include <string.h>

void
ohm_learner_row_currents(double *u, const ohm_learner *l, ohm_contrastive_rule rule, const double *q)
{
    for (size_t r = 0; r < l->rows; r++)
        u[r] = q[l->row[r].target] * (rule == OHM_RULE_COUPLED ? l->row[r].share : l->row[r].sign);
    if (rule == OHM_RULE_COUPLED)
        ohm_clamp_currents(u, l->clamp, u);
    for (size_t r = 0; rule == OHM_RULE_ADJOINT && r < l->rows; r++)
        u[r] *= l->plan.eta;
}

/* shift = Z u: what the clamped state adds to the free one. */
static void
shift_nodes(ohm_learner *l, const double *u)
{
    memset(l->shift, 0, l->nodes * sizeof *l->shift);
    for (size_t r = 0; r < l->rows; r++) {
        const double *z = ohm_clamp_influence(l->clamp, r);

        for (size_t v = 0; v < l->nodes; v++)
            l->shift[v] += u[r] * z[v];
    }
}

/* c += weight y (2 x + y), or weight 2 x y without the square. */
static void
add_differences(double *restrict c, const ohm_learner *l, const double *restrict v, double weight,
                double square)
{
    const double *restrict w = l->shift;

    for (size_t e = 0; e < l->edges; e++) {
        const size_t i = l->tail[e], j = l->head[e];
        const double x = v[i] - v[j], y = w[i] - w[j];

        c[e] += weight * y * (2.0 * x + square * y);
    }
}

/* |V|^power; squares, the common case, without pow. */
static double
drift(const ohm_contrastive_plan *p, double size)
{
    return p->law != OHM_WRITE_PULSE || p->power == 2.0 ? size * size : pow(size, p->power);
}

/* c += weight (h(s dV_C) - h(|dV_F|)), h(V) = sign(V) |V|^power, s the sign of dV_F; lift: the second part. */
static void
add_oriented(double *restrict c, ohm_learner *l, const double *restrict v, double weight)
{
    for (size_t e = 0; e < l->edges; e++) {
        const size_t i = l->tail[e], j = l->head[e];
        const double x = v[i] - v[j], clamped = x + (l->shift[i] - l->shift[j]);
        const double along = x > 0.0 ? clamped : x < 0.0 ? -clamped : 0.0, lift = drift(&l->plan, fabs(x));
        const double after = drift(&l->plan, fabs(along));

        c[e] += weight * ((along < 0.0 ? -after : after) - lift);
        l->lift[e] += weight * lift;
    }
}

static ohm_status
each_sample(double *c, double *output, ohm_learner *l, ohm_contrastive_rule rule,
            const ohm_contrastive_batch *batch, ohm_error *err)
{
    const size_t sources = l->plan.sources, targets = l->plan.targets;
    const double weight = 1.0 / (double)batch->count, square = rule == OHM_RULE_ADJOINT ? 0.0 : 1.0;
    ohm_status status;

    for (size_t b = 0; b < batch->count; b++)
        memcpy(l->x + b * sources, batch->samples->x + batch->index[b] * sources, sources * sizeof *l->x);
    if ((status = ohm_clamp_solve(l->clamp, l->k, batch->count, l->x, err)) != OHM_OK)
        return status;
    for (size_t b = 0; b < batch->count; b++) {
        const double *v = ohm_clamp_potential(l->clamp, b);

        for (size_t t = 0; t < targets; t++)
            output[b * targets + t] = ohm_learner_read(l, t, v);
        if (!ohm_learner_signal(l->q, l, rule, output + b * targets,
                                batch->samples->label + batch->index[b] * targets))
            continue;
        ohm_learner_row_currents(l->u, l, rule, l->q);
        shift_nodes(l, l->u);
        if (ohm_contrastive_oriented(&l->plan))
            add_oriented(c, l, v, weight);
        else
            add_differences(c, l, v, weight, square);
    }
    return OHM_OK;
}

/* moment = mean(s u^T), second = mean(u u^T) over the batch, and its outputs. */
static void
gather_moments(double *output, ohm_learner *l, ohm_contrastive_rule rule, const ohm_contrastive_batch *batch)
{
    const size_t sources = l->plan.sources, targets = l->plan.targets, rows = l->rows;
    const double weight = 1.0 / (double)batch->count;

    memset(l->moment, 0, sources * rows * sizeof *l->moment);
    memset(l->second, 0, rows * rows * sizeof *l->second);
    for (size_t b = 0; b < batch->count; b++) {
        const double *x = batch->samples->x + batch->index[b] * sources;
        double *o = output + b * targets;

        memset(o, 0, targets * sizeof *o);
        for (size_t t = 0; t < targets; t++)
            for (size_t s = 0; s < sources; s++)
                o[t] += ohm_learner_read(l, t, ohm_clamp_potential(l->clamp, s)) * x[s];
        if (!ohm_learner_signal(l->q, l, rule, o, batch->samples->label + batch->index[b] * targets))
            continue;
        ohm_learner_row_currents(l->u, l, rule, l->q);
        for (size_t r = 0; r < rows; r++) {
            for (size_t s = 0; s < sources; s++)
                l->moment[s * rows + r] += weight * x[s] * l->u[r];
            for (size_t q = 0; q < rows; q++)
                l->second[r * rows + q] += weight * l->u[r] * l->u[q];
        }
    }
}

static ohm_status
all_samples(double *c, double *output, ohm_learner *l, ohm_contrastive_rule rule,
            const ohm_contrastive_batch *batch, ohm_error *err)
{
    const size_t sources = l->plan.sources, rows = l->rows;
    const double square = rule == OHM_RULE_ADJOINT ? 0.0 : 1.0;
    const ohm_status status = ohm_clamp_solve(l->clamp, l->k, sources, l->unit, err);

    if (status != OHM_OK)
        return status;
    gather_moments(output, l, rule, batch);
    for (size_t e = 0; e < l->edges; e++) {
        const size_t i = l->tail[e], j = l->head[e];
        double sum = 0.0;

        for (size_t s = 0; s < sources; s++) {
            const double *h = ohm_clamp_potential(l->clamp, s);

            l->drop[s] = h[i] - h[j];
        }
        for (size_t r = 0; r < rows; r++) {
            const double *z = ohm_clamp_influence(l->clamp, r);
            double inner = 0.0;

            for (size_t s = 0; s < sources; s++)
                inner += 2.0 * l->drop[s] * l->moment[s * rows + r];
            for (size_t q = 0; q < rows; q++) {
                const double *other = ohm_clamp_influence(l->clamp, q);

                inner += square * l->second[r * rows + q] * (other[i] - other[j]);
            }
            sum += (z[i] - z[j]) * inner;
        }
        c[e] = sum;
    }
    return OHM_OK;
}

ohm_status
ohm_learner_contrast_linear(double *c, double *output, ohm_learner *l, ohm_contrastive_rule rule,
                            const ohm_contrastive_batch *batch, ohm_error *err)
{
    memset(c, 0, l->edges * sizeof *c);
    memset(l->lift, 0, l->edges * sizeof *l->lift);
    return batch->count > l->plan.sources && !ohm_contrastive_oriented(&l->plan)
        ? all_samples(c, output, l, rule, batch, err)
                                                             : each_sample(c, output, l, rule, batch, err);
}
