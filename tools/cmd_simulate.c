/* tools/cmd_simulate.c -- the memory equation in time. */
#include "command.h"

#include "base/array.h"
#include "case/checkpoint.h"
#include "case/drive_file.h"
#include "case/operating_point.h"
#include "circuit_input.h"
#include "envelope.h"
#include "io/graphml.h"
#include "network_output.h"
#include "output.h"
#include "simulate.h"

#include <stdlib.h>
#include <string.h>

/* More numbers than this are a slip of the keyboard, not a wish (8 GB). */
static const double NUMBERS_MAX = 1e9;

#define AT(member) offsetof(simulate_options, member)

static const option_row simulate_rows[] = {
    { .name = "time", .kind = OPTION_NUMBER, .at = AT(time), .argument = "T", .flags = OPTION_REQUIRED,
      .range = RANGE_NOT_NEGATIVE, .help = "how long, from 0 to T [s]" },
    { .name = "samples", .kind = OPTION_COUNT, .at = AT(samples), .argument = "K",
      .help = "keep the state at K >= 2 equally spaced instants, 0 and T among them" },
    { .name = "at", .kind = OPTION_NUMBERS, .at = AT(at), .argument = "T1,T2,...",
      .range = RANGE_NOT_NEGATIVE, .help = "keep the state at these instants [s], increasing, in [0, T]" },
    { .name = "pair", .kind = OPTION_PAIR, .at = AT(pair), .argument = "U V",
      .help = "watch the voltage between two nodes and the current delivered at U, and the hysteresis "
          "loop they draw over the samples (of the last complete period, where the drive has one)" },
    { .name = "drive", .kind = OPTION_TEXT, .at = AT(drive), .argument = "CSV",
      .help = "waveforms: time,emf:EDGE,potential:NODE,injection:NODE (edge by position, node by id), "
          "linear between rows, constant before the first" },
    { .name = "method", .kind = OPTION_WORD, .at = AT(method), .preset = "auto",
      .argument = "auto|taylor|cvode|bdf|omega|flux-charge",
      .help = "integrator: cvode is Adams, bdf for stiff circuits, omega is eq. (4) taken literally with "
          "dense algebra" },
    { .name = "solver", .kind = OPTION_WORD, .at = AT(solver), .argument = SOLVER_WORDS, .preset = "auto",
      .help = "how the linear systems are solved; auto explains its choice" },
    { .name = "rtol", .kind = OPTION_NUMBER, .at = AT(rtol), .argument = "R", .preset = "1e-8",
      .range = RANGE_POSITIVE, .help = "relative tolerance of w" },
    { .name = "atol", .kind = OPTION_NUMBER, .at = AT(atol), .argument = "A", .preset = "1e-10",
      .range = RANGE_POSITIVE, .help = "absolute tolerance of w" },
    { .name = "control", .kind = OPTION_WORD, .at = AT(control), .argument = "current|voltage",
      .preset = "current", .help = "what drives the memory of an element" },
    { .name = "bounds", .kind = OPTION_WORD, .at = AT(bounds), .argument = "exact|clip|free",
      .preset = "exact", .help = "how 0 <= w <= 1 is kept: crossings located, clipped after a step, not" },
    { .name = "window", .kind = OPTION_TEXT, .at = AT(window), .argument = "NAME[:P[,J]]", .preset = "none",
      .help = "none, strukov, joglekar:P, biolek:P, prodromakis:P,J, where the file has none" },
    { .name = "xi", .kind = OPTION_NUMBER, .at = AT(xi), .argument = "X", .preset = "100",
      .range = RANGE_NOT_NEGATIVE, .help = "r_off / r_on - 1, where the file has no r_off" },
    { .name = "alpha", .kind = OPTION_NUMBER, .at = AT(alpha), .argument = "A", .preset = "0",
      .range = RANGE_FINITE, .help = "drift [1/s], where the file has none" },
    { .name = "beta", .kind = OPTION_NUMBER, .at = AT(beta), .argument = "B", .preset = "1",
      .range = RANGE_NOT_ZERO, .help = "activation scale [V s], where the file has none" },
    { .name = "checkpoint", .kind = OPTION_TEXT, .at = AT(checkpoint), .argument = "FILE",
      .flags = OPTION_AROUND, .help = "keep what a later --resume needs, in FILE and FILE.samples" },
    { .name = "checkpoint-every", .kind = OPTION_NUMBER, .at = AT(checkpoint_every), .argument = "S",
      .preset = "10", .range = RANGE_NOT_NEGATIVE, .flags = OPTION_AROUND,
      .help = "seconds of work between two states on disk; 0: after every step" },
    { .name = "resume", .kind = OPTION_FLAG, .at = AT(resume), .flags = OPTION_AROUND,
      .help = "go on from the checkpoint, or begin where there is none; ends with the same bytes as an "
          "undisturbed run" },
};

