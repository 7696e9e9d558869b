/* tools/cmd_train_fluidic.c -- networks of conical channels that learn. */
#include "train_fluidic.h"

#include "base/array.h"
#include "base/text.h"
#include "command.h"
#include "envelope.h"
#include "io/graphml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ORIENTATION_FILE, ORIENTATION_RANDOM };
enum { ORDER_FIXED, ORDER_SHUFFLED };

#define AT(member) offsetof(fluidic_options, member)

static const option_row fluidic_rows[] = {
    { .name = "weights", .kind = OPTION_TEXT, .at = AT(weights), .argument = "KIND[+KIND]...",
      .preset = "length",
      .help = "what is trained: length, radius-base, pressure, density, or several" },
    { .name = "rate", .kind = OPTION_NUMBERS, .at = AT(rate), .argument = "A[,A]...", .range = RANGE_POSITIVE,
      .help = "learning rate, one for all kinds or one each [unit^2/V^2: um, nm, bar, mM; adam: the unit]" },
    { .name = "steps", .kind = OPTION_COUNT, .at = AT(steps), .argument = "N", .preset = "100",
      .help = "updates; 0 evaluates only" },
    { .name = "gradient", .kind = OPTION_WORD, .at = AT(gradient), .argument = "adjoint|forward",
      .preset = "adjoint", .help = "exact, or the paper's forward differences" },
    { .name = "delta", .kind = OPTION_NUMBERS, .at = AT(delta), .argument = "D[,D]...",
      .range = RANGE_POSITIVE,
      .help = "step of the differences, as --rate [1e-3 um, 1 nm, 1e-3 bar, 1e-4 mM]" },
    { .name = "density", .kind = OPTION_WORD, .at = AT(density), .argument = "physical|compat",
      .preset = "physical",
      .help = "compat: the salt of the base all along a channel, as published results have it" },
    { .name = "tau", .kind = OPTION_WORD, .at = AT(tau), .argument = "constant|diffusive",
      .preset = "constant",
      .help = "relaxation of a channel: 4.8 ms, or L^2/(12 D); steady states do not depend on it" },
    { .name = "optimizer", .kind = OPTION_WORD, .at = AT(optimizer),
      .argument = "steepest|line-search|adam|gauss-newton", .preset = "steepest",
      .help = "how weights change" },
    { .name = "batch", .kind = OPTION_TEXT, .at = AT(batch), .argument = "N|full", .preset = "full",
      .help = "samples of one update" },
    { .name = "order", .kind = OPTION_WORD, .at = AT(order), .argument = "fixed|shuffled", .preset = "fixed",
      .help = "of the samples, pass by pass" },
    { .name = "author-units", .kind = OPTION_FLAG, .at = AT(author_units),
      .help = "--rate is the author's alpha: gradient per m, m, Pa, mM, applied in um, nm, bar, mM" },
    { .name = "task", .kind = OPTION_TEXT, .at = AT(task), .argument = "FILE",
      .help = "sources, targets and samples (JSON) [the file's own voltage and desired]" },
    { .name = "desired", .kind = OPTION_TEXTS, .at = AT(desired), .argument = "NODE=V",
      .help = "another aim for a target of the file: retargeting" },
    { .name = "lower", .kind = OPTION_NUMBERS, .at = AT(lower), .argument = "X[,X]...",
      .help = "weights stay at or above this, as --rate [above 0 um, 0 nm, 0 mM; pressures free]" },
    { .name = "upper", .kind = OPTION_NUMBERS, .at = AT(upper), .argument = "X[,X]...",
      .help = "weights stay at or below this" },
    { .name = "clip", .kind = OPTION_FLAG, .at = AT(clip),
      .help = "weights stay at a bound (needs --lower above 0) instead of stopping the run there" },
    { .name = "transient", .kind = OPTION_NUMBER, .at = AT(transient), .argument = "T",
      .range = RANGE_POSITIVE,
      .help = "also how the trained network comes to its state, from 0 to T [s], for the first sample" },
    { .name = "dt", .kind = OPTION_NUMBER, .at = AT(dt), .argument = "H", .preset = "0.001",
      .range = RANGE_POSITIVE, .help = "Euler's step, and the time between instants [s]" },
    { .name = "integrator", .kind = OPTION_WORD, .at = AT(integrator), .argument = "euler|adaptive",
      .preset = "euler", .help = "of the transient" },
    { .name = "initial", .kind = OPTION_NUMBER, .at = AT(initial), .argument = "PS", .range = RANGE_POSITIVE,
      .help = "conductances at t = 0 [pS]; absent: those at 0 V" },
    { .name = "orientation", .kind = OPTION_WORD, .at = AT(orientation), .argument = "file|random",
      .preset = "file", .help = "which end of a channel is the base: as in the file, or by lot" },
};

