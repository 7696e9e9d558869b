/* tools/cmd_lyapunov.c -- Lyapunov exponents of a circuit or of a reference system. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "case/drive_file.h"
#include "circuit_input.h"
#include "envelope.h"
#include "law_options.h"
#include "network_output.h"
#include "output.h"
#include "print.h"
#include "stability/circuit_flow.h"
#include "stability/lyapunov.h"
#include "stability/reference_flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What of the time is thrown away unless --transient says. */
static const double TRANSIENT_SHARE = 0.1;

/* Unless --rtol says: as simulate has it; reference systems go in steps of order 20, which cost
 * little more. */
static const double RTOL_CIRCUIT = 1e-8, RTOL_REFERENCE = 1e-9;

typedef struct {
    common_options common;
    const char *system, *drive;
    double time, transient;
    size_t count, replicas;
    double rtol, atol;
    int bounds, solver;
    law_options law;
} lyapunov_options;

#define AT(member) offsetof(lyapunov_options, member)

static const option_row lyapunov_rows[] = {
    { .name = "system", .kind = OPTION_TEXT, .at = AT(system), .argument = "NAME",
      .help = "a reference system in place of FILE: lorenz63, rossler, linear:A,B,..." },
    { .name = "time", .kind = OPTION_NUMBER, .at = AT(time), .argument = "T", .flags = OPTION_REQUIRED,
      .range = RANGE_POSITIVE, .help = "how long, from 0 to T [s]" },
    { .name = "transient", .kind = OPTION_NUMBER, .at = AT(transient), .argument = "T0",
      .range = RANGE_NOT_NEGATIVE, .help = "what is thrown away first [s], shorter than T (default: T / 10)" },
    { .name = "count", .kind = OPTION_COUNT, .at = AT(count), .argument = "K",
      .help = "only the K largest exponents (default: all)" },
    { .name = "replicas", .kind = OPTION_COUNT, .at = AT(replicas), .argument = "R",
      .help = "average over R trajectories of a reference system, each of the whole time (default: 5; linear 1)" },
    { .name = "drive", .kind = OPTION_TEXT, .at = AT(drive), .argument = "CSV",
      .help = "waveforms, as simulate takes them" },
    { .name = "rtol", .kind = OPTION_NUMBER, .at = AT(rtol), .argument = "R",
      .range = RANGE_POSITIVE, .help = "relative tolerance of a step (default: 1e-8; reference systems 1e-9)" },
    { .name = "atol", .kind = OPTION_NUMBER, .at = AT(atol), .argument = "A", .preset = "1e-10",
      .range = RANGE_POSITIVE, .help = "absolute tolerance of w" },
    { .name = "bounds", .kind = OPTION_WORD, .at = AT(bounds), .argument = "exact|free", .preset = "exact",
      .help = "keep 0 <= w <= 1 (an element that meets a bound loses a direction), or not" },
    { .name = "solver", .kind = OPTION_WORD, .at = AT(solver), .argument = SOLVER_WORDS, .preset = "auto",
      .help = "how the linear systems are solved" },
    LAW_ROWS(lyapunov_options, law),
};

/* Defaults that depend on other options, so that provenance shows them. */
static void
resolve_lyapunov(void *values)
{
    lyapunov_options *o = values;

    if (isnan(o->transient))
        o->transient = TRANSIENT_SHARE * o->time;
    if (o->replicas == OPTION_NO_COUNT)
        o->replicas = o->system != NULL ? ohm_reference_replicas(o->system) : 1;
    if (isnan(o->rtol))
        o->rtol = o->system != NULL ? RTOL_REFERENCE : RTOL_CIRCUIT;
}

typedef struct {
    const lyapunov_options *options;
    ohm_circuit *circuit;           /* NULL: a reference system */
    size_t flows;
    ohm_tangent_flow **flow;
    ohm_lyapunov *result;
} study;

static void
study_free(study *s)
{
    ohm_lyapunov_free(s->result);
    for (size_t i = 0; s->flow != NULL && i < s->flows; i++)
        ohm_tangent_flow_free(s->flow[i]);
    free(s->flow);
    ohm_circuit_free(s->circuit);
}

/* ---- what was asked ---------------------------------------------------------------------- */

static ohm_status
check_options(const lyapunov_options *o, const cli_run *run, ohm_error *err)
{
    if ((o->system != NULL) == (run->given->operands > 0))
        return ohm_fail(err, OHM_E_ARG, "give a circuit FILE or --system NAME, one of them");
    if (o->count == 0)
        return ohm_fail(err, OHM_E_ARG, "--count 0: must be >= 1");
    if (o->replicas == 0)
        return ohm_fail(err, OHM_E_ARG, "--replicas 0: must be >= 1");
    if (o->system == NULL && o->replicas > 1)
        return ohm_fail(err, OHM_E_ARG, "--replicas %zu: a circuit has one start, that of its file", o->replicas);
    if (o->transient >= o->time)
        return ohm_fail(err, OHM_E_ARG, "--transient %g: must be shorter than --time %g", o->transient, o->time);
    if (o->system != NULL && o->drive != NULL)
        return ohm_fail(err, OHM_E_ARG, "--drive: a reference system takes none");
    return OHM_OK;
}

