/* lib/learning/contrastive_train.c -- see contrastive_train.h */
#include "learning/contrastive_train.h"
#include "base/array.h"
#include "base/rng.h"
#include "learning/contrastive_modes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Below this error per target [V^2] rounding, not learning, decides where an update points. */
static const double ERROR_LEARNT = 1e-20;

/* How many updates pass between two looks at the stop flag. */
enum { LOOK = 256 };

typedef struct {
    ohm_learner *learner;
    const ohm_contrastive_plan *plan;
    const ohm_contrastive_data *data;
    const ohm_contrastive_schedule *schedule;
    ohm_contrastive_history *history;
    size_t batch;               /* of one update */
    double *label;              /* count * targets, ours where there are classes */
    double *mean;               /* classes * sources: mean inputs */
    double *basis;              /* modes, or NULL */
    double *c, *g;              /* M each */
    size_t *order, *all;        /* count */
    ohm_rng *rng;
    ohm_contrastive_samples samples;
} training;

void
ohm_contrastive_history_free(ohm_contrastive_history *h)
{
    if (h == NULL)
        return;
    free(h->step);
    free(h->error);
    free(h->alignment);
    free(h->tested);
    free(h->mode);
    free(h->level);
    free(h->output);
    free(h);
}

static void
training_free(training *t)
{
    free(t->label);
    free(t->mean);
    free(t->basis);
    free(t->c);
    free(t->g);
    free(t->order);
    free(t->all);
    ohm_rng_free(t->rng);
}

