/* tools/cmd_train_contrastive.c -- networks that learn by comparing two of their states. */
#include "train_contrastive.h"

#include "base/array.h"
#include "base/text.h"
#include "circuit_output.h"
#include "command.h"
#include "learning/contrastive_flow.h"
#include "learning/contrastive_start.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PAIR_DIFFERENCE, PAIR_BOTH };
enum { ORDER_FIXED, ORDER_SHUFFLED };
enum { CURVE_POINTS = 1000 };       /* recorded at most, where --every does not say */

/* What class_levels are where a task has none: conductors reach them (theory: a target is a
 * weighted mean of the sources). */
static const double LEVEL_ON = 0.6, LEVEL_OFF = 0.25;

#define AT(member) offsetof(contrastive_options, member)

static const option_row contrastive_rows[] = {
    { .name = "task", .kind = OPTION_TEXT, .at = AT(task), .argument = "TASK.json", .flags = OPTION_REQUIRED,
      .help = "sources, targets, labels, data (doc/case.md)" },
    { .name = "edge", .kind = OPTION_WORD, .at = AT(edge), .argument = "linear|potentiometer|transistor|memristor",
      .preset = "linear", .help = "what an edge is, and what it learns: k, tap, gate, w" },
    { .name = "rule", .kind = OPTION_WORD, .at = AT(rule), .argument = "coupled|nudge|adjoint", .preset = "coupled",
      .help = "outputs forced, currents pushed in (equilibrium propagation), or the exact gradient" },
    { .name = "eta", .kind = OPTION_NUMBER, .at = AT(eta), .argument = "E", .preset = "0.1",
      .help = "how far outputs are brought towards their labels" },
    { .name = "rate", .kind = OPTION_NUMBER, .at = AT(rate), .argument = "A",
      .help = "alpha of the update [0.1; transistor 5]" },
    { .name = "steps", .kind = OPTION_COUNT, .at = AT(steps), .argument = "N",
      .help = "updates; 0 evaluates only" },
    { .name = "epochs", .kind = OPTION_COUNT, .at = AT(epochs), .argument = "N",
      .help = "the same in passes over the data" },
    { .name = "batch", .kind = OPTION_TEXT, .at = AT(batch), .argument = "full|N", .preset = "full",
      .help = "samples of an update; 1 is online" },
    { .name = "order", .kind = OPTION_WORD, .at = AT(order), .argument = "fixed|shuffled", .preset = "fixed",
      .help = "of the data within an epoch" },
    { .name = "pair", .kind = OPTION_WORD, .at = AT(pair), .argument = "difference|both", .preset = "both",
      .help = "pairs: force the difference alone, or both nodes" },
    { .name = "bounds", .kind = OPTION_NUMBERS, .at = AT(bounds), .argument = "LO,HI",
      .help = "of what is learnt, where the file has no k_min, k_max [0.01,100; gate 1.1,5.5; memristor k 0.1,4]" },
    { .name = "init", .kind = OPTION_TEXT, .at = AT(init), .argument = "file|quasi:LO,HI|uniform:LO,HI",
      .preset = "file", .help = "where parameters start: the file's attributes, a golden-section sequence, random "
              "(potentiometer: taps; memristor: k)" },
    { .name = "law", .kind = OPTION_WORD, .at = AT(law), .argument = "linear-r|log-r|linear-k|ideal|raw|thresh",
      .help = "of taps [linear-r], of memristor writes [ideal]" },
    { .name = "r0", .kind = OPTION_NUMBER, .at = AT(r0), .argument = "R", .preset = "0.015625",
      .help = "potentiometer: ohm a tap" },
    { .name = "taps", .kind = OPTION_COUNT, .at = AT(taps), .argument = "N", .preset = "255",
      .range = RANGE_POSITIVE, .help = "potentiometer: how many" },
    { .name = "gain", .kind = OPTION_NUMBER, .at = AT(gain), .argument = "G", .preset = "5",
      .help = "memristor: of a write, in place of rate / (2 eta)" },
    { .name = "slope-factor", .kind = OPTION_NUMBER, .at = AT(slope_factor), .argument = "N", .preset = "1",
      .help = "transistor: body effect" },
    { .name = "hinge", .kind = OPTION_FLAG, .at = AT(hinge), .help = "nudge only while sign(L) O < |L|" },
    { .name = "overclamp", .kind = OPTION_NUMBER, .at = AT(overclamp), .argument = "C", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "nudge by C sign(L - O) more (V)" },
    { .name = "bias", .kind = OPTION_NUMBER, .at = AT(bias), .argument = "B", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "standard deviation of a fixed offset of each comparator (V^2)" },
    { .name = "noise", .kind = OPTION_NUMBER, .at = AT(noise), .argument = "S", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "standard deviation of each measured dV_C^2 - dV_F^2 (V^2)" },
    { .name = "threshold", .kind = OPTION_NUMBER, .at = AT(threshold), .argument = "C",
      .range = RANGE_NOT_NEGATIVE, .help = "no update at or below this |dV_C^2 - dV_F^2| (V^2) [0; law thresh 1e-4]" },
    { .name = "desync", .kind = OPTION_NUMBER, .at = AT(desync), .argument = "P", .preset = "1",
      .help = "each edge takes part in an update with this probability" },
    { .name = "freeze", .kind = OPTION_NUMBERS, .at = AT(freeze), .argument = "E1,E2,...",
      .range = RANGE_NOT_NEGATIVE, .help = "edges that do not learn, by position" },
    { .name = "prune", .kind = OPTION_NUMBERS, .at = AT(prune), .argument = "E1,E2,...",
      .range = RANGE_NOT_NEGATIVE, .help = "edges cut out, by position: damage" },
    { .name = "tau", .kind = OPTION_NUMBER, .at = AT(tau), .argument = "T", .range = RANGE_POSITIVE,
      .help = "let voltages relax in this time (C/k, s) while conductances learn; a step is then --dt" },
    { .name = "dt", .kind = OPTION_NUMBER, .at = AT(dt), .argument = "H", .preset = "0.01", .range = RANGE_POSITIVE,
      .help = "step of that integration (s)" },
    { .name = "classes", .kind = OPTION_WORD, .at = AT(classes), .argument = "slide|spread|fixed", .preset = "slide",
      .help = "what a class should answer: as its mean input does, anew every epoch; that, spread once; levels" },
    { .name = "scale", .kind = OPTION_FLAG, .at = AT(scale),
      .help = "scale every varying input to [0, 1] V over the training data, and clip" },
    { .name = "every", .kind = OPTION_COUNT, .at = AT(every), .argument = "K", .range = RANGE_POSITIVE,
      .help = "record every K-th update [an epoch, or more: at most 1000 points]" },
    { .name = "map", .kind = OPTION_TEXT, .at = AT(map), .argument = "FILE", .flags = OPTION_AROUND,
      .help = "write the outputs on a grid over the two inputs that vary (CSV)" },
    { .name = "map-points", .kind = OPTION_COUNT, .at = AT(map_points), .argument = "N", .preset = "101",
      .range = RANGE_POSITIVE, .flags = OPTION_AROUND, .help = "points along a side of the map" },
};

