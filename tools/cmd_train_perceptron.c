/* tools/cmd_train_perceptron.c -- perceptrons made of memristors, in ensembles. */
#include "train_perceptron.h"

#include "base/array.h"
#include "circuit_input.h"
#include "command.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NETWORK_SLP, NETWORK_MLP };
enum { LEVEL_IDEAL, LEVEL_DEVICE };
enum { ORDER_FIXED, ORDER_SHUFFLED };

#define AT(member) offsetof(train_options, member)

static const option_row train_rows[] = {
    { .name = "network", .kind = OPTION_WORD, .at = AT(network), .argument = "slp|mlp", .preset = "slp",
      .help = "a single layer (delta rule), or one hidden layer (backpropagation)" },
    { .name = "hidden", .kind = OPTION_COUNT, .at = AT(hidden), .argument = "H", .range = RANGE_POSITIVE,
      .help = "hidden nodes of an mlp [2]" },
    { .name = "gate", .kind = OPTION_TEXT, .at = AT(gate), .argument = "GATE",
      .help = "or, and, xor, nand, nor, xnor, or table:BITS with 2^n digits, digit k for the input k in "
              "binary, first input most significant" },
    { .name = "data", .kind = OPTION_TEXT, .at = AT(data), .argument = "corners|sampled|FILE",
      .help = "of a gate: every corner once an epoch, or --samples drawn ones [sampled]; else a CSV file, a "
              "row a pattern, targets last" },
    { .name = "samples", .kind = OPTION_COUNT, .at = AT(samples), .argument = "K", .preset = "100",
      .range = RANGE_POSITIVE, .help = "corners drawn per realization with --data sampled" },
    { .name = "outputs", .kind = OPTION_COUNT, .at = AT(outputs), .argument = "M", .preset = "1",
      .range = RANGE_POSITIVE, .help = "how many columns of the CSV file are targets" },
    { .name = "order", .kind = OPTION_WORD, .at = AT(order), .argument = "fixed|shuffled",
      .preset = "shuffled", .help = "of the data within an epoch" },
    { .name = "coding", .kind = OPTION_WORD, .at = AT(coding), .argument = "01|pm", .preset = "01",
      .help = "inputs of gates and labels: 0 and 1, or -1 and +1 (errors are then E/4)" },
    { .name = "node", .kind = OPTION_WORD, .at = AT(node), .argument = "sigmoid|tanh|parabola|hp|hpgain",
      .help = "what a node answers [sigmoid for slp, hp for mlp]" },
    { .name = "c", .kind = OPTION_NUMBER, .at = AT(c), .argument = "C", .preset = "0.25",
      .range = RANGE_POSITIVE, .help = "switching per unit current and read pulse, of memristor nodes" },
    { .name = "rho", .kind = OPTION_NUMBER, .at = AT(rho), .argument = "RHO", .preset = "0.01",
      .range = RANGE_NOT_NEGATIVE, .help = "R_on/R_off of hp and hpgain nodes" },
    { .name = "linear-output", .kind = OPTION_FLAG, .at = AT(linear_output),
      .help = "output nodes are wires and targets any numbers: regression" },
    { .name = "rate", .kind = OPTION_NUMBER, .at = AT(rate), .argument = "E", .preset = "0.1",
      .range = RANGE_POSITIVE, .help = "learning rate" },
    { .name = "epochs", .kind = OPTION_COUNT, .at = AT(epochs), .argument = "N", .preset = "1000",
      .help = "passes over the data; 0 evaluates only" },
    { .name = "realizations", .kind = OPTION_COUNT, .at = AT(realizations), .argument = "R", .preset = "100",
      .range = RANGE_POSITIVE, .help = "independent runs" },
    { .name = "every", .kind = OPTION_COUNT, .at = AT(every), .argument = "K", .preset = "1",
      .range = RANGE_POSITIVE, .help = "record every K-th epoch" },
    { .name = "weights", .kind = OPTION_TEXT, .at = AT(weights), .argument = "FILE",
      .help = "start from these (JSON: weights, a state of --save, or an earlier answer)" },
    { .name = "zero-bias", .kind = OPTION_FLAG, .at = AT(zero_bias), .help = "biases start at 0" },
    { .name = "limit", .kind = OPTION_NUMBER, .at = AT(limit), .argument = "W", .range = RANGE_POSITIVE,
      .help = "weights saturate at +-W [unlimited]" },
    { .name = "level", .kind = OPTION_WORD, .at = AT(level), .argument = "ideal|device", .preset = "ideal",
      .help = "change weights by algebra, or by current pulses alone" },
    { .name = "window", .kind = OPTION_NUMBER, .at = AT(window), .argument = "A", .range = RANGE_POSITIVE,
      .help = "width of the threshold windows of an slp [by node]" },
    { .name = "thresholds", .kind = OPTION_NUMBERS, .at = AT(thresholds), .argument = "I1,...",
      .range = RANGE_POSITIVE, .help = "threshold currents: inputs + 1 for slp, one for mlp [by node]" },
    { .name = "eta-in-amplitude", .kind = OPTION_FLAG, .at = AT(rate_in_amplitude),
      .help = "slp: the rate scales the current, not the length of the pulse" },
    { .name = "rise", .kind = OPTION_NUMBER, .at = AT(rise), .argument = "T", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "pulses rise and fall in T (trapezoids)" },
    { .name = "compensate", .kind = OPTION_FLAG, .at = AT(compensate),
      .help = "shorten the plateau by what the ramps write" },
    { .name = "write-noise", .kind = OPTION_NUMBER, .at = AT(write_noise), .argument = "S", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "relative standard deviation of what a pulse writes" },
    { .name = "spread", .kind = OPTION_NUMBER, .at = AT(spread), .argument = "S", .preset = "0",
      .range = RANGE_NOT_NEGATIVE,
      .help = "standard deviation of the thresholds around their nominal values" },
    { .name = "read-disturb", .kind = OPTION_WORD, .at = AT(cure), .argument = "ideal|mirror|none",
      .preset = "ideal",
      .help = "what a node read leaves behind: nothing, what the mirror pulse misses, all" },
    { .name = "resistance", .kind = OPTION_NUMBER, .at = AT(resistance), .argument = "R",
      .range = RANGE_POSITIVE, .help = "of a device while it is written, for the energy of the pulses" },
    { .name = "agreement", .kind = OPTION_FLAG, .at = AT(agreement),
      .help = "with --level device: train at the ideal level too, and compare weights" },
    { .name = "runs", .kind = OPTION_FLAG, .at = AT(runs), .help = "add every realization to the JSON" },
    { .name = "save", .kind = OPTION_TEXT, .at = AT(save), .argument = "FILE", .flags = OPTION_AROUND,
      .help = "write weights, states, thresholds and stream position of realization 0 (JSON)" },
    { .name = "map", .kind = OPTION_TEXT, .at = AT(map), .argument = "FILE", .flags = OPTION_AROUND,
      .help = "write the answer of realization 0 on a grid over two inputs (CSV)" },
    { .name = "map-points", .kind = OPTION_COUNT, .at = AT(map_points), .argument = "N", .preset = "101",
      .range = RANGE_POSITIVE, .flags = OPTION_AROUND, .help = "points along a side of the map" },
};

