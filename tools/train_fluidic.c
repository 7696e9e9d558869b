/* tools/train_fluidic.c -- see train_fluidic.h */
#include "train_fluidic.h"

#include "base/text.h"
#include "envelope.h"
#include "io/csv.h"
#include "print.h"

#include <math.h>
#include <string.h>

/* ---- JSON ---------------------------------------------------------------------------- */
/* One array for one sample, else an array of them. */
static ohm_json *
by_sample(const double *values, size_t width, size_t samples)
{
    ohm_json *all;

    if (samples == 1)
        return ohm_json_numbers(values, width);
    all = ohm_json_array();
    for (size_t s = 0; s < samples; s++)
        ohm_json_append(all, ohm_json_numbers(values + s * width, width));
    return all;
}

/* The same of potentials, null where no source is joined. */
static ohm_json *
potentials_json(const fluidic_training *t)
{
    const bool *reached = ohm_fluidic_reached(t->circuit->network);
    const size_t n = t->circuit->graph->nodes;
    ohm_json *all = ohm_json_array();

    for (size_t s = 0; s < t->train.count; s++) {
        ohm_json *one = ohm_json_array();

        for (size_t v = 0; v < n; v++)
            ohm_json_append(one, ohm_json_number(reached[v] ? t->run->potential[s * n + v] : NAN));
        if (t->train.count == 1) {
            ohm_json_free(all);
            return one;
        }
        ohm_json_append(all, one);
    }
    return all;
}

static ohm_json *
kinds_json(const fluidic_training *t)
{
    ohm_json *all = ohm_json_array();
    size_t first = 0;

    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++) {
        ohm_json *object;

        if (!t->plan.kinds[kind])
            continue;
        object = ohm_json_object();
        ohm_json_set(object, "kind", ohm_json_string(ohm_fluidic_kind_name((ohm_fluidic_kind)kind)));
        ohm_json_set(object, "unit", ohm_json_string(ohm_fluidic_kind_unit((ohm_fluidic_kind)kind)));
        ohm_json_set(object, "first", ohm_json_integer((long long)first));
        first += ohm_fluidic_count(t->circuit->network, (ohm_fluidic_kind)kind);
        ohm_json_set(object, "rate", ohm_json_number(t->plan.rate[kind]));
        ohm_json_append(all, object);
    }
    return all;
}

static ohm_json *
validity_json(const fluidic_training *t)
{
    const ohm_fluidic_validity *v = &t->run->validity;
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "min_conductance", ohm_json_number(v->min_conductance));
    ohm_json_set(object, "min_slope", ohm_json_number(v->min_slope));
    ohm_json_set(object, "maximum_principle", ohm_json_integer((long long)v->maximum_principle));
    return object;
}

/* Share of samples whose target of the largest potential, in the sense of the levels, is that
 * of their class. */
static double
accuracy(const double *output, const ohm_task_samples *samples, const ohm_task *task)
{
    const double sense = task->on >= task->off ? 1.0 : -1.0;
    size_t right = 0;

    for (size_t s = 0; s < samples->count; s++) {
        const double *v = output + s * task->targets;
        size_t best = 0;

        for (size_t c = 1; c < task->targets; c++)
            if (sense * v[c] > sense * v[best])
                best = c;
        right += best == samples->class_of[s];
    }
    return (double)right / (double)samples->count;
}

static ohm_json *
test_json(const fluidic_training *t)
{
    ohm_json *object;

    if (t->test.count == 0)
        return ohm_json_null();
    object = ohm_json_object();
    ohm_json_set(object, "cost_before", ohm_json_number(t->test_before));
    ohm_json_set(object, "cost", ohm_json_number(t->test_after));
    ohm_json_set(object, "outputs", by_sample(t->test_output, t->test.targets, t->test.count));
    return object;
}

static ohm_json *
accuracy_json(const fluidic_training *t)
{
    ohm_json *object;

    if (t->task == NULL || t->task->classes == 0)
        return ohm_json_null();
    object = ohm_json_object();
    ohm_json_set(object, "train", ohm_json_number(accuracy(t->output, &t->task->train, t->task)));
    ohm_json_set(object, "test", t->test.count == 0
                 ? ohm_json_null() : ohm_json_number(accuracy(t->test_output, &t->task->test, t->task)));
    return object;
}

static ohm_json *
floor_json(const fluidic_training *t)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "cost", ohm_json_number(t->floor));
    ohm_json_set(object, "labels_outside", ohm_json_integer((long long)t->outside));
    return object;
}

/* Instants of the transient, a row each. */
static ohm_json *
transient_json(const fluidic_training *t)
{
    const size_t n = t->circuit->graph->nodes, m = t->circuit->graph->edges;
    ohm_json *object = ohm_json_object(), *time = ohm_json_array(), *potential = ohm_json_array();
    ohm_json *conductance = ohm_json_array();

    for (size_t k = 0; k < t->instants; k++) {
        const double *row = t->moment + k * (1 + n + m);

        ohm_json_append(time, ohm_json_number(row[0]));
        ohm_json_append(potential, ohm_json_numbers(row + 1, n));
        ohm_json_append(conductance, ohm_json_numbers(row + 1 + n, m));
    }
    ohm_json_set(object, "time", time);
    ohm_json_set(object, "potential", potential);
    ohm_json_set(object, "conductance", conductance);
    return object;
}