/* Defaults that depend on the edge, so that provenance shows them. */
static void
resolve_train_contrastive(void *values)
{
    contrastive_options *o = values;

    if (isnan(o->rate))
        o->rate = o->edge == OHM_EDGE_TRANSISTOR ? 5.0 : 0.1;
    if (o->law < 0)
        o->law = o->edge == OHM_EDGE_MEMRISTOR ? OHM_WRITE_IDEAL : OHM_TAP_LINEAR_R;
    if (isnan(o->threshold))
        o->threshold = o->edge == OHM_EDGE_MEMRISTOR && o->law == OHM_WRITE_THRESH ? 1e-4 : 0.0;
    if (o->steps == OPTION_NO_COUNT && o->epochs == OPTION_NO_COUNT)
        o->steps = 1000;
}

/* ---- what was asked ------------------------------------------------------------------- */
static ohm_status
check_options(const contrastive_options *o, ohm_error *err)
{
    if (o->steps != OPTION_NO_COUNT && o->epochs != OPTION_NO_COUNT)
        return ohm_fail(err, OHM_E_ARG, "--steps %zu and --epochs %zu: one of them, not both", o->steps, o->epochs);
    if (o->bounds.count != 0 && o->bounds.count != 2)
        return ohm_fail(err, OHM_E_ARG, "--bounds: %zu numbers, expected LO,HI", o->bounds.count);
    if (o->bounds.count == 2 && !(o->bounds.value[0] < o->bounds.value[1]))
        return ohm_fail(err, OHM_E_ARG, "--bounds %g,%g: the lower must be below the upper, or nothing is left to "
                        "learn", o->bounds.value[0], o->bounds.value[1]);
    if (!(o->eta > 0.0))
        return ohm_fail(err, OHM_E_ARG, "--eta %g: must be > 0: without a nudge the clamped state is the free one, "
                        "and nothing is learnt", o->eta);
    if (o->map != NULL && o->map_points < 2)
        return ohm_fail(err, OHM_E_ARG, "--map-points %zu: must be at least 2", o->map_points);
    return OHM_OK;
}