/* ---- what is trained ------------------------------------------------------------------ */
/* The kinds named, and in which order. */
static ohm_status
read_kinds(ohm_fluidic_kind order[OHM_FLUIDIC_KINDS], size_t *count, ohm_fluidic_plan *plan, const char *text,
           ohm_error *err)
{
    *count = 0;
    memset(plan->kinds, 0, sizeof plan->kinds);
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, "+");
        int kind = 0;

        while (kind < OHM_FLUIDIC_KINDS && (strlen(ohm_fluidic_kind_name((ohm_fluidic_kind)kind)) != length
                                            || strncmp(at, ohm_fluidic_kind_name((ohm_fluidic_kind)kind),
                                                       length) != 0))
            kind++;
        if (kind == OHM_FLUIDIC_KINDS)
            return ohm_fail(err, OHM_E_ARG,
                            "--weights %s: expected length, radius-base, pressure or density, "
                            "joined by +", text);
        if (plan->kinds[kind])
            return ohm_fail(err, OHM_E_ARG, "--weights %s: %s twice", text,
                            ohm_fluidic_kind_name((ohm_fluidic_kind)kind));
        plan->kinds[kind] = true;
        order[(*count)++] = (ohm_fluidic_kind)kind;
        at += length;
        if (*at == '\0')
            return OHM_OK;
    }
}

/* One number for all kinds, or one for each in the order of --weights. */
static ohm_status
spread(double out[OHM_FLUIDIC_KINDS], const option_numbers *given, const char *option,
       const ohm_fluidic_kind *order, size_t count, ohm_error *err)
{
    if (given->count != 0 && given->count != 1 && given->count != count)
        return ohm_fail(err, OHM_E_ARG, "--%s: %zu numbers for %zu kinds of weights", option, given->count,
                        count);
    for (size_t k = 0; given->count > 0 && k < count; k++)
        out[order[k]] = given->value[given->count == 1 ? 0 : k];
    return OHM_OK;
}

static ohm_status
read_batch(size_t *batch, const char *text, ohm_error *err)
{
    *batch = 0;
    if (strcmp(text, "full") == 0)
        return OHM_OK;
    if (!ohm_text_to_size(batch, text) || *batch == 0)
        return ohm_fail(err, OHM_E_ARG, "--batch %s: expected a number >= 1, or full", text);
    return OHM_OK;
}

/* What stands in for --rate: a hundredth of a typical weight (adam), or of its square. */
static void
default_rates(ohm_fluidic_plan *plan)
{
    static const double TYPICAL[OHM_FLUIDIC_KINDS] = { 10.0, 200.0, 0.1, 0.2 };

    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        plan->rate[kind] = 0.01 * TYPICAL[kind] * (plan->optimizer == OHM_FLUIDIC_ADAM ? 1.0 : TYPICAL[kind]);
}

static ohm_status
make_plan(fluidic_training *t, ohm_error *err)
{
    const fluidic_options *o = t->options;
    ohm_fluidic_kind order[OHM_FLUIDIC_KINDS];
    ohm_fluidic_plan *plan = &t->plan;
    size_t count;
    ohm_status status;

    ohm_fluidic_plan_defaults(plan);
    plan->gradient = (ohm_fluidic_gradient)o->gradient;
    plan->optimizer = (ohm_fluidic_optimizer)o->optimizer;
    plan->steps = o->steps;
    plan->shuffled = o->order == ORDER_SHUFFLED;
    plan->seed = o->common.seed;
    plan->clip = o->clip;
    default_rates(plan);
    status = read_kinds(order, &count, plan, o->weights, err);
    if (status == OHM_OK)
        status = spread(plan->rate, &o->rate, "rate", order, count, err);
    if (status == OHM_OK)
        status = spread(plan->delta, &o->delta, "delta", order, count, err);
    if (status == OHM_OK)
        status = spread(plan->low, &o->lower, "lower", order, count, err);
    if (status == OHM_OK)
        status = spread(plan->high, &o->upper, "upper", order, count, err);
    if (status == OHM_OK)
        status = read_batch(&plan->batch, o->batch, err);
    if (status != OHM_OK)
        return status;
    if (o->rate.count == 0 && plan->optimizer == OHM_FLUIDIC_STEEPEST && o->steps > 0)
        return ohm_fail(err, OHM_E_ARG,
                        "--rate: steepest descent needs one (or take --optimizer line-search)");
    for (size_t k = 0; k < count && o->author_units; k++)
        plan->rate[order[k]] = ohm_fluidic_author_rate(order[k], plan->rate[order[k]]);
    if (o->author_units && (o->rate.count == 0 || plan->optimizer == OHM_FLUIDIC_ADAM))
        return ohm_fail(err, OHM_E_ARG, "--author-units: is about --rate, of a method of descent");
    if (plan->gradient == OHM_FLUIDIC_FORWARD && plan->optimizer == OHM_FLUIDIC_GAUSS_NEWTON)
        return ohm_fail(err, OHM_E_METHOD,
                        "--gradient forward: gauss-newton needs derivatives of every output; "
                        "take steepest, line-search or adam");
    return OHM_OK;
}