ohm_json *
fluidic_json(const fluidic_training *t)
{
    const ohm_fluidic_run *run = t->run;
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "cost", ohm_json_numbers(run->cost, run->steps + 1));
    ohm_json_set(result, "weights", ohm_json_numbers(run->weight, run->weights));
    ohm_json_set(result, "potentials", potentials_json(t));
    ohm_json_set(result, "conductance",
                 by_sample(run->conductance, t->circuit->graph->edges, t->train.count));
    ohm_json_set(result, "gradient", ohm_json_numbers(run->gradient, run->weights));
    ohm_json_set(result, "validity", validity_json(t));
    ohm_json_set(result, "kinds", kinds_json(t));
    ohm_json_set(result, "outputs", by_sample(t->output, t->train.targets, t->train.count));
    ohm_json_set(result, "test", test_json(t));
    ohm_json_set(result, "accuracy", accuracy_json(t));
    ohm_json_set(result, "floor", floor_json(t));
    if (t->instants > 0)
        ohm_json_set(result, "transient", transient_json(t));
    ohm_json_set(result, "steps", ohm_json_integer((long long)run->steps));
    ohm_json_set(result, "passes", ohm_json_integer((long long)run->passes));
    ohm_json_set(result, "stopped", run->stopped ? ohm_json_string(run->reason) : ohm_json_null());
    return result;
}

/* ---- text ----------------------------------------------------------------------------- */
static void
print_targets(FILE *file, const fluidic_training *t)
{
    for (size_t k = 0; t->train.count == 1 && k < t->train.targets; k++) {
        char place[OHM_TABLE_PLACE];

        print_fact(file, "target", "%s: %.9g V, asked for %.9g V",
                   ohm_table_place(place, t->circuit->table, OHM_FOR_NODE, t->train.plus[k]), t->output[k],
                   t->train.label[k]);
    }
}

void
fluidic_print(FILE *file, const fluidic_training *t)
{
    const ohm_fluidic_run *run = t->run;

    print_fact(file, "steps", "%zu, %zu forward passes", run->steps, run->passes);
    print_fact(file, "cost", "%.9g V^2 before, %.9g V^2 after, over %zu sample%s", run->cost[0],
               run->cost[run->steps], t->train.count, t->train.count == 1 ? "" : "s");
    print_targets(file, t);
    if (t->test.count > 0)
        print_fact(file, "test", "%.9g V^2 before, %.9g V^2 after, over %zu samples", t->test_before,
                   t->test_after, t->test.count);
    if (t->task != NULL && t->task->classes > 0) {
        print_fact(file, "accuracy, train", "%.4g", accuracy(t->output, &t->task->train, t->task));
        if (t->test.count > 0)
            print_fact(file, "accuracy, test", "%.4g", accuracy(t->test_output, &t->task->test, t->task));
    }
    if (t->outside > 0)
        print_fact(file, "floor", "%.9g V^2 for any positive conductances (%zu labels beyond the sources)",
                   t->floor, t->outside);
    print_fact(file, "smallest g", "%.9g pS", run->validity.min_conductance);
    print_fact(file, "smallest dI/dV", "%.9g pS", run->validity.min_slope);
    print_fact(file, "beyond the sources", "%zu potentials", run->validity.maximum_principle);
}

/* ---- table ------------------------------------------------------------------------------ */
ohm_status
fluidic_write_head(fluidic_history *history, const cli_run *run, ohm_error *err)
{
    const fluidic_training *t = history->training;
    const ohm_status status = envelope_comment(history->file, "# ", run, err);

    fputs("step,cost_V2", history->file);
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        for (size_t i = 0; t->plan.kinds[kind]
             && i < ohm_fluidic_count(t->circuit->network, (ohm_fluidic_kind)kind); i++)
            fprintf(history->file, ",%s_%zu_%s", ohm_fluidic_kind_name((ohm_fluidic_kind)kind), i,
                    ohm_fluidic_kind_unit((ohm_fluidic_kind)kind));
    for (size_t v = 0; v < t->circuit->graph->nodes; v++)
        fprintf(history->file, ",v_%zu_V", v);
    fputc('\n', history->file);
    return status;
}

ohm_status
fluidic_write_step(void *data, size_t step, double cost, const double *weight, const double *potential,
                   ohm_error *err)
{
    fluidic_history *history = data;
    const fluidic_training *t = history->training;
    const size_t n = t->circuit->graph->nodes;
    size_t weights = 0;

    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        weights += t->plan.kinds[kind] ? ohm_fluidic_count(t->circuit->network, (ohm_fluidic_kind)kind) : 0;
    history->row[0] = (double)step;
    history->row[1] = cost;
    memcpy(history->row + 2, weight, weights * sizeof *weight);
    memcpy(history->row + 2 + weights, potential, n * sizeof *potential);
    return ohm_csv_write_numbers(history->file, history->row, 2 + weights + n, err);
}