/* A word's place in its row is its number in the library. */
_Static_assert(OHM_METHOD_FLUX_CHARGE == 5, "the words of --method");
_Static_assert(OHM_CONTROL_VOLTAGE == 1, "the words of --control");
_Static_assert(OHM_BOUNDS_FREE == 2, "the words of --bounds");

static void
motion_free(motion *m)
{
    free(m->sample_time);
    free(m->current);
    free(m->potential);
    free(m->delivered);
    free(m->terminal);
    ohm_json_free(m->kept);
    ohm_circuit_free(m->circuit);
}

/* ---- what was asked -------------------------------------------------------- */

static ohm_status
check_options(const simulate_options *o, ohm_error *err)
{
    if (o->resume && o->checkpoint == NULL)
        return ohm_fail(err, OHM_E_ARG, "--resume: say from where, with --checkpoint FILE");
    if (o->samples != OPTION_NO_COUNT && o->at.count > 0)
        return ohm_fail(err, OHM_E_ARG, "--samples and --at: give one of them");
    if (o->samples < 2)
        return ohm_fail(err, OHM_E_ARG, "--samples %zu: must be >= 2, for 0 and T", o->samples);
    for (size_t k = 0; k < o->at.count; k++) {
        if (k > 0 && !(o->at.value[k] > o->at.value[k - 1]))
            return ohm_fail(err, OHM_E_ARG, "--at: instant %zu (%g s) must be later than the one before",
                            k, o->at.value[k]);
        if (o->at.value[k] > o->time)
            return ohm_fail(err, OHM_E_ARG, "--at: instant %zu (%g s) lies behind --time %g", k,
                            o->at.value[k], o->time);
    }
    return OHM_OK;
}