static ohm_status
mark_edges(bool *flag, const char *option, const option_numbers *list, size_t edges, ohm_error *err)
{
    for (size_t k = 0; k < list->count; k++) {
        const double e = list->value[k];

        if (e != floor(e) || e >= (double)edges)
            return ohm_fail(err, OHM_E_ARG, "--%s %g: edges are 0 .. %zu", option, e, edges - 1);
        flag[(size_t)e] = true;
    }
    return OHM_OK;
}

static ohm_status
read_circuit(contrastive_training *t, cli_run *run, ohm_error *err)
{
    static const double bounds[][2] = {
        [OHM_EDGE_LINEAR] = { 0.01, 100.0 }, [OHM_EDGE_POTENTIOMETER] = { 0.01, 100.0 },
        [OHM_EDGE_TRANSISTOR] = { 1.1, 5.5 }, [OHM_EDGE_MEMRISTOR] = { 0.1, 4.0 }
    };
    const contrastive_options *o = t->options;
    const double *range = o->bounds.count == 2 ? o->bounds.value : bounds[o->edge];
    const char *path = run->given->operand[0];
    ohm_status status = ohm_contrastive_circuit_read(&t->circuit, path, (ohm_contrastive_edge)o->edge, range[0],
                                                     range[1], err);

    if (status == OHM_OK)
        status = run_note_input(run, path, t->circuit->sha256, err);
    if (status == OHM_OK)
        status = mark_edges(t->circuit->frozen, "freeze", &o->freeze, t->circuit->graph->edges, err);
    if (status == OHM_OK)
        status = mark_edges(t->circuit->cut, "prune", &o->prune, t->circuit->graph->edges, err);
    return status;
}

/* Every varying input to [0, 1] by its range over the training data. */
static void
scale_inputs(contrastive_training *t)
{
    for (size_t s = 0; s < t->sources; s++) {
        double low = INFINITY, high = -INFINITY;

        for (size_t b = 0; b < t->train.count; b++) {
            low = fmin(low, t->train_x[b * t->sources + s]);
            high = fmax(high, t->train_x[b * t->sources + s]);
        }
        for (size_t b = 0; low < high && b < t->train.count; b++) {
            double *x = &t->train_x[b * t->sources + s];

            *x = (*x - low) / (high - low);
        }
        for (size_t b = 0; low < high && b < t->test.count; b++) {
            double *x = &t->test_x[b * t->sources + s];

            *x = fmin(1.0, fmax(0.0, (*x - low) / (high - low)));
        }
    }
}

static ohm_contrastive_data
data_of(const contrastive_training *t, const ohm_task_samples *samples, const double *x)
{
    const ohm_task *task = t->task;

    return (ohm_contrastive_data){
        .count = samples->count, .x = x, .label = samples->label,
        .classes = samples->class_of != NULL ? task->classes : 0, .class_of = samples->class_of,
        .kind = (ohm_contrastive_classes)t->options->classes, .on = task->has_levels ? task->on : LEVEL_ON,
        .off = task->has_levels ? task->off : LEVEL_OFF
    };
}