static ohm_status
open_circuit(study *s, cli_run *run, ohm_error *err)
{
    const lyapunov_options *o = s->options;
    ohm_circuit_defaults defaults;
    char digest[OHM_SHA256_TEXT];
    ohm_status status = law_defaults(&defaults, &o->law, err);

    if (status == OHM_OK)
        status = circuit_input(&s->circuit, run, run->given->operand[0], &defaults, err);
    if (status == OHM_OK && o->drive != NULL) {
        status = ohm_drive_file_open(s->circuit, digest, o->drive, o->time, err);
        if (status == OHM_OK)
            status = run_note_input(run, o->drive, digest, err);
    }
    if (status != OHM_OK)
        return status;
    const ohm_problem problem = { s->circuit->graph, s->circuit->device, s->circuit->drive };
    const ohm_circuit_flow_options options = {
        .count = o->count == OPTION_NO_COUNT ? s->circuit->graph->edges : o->count,
        .rtol = o->rtol, .atol = o->atol,
        .bounds = o->bounds == 0 ? OHM_BOUNDS_EXACT : OHM_BOUNDS_FREE,
        .network = { .solver = (ohm_solver_kind)o->solver },
    };

    return ohm_circuit_flow_alloc(&s->flow[0], &problem, s->circuit->w, &options, err);
}

static ohm_status
open_reference(study *s, ohm_error *err)
{
    const lyapunov_options *o = s->options;
    ohm_status status = OHM_OK;

    for (size_t i = 0; i < s->flows && status == OHM_OK; i++) {
        const ohm_reference_options options = {
            .count = o->count == OPTION_NO_COUNT ? 0 : o->count, .tolerance = o->rtol,
            .seed = o->common.seed, .replica = i,
        };

        status = ohm_reference_flow_alloc(&s->flow[i], o->system, &options, err);
    }
    return status;
}

