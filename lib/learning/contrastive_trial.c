/* lib/learning/contrastive_trial.c -- see contrastive_trial.h */
#include "learning/contrastive_trial.h"
#include "base/array.h"
#include "learning/contrastive_flow.h"
#include "learning/contrastive_placement.h"

#include <math.h>
#include <stdlib.h>

void
ohm_contrastive_trial_free(ohm_contrastive_trial *t)
{
    if (t == NULL)
        return;
    ohm_learner_free(t->learner);
    ohm_contrastive_history_free(t->history);
    ohm_contrastive_split_free(&t->data);
    free(t->source);
    free(t->target);
    free(t->cut);
    free(t->free_state);
    free(t->clamped);
    free(t->test_output);
    free(t);
}

/* ---- before ----------------------------------------------------------------------------- */
/* Roles and edges of this realization. */
static ohm_status
draw_network(ohm_contrastive_trial *t, const ohm_contrastive_experiment *x, ohm_error *err)
{
    ohm_contrastive_plan *p = &t->plan;
    const size_t edges = p->graph->edges;
    ohm_status status = OHM_OK;

    t->source = ohm_copy(p->source, p->sources, sizeof *t->source);
    t->target = ohm_copy(p->target, p->targets, sizeof *t->target);
    t->cut = p->cut != NULL ? ohm_copy(p->cut, edges, sizeof *t->cut) : OHM_ZEROS(bool, edges);
    if (t->source == NULL || t->target == NULL || t->cut == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu edges", edges);
    p->source = t->source;
    p->target = t->target;
    p->cut = t->cut;
    if (x->anywhere)
        status = ohm_contrastive_place(t->source, t->target, p, err);
    if (status == OHM_OK && x->damage > 0)
        status = ohm_contrastive_damage(t->cut, p, x->damage, err);
    return status;
}

static ohm_status
prepare(ohm_contrastive_trial *t, const ohm_contrastive_experiment *x, ohm_error *err)
{
    const size_t nodes = x->plan.graph->nodes;
    ohm_status status = draw_network(t, x, err);

    if (status == OHM_OK)
        status = ohm_contrastive_check(&t->plan, err);
    if (status == OHM_OK)
        status = ohm_contrastive_split_make(&t->data, &t->plan, &x->train, &x->test, x->split, err);
    if (status != OHM_OK)
        return status;
    if (x->scale)
        ohm_contrastive_split_scale(&t->data, t->plan.sources);
    t->free_state = OHM_ARRAY(double, nodes);
    t->clamped = OHM_ARRAY(double, nodes);
    if (t->free_state == NULL || t->clamped == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu nodes", nodes);
    status = ohm_learner_alloc(&t->learner, &t->plan, t->data.train.count, t->data.train.count, err);
    if (status == OHM_OK)
        status = ohm_contrastive_begin(ohm_learner_parameters(t->learner), &t->plan, &x->start, err);
    return status;
}

/* ---- after ---------------------------------------------------------------------------------- */
static void
summarize_alignment(ohm_contrastive_trial *t)
{
    const ohm_contrastive_history *h = t->history;
    double sum = 0.0, least = INFINITY;
    size_t n = 0;

    for (size_t p = 0; p < h->points; p++)
        if (!isnan(h->alignment[p])) {
            sum += h->alignment[p];
            least = fmin(least, h->alignment[p]);
            n++;
        }
    t->alignment_mean = n > 0 ? sum / (double)n : NAN;
    t->alignment_min = n > 0 ? least : NAN;
}

static ohm_status
judge_test(ohm_contrastive_trial *t, ohm_error *err)
{
    const ohm_contrastive_data *d = &t->data.test;
    const size_t targets = t->plan.targets;
    ohm_status status;

    if (d->count == 0)
        return OHM_OK;
    if ((t->test_output = ohm_array(d->count, targets * sizeof *t->test_output)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu samples", d->count);
    if ((status = ohm_learner_answer(t->test_output, t->learner, d->count, d->x, err)) != OHM_OK)
        return status;
    if (d->classes > 0)
        return ohm_contrastive_accuracy(&t->accuracy_test, t->learner, &t->plan, d, t->history->level, err);
    t->test_error = 0.0;
    for (size_t k = 0; k < d->count * targets; k++) {
        const double miss = t->test_output[k] - d->label[k];

        t->test_error += 0.5 * miss * miss / (double)d->count;
    }
    t->accuracy_test = ohm_contrastive_signs(t->test_output, d->label, d->count, targets);
    return OHM_OK;
}

static ohm_status
judge_train(ohm_contrastive_trial *t, bool at_rest, ohm_error *err)
{
    const ohm_contrastive_data *d = &t->data.train;
    const double *label = d->classes > 0 ? t->history->level + d->class_of[0] * t->plan.targets : d->label;
    ohm_status status = OHM_OK;

    if (d->classes > 0)
        status = ohm_contrastive_accuracy(&t->accuracy_train, t->learner, &t->plan, d, t->history->level,
                                          err);
    else
        t->accuracy_train = ohm_contrastive_signs(t->history->output, d->label, d->count, t->plan.targets);
    for (size_t b = 0; status == OHM_OK && b < d->count; b++) {
        double power;

        status = ohm_learner_power(&power, t->learner, d->x + b * t->plan.sources, err);
        t->power += power / (double)d->count;
    }
    if (status == OHM_OK)
        status = ohm_learner_energy(&t->difference, &t->form, t->learner, d->x, label, err);
    if (status != OHM_OK || !at_rest)       /* a flow leaves its own states */
        return status;
    return ohm_learner_states(t->free_state, t->clamped, t->learner, d->x, label, err);
}

static ohm_status
train(ohm_contrastive_trial *t, const ohm_contrastive_experiment *x, const ohm_control *control,
      ohm_error *err)
{
    ohm_contrastive_schedule schedule = x->schedule;

    schedule.watch = t->data.test.count > 0 ? &t->data.test : NULL;
    if (isnan(x->tau))
        return ohm_contrastive_train(&t->history, t->learner, &t->plan, &t->data.train, &schedule, control,
                                     err);
    return ohm_contrastive_flow(&t->history, t->free_state, t->clamped, t->learner, &t->plan, &t->data.train,
                                schedule.steps, schedule.every, x->tau, x->dt, control, err);
}

ohm_status
ohm_contrastive_trial_run(ohm_contrastive_trial **out, const ohm_contrastive_experiment *x,
                          uint64_t realization, const ohm_control *control, ohm_error *err)
{
    ohm_contrastive_trial *t = OHM_ZEROS(ohm_contrastive_trial, 1);
    ohm_status status;

    *out = NULL;
    if (t == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: a trial");
    t->plan = x->plan;
    t->plan.realization = realization;
    t->accuracy_train = t->accuracy_test = t->test_error = NAN;
    status = prepare(t, x, err);
    if (status == OHM_OK)
        status = train(t, x, control, err);
    const bool stopped = status == OHM_E_INTERRUPT && t->history != NULL;   /* judged as far as it came */

    if (stopped)
        status = OHM_OK;
    if (status == OHM_OK)
        status = judge_train(t, isnan(x->tau), err);
    if (status == OHM_OK)
        status = judge_test(t, err);
    if (status != OHM_OK) {
        ohm_contrastive_trial_free(t);
        return status;
    }
    summarize_alignment(t);
    *out = t;
    return stopped ? OHM_E_INTERRUPT : OHM_OK;
}