/* ---- what is learnt -------------------------------------------------------------- */
/* A word that is not the name of a file. */
static bool
is_data_word(const char *data)
{
    return data == NULL || strcmp(data, "corners") == 0 || strcmp(data, "sampled") == 0;
}

static ohm_status
read_data(training *t, cli_run *run, ohm_error *err)
{
    const train_options *o = t->options;
    ohm_source *source = NULL;
    size_t length;
    char *bytes;
    ohm_status status = input_bytes(&bytes, &length, run, o->data, err);

    if (status == OHM_OK)
        status = ohm_source_of(&source, o->data, bytes, length, err);
    if (status == OHM_OK)
        status = ohm_perceptron_task_read(&t->task, source, o->outputs, (ohm_perceptron_code)o->coding,
                                          o->linear_output, err);
    ohm_source_close(source);
    free(bytes);
    return status;
}

static ohm_status
take_task(training *t, cli_run *run, ohm_error *err)
{
    const train_options *o = t->options;

    if (o->gate != NULL && !is_data_word(o->data))
        return ohm_fail(err, OHM_E_ARG, "--gate %s and --data %s: one of them, not both", o->gate, o->data);
    if (o->gate != NULL)
        return ohm_perceptron_task_gate(&t->task, o->gate, (ohm_perceptron_code)o->coding, err);
    if (is_data_word(o->data))
        return ohm_fail(err, OHM_E_ARG, "nothing to learn: give --gate GATE or --data FILE");
    return read_data(t, run, err);
}

/* Defaults that depend on the network, so that provenance shows them. */
static void
resolve_train_perceptron(void *values)
{
    train_options *o = values;
    const bool layers = o->network == NETWORK_MLP;

    if (o->node < 0)
        o->node = layers ? OHM_NODE_HP : OHM_NODE_SIGMOID;
    if (layers && o->hidden == OPTION_NO_COUNT)
        o->hidden = 2;
    if (o->data == NULL && o->gate != NULL)
        o->data = "sampled";
}