/* ---- what is read ------------------------------------------------------------------------ */
/* --desired NODE=V. */
static ohm_status
retarget(fluidic_training *t, ohm_error *err)
{
    const option_texts *texts = &t->options->desired;
    ohm_fluidic_circuit *circuit = t->circuit;

    for (size_t k = 0; k < texts->count; k++) {
        const char *equals = strrchr(texts->text[k], '=');
        char name[128];
        double value;
        size_t found = 0;

        if (t->task != NULL)
            return ohm_fail(err, OHM_E_ARG, "--desired %s: the aims are those of --task", texts->text[k]);
        if (equals == NULL || (size_t)(equals - texts->text[k]) >= sizeof name
            || !ohm_text_to_double(&value, equals + 1) || !isfinite(value))
            return ohm_fail(err, OHM_E_ARG, "--desired %s: expected NODE=V", texts->text[k]);
        memcpy(name, texts->text[k], (size_t)(equals - texts->text[k]));
        name[equals - texts->text[k]] = '\0';
        while (found < circuit->targets && circuit->target[found] != ohm_task_node(circuit->table, name))
            found++;
        if (found == circuit->targets)
            return ohm_fail(err, OHM_E_ARG, "--desired %s: no target has this id or position",
                            texts->text[k]);
        circuit->desired[found] = value;
    }
    return OHM_OK;
}

static ohm_status
read_task(fluidic_training *t, cli_run *run, ohm_error *err)
{
    ohm_status status;

    if (t->options->task == NULL)
        return OHM_OK;
    status = ohm_task_read(&t->task, t->options->task, t->circuit->table, err);
    for (size_t k = 0; status == OHM_OK && k < t->task->files; k++)
        status = run_note_input(run, t->task->file[k].path, t->task->file[k].sha256, err);
    return status;
}

/* Labels that no positive conductances can meet, and with how much error. */
static ohm_status
warn_of_floor(fluidic_training *t, cli_run *run, ohm_error *err)
{
    t->floor = ohm_fluidic_floor(&t->outside, &t->worst, t->circuit->network, &t->train);
    if (t->outside == 0)
        return OHM_OK;
    return run_warn(run, err,
                    "%zu of %zu labels lie outside the range of their sources (farthest in sample %zu): "
                    "the maximum principle bounds the cost below by %.9g V^2 for any positive conductances",
                    t->outside, t->train.count * t->train.targets, t->worst, t->floor);
}

static ohm_status
prepare(fluidic_training *t, cli_run *run, ohm_error *err)
{
    const char *path = run->given->operand[0];
    ohm_status status = make_plan(t, err);

    if (status == OHM_OK)
        status = ohm_fluidic_circuit_read(&t->circuit, path, err);
    if (status == OHM_OK)
        status = run_note_input(run, path, t->circuit->sha256, err);
    if (status == OHM_OK && t->options->orientation == ORIENTATION_RANDOM)
        status = ohm_fluidic_circuit_orient(t->circuit, t->options->common.seed, err);
    if (status == OHM_OK)
        status = read_task(t, run, err);
    if (status == OHM_OK)
        status = retarget(t, err);
    if (status == OHM_OK)
        status = ohm_fluidic_circuit_connect(t->circuit, t->task, err);
    if (status == OHM_OK)
        status = ohm_fluidic_circuit_samples(&t->train, t->circuit, t->task, false, err);
    if (status == OHM_OK && t->train.targets == 0 && t->plan.steps > 0)
        status = ohm_fail(err, OHM_E_CONTENT,
                          "%s: no target: give a node type = \"target\" and a desired voltage, "
                          "or --task", path);
    if (status == OHM_OK && t->task != NULL && t->task->test.count > 0)
        status = ohm_fluidic_circuit_samples(&t->test, t->circuit, t->task, true, err);
    if (status != OHM_OK)
        return status;
    ohm_fluidic_set_density(t->circuit->network, (ohm_density)t->options->density);
    return warn_of_floor(t, run, err);
}

