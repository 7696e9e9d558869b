/* tools/cmd_train_contrastive.c -- networks that learn by comparing two of their states. */
#include "train_contrastive.h"

#include "base/array.h"
#include "circuit_output.h"
#include "command.h"

#include <math.h>
#include <stdlib.h>

#define AT(member) offsetof(contrastive_options, member)

static const option_row contrastive_rows[] = {
    { .name = "task", .kind = OPTION_TEXT, .at = AT(task), .argument = "TASK.json", .flags = OPTION_REQUIRED,
      .help = "sources, targets, labels, data (doc/case.md)" },
    { .name = "edge", .kind = OPTION_WORD, .at = AT(edge),
      .argument = "linear|potentiometer|transistor|memristor|tanh|sinh|diode",
      .preset = "linear", .help = "what an edge is, and what it learns: k, tap, gate, w, k" },
    { .name = "rule", .kind = OPTION_WORD, .at = AT(rule), .argument = "coupled|nudge|adjoint",
      .preset = "coupled",
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
    { .name = "pair", .kind = OPTION_WORD, .at = AT(pair), .argument = "difference|both",
      .help = "pairs: force the difference alone, or both nodes [difference; transistor both]" },
    { .name = "bounds", .kind = OPTION_NUMBERS, .at = AT(bounds), .argument = "LO,HI",
      .help = "of what is learnt, where the file has no k_min, k_max [0.01,100; gate 1.1,5.5; memristor k 0.1,4]" },
    { .name = "init", .kind = OPTION_TEXT, .at = AT(init), .argument = "file|quasi:LO,HI|uniform:LO,HI",
      .preset = "file",
      .help = "where parameters start: the file's attributes, a golden-section sequence, random "
              "(potentiometer: taps; memristor: k)" },
    { .name = "law", .kind = OPTION_WORD, .at = AT(law),
      .argument = "linear-r|log-r|linear-k|ideal|raw|thresh|pulse",
      .help = "of taps [linear-r], of memristor writes [ideal]" },
    { .name = "r0", .kind = OPTION_NUMBER, .at = AT(r0), .argument = "R", .preset = "0.015625",
      .help = "potentiometer: ohm a tap" },
    { .name = "taps", .kind = OPTION_COUNT, .at = AT(taps), .argument = "N", .preset = "255",
      .range = RANGE_POSITIVE, .help = "potentiometer: how many" },
    { .name = "gain", .kind = OPTION_NUMBER, .at = AT(gain), .argument = "G", .preset = "5",
      .help = "memristor: of a write, in place of rate / (2 eta)" },
    { .name = "window", .kind = OPTION_TEXT, .at = AT(window), .argument = "WINDOW", .preset = "none",
      .help = "memristor, law pulse: none, strukov, joglekar:P, biolek:P, prodromakis:P,J" },
    { .name = "power", .kind = OPTION_NUMBER, .at = AT(power), .argument = "P", .preset = "2",
      .help = "memristor, law pulse: dw/dt = +-f(w) |V|^P, >= 1; 2 is coupled learning" },
    { .name = "slope-factor", .kind = OPTION_NUMBER, .at = AT(slope_factor), .argument = "N", .preset = "1",
      .help = "transistor: body effect as a slope factor n >= 1" },
    { .name = "gamma", .kind = OPTION_NUMBER, .at = AT(gamma), .argument = "G", .preset = "0",
      .range = RANGE_NOT_NEGATIVE,
      .help = "transistor: body effect gamma (V^1/2); v_th is then V_FB + 2 phi_F" },
    { .name = "psi", .kind = OPTION_NUMBER, .at = AT(psi), .argument = "V", .preset = "0.7",
      .range = RANGE_POSITIVE, .help = "transistor: 2 phi_F - V_B of that (V)" },
    { .name = "v0", .kind = OPTION_NUMBER, .at = AT(v0), .argument = "V", .preset = "0.2",
      .range = RANGE_POSITIVE,
      .help = "tanh, sinh, diode: I = k V0 tanh(U/V0), sinh(U/V0), exp(U/V0) - 1 (V)" },
    { .name = "hinge", .kind = OPTION_FLAG, .at = AT(hinge), .help = "nudge only while sign(L) O < |L|" },
    { .name = "overclamp", .kind = OPTION_NUMBER, .at = AT(overclamp), .argument = "C", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "nudge by C sign(L - O) more (V)" },
    { .name = "bias", .kind = OPTION_NUMBER, .at = AT(bias), .argument = "B", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "standard deviation of a fixed offset of each comparator (V^2)" },
    { .name = "noise", .kind = OPTION_NUMBER, .at = AT(noise), .argument = "S", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "standard deviation of each measured dV_C^2 - dV_F^2 (V^2)" },
    { .name = "threshold", .kind = OPTION_NUMBER, .at = AT(threshold), .argument = "C",
      .range = RANGE_NOT_NEGATIVE,
      .help = "no update at or below this |dV_C^2 - dV_F^2| (V^2) [0; law thresh 1e-4]" },
    { .name = "desync", .kind = OPTION_NUMBER, .at = AT(desync), .argument = "P", .preset = "1",
      .help = "each edge takes part in an update with this probability" },
    { .name = "freeze", .kind = OPTION_NUMBERS, .at = AT(freeze), .argument = "E1,E2,...",
      .range = RANGE_NOT_NEGATIVE, .help = "edges that do not learn, by position" },
    { .name = "damage", .kind = OPTION_COUNT, .at = AT(damage), .argument = "K", .preset = "0",
      .help = "cut K edges drawn at random before training; every target stays joined to a source" },
    { .name = "prune", .kind = OPTION_NUMBERS, .at = AT(prune), .argument = "E1,E2,...",
      .range = RANGE_NOT_NEGATIVE, .help = "edges cut out, by position: damage" },
    { .name = "tau", .kind = OPTION_NUMBER, .at = AT(tau), .argument = "T", .range = RANGE_POSITIVE,
      .help = "let voltages relax in this time (C/k, s) while conductances learn; a step is then --dt" },
    { .name = "dt", .kind = OPTION_NUMBER, .at = AT(dt), .argument = "H", .preset = "0.01",
      .range = RANGE_POSITIVE,
      .help = "step of that integration (s)" },
    { .name = "classes", .kind = OPTION_WORD, .at = AT(classes), .argument = "slide|spread|fixed",
      .preset = "slide",
      .help = "what a class should answer: as its mean input does, anew every epoch; that, spread once; levels" },
    { .name = "scale", .kind = OPTION_FLAG, .at = AT(scale),
      .help = "scale every varying input to [0, 1] V over the training data, and clip" },
    { .name = "split", .kind = OPTION_COUNT, .at = AT(split), .argument = "K", .preset = "0",
      .help = "learn from K samples of each class (or of all), drawn; the others of \"train\" test [0: all learn]" },
    { .name = "placement", .kind = OPTION_TEXT, .at = AT(placement), .argument = "file|random|search:N",
      .preset = "file",
      .help = "nodes of the sources and targets: the task's; drawn; the best of N drawn, judged "
              "on training data alone" },
    { .name = "realizations", .kind = OPTION_COUNT, .at = AT(realizations), .argument = "R", .preset = "1",
      .range = RANGE_POSITIVE,
      .help = "trainings with draws of their own; the first is shown whole, all in the bands" },
    { .name = "settle", .kind = OPTION_NUMBER, .at = AT(settle), .argument = "T", .range = RANGE_POSITIVE,
      .help = "time the voltages take to settle (s): energy of an inference = power x T" },
    { .name = "every", .kind = OPTION_COUNT, .at = AT(every), .argument = "K", .range = RANGE_POSITIVE,
      .help = "record every K-th update [an epoch, or more: at most 1000 points]" },
    { .name = "map", .kind = OPTION_TEXT, .at = AT(map), .argument = "FILE", .flags = OPTION_AROUND,
      .help = "write the outputs on a grid over the two inputs that vary (CSV)" },
    { .name = "map-points", .kind = OPTION_COUNT, .at = AT(map_points), .argument = "N", .preset = "101",
      .range = RANGE_POSITIVE, .flags = OPTION_AROUND, .help = "points along a side of the map" },
};

/* Of what is learnt, unless --bounds or the file says. */
static void
resolve_bounds(option_numbers *bounds, int edge)
{
    static const double range[][2] = {
        [OHM_EDGE_LINEAR] = { 0.01, 100.0 }, [OHM_EDGE_POTENTIOMETER] = { 0.01, 100.0 },
        [OHM_EDGE_TRANSISTOR] = { 1.1, 5.5 }, [OHM_EDGE_MEMRISTOR] = { 0.1, 4.0 },
        [OHM_EDGE_TANH] = { 0.01, 100.0 }, [OHM_EDGE_SINH] = { 0.01, 100.0 }, [OHM_EDGE_DIODE] = { 0.01, 100.0 }
    };

    if (bounds->count == 0 && (bounds->value = ohm_copy(range[edge], 2, sizeof *bounds->value)) != NULL)
        bounds->count = 2;
}

/* Defaults that depend on the edge, so that provenance shows them. */
static void
resolve_train_contrastive(void *values)
{
    contrastive_options *o = values;

    if (o->pair < 0)        /* what their makers do: doc/theory/contrastive.md 1.2 and 1.4 */
        o->pair = o->edge == OHM_EDGE_TRANSISTOR ? CONTRASTIVE_PAIR_BOTH : CONTRASTIVE_PAIR_DIFFERENCE;
    if (isnan(o->rate))
        o->rate = o->edge == OHM_EDGE_TRANSISTOR ? 5.0 : 0.1;
    if (o->law < 0)
        o->law = o->edge == OHM_EDGE_MEMRISTOR ? OHM_WRITE_IDEAL : OHM_TAP_LINEAR_R;
    if (isnan(o->threshold))
        o->threshold = o->edge == OHM_EDGE_MEMRISTOR && o->law == OHM_WRITE_THRESH ? 1e-4 : 0.0;
    if (o->steps == OPTION_NO_COUNT && o->epochs == OPTION_NO_COUNT)
        o->steps = 1000;
    resolve_bounds(&o->bounds, o->edge);
}

/* ---- what was asked ------------------------------------------------------------------- */
static ohm_status
check_options(const contrastive_options *o, ohm_error *err)
{
    if (o->steps != OPTION_NO_COUNT && o->epochs != OPTION_NO_COUNT)
        return ohm_fail(err, OHM_E_ARG, "--steps %zu and --epochs %zu: one of them, not both", o->steps,
                        o->epochs);
    if (o->bounds.count == 0)               /* there is a default */
        return ohm_fail(err, OHM_E_NOMEM, "--bounds: out of memory");
    if (o->bounds.count != 2)
        return ohm_fail(err, OHM_E_ARG, "--bounds: %zu numbers, expected LO,HI", o->bounds.count);
    if (!(o->bounds.value[0] < o->bounds.value[1]))
        return ohm_fail(err, OHM_E_ARG,
                        "--bounds %g,%g: the lower must be below the upper, or nothing is left to "
                        "learn", o->bounds.value[0], o->bounds.value[1]);
    if (!(o->eta > 0.0))
        return ohm_fail(err, OHM_E_ARG,
                        "--eta %g: must be > 0: without a nudge the clamped state is the free one, "
                        "and nothing is learnt", o->eta);
    if (o->map != NULL && o->map_points < 2)
        return ohm_fail(err, OHM_E_ARG, "--map-points %zu: must be at least 2", o->map_points);
    return OHM_OK;
}

/* ---- the work ------------------------------------------------------------------------ */
static ohm_status
search(contrastive_training *t, cli_run *run, ohm_error *err)
{
    if (t->candidates == 0)
        return OHM_OK;
    return ohm_contrastive_search(t->source, t->target, &t->found, &t->experiment, t->candidates,
                                  run->common->threads, &run->control, err);
}

static ohm_status
write_map_file(const contrastive_training *t, const size_t *axis, cli_run *run, ohm_error *err)
{
    ohm_file *file;
    ohm_status status = ohm_file_open(&file, t->options->map, run->common->force, err);

    if (status != OHM_OK)
        return status;
    status = contrastive_write_map(ohm_file_stream(file), t, axis, run, err);
    if (status == OHM_OK)
        return ohm_file_commit(file, err);
    ohm_file_discard(file);
    return status;
}

static ohm_status
write_map(const contrastive_training *t, cli_run *run, ohm_error *err)
{
    size_t *axis;
    ohm_status status;

    if (t->options->map == NULL)
        return OHM_OK;
    if ((axis = OHM_ARRAY(size_t, t->first->plan.sources)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "map of %zu sources", t->first->plan.sources);
    status = contrastive_map_axes(axis, t->first)
                 ? write_map_file(t, axis, run, err)
                 : ohm_fail(err, OHM_E_METHOD, "--map: draws two inputs that vary over the training data");
    free(axis);
    return status;
}

/* ---- the answer ------------------------------------------------------------------------------ */
/* -o FILE.graphml keeps the trained circuit; the answer then goes to standard output. */
static ohm_status
answer_circuit(const contrastive_training *t, cli_run *run, ohm_error *err)
{
    const ohm_status status = ohm_contrastive_circuit_store(t->circuit, t->experiment.plan.edge,
                                                            ohm_learner_parameters(t->first->learner),
                                                            t->first->cut, err);

    if (status != OHM_OK)
        return status;
    if (!run->common->json)
        contrastive_print(stdout, t);
    return circuit_output(run, t->circuit->table, false, run->common->json ? contrastive_json(t) : NULL, err);
}

static ohm_status
answer_report(const contrastive_training *t, cli_output *out, ohm_error *err)
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
    ohm_status status = check_options(t->options, err);

    if (status == OHM_OK)
        status = contrastive_case(t, run, err);
    if (status == OHM_OK)
        status = search(t, run, err);
    if (status == OHM_OK)
        status = ohm_contrastive_ensemble_run(&t->ensemble, &t->experiment, t->options->realizations,
                                              run->common->threads, &run->control, err);
    if (status != OHM_OK && t->ensemble == NULL)
        return status;
    t->first = t->ensemble->first;
    if (status == OHM_E_INTERRUPT) {                /* what there is, is written */
        const ohm_contrastive_history *h = t->first->history;

        run_note_interrupt(run, "step=%zu of %zu realizations", h->step[h->points - 1], t->ensemble->realizations);
    }
    status = contrastive_warn(t, run, err);
    return status == OHM_OK ? write_map(t, run, err) : status;
}

static ohm_status
run_train_contrastive(cli_run *run, const void *values, ohm_error *err)
{
    const char *path = run->common->output;
    contrastive_training t = { .options = values };
    cli_output out;
    ohm_status status;

    if (has_suffix(path, ".graphml")) {
        status = circuit_output_check(run, err);
        if (status == OHM_OK)
            status = work(&t, run, err);
        if (status == OHM_OK)
            status = answer_circuit(&t, run, err);
        contrastive_case_free(&t);
        return status;
    }
    status = has_suffix(path, ".csv") ? output_open(&out, run, err) : output_open_report(&out, run, err);
    if (status != OHM_OK)
        return status;
    status = work(&t, run, err);
    if (status == OHM_OK)
        status = answer_report(&t, &out, err);
    contrastive_case_free(&t);
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