/* The instants, once it is clear that their numbers fit anywhere. */
static ohm_status
list_samples(motion *m, ohm_error *err)
{
    const simulate_options *o = m->options;
    const ohm_graph *graph = m->circuit->graph;
    const bool even = o->samples != OPTION_NO_COUNT;
    const double each = 2.0 * (double)graph->edges + (double)graph->nodes;

    m->samples = even ? o->samples : o->at.count;
    if ((double)m->samples * each > NUMBERS_MAX)
        return ohm_fail(err, OHM_E_ARG, "%zu samples of %.0f numbers are %.0f numbers, more than %.0f; "
                        "ask for fewer samples", m->samples, each, (double)m->samples * each, NUMBERS_MAX);
    if (m->samples == 0)
        return OHM_OK;
    if ((m->sample_time = OHM_ARRAY(double, m->samples)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu samples", m->samples);
    for (size_t j = 0; j < m->samples; j++)
        m->sample_time[j] = !even ? o->at.value[j]
            : j + 1 == m->samples ? o->time : o->time * (double)j / (double)(m->samples - 1);
    return OHM_OK;
}

static ohm_status
read_circuit(motion *m, cli_run *run, ohm_error *err)
{
    const simulate_options *o = m->options;
    ohm_circuit_defaults defaults;
    char digest[OHM_SHA256_TEXT];
    ohm_status status;

    ohm_circuit_defaults_set(&defaults);
    defaults.xi = o->xi;
    defaults.alpha = o->alpha;
    defaults.beta = o->beta;
    defaults.control = (ohm_control_mode)o->control;
    if (ohm_window_parse(&defaults.window, o->window, err) != OHM_OK)
        return ohm_fail_within(err, OHM_E_ARG, "--window");
    status = circuit_input(&m->circuit, run, run->given->operand[0], &defaults, err);
    if (status != OHM_OK || o->drive == NULL)
        return status;
    status = ohm_drive_file_open(m->circuit, digest, o->drive, o->time, err);
    return status == OHM_OK ? run_note_input(run, o->drive, digest, err) : status;
}

/* The nodes of --pair, and which samples its loop takes. */
static ohm_status
find_pair(motion *m, ohm_error *err)
{
    const option_pair *pair = &m->options->pair;
    const ohm_drive *drive = m->circuit->drive;
    ohm_status status;

    m->pair = pair->first != NULL;
    if (!m->pair)
        return OHM_OK;
    if ((status = circuit_node(&m->u, m->circuit, "--pair", pair->first, err)) != OHM_OK
        || (status = circuit_node(&m->v, m->circuit, "--pair", pair->second, err)) != OHM_OK)
        return status;
    ohm_hysteresis_last_period(&m->from, &m->to, m->options->time, ohm_drive_period(drive));
    for (size_t k = 0; k < m->terminals; k++)
        if (m->terminal[k] == m->u)
            return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "--pair: node %zu is no terminal, it delivers nothing (hold a potential, or "
                    "inject a current)", m->u);
}

static ohm_status
prepare(motion *m, cli_run *run, ohm_error *err)
{
    ohm_status status = check_options(m->options, err);

    if (status == OHM_OK)
        status = read_circuit(m, run, err);
    if (status == OHM_OK)
        status = list_samples(m, err);
    if (status == OHM_OK)
        status = ohm_circuit_terminals(&m->terminal, &m->terminals, m->circuit, err);
    if (status == OHM_OK)
        status = find_pair(m, err);
    if (status != OHM_OK)
        return status;
    m->current = OHM_ARRAY(double, m->circuit->graph->edges);
    m->potential = OHM_ARRAY(double, m->circuit->graph->nodes);
    m->delivered = OHM_ARRAY(double, m->circuit->graph->nodes);
    if (m->current == NULL || m->potential == NULL || m->delivered == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu edges", m->circuit->graph->edges);
    return OHM_OK;
}

/* ---- running --------------------------------------------------------------- */

/* What decides the result, as one number: a checkpoint of anything else is refused. */
static ohm_status
fingerprint(char text[OHM_SHA256_TEXT], const cli_run *run, ohm_error *err)
{
    fact_list facts;
    ohm_sha256 *sum;
    ohm_status status = ohm_sha256_alloc(&sum, err);

    if (status != OHM_OK)
        return status;
    if ((status = fact_list_fill(&facts, run, err)) == OHM_OK) {
        for (size_t k = 0; k < facts.count; k++)        /* paths may be spelled in many ways */
            if (strcmp(facts.fact[k].name, "argv") != 0 && strcmp(facts.fact[k].name, "inputs") != 0)
                ohm_sha256_add(sum, facts.fact[k].text, strlen(facts.fact[k].text));
        for (size_t k = 0; k < run->inputs; k++)
            ohm_sha256_add(sum, run->input[k].sha256, sizeof run->input[k].sha256);
        ohm_sha256_finish(text, sum);
    }
    fact_list_free(&facts);
    ohm_sha256_free(sum);
    return status;
}

static ohm_status
open_checkpoint(ohm_checkpoint **checkpoint, motion *m, const cli_run *run, ohm_error *err)
{
    const simulate_options *o = m->options;
    char text[OHM_SHA256_TEXT];
    const ohm_checkpoint_options options = {
        .path = o->checkpoint, .fingerprint = text, .interval = o->checkpoint_every, .resume = o->resume,
        .replace = run->common->force, .edges = m->circuit->graph->edges, .nodes = m->circuit->graph->nodes,
        .take = motion_take_sample, .data = m
    };
    const ohm_status status = fingerprint(text, run, err);

    return status == OHM_OK ? ohm_checkpoint_open(checkpoint, &options, err) : status;
}

static ohm_status
integrate(motion *m, const cli_run *run, ohm_error *err)
{
    const simulate_options *o = m->options;
    const ohm_problem problem = { m->circuit->graph, m->circuit->device, m->circuit->drive };
    ohm_checkpoint *checkpoint = NULL;
    ohm_simulation simulation = {
        .time = o->time, .rtol = o->rtol, .atol = o->atol,
        .method = (ohm_method)o->method, .bounds = (ohm_bounds)o->bounds,
        .network = { .solver = (ohm_solver_kind)o->solver, .mixed_signs = m->circuit->device->active },
        .samples = m->samples, .sample_time = m->sample_time,
    };
    ohm_status status = OHM_OK;

    if (o->checkpoint != NULL && (status = open_checkpoint(&checkpoint, m, run, err)) != OHM_OK)
        return status;
    if (checkpoint != NULL)
        simulation.checkpoints = ohm_checkpoint_hooks(checkpoint);
    if (o->resume && simulation.checkpoints->resume == NULL && !run->common->quiet)
        /* not in the envelope: --resume changes no byte of the answer */
        fprintf(stderr, "ohmega: simulate: warning: %s is not there: beginning at t = 0\n", o->checkpoint);
    status = ohm_simulate(m->circuit->w, m->current, m->potential, m->delivered, &m->report, &problem,
                          &simulation, checkpoint != NULL ? ohm_checkpoint_take : motion_take_sample,
                          checkpoint != NULL ? (void *)checkpoint : (void *)m, &run->control, err);
    ohm_checkpoint_free(checkpoint);
    return status;
}

/* Where the answer itself is what -o gets, a signal leaves that of the time reached. */
static ohm_status
integrate_or_stop(motion *m, cli_run *run, ohm_error *err)
{
    const ohm_status status = integrate(m, run, err);

    if (status != OHM_E_INTERRUPT || m->trajectory != NULL)     /* which notes it itself */
        return status;
    run_note_interrupt(run, "t=%.17g", m->report.reached);
    return OHM_OK;
}

/* A number that rests on rounding says so. */
static ohm_status
warn_of_windows(cli_run *run, const motion *m, ohm_error *err)
{
    if (m->report.lost == OHM_NONE)
        return OHM_OK;
    return run_warn(run, err, "edge %zu came within --atol %g of a bound at t = %.6g s, where its window all but stops "
                    "it: what it comes back to is not known (lower --atol)",
                    m->report.lost, m->options->atol, m->report.lost_at);
}

static ohm_status
report(cli_output *out, motion *m, ohm_error *err)
{
    if (out->json)
        return output_result(out, motion_json(m), err);
    motion_print(out->stream, m);
    return OHM_OK;
}

/* To standard output, or to -o X.json and X.txt: the report, and the samples in it. */
static ohm_status
simulate_to_report(cli_output *out, motion *m, ohm_error *err)
{
    ohm_status status;

    if (out->json)
        m->kept = ohm_json_array();
    else if (m->trajectory == NULL)
        m->table = out->stream;
    status = integrate_or_stop(m, out->run, err);
    if (m->headed)
        fputc('\n', m->table);
    return status;
}

/* -o X.csv, X.h5: a row per sample there, the report to standard output. */
static ohm_status
simulate_to_table(cli_output *out, motion *m, ohm_error *err)
{
    const common_options *common = out->run->common;
    fact_list facts;
    ohm_status status = fact_list_fill(&facts, out->run, err);

    if (status == OHM_OK)
        status = ohm_trajectory_open(&m->trajectory, common->output, common->force, m->circuit,
                                     facts.fact, facts.count, err);
    if (status == OHM_OK) {
        status = simulate_to_report(out, m, err);
        status = ohm_trajectory_close(m->trajectory, status, m->report.reached, err);
    }
    fact_list_free(&facts);
    return status;
}

/* -o X.graphml: the circuit with its final w, the report to standard output. */
static ohm_status
simulate_to_circuit(cli_output *out, motion *m, ohm_error *err)
{
    const common_options *common = out->run->common;
    ohm_file *file;
    ohm_status status = ohm_file_open(&file, common->output, common->force, err);

    if (status != OHM_OK)
        return status;
    status = simulate_to_report(out, m, err);
    if (status == OHM_OK)
        status = ohm_circuit_store_w(m->circuit, m->circuit->w, err);
    if (status == OHM_OK)
        status = ohm_graphml_write(ohm_file_stream(file), m->circuit->table, err);
    if (status == OHM_OK && out->run->interrupted[0] != '\0')
        fprintf(ohm_file_stream(file), "<!-- interrupted at %s -->\n", out->run->interrupted);
    if (status == OHM_OK)
        return ohm_file_commit(file, err);
    ohm_file_discard(file);
    return status;
}

typedef ohm_status (*simulation)(cli_output *out, motion *m, ohm_error *err);

/* Where -o says the answer goes; *file says whether a file beside the report. */
static ohm_status
choose_output(simulation *out, bool *file, const cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;

    *file = has_suffix(path, ".csv") || has_suffix(path, ".h5") || has_suffix(path, ".graphml");
    *out = !*file ? simulate_to_report
        : has_suffix(path, ".graphml") ? simulate_to_circuit : simulate_to_table;
    if (*file || path == NULL || strcmp(path, "-") == 0 || has_suffix(path, ".json")
        || has_suffix(path, ".txt"))
        return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .csv, .h5, .graphml, .json or .txt", path);
}

static ohm_status
run_simulate(cli_run *run, const void *values, ohm_error *err)
{
    motion m = { .options = values };
    cli_output out = { .run = run, .stream = stdout, .json = run->common->json };
    simulation simulate;
    bool file;
    ohm_status status = choose_output(&simulate, &file, run, err);

    if (status == OHM_OK && !file)
        status = output_open(&out, run, err);
    if (status != OHM_OK)
        return status;
    status = prepare(&m, run, err);
    if (status == OHM_OK)
        status = simulate(&out, &m, err);
    run_end_progress(run);
    if (status == OHM_OK)
        status = warn_of_windows(run, &m, err);
    if (status == OHM_OK)
        status = report(&out, &m, err);
    motion_free(&m);
    return output_close(&out, status, err);
}

const cli_command cmd_simulate = {
    .name = "simulate",
    .summary = "the memory equation in time",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Integrates the memory equation of the circuit from 0 to T and prints the state, the currents\n"
        "and potentials at T, what the terminals deliver, how well the invariants were kept, and what\n"
        "was solved how.  -o X.csv and -o X.h5 get a row per sample, -o X.graphml the circuit with its\n"
        "final states.  A file's attributes beat --xi --alpha --beta --window, which beat the defaults.",
    .example = "  ohmega simulate examples/nanowires-588.graphml --time 99.98 --samples 201 -o run.csv\n"
        "  ohmega generate ring 4 --set emf@0=0.5 | ohmega simulate - --time 10 --json\n",
    .options = simulate_rows,
    .option_count = sizeof simulate_rows / sizeof simulate_rows[0],
    .values_size = sizeof(simulate_options),
    .run = run_simulate,
};