/* ---- how ---------------------------------------------------------------------------- */
static ohm_status
check_options(const train_options *o, ohm_error *err)
{
    const bool layers = o->network == NETWORK_MLP;

    if (!layers && o->hidden != OPTION_NO_COUNT)
        return ohm_fail(err, OHM_E_ARG, "--hidden %zu: an slp has no hidden nodes; use --network mlp",
                        o->hidden);
    if (layers && !isnan(o->window))
        return ohm_fail(err, OHM_E_METHOD, "--window %g: an mlp has one device per weight and no upper "
                        "window; it belongs to --network slp", o->window);
    if (o->agreement && o->level != LEVEL_DEVICE)
        return ohm_fail(err, OHM_E_ARG, "--agreement: compares pulses with algebra; use --level device");
    if (o->map != NULL && o->map_points < 2)
        return ohm_fail(err, OHM_E_ARG, "--map-points %zu: must be at least 2", o->map_points);
    return OHM_OK;
}

static void
plan_network(training *t)
{
    const train_options *o = t->options;
    const bool layers = o->network == NETWORK_MLP;
    const ohm_perceptron_shape shape = { t->task->inputs, layers ? o->hidden : 0, t->task->outputs };
    ohm_perceptron_plan *plan = &t->plan;

    ohm_perceptron_defaults(plan, &shape, (ohm_node_kind)o->node);
    plan->node.c = o->c;
    plan->node.rho = o->rho;
    plan->linear_output = o->linear_output;
    plan->rate = o->rate;
    plan->epochs = o->epochs;
    plan->realizations = o->realizations;
    plan->seed = o->common.seed;
    plan->threads = o->common.threads;
    plan->every = o->every;
    plan->zero_bias = o->zero_bias;
    plan->shuffled = o->order == ORDER_SHUFFLED;
    plan->samples = o->data != NULL && strcmp(o->data, "sampled") == 0 ? o->samples : 0;
    if (!isnan(o->limit))
        plan->limit = o->limit;
}

static ohm_status
plan_device(training *t, ohm_error *err)
{
    const train_options *o = t->options;
    const size_t variables = ohm_perceptron_variables(&t->plan);
    ohm_perceptron_plan *plan = &t->plan;

    plan->device = o->level == LEVEL_DEVICE;
    plan->rate_in_amplitude = o->rate_in_amplitude;
    plan->rise = o->rise;
    plan->compensate = o->compensate;
    plan->write_noise = o->write_noise;
    plan->spread = o->spread;
    plan->cure = (ohm_read_cure)o->cure;
    if (!isnan(o->window))
        plan->window = o->window;
    if (o->thresholds.count == 0)
        return OHM_OK;
    if (o->thresholds.count != variables)
        return ohm_fail(err, OHM_E_ARG, "--thresholds: %zu given, %zu needed (%s)", o->thresholds.count,
                        variables, variables > 1 ? "inputs + 1" : "one for all devices of an mlp");
    plan->threshold = o->thresholds.value;
    return OHM_OK;
}

/* Starting weights from --weights, with what a state holds besides. */
static ohm_status
take_weights(training *t, cli_run *run, ohm_error *err)
{
    const char *path = t->options->weights;
    ohm_perceptron_plan *plan = &t->plan;
    ohm_json *root = NULL;
    size_t length;
    char *text;
    ohm_status status;

    if (path == NULL)
        return OHM_OK;
    if ((status = input_bytes(&text, &length, run, path, err)) != OHM_OK)
        return status;
    status = ohm_json_parse(&root, text, err);
    if (status == OHM_OK)
        status = ohm_perceptron_state_read(&t->start, root, &plan->shape, err);
    if (status != OHM_OK)
        ohm_fail_within(err, status, "%s", path);
    ohm_json_free(root);
    free(text);
    if (status != OHM_OK)
        return status;
    plan->initial = t->start->weight;
    plan->initial_rest = t->start->rest;
    plan->initial_sets = 1;
    plan->first_epoch = t->start->epoch;
    if (plan->threshold == NULL && t->start->thresholds > 0) {
        if (t->start->thresholds != ohm_perceptron_variables(plan))
            return ohm_fail(err, OHM_E_CONTENT, "%s: thresholds: %zu, needed %zu", path, t->start->thresholds,
                            ohm_perceptron_variables(plan));
        plan->threshold = t->start->threshold;
    }
    return OHM_OK;
}