/* ---- made once ----------------------------------------------------------------------- */
static ohm_status
history_alloc(training *t, ohm_error *err)
{
    const ohm_contrastive_schedule *s = t->schedule;
    const size_t points = (s->steps + s->every - 1) / s->every + 1, targets = t->plan->targets;
    ohm_contrastive_history *h = OHM_ZEROS(ohm_contrastive_history, 1);

    if ((t->history = h) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu points", points);
    h->classes = t->data->classes;
    h->targets = targets;
    h->step = OHM_ZEROS(size_t, points);
    h->error = OHM_ZEROS(double, points);
    h->alignment = OHM_ZEROS(double, points);
    h->tested = OHM_ZEROS(double, points);
    h->mode = t->basis != NULL ? ohm_zeros(points, OHM_MODES * sizeof *h->mode) : NULL;
    h->level = ohm_zeros(h->classes, targets * sizeof *h->level);
    h->output = ohm_zeros(t->data->count, targets * sizeof *h->output);
    if (h->step == NULL || h->error == NULL || h->alignment == NULL || h->tested == NULL
        || (t->basis != NULL && h->mode == NULL)
        || h->level == NULL || h->output == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu points", points);
    return OHM_OK;
}

static void
mean_inputs(training *t)
{
    const ohm_contrastive_data *d = t->data;
    const size_t sources = t->plan->sources;

    for (size_t s = 0; s < d->classes; s++) {
        double *mean = t->mean + s * sources;
        size_t members = 0;

        for (size_t b = 0; b < d->count; b++)
            if (d->class_of[b] == s) {
                members++;
                for (size_t k = 0; k < sources; k++)
                    mean[k] += d->x[b * sources + k];
            }
        for (size_t k = 0; members > 0 && k < sources; k++)
            mean[k] /= (double)members;
    }
}

static ohm_status
prepare(training *t, ohm_error *err)
{
    const size_t count = t->data->count, targets = t->plan->targets, m = t->plan->graph->edges;
    ohm_status status;

    if (count == 0)
        return ohm_fail(err, OHM_E_ARG, "contrastive: no samples");
    if (t->schedule->every == 0)
        return ohm_fail(err, OHM_E_ARG, "contrastive: every = 0");
    t->batch = t->schedule->batch == 0 || t->schedule->batch > count ? count : t->schedule->batch;
    t->label = ohm_zeros(count, targets * sizeof *t->label);
    t->mean = ohm_zeros(t->data->classes, t->plan->sources * sizeof *t->mean);
    t->c = OHM_ZEROS(double, m);
    t->g = OHM_ZEROS(double, m);
    t->order = OHM_ARRAY(size_t, count);
    t->all = OHM_ARRAY(size_t, count);
    if (t->label == NULL || t->mean == NULL || t->c == NULL || t->g == NULL || t->order == NULL
        || t->all == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu samples", count);
    for (size_t b = 0; b < count; b++)
        t->order[b] = t->all[b] = b;
    if (t->data->classes == 0)
        memcpy(t->label, t->data->label, count * targets * sizeof *t->label);
    mean_inputs(t);
    t->samples = (ohm_contrastive_samples){ count, t->data->x, t->label };
    status = ohm_contrastive_modes(&t->basis, t->data, t->plan->sources, targets, err);
    if (status == OHM_OK)
        status = history_alloc(t, err);
    if (status == OHM_OK)
        status = ohm_rng_alloc(&t->rng, t->plan->seed, ohm_contrastive_stream(t->plan->realization,
                                                                              OHM_DRAW_ORDER),
                               err);
    return status;
}

/* ---- classes ----------------------------------------------------------------------------- */
static void
label_classes(training *t)
{
    const size_t targets = t->plan->targets;

    for (size_t b = 0; b < t->data->count; b++)
        memcpy(t->label + b * targets, t->history->level + t->data->class_of[b] * targets,
               targets * sizeof(double));
}

/* Pulls the classes apart around their mean, target by target. */
static void
spread_levels(double *level, size_t classes, size_t targets)
{
    for (size_t t = 0; t < targets; t++) {
        double mean = 0.0;

        for (size_t s = 0; s < classes; s++)
            mean += level[s * targets + t] / (double)classes;
        for (size_t s = 0; s < classes; s++)
            level[s * targets + t] = fmin(1.0, fmax(0.0, mean + 3.0 * (level[s * targets + t] - mean)));
    }
}

/* Before an epoch (first: the first one), and after the last. */
static ohm_status
set_levels(training *t, bool first, ohm_error *err)
{
    const ohm_contrastive_data *d = t->data;
    const size_t targets = t->plan->targets;
    double *level = t->history->level;
    ohm_status status = OHM_OK;

    if (d->classes == 0 || (!first && d->kind != OHM_CLASSES_SLIDE))
        return OHM_OK;
    if (d->kind == OHM_CLASSES_FIXED) {
        for (size_t s = 0; s < d->classes; s++)
            for (size_t k = 0; k < targets; k++)
                level[s * targets + k] = k == s ? d->on : d->off;
    } else {
        status = ohm_learner_answer(level, t->learner, d->classes, t->mean, err);
        if (d->kind == OHM_CLASSES_SPREAD)
            spread_levels(level, d->classes, targets);
    }
    if (status == OHM_OK)
        label_classes(t);
    return status;
}

static size_t
nearest(const double *output, const double *level, size_t classes, size_t targets)
{
    double least = INFINITY;
    size_t best = 0;

    for (size_t s = 0; s < classes; s++) {
        double distance = 0.0;

        for (size_t t = 0; t < targets; t++) {
            const double d = output[t] - level[s * targets + t];

            distance += d * d;
        }
        if (distance < least) {
            least = distance;
            best = s;
        }
    }
    return best;
}

ohm_status
ohm_contrastive_accuracy(double *accuracy, ohm_learner *learner, const ohm_contrastive_plan *plan,
                         const ohm_contrastive_data *data, const double *level, ohm_error *err)
{
    const size_t targets = plan->targets;
    double *output = ohm_array(data->count, targets * sizeof *output);
    size_t right = 0;
    ohm_status status;

    if (output == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu samples", data->count);
    status = ohm_learner_answer(output, learner, data->count, data->x, err);
    for (size_t b = 0; status == OHM_OK && b < data->count; b++)
        right += nearest(output + b * targets, level, data->classes, targets) == data->class_of[b];
    *accuracy = (double)right / (double)data->count;
    free(output);
    return status;
}

double
ohm_contrastive_signs(const double *output, const double *label, size_t count, size_t targets)
{
    bool negative = false, positive = false;
    size_t right = 0;

    for (size_t b = 0; b < count; b++) {
        bool all = true;

        for (size_t t = 0; t < targets; t++) {
            const double l = label[b * targets + t], o = output[b * targets + t];

            negative = negative || l < 0.0;
            positive = positive || l > 0.0;
            all = all && ((l < 0.0 && o < 0.0) || (l > 0.0 && o > 0.0));
        }
        right += all;
    }
    return negative && positive ? (double)right / (double)count : NAN;
}

/* ---- the record ----------------------------------------------------------------------------- */
/* Error and modes of the outputs in the history. */
static void
measure(training *t, size_t point)
{
    const size_t count = t->data->count, targets = t->plan->targets;
    ohm_contrastive_history *h = t->history;
    double sum = 0.0;

    for (size_t k = 0; k < count * targets; k++) {
        const double d = h->output[k] - t->label[k];

        sum += 0.5 * d * d;
    }
    h->error[point] = sum / (double)count;
    for (size_t m = 0; t->basis != NULL && m < OHM_MODES; m++) {
        double part = 0.0;

        for (size_t b = 0; b < count; b++)
            part += (h->output[b] - t->label[b]) * t->basis[m * count + b];
        h->mode[point * OHM_MODES + m] = part / (double)count;
    }
}

/* Accuracy of what has been learnt so far in the data that are watched. */
static ohm_status
watch(training *t, size_t point, ohm_error *err)
{
    const ohm_contrastive_data *d = t->schedule->watch;
    const size_t targets = t->plan->targets;
    double *tested = &t->history->tested[point], *output;
    ohm_status status;

    *tested = NAN;
    if (d == NULL)
        return OHM_OK;
    if (d->classes > 0)
        return ohm_contrastive_accuracy(tested, t->learner, t->plan, d, t->history->level, err);
    if ((output = ohm_array(d->count, targets * sizeof *output)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu samples", d->count);
    status = ohm_learner_answer(output, t->learner, d->count, d->x, err);
    if (status == OHM_OK)
        *tested = ohm_contrastive_signs(output, d->label, d->count, targets);
    free(output);
    return status;
}

static ohm_status
record(training *t, size_t step, ohm_error *err)
{
    ohm_contrastive_history *h = t->history;
    const size_t count = t->data->count, point = h->points++;
    const ohm_contrastive_batch whole = { &t->samples, t->all, count };
    ohm_status status = ohm_learner_answer(h->output, t->learner, count, t->data->x, err);

    h->step[point] = step;
    h->alignment[point] = NAN;
    if (status != OHM_OK)
        return status;
    measure(t, point);
    if ((status = watch(t, point, err)) != OHM_OK)
        return status;
    if (isnan(h->error[point]))
        return ohm_fail(err, OHM_E_DOMAIN, "contrastive: an output is not a number after %zu updates", step);
    if (h->error[point] <= ERROR_LEARNT * (double)t->plan->targets)
        return OHM_OK;
    return ohm_learner_alignment(&h->alignment[point], t->c, t->g, t->learner, &whole, err);
}

/* ---- the updates -------------------------------------------------------------------------------- */
static ohm_status
begin_epoch(training *t, bool first, ohm_error *err)
{
    if (t->schedule->shuffled && t->batch < t->data->count)
        ohm_rng_shuffle(t->order, t->data->count, t->rng);
    return set_levels(t, first, err);
}

/* What there is after `step` updates, the last of the record. */
static ohm_status
end_record(training *t, size_t step, ohm_error *err)
{
    const ohm_status status = set_levels(t, step == 0, err);

    return status == OHM_OK ? record(t, step, err) : status;
}

/* Stopped, it records what has been learnt so far. */
static ohm_status
run(training *t, const ohm_control *control, ohm_error *err)
{
    const size_t count = t->data->count, steps = t->schedule->steps;
    size_t at = 0;
    ohm_status status = OHM_OK;

    for (size_t step = 0; status == OHM_OK && step < steps; step++) {
        const size_t left = count - at, some = left < t->batch ? left : t->batch;
        const ohm_contrastive_batch batch = { &t->samples, t->order + at, some };

        if (step % LOOK == 0)
            status = ohm_control_point(control, (double)step / (double)steps, err);
        if (status == OHM_E_INTERRUPT) {
            const ohm_status told = end_record(t, step, err);

            return told == OHM_OK ? status : told;
        }
        if (status == OHM_OK && at == 0)
            status = begin_epoch(t, step == 0, err);
        if (status == OHM_OK && step % t->schedule->every == 0)
            status = record(t, step, err);
        if (status == OHM_OK)
            status = ohm_learner_step(NULL, t->learner, &batch, err);
        at = at + some == count ? 0 : at + some;
    }
    return status == OHM_OK ? end_record(t, steps, err) : status;
}

ohm_status
ohm_contrastive_train(ohm_contrastive_history **out, ohm_learner *learner, const ohm_contrastive_plan *plan,
                      const ohm_contrastive_data *data, const ohm_contrastive_schedule *schedule,
                      const ohm_control *control, ohm_error *err)
{
    training t = { .learner = learner, .plan = plan, .data = data, .schedule = schedule };
    ohm_status status;

    *out = NULL;
    status = prepare(&t, err);
    if (status == OHM_OK)
        status = run(&t, control, err);
    if (status == OHM_OK || (status == OHM_E_INTERRUPT && t.history != NULL))
        *out = t.history;
    else
        ohm_contrastive_history_free(t.history);
    training_free(&t);
    return status;
}
