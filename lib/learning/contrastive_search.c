/* lib/learning/contrastive_search.c -- see contrastive_search.h */
#include "learning/contrastive_search.h"
#include "base/array.h"
#include "base/parallel.h"
#include "learning/contrastive_placement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Streams of the search lie beyond those of any realization that is judged. */
static const uint64_t SEARCH_FIRST = (uint64_t)1 << 40;

typedef struct {
    size_t *source;             /* of one candidate, borrowed from the search */
    ohm_readout *target;
    double accuracy, error;     /* sums over its trials; error infinite: out */
    size_t trials, number;
} candidate;

typedef struct {
    ohm_contrastive_experiment experiment;  /* on the training data alone */
    candidate *candidate;       /* the best first, after a round */
    size_t repeats, first;      /* of this round: trials of each, and the number of the first of them */
    double *accuracy, *error;   /* of every trial of this round */
    const ohm_control *control;
} search;

/* ---- one trial ------------------------------------------------------------------------------ */
static ohm_status
try_candidate(void *data, size_t index, ohm_error *err)
{
    search *s = data;
    const candidate *c = &s->candidate[index / s->repeats];
    ohm_contrastive_experiment experiment = s->experiment;
    ohm_contrastive_trial *trial;

    experiment.plan.source = c->source;
    experiment.plan.target = c->target;
    /* the same draws for every candidate: what differs is the placement */
    const ohm_status status = ohm_contrastive_trial_run(&trial, &experiment,
                                                        SEARCH_FIRST + s->first + index % s->repeats,
                                                        s->control, err);

    if (status != OHM_OK)
        ohm_contrastive_trial_free(trial);      /* one that was stopped is no candidate */
    s->accuracy[index] = 0.0;
    s->error[index] = INFINITY;
    if (status == OHM_E_NOCONV || status == OHM_E_SINGULAR || status == OHM_E_DOMAIN
        || status == OHM_E_CONTENT)
        return OHM_OK;
    if (status != OHM_OK)
        return status;
    s->accuracy[index] = experiment.split > 0 ? trial->accuracy_test : trial->accuracy_train;
    s->error[index] = trial->history->error[trial->history->points - 1];
    ohm_contrastive_trial_free(trial);
    return OHM_OK;
}

/* ---- rounds ------------------------------------------------------------------------------------ */
static int
better_first(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    const double dx = x->accuracy / (double)x->trials, dy = y->accuracy / (double)y->trials;
    const double ex = x->error / (double)x->trials, ey = y->error / (double)y->trials;

    if (isinf(ex) != isinf(ey))
        return isinf(ex) ? 1 : -1;
    if (dx > dy || dx < dy)                 /* neither where both are NaN */
        return dx > dy ? -1 : 1;
    if (ex > ey || ex < ey)
        return ex < ey ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static ohm_status
play_round(search *s, size_t alive, size_t threads, ohm_error *err)
{
    const ohm_status status = ohm_parallel(alive * s->repeats, threads, try_candidate, s, err);

    for (size_t k = 0; status == OHM_OK && k < alive * s->repeats; k++) {
        candidate *c = &s->candidate[k / s->repeats];

        c->accuracy += s->accuracy[k];
        c->error += s->error[k];
        c->trials++;
    }
    if (status == OHM_OK)
        qsort(s->candidate, alive, sizeof *s->candidate, better_first);
    return status;
}

static ohm_status
play(search *s, size_t *trials, size_t candidates, size_t threads, ohm_error *err)
{
    size_t alive = candidates;
    ohm_status status;

    for (s->repeats = 1, s->first = 0;; s->repeats *= 2) {
        if ((status = play_round(s, alive, threads, err)) != OHM_OK)
            return status;
        *trials += alive * s->repeats;
        s->first += s->repeats;
        if (alive <= 2)
            return OHM_OK;
        alive = (alive + 1) / 2;
    }
}

/* ---- the candidates --------------------------------------------------------------------------------- */
static ohm_status
draw_candidates(search *s, size_t candidates, size_t *source, ohm_readout *target, ohm_error *err)
{
    ohm_contrastive_plan plan = s->experiment.plan;
    ohm_status status = OHM_OK;

    for (size_t k = 0; status == OHM_OK && k < candidates; k++) {
        s->candidate[k] = (candidate){ .source = source + k * plan.sources, .target = target
                                      + k * plan.targets,
                                       .number = k };
        plan.realization = SEARCH_FIRST + k;
        status = ohm_contrastive_place(s->candidate[k].source, s->candidate[k].target, &plan, err);
    }
    return status;
}

static size_t
least_members(const ohm_contrastive_data *d)
{
    size_t least = d->count;

    for (size_t c = 0; c < d->classes; c++) {
        size_t members = 0;

        for (size_t b = 0; b < d->count; b++)
            members += d->class_of[b] == c;
        least = members < least ? members : least;
    }
    return least;
}

static ohm_status
report(size_t *source, ohm_readout *target, ohm_contrastive_found *found, const search *s, ohm_error *err)
{
    const candidate *best = &s->candidate[0];
    const ohm_contrastive_plan *p = &s->experiment.plan;

    if (isinf(best->error))
        return ohm_fail(err, OHM_E_NOCONV, "placement: no candidate could be trained");
    memcpy(source, best->source, p->sources * sizeof *source);
    memcpy(target, best->target, p->targets * sizeof *target);
    found->candidate = best->number;
    found->accuracy = best->accuracy / (double)best->trials;
    found->error = best->error / (double)best->trials;
    return OHM_OK;
}

ohm_status
ohm_contrastive_search(size_t *source, ohm_readout *target, ohm_contrastive_found *found,
                       const ohm_contrastive_experiment *x, size_t candidates, size_t threads,
                       const ohm_control *control, ohm_error *err)
{
    const ohm_control quiet = { .stop = control != NULL ? control->stop : NULL };
    search s = { .experiment = *x, .control = &quiet };
    ohm_contrastive_split data;
    size_t *sources;
    ohm_readout *targets;
    ohm_status status;

    *found = (ohm_contrastive_found){ .trials = 0 };
    if (candidates == 0)
        return ohm_fail(err, OHM_E_ARG, "placement: no candidates");
    s.experiment.plan.realization = 0;
    status = ohm_contrastive_split_make(&data, &s.experiment.plan, &x->train, &x->test, x->split, err);
    if (status != OHM_OK)
        return status;
    s.experiment.train = data.train;
    s.experiment.test = (ohm_contrastive_data){ .count = 0 };
    s.experiment.split = data.train.classes > 0 ? least_members(&data.train) / 2 : 0;
    s.experiment.anywhere = false;
    s.candidate = OHM_ZEROS(candidate, candidates);
    /* halving rounds up, and still no round has more than twice the trials of the first */
    s.accuracy = OHM_ARRAY(double, 2 * candidates);
    s.error = OHM_ARRAY(double, 2 * candidates);
    sources = ohm_array(candidates, x->plan.sources * sizeof *sources);
    targets = ohm_array(candidates, x->plan.targets * sizeof *targets);
    if (s.candidate == NULL || s.accuracy == NULL || s.error == NULL || sources == NULL || targets == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "placement: %zu candidates", candidates);
    if (status == OHM_OK)
        status = draw_candidates(&s, candidates, sources, targets, err);
    if (status == OHM_OK)
        status = play(&s, &found->trials, candidates, threads, err);
    if (status == OHM_OK)
        status = report(source, target, found, &s, err);
    ohm_contrastive_split_free(&data);
    free(s.candidate);
    free(s.accuracy);
    free(s.error);
    free(sources);
    free(targets);
    return status;
}
