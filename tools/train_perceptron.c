/* tools/train_perceptron.c -- see train_perceptron.h */
#include "train_perceptron.h"

#include "base/array.h"
#include "base/text.h"
#include "envelope.h"
#include "io/csv.h"
#include "learning/perceptron_network.h"
#include "print.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* ---- JSON ---------------------------------------------------------------------- */
static ohm_json *
count_json(double count)
{
    return ohm_json_integer((long long)count);
}

static ohm_json *
success_json(const training *t)
{
    ohm_json *object;

    if (t->task->real)                  /* numbers are not right or wrong */
        return ohm_json_null();
    object = ohm_json_object();
    ohm_json_set(object, "fraction", ohm_json_number(t->summary.success.fraction));
    ohm_json_set(object, "low", ohm_json_number(t->summary.success.low));
    ohm_json_set(object, "high", ohm_json_number(t->summary.success.high));
    return object;
}

static ohm_json *
curve_json(const training *t)
{
    ohm_json *list = ohm_json_array();

    for (size_t p = 0; p < t->run->points; p++) {
        const ohm_perceptron_point *at = &t->curve[p];
        ohm_json *point = ohm_json_object();

        ohm_json_set(point, "epoch", ohm_json_integer((long long)at->epoch));
        ohm_json_set(point, "mean", ohm_json_number(at->mean));
        ohm_json_set(point, "sd", ohm_json_number(at->sd));
        ohm_json_set(point, "median", ohm_json_number(at->median));
        ohm_json_set(point, "q10", ohm_json_number(at->q10));
        ohm_json_set(point, "q90", ohm_json_number(at->q90));
        ohm_json_set(point, "running", ohm_json_number(at->running));
        ohm_json_append(list, point);
    }
    return list;
}

static ohm_json *
integers_json(const int64_t *number, size_t n)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < n; k++)
        ohm_json_append(list, ohm_json_integer(number[k]));
    return list;
}

/* A witness (weights, bias) or Farkas multipliers with the sides they go with; either
 * was verified in integers before it came here. */
static ohm_json *
separable_json(const training *t)
{
    const ohm_separation *s = t->separation;
    ohm_json *object, *certificate;

    if (s == NULL)
        return ohm_json_null();
    object = ohm_json_object();
    certificate = ohm_json_object();
    ohm_json_set(object, "verdict", ohm_json_string(s->separable ? "separable" : "inseparable"));
    ohm_json_set(certificate, "kind", ohm_json_string(s->separable ? "witness" : "farkas"));
    if (s->separable) {
        ohm_json_set(certificate, "weights", integers_json(s->weight, s->inputs));
        ohm_json_set(certificate, "bias", ohm_json_integer(s->weight[s->inputs]));
    } else {
        ohm_json *sides = ohm_json_array();

        for (size_t k = 0; k < s->patterns; k++)
            ohm_json_append(sides, ohm_json_integer(t->task->bit[k] ? 1 : -1));
        ohm_json_set(certificate, "multipliers", integers_json(s->multiplier, s->patterns));
        ohm_json_set(certificate, "sides", sides);
    }
    ohm_json_set(certificate, "verified", ohm_json_bool(true));
    ohm_json_set(object, "certificate", certificate);
    return object;
}

static ohm_json *
device_json(const training *t)
{
    const ohm_perceptron_audit *audit = &t->run->audit;
    ohm_json *object;

    if (!t->plan.device)
        return ohm_json_null();
    object = ohm_json_object();
    ohm_json_set(object, "pulses", count_json(audit->pulses));
    ohm_json_set(object, "dead", count_json(audit->dead));
    ohm_json_set(object, "crosstalk", count_json(audit->crosstalk));
    ohm_json_set(object, "clipped", count_json(audit->clipped));
    ohm_json_set(object, "reads", count_json(audit->reads));
    ohm_json_set(object, "reads_over", count_json(audit->reads_over));
    ohm_json_set(object, "outside", count_json(audit->outside));
    ohm_json_set(object, "active", count_json(audit->active));
    ohm_json_set(object, "charge", ohm_json_number(audit->charge));
    ohm_json_set(object, "energy", ohm_json_number(audit->square * t->options->resistance));
    return object;
}

