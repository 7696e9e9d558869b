/* tools/train_contrastive_warn.c -- what a user should know about a training; see train_contrastive.h */
#include "train_contrastive.h"

#include "envelope.h"

#include <math.h>

/* A single node is a weighted mean of the sources, whatever the edges: its label must lie
 * between them.  A difference lies between their span and minus it. */
static ohm_status
warn_reach(const contrastive_training *t, cli_run *run, ohm_error *err)
{
    const ohm_contrastive_data *d = &t->first->data.train;
    const ohm_contrastive_plan *p = &t->first->plan;
    size_t outside = 0, first = 0;
    double low = 0.0, high = 0.0, label = 0.0;

    for (size_t b = 0; d->classes == 0 && b < d->count; b++) {
        double least = INFINITY, most = -INFINITY;

        for (size_t s = 0; s < p->sources; s++) {
            least = fmin(least, d->x[b * p->sources + s]);
            most = fmax(most, d->x[b * p->sources + s]);
        }
        for (size_t k = 0; k < p->targets; k++) {
            const bool pair = p->target[k].minus != OHM_NONE;
            const double from = pair ? least - most : least, to = pair ? most - least : most;
            const double l = d->label[b * p->targets + k];

            if (l >= from && l <= to)
                continue;
            if (outside++ == 0) {
                first = b;
                low = from;
                high = to;
                label = l;
            }
        }
    }
    if (outside == 0)
        return OHM_OK;
    return run_warn(run, err,
                    "%zu labels are out of reach whatever the edges (the first in sample %zu: %g V, where "
                    "only %g .. %g V can be reached): their errors cannot vanish", outside, first, label,
                    low, high);
}

static ohm_status
warn_gates(const contrastive_training *t, cli_run *run, ohm_error *err)
{
    const ohm_contrastive_plan *p = &t->first->plan;
    const ohm_contrastive_data *d = &t->first->data.train;
    const size_t cut_off = ohm_learner_cut_off(t->first->learner);
    bool may = false;

    for (size_t e = 0; e < p->graph->edges; e++)
        for (size_t k = 0; k < d->count * p->sources; k++)
            may = may || p->low[e] - p->v_th[e] <= d->x[k];
    if (cut_off > 0)
        return run_warn(run, err,
                        "%zu states had a node that no transistor conducted from: g_min = 1e-9 S x 1 V was "
                        "added to every edge there", cut_off);
    if (!may)
        return OHM_OK;
    return run_warn(run, err,
                    "gates may fall so low that transistors are cut off by a source: a node that none "
                    "conducts from is then held by g_min = 1e-9 S x 1 V an edge; raise --bounds or k_min");
}

ohm_status
contrastive_warn(const contrastive_training *t, cli_run *run, ohm_error *err)
{
    const contrastive_options *o = t->options;
    ohm_status status = warn_reach(t, run, err);

    if (status == OHM_OK && o->edge == OHM_EDGE_TRANSISTOR)
        status = warn_gates(t, run, err);
    if (status == OHM_OK && o->edge == OHM_EDGE_MEMRISTOR && o->rate != 0.1)
        status = run_warn(run, err, "--rate has no effect on memristors: what a pulse writes is --gain %g",
                          o->gain);
    if (status == OHM_OK && o->edge == OHM_EDGE_POTENTIOMETER && o->rate != 0.1)
        status = run_warn(run, err, "--rate has no effect on potentiometers: they go one tap at a time");
    return status;
}