static ohm_status
open_study(study *s, cli_run *run, ohm_error *err)
{
    const lyapunov_options *o = s->options;
    ohm_status status = check_options(o, run, err);

    if (status != OHM_OK)
        return status;
    s->flows = o->replicas;
    if ((s->flow = OHM_ZEROS(ohm_tangent_flow *, s->flows)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu trajectories", s->flows);
    status = o->system == NULL ? open_circuit(s, run, err) : open_reference(s, err);
    if (status == OHM_OK)
        ((lyapunov_options *)run->settled)->count = s->flow[0]->count;
    return status;
}

/* ---- what comes back --------------------------------------------------------------------- */

static ohm_json *
study_json(const study *s)
{
    const ohm_lyapunov *r = s->result;
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "exponents", ohm_json_numbers(r->exponent, r->count));
    ohm_json_set(object, "errors", ohm_json_numbers(r->error, r->count));
    ohm_json_set(object, "sum", ohm_json_number(r->sum));
    ohm_json_set(object, "trace_mean", ohm_json_number(r->trace_mean));
    ohm_json_set(object, "from", ohm_json_number(r->from));
    ohm_json_set(object, "to", ohm_json_number(r->to));
    ohm_json_set(object, "periods", ohm_json_integer((long long)r->periods));
    ohm_json_set(object, "replicas", ohm_json_integer((long long)r->trajectories));
    ohm_json_set(object, "steps", ohm_json_integer((long long)r->steps));
    return object;
}

static void
print_study(FILE *file, const study *s)
{
    const ohm_lyapunov *r = s->result;
    char number[OHM_TEXT_DOUBLE];

    print_fact(file, "averaged over", "%.10g to %.10g s%s", r->from, r->to, r->periods > 0 ? ", whole periods" : "");
    if (r->trajectories > 1)
        print_fact(file, "trajectories", "%zu", r->trajectories);
    print_fact(file, "steps", "%zu, the frame made anew %zu times", r->steps, r->frames);
    if (!isnan(r->sum))
        print_fact(file, "sum", "%s /s", ohm_text_double(number, r->sum));
    if (!isnan(r->trace_mean))
        print_fact(file, "mean of tr J", "%s /s", ohm_text_double(number, r->trace_mean));
    fputs("\nexponent [1/s]           error\n", file);
    for (size_t k = 0; k < r->count; k++)
        if (isnan(r->error[k]))
            fprintf(file, "%-24s unknown\n", ohm_text_double(number, r->exponent[k]));
        else
            fprintf(file, "%-24s %.3g\n", ohm_text_double(number, r->exponent[k]), r->error[k]);
}

static ohm_status
write_history(FILE *file, const study *s, const cli_run *run, ohm_error *err)
{
    const ohm_lyapunov *r = s->result;
    char number[OHM_TEXT_DOUBLE];
    const ohm_status status = envelope_comment(file, "# ", run, err);

    if (status != OHM_OK)
        return status;
    fputs("time_s", file);
    for (size_t k = 0; k < s->flow[0]->count; k++)
        fprintf(file, ",exponent_%zu_per_s", k);
    fputc('\n', file);
    for (size_t row = 0; r != NULL && row < r->rows; row++) {
        fputs(ohm_text_double(number, r->row_time[row]), file);
        for (size_t k = 0; k < r->count; k++)
            fprintf(file, ",%s", ohm_text_double(number, r->row[row * r->count + k]));
        fputc('\n', file);
    }
    return OHM_OK;
}

/* ---- running ------------------------------------------------------------------------------- */

/* Some directions end at a bound; NaN and infinities become null, so say why. */
static ohm_status
warn_of_losses(const study *s, cli_run *run, ohm_error *err)
{
    size_t lost = 0;

    for (size_t k = 0; k < s->result->count; k++)
        lost += isinf(s->result->exponent[k]) != 0;
    if (lost == 0)
        return OHM_OK;
    return run_warn(run, err, "%zu of %zu exponents are minus infinity (null in JSON): elements met a bound, "
                    "which forgets where they came from", lost, s->result->count);
}

/* Within the transient there is no result yet: the history then has no rows. */
static void
note_interrupt(const study *s, cli_run *run)
{
    if (s->result == NULL)
        run_note_interrupt(run, "t=%.17g, before the end of the transient", s->flow[0]->time);
    else if (s->result->trajectories > 1 || s->flows > 1)
        run_note_interrupt(run, "t=%.17g of %zu trajectories", s->result->to, s->result->trajectories);
    else
        run_note_interrupt(run, "t=%.17g", s->result->to);
}

static ohm_status
estimate(study *s, cli_run *run, ohm_error *err)
{
    const lyapunov_options *o = s->options;
    const ohm_lyapunov_options options = {
        o->time, o->transient, o->common.seed, o->common.threads
    };
    ohm_status status = open_study(s, run, err);

    if (status == OHM_OK)
        status = ohm_lyapunov_run(&s->result, s->flow, s->flows, &options, &run->control, err);
    run_end_progress(run);
    if (status == OHM_E_INTERRUPT) {
        note_interrupt(s, run);
        status = OHM_OK;
    }
    if (s->result == NULL)
        return status;
    return status == OHM_OK ? warn_of_losses(s, run, err) : status;
}

/* The answer, empty where a signal came before there was one. */
static ohm_status
tell_study(cli_output *out, const study *s, ohm_error *err)
{
    if (out->json)
        return output_result(out, s->result != NULL ? study_json(s) : ohm_json_object(), err);
    if (s->result != NULL)
        print_study(out->stream, s);
    return OHM_OK;
}

/* -o X.csv: the running history there, the report to standard output. */
static ohm_status
run_to_history(study *s, cli_run *run, ohm_error *err)
{
    const common_options *common = run->common;
    cli_output out = { .run = run, .stream = stdout, .json = common->json };
    ohm_file *file;
    ohm_status status = ohm_file_open(&file, common->output, common->force, err);

    if (status != OHM_OK)
        return status;
    status = estimate(s, run, err);
    if (status == OHM_OK)
        status = write_history(ohm_file_stream(file), s, run, err);
    if (status == OHM_OK && run->interrupted[0] != '\0')
        fprintf(ohm_file_stream(file), "# interrupted at %s\n", run->interrupted);
    if (status == OHM_OK)
        status = ohm_file_commit(file, err);
    else
        ohm_file_discard(file);
    if (status == OHM_OK)
        status = tell_study(&out, s, err);
    return output_close(&out, status, err);
}

static ohm_status
run_to_report(study *s, cli_run *run, ohm_error *err)
{
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = estimate(s, run, err);
    if (status == OHM_OK)
        status = tell_study(&out, s, err);
    return output_close(&out, status, err);
}

static ohm_status
run_lyapunov(cli_run *run, const void *values, ohm_error *err)
{
    study s = { .options = values };
    const ohm_status status = has_suffix(run->common->output, ".csv") ? run_to_history(&s, run, err)
        : run_to_report(&s, run, err);

    study_free(&s);
    return status;
}

const cli_command cmd_lyapunov = {
    .name = "lyapunov",
    .summary = "Lyapunov exponents along a trajectory",
    .operands = "[FILE|-]",
    .operands_least = 0,
    .operands_most = 1,
    .about = "Follows the trajectory of a circuit (or of a reference system) from 0 to T with tangent vectors\n"
        "and prints the means of their growth rates after the transient: all exponents or the K largest,\n"
        "each with an error bar.  All of them must add up to the mean of tr J, which is computed apart.\n"
        "Under periodic drives the averages run over whole periods.  -o X.csv gets the running history.",
    .example = "  ohmega lyapunov --system lorenz63 --time 1000\n"
        "  ohmega lyapunov net.graphml --time 500 --transient 100 --count 5 -o history.csv\n",
    .options = lyapunov_rows,
    .option_count = sizeof lyapunov_rows / sizeof lyapunov_rows[0],
    .values_size = sizeof(lyapunov_options),
    .resolve = resolve_lyapunov,
    .run = run_lyapunov,
};
