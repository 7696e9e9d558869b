/* tools/train_contrastive.c -- see train_contrastive.h */
#include "train_contrastive.h"

#include "base/array.h"
#include "learning/perceptron_curve.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- JSON ------------------------------------------------------------------------ */
/* Rows of numbers. */
static ohm_json *
rows_json(const double *value, size_t rows, size_t columns)
{
    ohm_json *list = ohm_json_array();

    for (size_t r = 0; r < rows; r++)
        ohm_json_append(list, ohm_json_numbers(value + r * columns, columns));
    return list;
}

static ohm_json *
pair_json(const char *first, double a, const char *second, double b)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, first, ohm_json_number(a));
    ohm_json_set(object, second, ohm_json_number(b));
    return object;
}

static ohm_json *
steps_json(const ohm_contrastive_history *h)
{
    ohm_json *list = ohm_json_array();

    for (size_t p = 0; p < h->points; p++)
        ohm_json_append(list, ohm_json_integer((long long)h->step[p]));
    return list;
}

static ohm_json *
modes_json(const ohm_contrastive_history *h)
{
    static const char *const name[OHM_MODES] = { "mean", "slope", "curvature" };
    ohm_json *object;

    if (h->mode == NULL)
        return ohm_json_null();
    object = ohm_json_object();
    for (size_t m = 0; m < OHM_MODES; m++) {
        ohm_json *list = ohm_json_array();

        for (size_t p = 0; p < h->points; p++)
            ohm_json_append(list, ohm_json_number(h->mode[p * OHM_MODES + m]));
        ohm_json_set(object, name[m], list);
    }
    return object;
}

/* Nodes of a placement: sources, and targets as NODE or [PLUS, MINUS]. */
static ohm_json *
roles_json(const size_t *source, const ohm_readout *target, const ohm_contrastive_plan *plan)
{
    ohm_json *object = ohm_json_object(), *sources = ohm_json_array(), *targets = ohm_json_array();

    for (size_t s = 0; s < plan->sources; s++)
        ohm_json_append(sources, ohm_json_integer((long long)source[s]));
    for (size_t k = 0; k < plan->targets; k++) {
        ohm_json *node = ohm_json_integer((long long)target[k].plus);

        if (target[k].minus != OHM_NONE) {
            ohm_json *pair = ohm_json_array();

            ohm_json_append(pair, node);
            ohm_json_append(pair, ohm_json_integer((long long)target[k].minus));
            node = pair;
        }
        ohm_json_append(targets, node);
    }
    ohm_json_set(object, "sources", sources);
    ohm_json_set(object, "targets", targets);
    return object;
}

static ohm_json *
placement_json(const contrastive_training *t)
{
    ohm_json *object = roles_json(t->first->plan.source, t->first->plan.target, &t->first->plan);

    if (t->candidates > 0) {
        ohm_json_set(object, "candidates", ohm_json_integer((long long)t->candidates));
        ohm_json_set(object, "trials", ohm_json_integer((long long)t->found.trials));
        ohm_json_set(object, "accuracy", ohm_json_number(t->found.accuracy));
        ohm_json_set(object, "error", ohm_json_number(t->found.error));
    }
    return object;
}

static void
set_band(ohm_json *object, const ohm_band *band)
{
    ohm_json_set(object, "mean", ohm_json_number(band->mean));
    ohm_json_set(object, "sd", ohm_json_number(band->sd));
    ohm_json_set(object, "median", ohm_json_number(band->median));
    ohm_json_set(object, "q10", ohm_json_number(band->q10));
    ohm_json_set(object, "q90", ohm_json_number(band->q90));
}

static ohm_json *
band_json(const double *value, size_t n, double *work)
{
    ohm_json *object = ohm_json_object();

    memcpy(work, value, n * sizeof *work);
    const ohm_band band = ohm_band_of(work, n);

    set_band(object, &band);
    ohm_json_set(object, "min", ohm_json_number(band.least));
    ohm_json_set(object, "max", ohm_json_number(band.most));
    return object;
}

