/* tools/cmd_repro.c -- runs a reproducibility package and compares. */
#include "command.h"

#include "base/array.h"
#include "case/package.h"
#include "child.h"
#include "circuit_input.h"
#include "output.h"
#include "print.h"
#include "programs.h"
#include "repro_confine.h"
#include "repro_work.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    common_options common;
    const char *work;
} repro_options;

static const option_row repro_rows[] = {
    { .name = "work", .kind = OPTION_TEXT, .at = offsetof(repro_options, work), .argument = "FOLDER",
      .flags = OPTION_AROUND, .help = "run there and keep what is made; a temporary folder where not given" },
};

typedef enum { LINE_PASS, LINE_FAIL, LINE_SKIP } line_kind;

typedef struct {
    cli_run *run;
    const char *folder;             /* of the package */
    ohm_package *package;           /* owned */
    repro_work work;
    FILE *stream;                   /* of the lines; NULL where only JSON is asked for */
    ohm_json *lines;                /* owned until it is part of a result */
    size_t count[3];                /* of each kind */
} repro;

static void
repro_free(repro *r)
{
    repro_work_close(&r->work);
    ohm_package_free(r->package);
    ohm_json_free(r->lines);
}

/* ---- before the first command ---------------------------------------------- */
static ohm_status
read_manifest(repro *r, ohm_error *err)
{
    static const char name[] = "manifest.json";
    const size_t size = strlen(r->folder) + sizeof name + 1;
    char *path = OHM_ARRAY(char, size), *bytes = NULL;
    ohm_source *source = NULL;
    size_t length;
    ohm_status status;

    if (path == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", r->folder);
    snprintf(path, size, "%s/%s", r->folder, name);
    status = input_bytes(&bytes, &length, r->run, path, err);
    if (status == OHM_OK)
        status = ohm_source_of(&source, path, bytes, length, err);
    if (status == OHM_OK)
        status = ohm_package_read(&r->package, source, err);
    ohm_source_close(source);
    for (size_t s = 0; status == OHM_OK && s < r->package->steps; s++)
        if ((status = child_check(r->package->step[s].pipeline, true, err)) != OHM_OK)
            ohm_fail_within(err, status, "%s: step %zu", path, s);
    free(bytes);
    free(path);
    return status;
}

/* Every input, and every table something is compared with. */
static ohm_status
copy_inputs(const repro *r, ohm_error *err)
{
    const ohm_package *const package = r->package;
    ohm_status status = OHM_OK;

    for (size_t k = 0; k < package->inputs && status == OHM_OK; k++)
        status = repro_work_copy(&r->work, r->run, r->folder, package->input[k].file,
                                 package->input[k].sha256, err);
    for (size_t s = 0; s < package->steps; s++)
        for (size_t k = 0; k < package->step[s].expectations && status == OHM_OK; k++)
            if (package->step[s].expectation[k].like != NULL)
                status = repro_work_copy(&r->work, r->run, r->folder, package->step[s].expectation[k].like,
                                         NULL, err);
    return status;
}

/* ---- lines ---------------------------------------------------------------- */
static void
add_line(repro *r, line_kind kind, const char *step, const ohm_judgement *verdict)
{
    static const char *const shown[] = { "PASS", "FAIL", "SKIP" }, *const kept[] = { "pass", "fail", "skip" };
    ohm_json *line = ohm_json_object();

    r->count[kind]++;
    ohm_json_set(line, "verdict", ohm_json_string(kept[kind]));
    ohm_json_set(line, "step", ohm_json_string(step));
    ohm_json_set(line, "what", ohm_json_string(verdict->what));
    ohm_json_set(line, "expected", ohm_json_string(verdict->expected));
    ohm_json_set(line, "found", ohm_json_string(verdict->found));
    ohm_json_append(r->lines, line);
    if (r->stream == NULL)
        return;
    run_end_progress(r->run);
    if (kind == LINE_SKIP)
        fprintf(r->stream, "%s  %s: %s\n", shown[kind], step, verdict->found);
    else if (strcmp(verdict->found, verdict->expected) == 0)
        fprintf(r->stream, "%s  %s: %s: %s\n", shown[kind], step, verdict->what, verdict->found);
    else
        fprintf(r->stream, "%s  %s: %s: %s, expected %s\n", shown[kind], step, verdict->what, verdict->found,
                verdict->expected);
    fflush(r->stream);
}

static void
add_exit_line(repro *r, const ohm_package_step *step, const child_outcome *outcome)
{
    ohm_judgement verdict = { .holds = outcome->code == step->exit, .what = "exit code" };

    snprintf(verdict.expected, sizeof verdict.expected, "%d", step->exit);
    if (outcome->code == 0 || verdict.holds)
        snprintf(verdict.found, sizeof verdict.found, "%d", outcome->code);
    else
        snprintf(verdict.found, sizeof verdict.found, "%d (%.*s)", outcome->code, OHM_JUDGEMENT_TEXT - 16,
                 outcome->message);
    add_line(r, verdict.holds ? LINE_PASS : LINE_FAIL, step->name, &verdict);
}

/* ---- a step --------------------------------------------------------------- */
static ohm_status
judge_step(repro *r, const ohm_package_step *step, const child_outcome *outcome, ohm_error *err)
{
    const char *const output = outcome->output != NULL ? outcome->output : "";
    ohm_json *envelope = NULL;
    ohm_status status = OHM_OK;

    add_exit_line(r, step, outcome);
    /* what is no single object (an error's silence, a stream of answers) has no result */
    if (step->json && ohm_json_parse(&envelope, output, NULL) == OHM_E_NOMEM)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", step->name);
    for (size_t k = 0; k < step->expectations && status == OHM_OK; k++) {
        ohm_judgement verdict;

        status = ohm_expectation_judge(&verdict, &step->expectation[k], output,
                                       ohm_json_get(envelope, "result"), r->work.path, err);
        if (status == OHM_OK)
            add_line(r, verdict.holds ? LINE_PASS : LINE_FAIL, step->name, &verdict);
    }
    ohm_json_free(envelope);
    return status;
}

static ohm_status
run_step(repro *r, const ohm_package_step *step, ohm_error *err)
{
    child_outcome outcome;
    ohm_status status;

    if (step->needs != NULL && !program_found(step->needs)) {
        ohm_judgement verdict = { .what = "program" };

        snprintf(verdict.found, sizeof verdict.found, "%s is not installed (Debian: %s)", step->needs,
                 program_package(step->needs));
        add_line(r, LINE_SKIP, step->name, &verdict);
        return OHM_OK;
    }
    if ((status = repro_confine_sweeps(step->pipeline, r->work.path, err)) != OHM_OK)
        return ohm_fail_within(err, status, "%s", step->name);
    status = child_run(&outcome, step->pipeline, step->json, r->work.path, &r->run->control, err);
    if (status == OHM_OK && step->save != NULL)
        status = repro_work_save(&r->work, step->save, outcome.output, outcome.length, err);
    if (status == OHM_OK)
        status = judge_step(r, step, &outcome, err);
    child_outcome_free(&outcome);
    return status;
}

static ohm_status
run_steps(repro *r, ohm_error *err)
{
    const size_t steps = r->package->steps;
    ohm_status status = OHM_OK;

    if (r->stream != NULL)
        fprintf(r->stream, "%s\n\n", r->package->title);
    for (size_t s = 0; s < steps && status == OHM_OK; s++) {
        status = ohm_control_point(&r->run->control, (double)s / (double)steps, err);
        if (status == OHM_OK)
            status = run_step(r, &r->package->step[s], err);
    }
    return status;
}

/* ---- the whole ------------------------------------------------------------ */
static ohm_status
report(repro *r, cli_output *out, ohm_error *err)
{
    ohm_json *result;

    if (!out->json) {
        fprintf(out->stream, "\n%zu passed, %zu failed, %zu skipped\n", r->count[LINE_PASS],
                r->count[LINE_FAIL], r->count[LINE_SKIP]);
        return OHM_OK;
    }
    result = ohm_json_object();
    ohm_json_set(result, "title", ohm_json_string(r->package->title));
    ohm_json_set(result, "passed", ohm_json_integer((long long)r->count[LINE_PASS]));
    ohm_json_set(result, "failed", ohm_json_integer((long long)r->count[LINE_FAIL]));
    ohm_json_set(result, "skipped", ohm_json_integer((long long)r->count[LINE_SKIP]));
    ohm_json_set(result, "lines", r->lines);
    r->lines = NULL;
    return output_result(out, result, err);
}

/* The report is printed also where something failed; the exit code says it then. */
static ohm_status
run_package(repro *r, ohm_error *err)
{
    cli_output out;
    ohm_status status = output_open_report(&out, r->run, err);

    if (status != OHM_OK)
        return status;
    r->stream = out.json ? NULL : out.stream;
    status = run_steps(r, err);
    if (status == OHM_OK)
        status = report(r, &out, err);
    status = output_close(&out, status, err);
    if (status == OHM_OK && r->count[LINE_FAIL] > 0)
        return ohm_fail(err, OHM_E_UNPROVED, "%zu of %zu lines failed", r->count[LINE_FAIL],
                        r->count[LINE_PASS] + r->count[LINE_FAIL]);
    return status;
}

static ohm_status
run_repro(cli_run *run, const void *values, ohm_error *err)
{
    const repro_options *options = values;
    repro r = { .run = run, .folder = run->given->operand[0], .lines = ohm_json_array() };
    ohm_status status = read_manifest(&r, err);

    if (status == OHM_OK)
        status = repro_work_open(&r.work, options->work, err);
    if (status == OHM_OK)
        status = copy_inputs(&r, err);
    if (status == OHM_OK)
        status = run_package(&r, err);
    repro_free(&r);
    return status;
}

const cli_command cmd_repro = {
    .name = "repro",
    .summary = "run a reproducibility package: commands, expected results, figures",
    .operands = "FOLDER",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Reads FOLDER/manifest.json, copies its inputs to a fresh folder, runs every command there "
        "(only\nsubcommands of ohmega) and compares exit codes, numbers to their tolerances, texts, tables "
            "and\nfigures.  A line of PASS or FAIL for each, and exit code 5 where one failed.  SKIP: the "
                "step\nneeds a program that is not installed.  doc/repro.md has the manifest's format.",
    .example = "  ohmega repro examples/repro-memory --work out\n",
    .options = repro_rows,
    .option_count = sizeof repro_rows / sizeof repro_rows[0],
    .values_size = sizeof(repro_options),
    .run = run_repro,
};