static ohm_json *
calibration_json(const training *t)
{
    const ohm_perceptron_calibration *c = &t->calibration;
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "largest_update", ohm_json_number(c->update));
    ohm_json_set(object, "largest_read", ohm_json_number(c->read));
    ohm_json_set(object, "window", ohm_json_number(c->window));
    ohm_json_set(object, "lowest_threshold", ohm_json_number(c->lowest));
    ohm_json_set(object, "spacing", ohm_json_number(c->spacing));
    return object;
}

static ohm_json *
runs_json(const training *t)
{
    const ohm_perceptron_run *run = t->run;
    const double *last = run->error + (run->points - 1) * run->realizations;
    ohm_json *list = ohm_json_array();

    for (size_t r = 0; r < run->realizations; r++) {
        const bool diverged = run->diverged[r] != SIZE_MAX;
        ohm_json *one = ohm_json_object();

        ohm_json_set(one, "realization", ohm_json_integer((long long)r));
        ohm_json_set(one, "error", ohm_json_number(last[r]));
        ohm_json_set(one, "accuracy", ohm_json_number(run->accuracy[r]));
        ohm_json_set(one, "diverged", diverged ? ohm_json_integer((long long)run->diverged[r])
                                               : ohm_json_null());
        ohm_json_set(one, "counts", ohm_json_numbers(run->multiplicity + r * run->patterns, run->patterns));
        ohm_json_set(one, "weights", ohm_perceptron_weights_json(run->weight + r * run->weights,
                                                                 &t->plan.shape));
        ohm_json_append(list, one);
    }
    return list;
}

static ohm_json *
bound_check_json(const training *t)
{
    ohm_json *object;

    if (!t->bound.applies)
        return ohm_json_null();
    object = ohm_json_object();
    ohm_json_set(object, "violations", ohm_json_integer((long long)t->bound.violations));
    ohm_json_set(object, "margin", ohm_json_number(t->bound.margin));
    return object;
}

ohm_json *
training_json(const training *t)
{
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "success", success_json(t));
    ohm_json_set(result, "e_below_1", ohm_json_number(t->summary.e_below_1));
    ohm_json_set(result, "diverged", ohm_json_integer((long long)t->summary.diverged));
    ohm_json_set(result, "accuracy", t->task->real ? ohm_json_null() : ohm_json_number(t->summary.accuracy));
    ohm_json_set(result, "error", curve_json(t));
    ohm_json_set(result, "weights", ohm_perceptron_weights_json(t->run->weight, &t->plan.shape));
    ohm_json_set(result, "bound", t->bound.applies ? ohm_json_number(t->bound.lowest) : ohm_json_null());
    ohm_json_set(result, "bound_check", bound_check_json(t));
    ohm_json_set(result, "separable", separable_json(t));
    ohm_json_set(result, "calibration", calibration_json(t));
    ohm_json_set(result, "device", device_json(t));
    if (t->options->agreement) {
        ohm_json *agreement = ohm_json_object();

        ohm_json_set(agreement, "max", ohm_json_number(t->agreement_max));
        ohm_json_set(agreement, "median", ohm_json_number(t->agreement_median));
        ohm_json_set(result, "agreement", agreement);
    }
    if (t->options->runs)
        ohm_json_set(result, "runs", runs_json(t));
    return result;
}

/* ---- text ------------------------------------------------------------------------ */
static void
print_separation(FILE *file, const training *t)
{
    const ohm_separation *s = t->separation;

    if (s == NULL)
        return;
    fprintf(file, "%-22s%s: ", "linearly separable", s->separable ? "yes" : "no");
    if (s->separable) {
        fputs("witness w =", file);
        for (size_t i = 0; i < s->inputs; i++)
            fprintf(file, " %lld", (long long)s->weight[i]);
        fprintf(file, ", b = %lld\n", (long long)s->weight[s->inputs]);
        return;
    }
    fputs("multipliers", file);
    for (size_t k = 0; k < s->patterns; k++)
        fprintf(file, " %lld", (long long)s->multiplier[k]);
    fputs(" make sum lambda_k y_k (x_k, 1) = 0\n", file);
}

static void
print_audit(FILE *file, const training *t)
{
    const ohm_perceptron_audit *audit = &t->run->audit;

    print_fact(file, "pulses", "%.0f (%.0f dead, %.0f crossed over, %.0f clipped)", audit->pulses,
               audit->dead, audit->crosstalk, audit->clipped);
    print_fact(file, "node reads", "%.0f (%.0f at or above a threshold)", audit->reads, audit->reads_over);
    if (ohm_node_is_memristor(t->plan.node.kind))
        print_fact(file, "outside the device", "%.0f reads with z outside [0, 1/c], %.0f with V I < 0",
                   audit->outside, audit->active);
    print_fact(file, "charge", "%g", audit->charge);
    if (!isnan(t->options->resistance))
        print_fact(file, "energy", "%g", audit->square * t->options->resistance);
}

