/* tools/train_contrastive.c -- see train_contrastive.h */
#include "train_contrastive.h"

#include "base/array.h"
#include "envelope.h"
#include "io/csv.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>

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

ohm_json *
contrastive_json(const contrastive_training *t)
{
    const ohm_contrastive_history *h = t->history;
    const size_t nodes = t->circuit->graph->nodes, edges = t->circuit->graph->edges, targets = t->plan.targets;
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "error", ohm_json_numbers(h->error, h->points));
    ohm_json_set(result, "step", steps_json(h));
    ohm_json_set(result, "accuracy", pair_json("train", t->accuracy_train, "test", t->accuracy_test));
    ohm_json_set(result, "test_error", ohm_json_number(t->test_error));
    ohm_json_set(result, "parameters", ohm_json_numbers(ohm_learner_parameters(t->learner), edges));
    ohm_json_set(result, "conductance",
                 t->plan.edge == OHM_EDGE_TRANSISTOR ? ohm_json_null()
                                                     : ohm_json_numbers(ohm_learner_conductances(t->learner), edges));
    ohm_json_set(result, "outputs", rows_json(h->output, t->train.count, targets));
    ohm_json_set(result, "test_outputs", t->test_output == NULL ? ohm_json_null()
                                                                : rows_json(t->test_output, t->test.count, targets));
    ohm_json_set(result, "class_targets", h->classes == 0 ? ohm_json_null() : rows_json(h->level, h->classes, targets));
    ohm_json_set(result, "alignment", pair_json("mean", t->alignment_mean, "min", t->alignment_min));
    ohm_json_set(result, "contrast", pair_json("difference", t->difference, "form", t->form));
    ohm_json_set(result, "modes", modes_json(h));
    ohm_json_set(result, "power", ohm_json_number(t->power));
    ohm_json_set(result, "free", ohm_json_numbers(t->free_state, nodes));
    ohm_json_set(result, "clamped", ohm_json_numbers(t->clamped, nodes));
    ohm_json_set(result, "solver", ohm_json_string(ohm_learner_solver(t->learner)));
    return result;
}

/* ---- text -------------------------------------------------------------------------- */
void
contrastive_print(FILE *file, const contrastive_training *t)
{
    const ohm_contrastive_history *h = t->history;
    const double *last = h->output;

    print_fact(file, "updates", "%zu (batches of %zu of %zu samples)", t->schedule.steps,
               t->schedule.batch == 0 ? t->train.count : t->schedule.batch, t->train.count);
    print_fact(file, "error", "%.6g -> %.6g V^2 (mean of |O - L|^2 / 2)", h->error[0], h->error[h->points - 1]);
    if (!isnan(t->accuracy_train))
        print_fact(file, "accuracy", "%.4g in training", t->accuracy_train);
    if (!isnan(t->accuracy_test))
        print_fact(file, "accuracy", "%.4g in test", t->accuracy_test);
    if (!isnan(t->test_error))
        print_fact(file, "error in test", "%.6g V^2", t->test_error);
    if (!isnan(t->alignment_mean))
        print_fact(file, "alignment", "cosine with the exact gradient: mean %.6g, min %.6g", t->alignment_mean,
                   t->alignment_min);
    if (t->train.count == 1)
        for (size_t k = 0; k < t->plan.targets; k++)
            print_fact(file, "output", "%.9g V (label %.9g V)", last[k], t->train.label[k]);
    print_fact(file, "power", "%.6g W an inference", t->power);
    print_fact(file, "solver", "%s", ohm_learner_solver(t->learner));
}

/* ---- tables -------------------------------------------------------------------------- */
ohm_status
contrastive_write_curve(FILE *file, const contrastive_training *t, const cli_run *run, ohm_error *err)
{
    static const char *const names[] = { "step", "error_V2", "mean_V", "slope_V", "curvature_V" };
    const ohm_contrastive_history *h = t->history;
    const size_t columns = h->mode != NULL ? 2 + OHM_MODES : 2;
    ohm_status status = envelope_comment(file, "# ", run, err);

    ohm_csv_write_names(file, names, columns);
    for (size_t p = 0; status == OHM_OK && p < h->points; p++) {
        double row[2 + OHM_MODES] = { (double)h->step[p], h->error[p] };

        for (size_t m = 0; h->mode != NULL && m < OHM_MODES; m++)
            row[2 + m] = h->mode[p * OHM_MODES + m];
        status = ohm_csv_write_numbers(file, row, columns, err);
    }
    return status;
}

bool
contrastive_map_inputs(size_t input[2], const contrastive_training *t)
{
    size_t found = 0;

    for (size_t s = 0; s < t->sources; s++) {
        bool varies = false;

        for (size_t b = 1; b < t->train.count; b++)
            varies = varies || t->train.x[b * t->sources + s] != t->train.x[s];
        if (varies && found < 2)
            input[found] = s;
        found += varies;
    }
    return found == 2;
}

static void
range_of(double *low, double *high, const contrastive_training *t, size_t input)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t b = 0; b < t->train.count; b++) {
        *low = fmin(*low, t->train.x[b * t->sources + input]);
        *high = fmax(*high, t->train.x[b * t->sources + input]);
    }
}

static ohm_status
write_map_rows(FILE *file, contrastive_training *t, const size_t input[2], double *x, double *row, ohm_error *err)
{
    const size_t points = t->options->map_points, targets = t->plan.targets;
    double low[2], high[2];
    ohm_status status = OHM_OK;

    for (size_t a = 0; a < 2; a++)
        range_of(&low[a], &high[a], t, input[a]);
    for (size_t s = 0; s < t->sources; s++)
        x[s] = t->train.x[s];
    for (size_t k = 0; status == OHM_OK && k < points * points; k++) {
        const size_t at[2] = { k / points, k % points };

        for (size_t a = 0; a < 2; a++)
            row[a] = x[input[a]] = low[a] + (high[a] - low[a]) * (double)at[a] / (double)(points - 1);
        status = ohm_learner_answer(row + 2, t->learner, 1, x, err);
        if (status == OHM_OK)
            status = ohm_csv_write_numbers(file, row, 2 + targets, err);
    }
    return status;
}

ohm_status
contrastive_write_map(FILE *file, contrastive_training *t, const cli_run *run, ohm_error *err)
{
    double *x = OHM_ARRAY(double, t->sources), *row = OHM_ARRAY(double, 2 + t->plan.targets);
    size_t input[2];
    ohm_status status = x == NULL || row == NULL ? ohm_fail(err, OHM_E_NOMEM, "map of %zu outputs", t->plan.targets)
                                                 : envelope_comment(file, "# ", run, err);

    if (status == OHM_OK && contrastive_map_inputs(input, t)) {
        fputs("x1_V,x2_V", file);
        for (size_t k = 0; k < t->plan.targets; k++)
            fprintf(file, ",O%zu_V", k + 1);
        fputc('\n', file);
        status = write_map_rows(file, t, input, x, row, err);
    }
    free(x);
    free(row);
    return status;
}
