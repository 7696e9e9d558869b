/* lib/learning/contrastive_ensemble.c -- see contrastive_ensemble.h */
#include "learning/contrastive_ensemble.h"
#include "base/array.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    ohm_contrastive_ensemble *ensemble;
    const ohm_contrastive_experiment *experiment;
    const ohm_control *control;
    bool *whole;                /* realizations that were finished */
} job;

void
ohm_contrastive_ensemble_free(ohm_contrastive_ensemble *e)
{
    if (e == NULL)
        return;
    ohm_contrastive_trial_free(e->first);
    free(e->step);
    free(e->error);
    free(e->tested);
    free(e->mode);
    free(e->accuracy_train);
    free(e->accuracy_test);
    free(e->test_error);
    free(e->source);
    free(e->target);
    free(e);
}

static void
keep(ohm_contrastive_ensemble *e, const ohm_contrastive_trial *t, size_t r)
{
    const ohm_contrastive_history *h = t->history;
    const ohm_contrastive_plan *p = &t->plan;

    for (size_t k = 0; k < e->points; k++) {
        e->error[k * e->realizations + r] = h->error[k];
        e->tested[k * e->realizations + r] = h->tested[k];
        for (size_t m = 0; e->mode != NULL && m < OHM_MODES; m++)
            e->mode[(m * e->points + k) * e->realizations + r] = h->mode != NULL ? h->mode[k * OHM_MODES + m]
            : NAN;
    }
    e->accuracy_train[r] = t->accuracy_train;
    e->accuracy_test[r] = t->accuracy_test;
    e->test_error[r] = t->test_error;
    memcpy(e->source + r * p->sources, p->source, p->sources * sizeof *e->source);
    memcpy(e->target + r * p->targets, p->target, p->targets * sizeof *e->target);
}

static ohm_status
run_one(void *data, size_t index, ohm_error *err)
{
    const job *all = data;
    const ohm_control quiet = { .stop = all->control != NULL ? all->control->stop : NULL };
    ohm_contrastive_trial *trial;
    const ohm_status status = ohm_contrastive_trial_run(&trial, all->experiment, index + 1, &quiet, err);

    if (status != OHM_OK) {
        ohm_contrastive_trial_free(trial);
        return ohm_fail_within(err, status, "realization %zu", index + 1);
    }
    keep(all->ensemble, trial, index + 1);
    all->whole[index + 1] = true;
    ohm_contrastive_trial_free(trial);
    return OHM_OK;
}

static ohm_status
make_room(ohm_contrastive_ensemble *e, ohm_error *err)
{
    const ohm_contrastive_history *h = e->first->history;
    const size_t runs = e->realizations;

    e->points = h->points;
    e->step = ohm_copy(h->step, h->points, sizeof *e->step);
    e->error = ohm_array(h->points, runs * sizeof *e->error);
    e->tested = ohm_array(h->points, runs * sizeof *e->tested);
    e->mode = h->mode != NULL ? ohm_array(h->points, OHM_MODES * runs * sizeof *e->mode) : NULL;
    e->accuracy_train = OHM_ARRAY(double, runs);
    e->accuracy_test = OHM_ARRAY(double, runs);
    e->test_error = OHM_ARRAY(double, runs);
    e->source = ohm_array(runs, e->first->plan.sources * sizeof *e->source);
    e->target = ohm_array(runs, e->first->plan.targets * sizeof *e->target);
    if (e->step == NULL || e->error == NULL || e->tested == NULL || (h->mode != NULL && e->mode == NULL)
        || e->accuracy_train == NULL || e->accuracy_test == NULL || e->test_error == NULL || e->source == NULL
        || e->target == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu realizations of %zu points", runs, h->points);
    return OHM_OK;
}

/* The first `runs` columns of `rows` rows. */
static void
narrow(double *value, size_t rows, size_t from, size_t runs)
{
    for (size_t k = 1; value != NULL && k < rows; k++)
        memmove(value + k * runs, value + k * from, runs * sizeof *value);
}

/* Of an interrupted ensemble: the realizations before the first unfinished one. */
static void
keep_finished(ohm_contrastive_ensemble *e, const bool *whole)
{
    size_t runs = 1;

    while (runs < e->realizations && whole[runs])
        runs++;
    narrow(e->error, e->points, e->realizations, runs);
    narrow(e->tested, e->points, e->realizations, runs);
    narrow(e->mode, e->points * OHM_MODES, e->realizations, runs);
    e->realizations = runs;
}

/* All realizations but the first. */
static ohm_status
run_others(ohm_contrastive_ensemble *e, const ohm_contrastive_experiment *experiment, size_t threads,
           const ohm_control *control, ohm_error *err)
{
    job all = { e, experiment, control, OHM_ZEROS(bool, e->realizations) };
    ohm_status status;

    if (all.whole == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu realizations", e->realizations);
    status = ohm_parallel(e->realizations - 1, threads, run_one, &all, err);
    if (status == OHM_E_INTERRUPT)
        keep_finished(e, all.whole);
    free(all.whole);
    return status;
}

ohm_status
ohm_contrastive_ensemble_run(ohm_contrastive_ensemble **out, const ohm_contrastive_experiment *experiment,
                             size_t realizations, size_t threads, const ohm_control *control, ohm_error *err)
{
    ohm_contrastive_ensemble *e = OHM_ZEROS(ohm_contrastive_ensemble, 1);
    ohm_status status;

    *out = NULL;
    if (e == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: an ensemble");
    e->realizations = realizations > 0 ? realizations : 1;
    status = ohm_contrastive_trial_run(&e->first, experiment, 0, control, err);
    if (e->first != NULL) {
        const ohm_status stopped = status;

        if (stopped != OHM_OK)
            e->realizations = 1;
        if ((status = make_room(e, err)) == OHM_OK) {
            keep(e, e->first, 0);
            status = stopped != OHM_OK ? stopped : run_others(e, experiment, threads, control, err);
        }
    }
    if (status != OHM_OK && (status != OHM_E_INTERRUPT || e->first == NULL)) {
        ohm_contrastive_ensemble_free(e);
        return status;
    }
    *out = e;
    return status;
}