/* ---- before and after ------------------------------------------------------------------ */
static ohm_status
warn_before(training *t, cli_run *run, ohm_error *err)
{
    const train_options *o = t->options;
    ohm_status status = OHM_OK;

    ohm_perceptron_calibrate(&t->calibration, &t->plan, t->task);
    for (size_t k = 0; status == OHM_OK && k < t->calibration.warnings; k++)
        status = run_warn(run, err, "%s", t->calibration.warning[k]);
    if (status == OHM_OK && !t->plan.device
        && (!isnan(o->window) || o->thresholds.count > 0 || o->rate_in_amplitude || o->rise > 0.0
            || o->compensate || o->write_noise > 0.0 || o->spread > 0.0 || o->cure > 0
            || !isnan(o->resistance)))
        status = run_warn(run, err, "options of the device have no effect at --level ideal, where weights "
                          "change by algebra");
    return status;
}

static ohm_status
warn_after(training *t, cli_run *run, ohm_error *err)
{
    if (t->plan.samples > 0 && t->summary.incomplete > 0)
        return run_warn(run, err, "the data of %zu of %zu realizations lack some pattern: what they learn "
                        "there is not trained (more --samples)", t->summary.incomplete, t->run->realizations);
    return OHM_OK;
}

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Trains once more by algebra; the largest difference of each run that did not diverge. */
static ohm_status
compare_levels(training *t, const ohm_control *control, ohm_error *err)
{
    const size_t runs = t->run->realizations, weights = t->run->weights;
    ohm_perceptron_plan ideal = t->plan;
    ohm_perceptron_run *other;
    double *difference;
    size_t n = 0;
    ohm_status status;

    ideal.device = false;
    if ((status = ohm_perceptron_train(&other, &ideal, t->task, control, err)) != OHM_OK) {
        ohm_perceptron_run_free(other);
        return status;
    }
    if ((difference = OHM_ZEROS(double, runs)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "%zu realizations", runs);
    for (size_t r = 0; status == OHM_OK && r < runs; r++) {
        if (t->run->diverged[r] != SIZE_MAX || other->diverged[r] != SIZE_MAX)
            continue;
        for (size_t k = r * weights; k < (r + 1) * weights; k++)
            difference[n] = fmax(difference[n], fabs(t->run->weight[k] - other->weight[k]));
        n++;
    }
    if (status == OHM_OK && n > 0) {
        qsort(difference, n, sizeof *difference, ascending);
        t->agreement_max = difference[n - 1];
        t->agreement_median = 0.5 * (difference[(n - 1) / 2] + difference[n / 2]);
    }
    free(difference);
    ohm_perceptron_run_free(other);
    return status;
}

static ohm_status
train_and_judge(training *t, cli_run *run, ohm_error *err)
{
    ohm_status status = ohm_perceptron_train(&t->run, &t->plan, t->task, &run->control, err);

    if (status == OHM_OK && t->options->agreement)
        status = compare_levels(t, &run->control, err);
    if (status == OHM_E_INTERRUPT) {                /* what there is, is judged and written */
        run_note_interrupt(run, "epoch=%zu of %zu realizations", t->plan.first_epoch + t->run->reached,
                           t->run->realizations);
        status = OHM_OK;
    }
    if (status == OHM_OK && t->task->bit != NULL)
        status = ohm_separation_decide(&t->separation, t->task, err);
    if (status != OHM_OK)
        return status;
    if ((t->curve = OHM_ARRAY(ohm_perceptron_point, t->run->points)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu epochs", t->run->points);
    if ((status = ohm_perceptron_curve(t->curve, t->run, t->plan.threads, err)) != OHM_OK)
        return status;
    t->summary = ohm_perceptron_summarize(t->run);
    t->bound = ohm_perceptron_check_bound(t->run, &t->plan, t->task);
    if (t->bound.violations > 0)
        return ohm_fail(err, OHM_E_UNPROVED, "%zu errors lie below the proved bound", t->bound.violations);
    return warn_after(t, run, err);
}

/* ---- files beside the answer --------------------------------------------------------------- */
static ohm_status
write_state(FILE *file, const training *t, ohm_error *err)
{
    ohm_json *state = ohm_perceptron_state_json(&t->plan, t->run->weight, t->run->rest,
                                                t->plan.first_epoch + t->run->reached);
    const ohm_status status = ohm_json_write(file, state, true, err);

    ohm_json_free(state);
    return status;
}

/* Opens path, lets the state or the map be written, and puts it into place. */
static ohm_status
write_beside(const char *path, bool map, const training *t, const cli_run *run, ohm_error *err)
{
    ohm_file *file;
    ohm_status status;

    if (path == NULL)
        return OHM_OK;
    if ((status = ohm_file_open(&file, path, run->common->force, err)) != OHM_OK)
        return status;
    status = map ? training_write_map(ohm_file_stream(file), t, run, err)
                 : write_state(ohm_file_stream(file), t, err);
    if (status == OHM_OK)
        return ohm_file_commit(file, err);
    ohm_file_discard(file);
    return status;
}

/* Window and thresholds where the options leave them to the node, so that provenance shows
 * them; an mlp has no window, and no limit is no number. */
static ohm_status
settle(const training *t, train_options *o, ohm_error *err)
{
    const size_t variables = ohm_perceptron_variables(&t->plan);

    if (isfinite(t->plan.window))
        o->window = t->plan.window;
    if (o->thresholds.count > 0)
        return OHM_OK;
    if ((o->thresholds.value = OHM_ARRAY(double, variables)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu thresholds", variables);
    for (; o->thresholds.count < variables; o->thresholds.count++)
        o->thresholds.value[o->thresholds.count] = ohm_perceptron_threshold(&t->plan, o->thresholds.count);
    return OHM_OK;
}

static ohm_status
answer(cli_output *out, const training *t, ohm_error *err)
{
    if (has_suffix(out->run->common->output, ".csv"))
        return training_write_curve(out->stream, t, out->run, err);
    if (out->json)
        return output_result(out, training_json(t), err);
    training_print(out->stream, t);
    return OHM_OK;
}

static ohm_status
prepare(training *t, cli_run *run, ohm_error *err)
{
    ohm_status status = check_options(t->options, err);

    if (status == OHM_OK)
        status = take_task(t, run, err);
    if (status != OHM_OK)
        return status;
    plan_network(t);
    status = plan_device(t, err);
    if (status == OHM_OK)
        status = take_weights(t, run, err);
    if (status == OHM_OK)
        status = ohm_perceptron_check(&t->plan, t->task, err);
    if (status == OHM_OK && t->options->map != NULL && t->task->inputs != 2)
        status = ohm_fail(err, OHM_E_METHOD, "--map: draws two inputs, not %zu", t->task->inputs);
    if (status == OHM_OK)
        status = warn_before(t, run, err);
    return status == OHM_OK ? settle(t, run->settled, err) : status;
}

static void
training_free(training *t)
{
    ohm_perceptron_task_free(t->task);
    ohm_perceptron_state_free(t->start);
    ohm_perceptron_run_free(t->run);
    ohm_separation_free(t->separation);
    free(t->curve);
}

static ohm_status
run_train_perceptron(cli_run *run, const void *values, ohm_error *err)
{
    const char *path = run->common->output;
    training t = { .options = values, .agreement_max = NAN, .agreement_median = NAN };
    cli_output out;
    ohm_status status;

    status = has_suffix(path, ".csv") ? output_open(&out, run, err) : output_open_report(&out, run, err);
    if (status != OHM_OK)
        return status;
    status = prepare(&t, run, err);
    if (status == OHM_OK)
        status = train_and_judge(&t, run, err);
    if (status == OHM_OK)
        status = write_beside(t.options->save, false, &t, run, err);
    if (status == OHM_OK)
        status = write_beside(t.options->map, true, &t, run, err);
    if (status == OHM_OK)
        status = answer(&out, &t, err);
    training_free(&t);
    return output_close(&out, status, err);
}

const cli_command cmd_train_perceptron = {
    .name = "train perceptron",
    .summary = "single- and multilayer perceptrons made of memristors, in ensembles",
    .operands = "",
    .about = "Trains R realizations of a perceptron whose weights are internal variables of threshold\n"
        "memristors, by the delta rule (slp) or backpropagation (mlp), either as algebra or by current\n"
        "pulses alone.  Realization r depends on the seed and r only.  A run diverges when after an epoch\n"
        "a weight exceeds 1e6 or E_total 1e9; it is counted, fails, and is left out of the errors.\n"
        "-o FILE.csv writes the learning curve.  doc/perceptron.md has the equations.",
    .example = "  ohmega train perceptron --gate xor --json\n"
        "  ohmega train perceptron --network mlp --gate xor --node parabola --rate 0.01 --level device\n"
        "  ohmega train perceptron --network mlp --hidden 8 --data points.csv --save state.json\n",
    .options = train_rows,
    .option_count = sizeof train_rows / sizeof train_rows[0],
    .values_size = sizeof(train_options),
    .resolve = resolve_train_perceptron,
    .run = run_train_perceptron,
};