void
training_print(FILE *file, const training *t)
{
    const ohm_perceptron_summary *sum = &t->summary;
    const ohm_perceptron_point *last = &t->curve[t->run->points - 1];

    print_fact(file, "realizations", "%zu (%zu diverged, left out of the errors)", t->run->realizations,
               sum->diverged);
    if (!t->task->real) {
        print_fact(file, "success", "%.4g (95 %% interval %.4g .. %.4g): every pattern right",
                   sum->success.fraction, sum->success.low, sum->success.high);
        print_fact(file, "accuracy", "%.4g of the patterns", sum->accuracy);
    }
    print_fact(file, "E_total < 1", "%.4g", sum->e_below_1);
    print_fact(file, "E_total", "mean %.6g, sd %.3g, median %.6g, 10-90 %% %.6g .. %.6g after epoch %zu",
               last->mean, last->sd, last->median, last->q10, last->q90, last->epoch);
    if (t->bound.applies)
        print_fact(file, "proved bound", "%.6g; smallest distance met %.3g, %zu violations", t->bound.lowest,
                   t->bound.margin, t->bound.violations);
    print_separation(file, t);
    if (t->plan.device)
        print_audit(file, t);
    if (t->options->agreement)
        print_fact(file, "device - ideal", "max |dw| %.3g, median of the runs %.3g", t->agreement_max,
                   t->agreement_median);
}

/* ---- tables -------------------------------------------------------------------------- */
ohm_status
training_write_curve(FILE *file, const training *t, const cli_run *run, ohm_error *err)
{
    static const char *const NAMES[] = { "epoch", "mean", "sd", "median", "q10", "q90" };
    ohm_status status = envelope_comment(file, "# ", run, err);

    ohm_csv_write_names(file, NAMES, sizeof NAMES / sizeof *NAMES);
    for (size_t p = 0; status == OHM_OK && p < t->run->points; p++) {
        const ohm_perceptron_point *at = &t->curve[p];
        const double row[] = { (double)at->epoch, at->mean, at->sd, at->median, at->q10, at->q90 };

        if (isfinite(at->mean))         /* no row where every run diverged */
            status = ohm_csv_write_numbers(file, row, sizeof row / sizeof *row, err);
    }
    return status;
}

static ohm_status
write_map_rows(FILE *file, const training *t, double *row, ohm_node_response *answer, ohm_error *err)
{
    const size_t points = t->options->map_points, outputs = t->task->outputs;
    ohm_status status = OHM_OK;
    double low = INFINITY, high = -INFINITY;

    for (size_t k = 0; k < t->task->patterns * 2; k++) {
        low = fmin(low, t->task->input[k]);
        high = fmax(high, t->task->input[k]);
    }
    const double margin = 0.25 * (high - low), step = (high - low + 2.0 * margin) / (double)(points - 1);

    for (size_t k = 0; status == OHM_OK && k < points * points; k++) {
        row[0] = low - margin + step * (double)(k / points);
        row[1] = low - margin + step * (double)(k % points);
        ohm_perceptron_answer(answer, row, t->run->weight, t->run->rest, &t->plan);
        for (size_t o = 0; o < outputs; o++)
            row[2 + o] = answer[t->plan.shape.hidden + o].value;
        status = ohm_csv_write_numbers(file, row, 2 + outputs, err);
    }
    return status;
}

ohm_status
training_write_map(FILE *file, const training *t, const cli_run *run, ohm_error *err)
{
    double *row = OHM_ARRAY(double, 2 + t->task->outputs);
    ohm_node_response *answer = OHM_ARRAY(ohm_node_response, t->run->nodes);
    ohm_status status = OHM_OK;

    if (row == NULL || answer == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "map of %zu outputs", t->task->outputs);
    if (status == OHM_OK)
        status = envelope_comment(file, "# ", run, err);
    fputs("x1,x2", file);
    for (size_t o = 0; o < t->task->outputs; o++)
        fprintf(file, ",V%zu", o + 1);
    fputc('\n', file);
    if (status == OHM_OK)
        status = write_map_rows(file, t, row, answer, err);
    free(row);
    free(answer);
    return status;
}