static ohm_json *
solved_json(const contrastive_training *t)
{
    const ohm_contrastive_ensemble *e = t->ensemble;
    ohm_json *object = ohm_json_object();
    size_t solved = 0;

    for (size_t r = 0; r < e->realizations; r++)
        solved += e->accuracy_train[r] == 1.0;
    const ohm_fraction part = ohm_fraction_of(solved, e->realizations);

    if (isnan(t->first->accuracy_train)) {
        ohm_json_free(object);
        return ohm_json_null();
    }
    ohm_json_set(object, "fraction", ohm_json_number(part.fraction));
    ohm_json_set(object, "low", ohm_json_number(part.low));
    ohm_json_set(object, "high", ohm_json_number(part.high));
    return object;
}

static ohm_json *
ensemble_json(const contrastive_training *t)
{
    const ohm_contrastive_ensemble *e = t->ensemble;
    const ohm_contrastive_plan *p = &t->first->plan;
    const size_t runs = e->realizations;
    ohm_json *object = ohm_json_object(), *curve = ohm_json_array(), *places = ohm_json_array();
    double *work = OHM_ARRAY(double, runs);

    for (size_t k = 0; work != NULL && k < e->points; k++) {
        ohm_json *point = ohm_json_object();

        memcpy(work, e->error + k * runs, runs * sizeof *work);
        const ohm_band band = ohm_band_of(work, runs);

        ohm_json_set(point, "step", ohm_json_integer((long long)e->step[k]));
        set_band(point, &band);
        ohm_json_append(curve, point);
    }
    for (size_t r = 0; r < runs; r++)
        ohm_json_append(places, roles_json(e->source + r * p->sources, e->target + r * p->targets, p));
    ohm_json_set(object, "realizations", ohm_json_integer((long long)runs));
    ohm_json_set(object, "error", curve);
    if (work != NULL) {
        ohm_json_set(object, "accuracy_train", band_json(e->accuracy_train, runs, work));
        ohm_json_set(object, "accuracy_test", band_json(e->accuracy_test, runs, work));
        ohm_json_set(object, "test_error", band_json(e->test_error, runs, work));
    }
    ohm_json_set(object, "solved", solved_json(t));
    ohm_json_set(object, "test", ohm_json_numbers(e->accuracy_test, runs));
    ohm_json_set(object, "placement", places);
    free(work);
    return object;
}

ohm_json *
contrastive_json(const contrastive_training *t)
{
    const ohm_contrastive_trial *f = t->first;
    const ohm_contrastive_history *h = f->history;
    const size_t nodes = t->circuit->graph->nodes, edges = t->circuit->graph->edges;
    const size_t targets = f->plan.targets;
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "error", ohm_json_numbers(h->error, h->points));
    ohm_json_set(result, "step", steps_json(h));
    ohm_json_set(result, "accuracy", pair_json("train", f->accuracy_train, "test", f->accuracy_test));
    ohm_json_set(result, "test_error", ohm_json_number(f->test_error));
    ohm_json_set(result, "parameters", ohm_json_numbers(ohm_learner_parameters(f->learner), edges));
    ohm_json_set(result, "conductance",
                 f->plan.edge == OHM_EDGE_TRANSISTOR ? ohm_json_null()
                                                     : ohm_json_numbers(ohm_learner_conductances(f->learner),
                                                                        edges));
    ohm_json_set(result, "outputs", rows_json(h->output, f->data.train.count, targets));
    ohm_json_set(result, "test_outputs", f->test_output == NULL
                                             ? ohm_json_null()
                                             : rows_json(f->test_output, f->data.test.count, targets));
    ohm_json_set(result, "class_targets", h->classes == 0 ? ohm_json_null()
                 : rows_json(h->level, h->classes, targets));
    ohm_json_set(result, "placement", placement_json(t));
    ohm_json_set(result, "alignment", pair_json("mean", f->alignment_mean, "min", f->alignment_min));
    ohm_json_set(result, "contrast", pair_json("difference", f->difference, "form", f->form));
    ohm_json_set(result, "modes", modes_json(h));
    ohm_json_set(result, "power", ohm_json_number(f->power));
    ohm_json_set(result, "energy", ohm_json_number(f->power * t->options->settle));
    ohm_json_set(result, "free", ohm_json_numbers(f->free_state, nodes));
    ohm_json_set(result, "clamped", ohm_json_numbers(f->clamped, nodes));
    ohm_json_set(result, "solver", ohm_json_string(ohm_learner_solver(f->learner)));
    ohm_json_set(result, "ensemble", ensemble_json(t));
    return result;
}