static ohm_status
read_task(contrastive_training *t, cli_run *run, ohm_error *err)
{
    ohm_status status = ohm_task_read(&t->task, t->options->task, t->circuit->table, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; status == OHM_OK && k < t->task->files; k++)
        status = run_note_input(run, t->task->file[k].path, t->task->file[k].sha256, err);
    if (status == OHM_OK)
        status = ohm_contrastive_sources(&t->source, &t->sources, t->circuit, t->task, err);
    if (status == OHM_OK)
        status = ohm_contrastive_inputs(&t->train_x, t->circuit, t->task, &t->task->train, err);
    if (status == OHM_OK)
        status = ohm_contrastive_inputs(&t->test_x, t->circuit, t->task, &t->task->test, err);
    if (status != OHM_OK)
        return status;
    if ((t->target = OHM_ARRAY(ohm_readout, t->task->targets)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu targets", t->task->targets);
    for (size_t k = 0; k < t->task->targets; k++)
        t->target[k] = (ohm_readout){ t->task->plus[k], t->task->minus[k] };
    t->train = data_of(t, &t->task->train, t->train_x);
    t->test = data_of(t, &t->task->test, t->test_x);
    if (t->options->scale)
        scale_inputs(t);
    if (t->train.classes > 0 && t->options->classes == OHM_CLASSES_FIXED && t->train.classes > t->task->targets)
        return ohm_fail(err, OHM_E_CONTENT, "%s: labels: %zu classes for %zu targets: --classes fixed needs one each",
                        t->options->task, t->train.classes, t->task->targets);
    return OHM_OK;
}

static void
make_plan(contrastive_training *t)
{
    const contrastive_options *o = t->options;
    ohm_contrastive_plan *p = &t->plan;

    ohm_contrastive_defaults(p, (ohm_contrastive_edge)o->edge);
    p->graph = t->circuit->graph;
    p->sources = t->sources;
    p->source = t->source;
    p->targets = t->task->targets;
    p->target = t->target;
    p->both = o->pair == PAIR_BOTH;
    p->rule = (ohm_contrastive_rule)o->rule;
    p->law = (ohm_contrastive_law)o->law;
    p->eta = o->eta;
    p->rate = o->rate;
    p->gain = o->gain;
    p->r0 = o->r0;
    p->taps = (double)o->taps;
    p->low = t->circuit->low;
    p->high = t->circuit->high;
    p->v_th = t->circuit->v_th;
    p->strength = t->circuit->strength;
    p->slope_factor = o->slope_factor;
    p->cut = t->circuit->cut;
    p->frozen = t->circuit->frozen;
    p->hinge = o->hinge;
    p->overclamp = o->overclamp;
    p->bias = o->bias;
    p->noise = o->noise;
    p->threshold = o->threshold;
    p->desync = o->desync;
    p->seed = o->common.seed;
}

static ohm_status
make_schedule(contrastive_training *t, ohm_error *err)
{
    const contrastive_options *o = t->options;
    ohm_contrastive_schedule *s = &t->schedule;
    const size_t count = t->train.count;

    s->shuffled = o->order == ORDER_SHUFFLED;
    if (strcmp(o->batch, "full") != 0 && (!ohm_text_to_size(&s->batch, o->batch) || s->batch == 0))
        return ohm_fail(err, OHM_E_ARG, "--batch %s: expected full, or a whole number >= 1", o->batch);
    if (s->batch > count)
        s->batch = 0;
    const size_t epoch = s->batch == 0 ? 1 : (count + s->batch - 1) / s->batch;

    if (o->epochs != OPTION_NO_COUNT && o->epochs > SIZE_MAX / epoch)
        return ohm_fail(err, OHM_E_ARG, "--epochs %zu: too many", o->epochs);
    s->steps = o->epochs != OPTION_NO_COUNT ? o->epochs * epoch : o->steps;
    s->every = o->every != OPTION_NO_COUNT ? o->every : epoch * (1 + s->steps / epoch / CURVE_POINTS);
    return OHM_OK;
}

/* "quasi:LO,HI", "uniform:LO,HI" or "file". */
static ohm_status
start(contrastive_training *t, ohm_error *err)
{
    const char *text = t->options->init, *comma = strchr(text, ',');
    const bool quasi = strncmp(text, "quasi:", 6) == 0, uniform = strncmp(text, "uniform:", 8) == 0;
    const char *first = text + (quasi ? 6 : 8);
    double *theta = ohm_learner_parameters(t->learner), low, high;
    char number[OHM_TEXT_DOUBLE * 2];

    if (strcmp(text, "file") == 0) {
        memcpy(theta, t->circuit->theta, t->circuit->graph->edges * sizeof *theta);
        return OHM_OK;
    }
    if ((!quasi && !uniform) || comma == NULL || (size_t)(comma - first) >= sizeof number)
        return ohm_fail(err, OHM_E_ARG, "--init %s: expected file, quasi:LO,HI or uniform:LO,HI", text);
    memcpy(number, first, (size_t)(comma - first));
    number[comma - first] = '\0';
    if (!ohm_text_to_double(&low, number) || !ohm_text_to_double(&high, comma + 1) || !(low <= high) || isinf(high - low))
        return ohm_fail(err, OHM_E_ARG, "--init %s: LO and HI must be two numbers, LO <= HI", text);
    if (uniform)
        return ohm_contrastive_start_uniform(theta, &t->plan, low, high, err);
    ohm_contrastive_start_quasi(theta, &t->plan, low, high);
    return OHM_OK;
}

/* ---- before -------------------------------------------------------------------------------- */
/* A single node is a weighted mean of the sources, whatever the edges: its label must lie
 * between them.  A difference lies between their span and minus it. */
static ohm_status
warn_reach(contrastive_training *t, cli_run *run, ohm_error *err)
{
    size_t outside = 0, first = 0;
    double low = 0.0, high = 0.0, label = 0.0;

    for (size_t b = 0; t->train.classes == 0 && b < t->train.count; b++) {
        double least = INFINITY, most = -INFINITY;

        for (size_t s = 0; s < t->sources; s++) {
            least = fmin(least, t->train.x[b * t->sources + s]);
            most = fmax(most, t->train.x[b * t->sources + s]);
        }
        for (size_t k = 0; k < t->plan.targets; k++) {
            const bool pair = t->target[k].minus != OHM_NONE;
            const double from = pair ? least - most : least, to = pair ? most - least : most;
            const double l = t->train.label[b * t->plan.targets + k];

            if (l >= from && l <= to)
                continue;
            if (outside++ == 0) {
                first = b;
                low = from;
                high = to;
                label = l;
            }
        }
    }
    if (outside == 0)
        return OHM_OK;
    return run_warn(run, err, "%zu labels are out of reach whatever the edges (the first in sample %zu: %g V, where "
                    "only %g .. %g V can be reached): their errors cannot vanish", outside, first, label, low, high);
}

static ohm_status
warn_before(contrastive_training *t, cli_run *run, ohm_error *err)
{
    const contrastive_options *o = t->options;
    ohm_status status = warn_reach(t, run, err);
    bool cut_off = false;

    for (size_t e = 0; o->edge == OHM_EDGE_TRANSISTOR && e < t->plan.graph->edges; e++)
        for (size_t k = 0; k < t->train.count * t->sources; k++)
            cut_off = cut_off || t->plan.low[e] - t->plan.v_th[e] <= t->train.x[k];
    if (status == OHM_OK && cut_off)
        status = run_warn(run, err, "gates may fall so low that transistors are cut off by a source: a node that none "
                          "conducts from is then held by g_min = 1e-9 S x 1 V an edge; raise --bounds or k_min");
    if (status == OHM_OK && o->edge == OHM_EDGE_MEMRISTOR && o->rate != 0.1)
        status = run_warn(run, err, "--rate has no effect on memristors: what a pulse writes is --gain %g", o->gain);
    if (status == OHM_OK && o->edge == OHM_EDGE_POTENTIOMETER && o->rate != 0.1)
        status = run_warn(run, err, "--rate has no effect on potentiometers: they go one tap at a time");
    return status;
}

static ohm_status
prepare(contrastive_training *t, cli_run *run, ohm_error *err)
{
    ohm_status status = check_options(t->options, err);

    if (status == OHM_OK)
        status = read_circuit(t, run, err);
    if (status == OHM_OK)
        status = read_task(t, run, err);
    if (status != OHM_OK)
        return status;
    make_plan(t);
    status = make_schedule(t, err);
    if (status == OHM_OK)
        status = ohm_contrastive_check(&t->plan, err);
    if (status == OHM_OK)
        status = warn_before(t, run, err);
    if (status == OHM_OK)
        status = ohm_learner_alloc(&t->learner, &t->plan, t->train.count, t->train.count, err);
    return status == OHM_OK ? start(t, err) : status;
}

/* ---- after ---------------------------------------------------------------------------------- */
static void
summarize_alignment(contrastive_training *t)
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

/* Errors of labels that are numbers; the part of signs, or of classes, that is right. */
static ohm_status
judge_test(contrastive_training *t, ohm_error *err)
{
    const size_t targets = t->plan.targets;
    ohm_status status;

    if (t->test.count == 0)
        return OHM_OK;
    if ((t->test_output = ohm_array(t->test.count, targets * sizeof *t->test_output)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu samples", t->test.count);
    if ((status = ohm_learner_answer(t->test_output, t->learner, t->test.count, t->test.x, err)) != OHM_OK)
        return status;
    if (t->test.classes > 0)
        return ohm_contrastive_accuracy(&t->accuracy_test, t->learner, &t->plan, &t->test, t->history->level, err);
    t->test_error = 0.0;
    for (size_t k = 0; k < t->test.count * targets; k++) {
        const double d = t->test_output[k] - t->test.label[k];

        t->test_error += 0.5 * d * d / (double)t->test.count;
    }
    t->accuracy_test = ohm_contrastive_signs(t->test_output, t->test.label, t->test.count, targets);
    return OHM_OK;
}

static ohm_status
judge_train(contrastive_training *t, ohm_error *err)
{
    const ohm_contrastive_data *d = &t->train;
    const double *label = d->classes > 0 ? t->history->level + d->class_of[0] * t->plan.targets : d->label;
    ohm_status status = OHM_OK;

    if (d->classes > 0)
        status = ohm_contrastive_accuracy(&t->accuracy_train, t->learner, &t->plan, d, t->history->level, err);
    else
        t->accuracy_train = ohm_contrastive_signs(t->history->output, d->label, d->count, t->plan.targets);
    for (size_t b = 0; status == OHM_OK && b < d->count; b++) {
        double power;

        status = ohm_learner_power(&power, t->learner, d->x + b * t->sources, err);
        t->power += power / (double)d->count;
    }
    if (status == OHM_OK)
        status = ohm_learner_energy(&t->difference, &t->form, t->learner, d->x, label, err);
    if (status != OHM_OK || !isnan(t->options->tau))        /* a flow leaves its own states */
        return status;
    return ohm_learner_states(t->free_state, t->clamped, t->learner, d->x, label, err);
}

static ohm_status
train(contrastive_training *t, cli_run *run, ohm_error *err)
{
    const contrastive_options *o = t->options;
    const size_t nodes = t->plan.graph->nodes;
    ohm_status status;

    t->free_state = OHM_ARRAY(double, nodes);
    t->clamped = OHM_ARRAY(double, nodes);
    if (t->free_state == NULL || t->clamped == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu nodes", nodes);
    status = isnan(o->tau) ? ohm_contrastive_train(&t->history, t->learner, &t->plan, &t->train, &t->schedule,
                                                   &run->control, err)
                           : ohm_contrastive_flow(&t->history, t->free_state, t->clamped, t->learner, &t->plan,
                                                  &t->train, t->schedule.steps, t->schedule.every, o->tau, o->dt,
                                                  &run->control, err);
    if (status == OHM_OK)
        status = judge_train(t, err);
    if (status == OHM_OK)
        status = judge_test(t, err);
    if (status != OHM_OK)
        return status;
    summarize_alignment(t);
    if (ohm_learner_cut_off(t->learner) > 0)
        status = run_warn(run, err, "%zu states had a node that no transistor conducted from: g_min = 1e-9 S x 1 V was "
                          "added to every edge there", ohm_learner_cut_off(t->learner));
    return status;
}

/* ---- the answer ------------------------------------------------------------------------------ */
static ohm_status
write_map(contrastive_training *t, cli_run *run, ohm_error *err)
{
    size_t input[2];
    ohm_file *file;
    ohm_status status;

    if (t->options->map == NULL)
        return OHM_OK;
    if (!contrastive_map_inputs(input, t))
        return ohm_fail(err, OHM_E_METHOD, "--map: draws two inputs that vary over the training data");
    if ((status = ohm_file_open(&file, t->options->map, run->common->force, err)) != OHM_OK)
        return status;
    status = contrastive_write_map(ohm_file_stream(file), t, run, err);
    if (status == OHM_OK)
        return ohm_file_commit(file, err);
    ohm_file_discard(file);
    return status;
}

static void
training_free(contrastive_training *t)
{
    ohm_learner_free(t->learner);
    ohm_contrastive_history_free(t->history);
    ohm_contrastive_circuit_free(t->circuit);
    ohm_task_free(t->task);
    free(t->source);
    free(t->target);
    free(t->train_x);
    free(t->test_x);
    free(t->free_state);
    free(t->clamped);
    free(t->test_output);
}

/* -o FILE.graphml keeps the trained circuit; the answer then goes to standard output. */
static ohm_status
answer_circuit(contrastive_training *t, cli_run *run, ohm_error *err)
{
    const ohm_status status = ohm_contrastive_circuit_store(t->circuit, t->plan.edge,
                                                            ohm_learner_parameters(t->learner), err);

    if (status != OHM_OK)
        return status;
    if (!run->common->json)
        contrastive_print(stdout, t);
    return circuit_output(run, t->circuit->table, run->common->json ? contrastive_json(t) : NULL, err);
}

static ohm_status
answer_report(contrastive_training *t, cli_output *out, ohm_error *err)
{
    if (has_suffix(out->run->common->output, ".csv"))
        return contrastive_write_curve(out->stream, t, out->run, err);
    if (out->json)
        return output_result(out, contrastive_json(t), err);
    contrastive_print(out->stream, t);
    return OHM_OK;
}

static ohm_status
work(contrastive_training *t, cli_run *run, ohm_error *err)
{
    ohm_status status = prepare(t, run, err);

    if (status == OHM_OK)
        status = train(t, run, err);
    return status == OHM_OK ? write_map(t, run, err) : status;
}

static ohm_status
run_train_contrastive(cli_run *run, const void *values, ohm_error *err)
{
    const char *path = run->common->output;
    contrastive_training t = { .options = values, .accuracy_train = NAN, .accuracy_test = NAN, .test_error = NAN };
    cli_output out;
    ohm_status status;

    if (has_suffix(path, ".graphml")) {
        status = circuit_output_check(run, err);
        if (status == OHM_OK)
            status = work(&t, run, err);
        if (status == OHM_OK)
            status = answer_circuit(&t, run, err);
        training_free(&t);
        return status;
    }
    status = has_suffix(path, ".csv") ? output_open(&out, run, err) : output_open_report(&out, run, err);
    if (status != OHM_OK)
        return status;
    status = work(&t, run, err);
    if (status == OHM_OK)
        status = answer_report(&t, &out, err);
    training_free(&t);
    return output_close(&out, status, err);
}

const cli_command cmd_train_contrastive = {
    .name = "train contrastive",
    .summary = "networks whose edges learn by comparing a free and a clamped state",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Trains a network of resistors, digital potentiometers, transistors or memristors.  Sources are\n"
        "held at the inputs, outputs are brought a little towards their labels, and every edge changes\n"
        "its own parameter by what it sees of the two states.  One update is one batch; error is the\n"
        "mean over the training data of |O - L|^2 / 2, before each recorded update and after the last.\n"
        "-o FILE.graphml keeps the circuit with what it has learnt, FILE.csv the learning curve.\n"
        "doc/contrastive.md has the rules and the laws.",
    .example = "  ohmega generate torus 4 4 | ohmega train contrastive - --task task.json --init quasi:0.5,2 --json\n"
        "  ohmega train contrastive iris.graphml --task iris.json --batch 1 --order shuffled --rate 0.5 --epochs 50\n",
    .options = contrastive_rows,
    .option_count = sizeof contrastive_rows / sizeof contrastive_rows[0],
    .values_size = sizeof(contrastive_options),
    .resolve = resolve_train_contrastive,
    .run = run_train_contrastive,
};