/* ---- training --------------------------------------------------------------------------------- */
static ohm_status
warn_of_validity(const fluidic_training *t, cli_run *run, ohm_error *err)
{
    const ohm_fluidic_validity *v = &t->run->validity;
    ohm_status status = OHM_OK;

    if (!(v->min_conductance > 0.0))
        status = run_warn(run, err,
                          "a conductance of %.6g pS: the linear theory does not hold there (no channel "
                          "conducts less than nothing)", v->min_conductance);
    else if (!(v->min_slope > 0.0))
        status = run_warn(run, err,
                          "a current that falls with its voltage (dI/dV = %.6g pS): the network can have "
                          "other states", v->min_slope);
    if (status == OHM_OK && v->maximum_principle > 0)
        status = run_warn(run, err, "%zu potentials lie outside the range of the sources",
                          v->maximum_principle);
    return status;
}

static ohm_status
train_and_judge(fluidic_training *t, cli_run *run, ohm_error *err)
{
    ohm_status status = OHM_OK;

    t->output = ohm_array(t->train.count, t->train.targets * sizeof(double));
    t->test_output = ohm_array(t->test.count, t->test.targets * sizeof(double));
    if (t->output == NULL || t->test_output == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu samples", t->train.count);
    if (t->test.count > 0)
        status = ohm_fluidic_cost(&t->test_before, NULL, t->circuit->network, &t->test, err);
    if (status == OHM_OK)
        status = ohm_fluidic_train(&t->run, t->circuit->network, &t->train, &t->plan, &run->control, err);
    if (status != OHM_OK)
        return status;
    for (size_t s = 0; s < t->train.count; s++)
        for (size_t k = 0; k < t->train.targets; k++) {
            const double *v = t->run->potential + s * t->circuit->graph->nodes;

            t->output[s * t->train.targets + k] = v[t->train.plus[k]]
                - (t->train.minus[k] != OHM_NONE ? v[t->train.minus[k]] : 0.0);
        }
    if (t->test.count > 0)
        status = ohm_fluidic_cost(&t->test_after, t->test_output, t->circuit->network, &t->test, err);
    return status == OHM_OK ? warn_of_validity(t, run, err) : status;
}

/* ---- the transient ------------------------------------------------------------------------------- */
typedef struct {
    fluidic_training *training;
    size_t seen;
} transient_record;

static void
hold_sources(double *potential, double t, void *data)
{
    const fluidic_training *training = ((transient_record *)data)->training;

    (void)t;
    for (size_t v = 0; v < training->circuit->graph->nodes; v++)
        if (training->circuit->held[v])
            potential[v] = training->train.held[v];
}

static ohm_status
note_instant(void *data, double time, const double *potential, const double *g, ohm_error *err)
{
    transient_record *record = data;
    const size_t n = record->training->circuit->graph->nodes, m = record->training->circuit->graph->edges;
    double *row = record->training->moment + record->seen++ * (1 + n + m);

    (void)err;
    row[0] = time;
    memcpy(row + 1, potential, n * sizeof *row);
    memcpy(row + 1 + n, g, m * sizeof *row);
    return OHM_OK;
}

static ohm_status
run_transient(fluidic_training *t, cli_run *run, ohm_error *err)
{
    const fluidic_options *o = t->options;
    const size_t width = 1 + t->circuit->graph->nodes + t->circuit->graph->edges;
    transient_record record = { .training = t };
    ohm_fluidic_motion motion = {
        .integrator = (ohm_fluidic_integrator)o->integrator, .tau = (ohm_tau)o->tau, .initial = o->initial,
        .dt = o->dt, .drive = hold_sources, .drive_data = &record, .instant = note_instant,
        .instant_data = &record
    };

    if (isnan(o->transient))
        return OHM_OK;
    if (!(o->transient / o->dt < 1e7))
        return ohm_fail(err, OHM_E_ARG, "--transient %g: more than 1e7 instants of --dt %g", o->transient,
                        o->dt);
    t->instants = motion.instants = (size_t)floor(o->transient / o->dt * (1.0 + 1e-12)) + 1;
    if ((t->moment = ohm_array(t->instants, width * sizeof(double))) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "--transient %g: %zu instants", o->transient, t->instants);
    return ohm_fluidic_move(t->circuit->network, &motion, &run->control, err);
}

/* ---- answering ------------------------------------------------------------------------------------ */
static ohm_status
open_output(cli_output *out, cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;

    return has_suffix(path, ".csv") || has_suffix(path, ".graphml") ? output_open(out, run, err)
                                                                    : output_open_report(out, run, err);
}

/* -o FILE.csv is written while the training runs. */
static ohm_status
start_history(fluidic_history *history, fluidic_training *t, cli_output *out, ohm_error *err)
{
    size_t numbers = 2 + t->circuit->graph->nodes;

    if (!has_suffix(out->run->common->output, ".csv"))
        return OHM_OK;
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        numbers += t->plan.kinds[kind] ? ohm_fluidic_count(t->circuit->network, (ohm_fluidic_kind)kind) : 0;
    *history = (fluidic_history){ out->stream, t, OHM_ARRAY(double, numbers) };
    if (history->row == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu columns", numbers);
    t->plan.watch = fluidic_write_step;
    t->plan.watch_data = history;
    return fluidic_write_head(history, out->run, err);
}

static ohm_status
answer(cli_output *out, fluidic_training *t, ohm_error *err)
{
    const char *path = out->run->common->output;

    if (has_suffix(path, ".csv"))
        return OHM_OK;
    if (has_suffix(path, ".graphml")) {
        const ohm_status status = ohm_fluidic_circuit_store(t->circuit, t->plan.kinds, err);

        return status == OHM_OK ? ohm_graphml_write(out->stream, t->circuit->table, err) : status;
    }
    if (out->json)
        return output_result(out, fluidic_json(t), err);
    fluidic_print(out->stream, t);
    return OHM_OK;
}

static void
training_free(fluidic_training *t)
{
    ohm_fluidic_run_free(t->run);
    ohm_fluidic_samples_release(&t->train);
    ohm_fluidic_samples_release(&t->test);
    ohm_task_free(t->task);
    ohm_fluidic_circuit_free(t->circuit);
    free(t->output);
    free(t->test_output);
    free(t->moment);
}

static ohm_status
run_train_fluidic(cli_run *run, const void *values, ohm_error *err)
{
    fluidic_training t = { .options = values };
    fluidic_history history = { 0 };
    cli_output out;
    ohm_error stop = { OHM_OK, "" };
    ohm_status status = open_output(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = prepare(&t, run, err);
    if (status == OHM_OK)
        status = start_history(&history, &t, &out, err);
    if (status == OHM_OK)
        status = train_and_judge(&t, run, err);
    if (status == OHM_OK)
        status = run_transient(&t, run, err);
    if (status == OHM_OK)
        status = answer(&out, &t, err);
    if (status == OHM_OK && t.run->stopped)
        ohm_fail(&stop, t.run->interrupted ? OHM_E_INTERRUPT : OHM_E_NOCONV, "%s", t.run->reason);
    training_free(&t);
    free(history.row);
    status = output_close(&out, status, err);       /* the last good state is kept, then the reason given */
    return status == OHM_OK && stop.status != OHM_OK ? ohm_fail(err, stop.status, "%s", stop.text) : status;
}

const cli_command cmd_train_fluidic = {
    .name = "train fluidic",
    .summary = "networks of conical fluidic channels",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Trains lengths, base radii, pressures or densities of a network of conical channels so that\n"
        "its targets take the potentials asked for, in the steady state.  FILE has nodes with type\n"
        "(source, target, hidden), voltage, desired, pressure [bar], rho [mM], and edges from base to\n"
        "tip with length [um] and radius_base [nm].  A weight that leaves its bounds stops the run\n"
        "with exit code 4; what was reached by then is written.  -o FILE.graphml writes the trained\n"
        "network, -o FILE.csv cost, weights and potentials of every step.  doc/fluidic.md has the rest.",
    .example = "  ohmega train fluidic divider.graphml --rate 3 --steps 20\n"
        "  ohmega train fluidic divider.graphml --weights pressure --rate 100 --author-units\n"
        "  ohmega train fluidic net.graphml --task regression.json --rate 1 --steps 400 --batch 1 --json\n",
    .options = fluidic_rows,
    .option_count = sizeof fluidic_rows / sizeof fluidic_rows[0],
    .values_size = sizeof(fluidic_options),
    .run = run_train_fluidic,
};