/* ---- text -------------------------------------------------------------------------- */
static void
print_placement(FILE *file, const contrastive_training *t)
{
    const ohm_contrastive_plan *p = &t->first->plan;

    if (t->candidates == 0 && !t->experiment.anywhere)
        return;
    fprintf(file, "%-22ssources", "placement");
    for (size_t s = 0; s < p->sources; s++)
        fprintf(file, " %zu", p->source[s]);
    fputs(", targets", file);
    for (size_t k = 0; k < p->targets; k++) {
        fprintf(file, " %zu", p->target[k].plus);
        if (p->target[k].minus != OHM_NONE)
            fprintf(file, "-%zu", p->target[k].minus);
    }
    if (t->candidates > 0)
        fprintf(file, " (the best of %zu, %zu trials)", t->candidates, t->found.trials);
    fputc('\n', file);
}

static void
print_ensemble(FILE *file, const contrastive_training *t)
{
    const ohm_contrastive_ensemble *e = t->ensemble;
    const size_t runs = e->realizations;
    double *work = ohm_copy(e->accuracy_test, runs, sizeof *work);

    if (runs > 1 && work != NULL) {
        const ohm_band test = ohm_band_of(work, runs);

        memcpy(work, e->accuracy_train, runs * sizeof *work);
        const ohm_band train = ohm_band_of(work, runs);

        print_fact(file, "realizations", "%zu (above: the first)", runs);
        if (train.count > 0)
            print_fact(file, "in training", "mean %.4g, median %.4g, least %.4g", train.mean, train.median,
                       train.least);
        if (test.count > 0)
            print_fact(file, "in test", "mean %.4g, median %.4g, least %.4g", test.mean, test.median,
                       test.least);
    }
    free(work);
}

void
contrastive_print(FILE *file, const contrastive_training *t)
{
    const ohm_contrastive_trial *f = t->first;
    const ohm_contrastive_history *h = f->history;
    const size_t batch = t->experiment.schedule.batch, count = f->data.train.count;

    print_fact(file, "updates", "%zu (batches of %zu of %zu samples)", t->experiment.schedule.steps,
               batch == 0 ? count : batch, count);
    print_placement(file, t);
    print_fact(file, "error", "%.6g -> %.6g V^2 (mean of |O - L|^2 / 2)", h->error[0],
               h->error[h->points - 1]);
    if (!isnan(f->accuracy_train))
        print_fact(file, "accuracy", "%.4g in training", f->accuracy_train);
    if (!isnan(f->accuracy_test))
        print_fact(file, "accuracy", "%.4g in test", f->accuracy_test);
    if (!isnan(f->test_error))
        print_fact(file, "error in test", "%.6g V^2", f->test_error);
    if (!isnan(f->alignment_mean))
        print_fact(file, "alignment", "cosine with the exact gradient: mean %.6g, min %.6g",
                   f->alignment_mean, f->alignment_min);
    if (count == 1)
        for (size_t k = 0; k < f->plan.targets; k++)
            print_fact(file, "output", "%.9g V (label %.9g V)", h->output[k], f->data.train.label[k]);
    print_fact(file, "power", "%.6g W an inference", f->power);
    if (!isnan(t->options->settle))
        print_fact(file, "energy", "%.6g J an inference, %.6g J an edge", f->power * t->options->settle,
                   f->power * t->options->settle / (double)t->circuit->graph->edges);
    print_fact(file, "solver", "%s", ohm_learner_solver(f->learner));
    print_ensemble(file, t);
}
