/* tools/cmd_sweep.c -- a grid or an ensemble of commands, gathered in one table. */
#include "command.h"

#include "base/array.h"
#include "base/parallel.h"
#include "case/sweep_table.h"
#include "child.h"
#include "circuit_input.h"
#include "envelope.h"
#include "output.h"
#include "print.h"
#include "sweep_rows.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    common_options common;
    const char *job;
    bool resume;
} sweep_options;

#define AT(member) offsetof(sweep_options, member)

static const option_row sweep_rows_of_options[] = {
    { .name = "job", .kind = OPTION_TEXT, .at = AT(job), .argument = "r/m", .flags = OPTION_AROUND,
      .help = "do every m-th point only, from the r-th on: r = 1..m (or 0..m-1); the job that finds all "
          "points done writes the table" },
    { .name = "resume", .kind = OPTION_FLAG, .at = AT(resume), .flags = OPTION_AROUND,
      .help = "go on with what the journals beside the table hold" },
};

typedef struct {
    cli_run *run;
    ohm_sweep *sweep;               /* owned */
    const char *table;              /* -o, or NULL */
    sweep_job job;
    char head[192];                 /* of the journals */
    sweep_rows rows;
    size_t todo;
    size_t *point;                  /* todo of them: this job's, still to do; owned */
} sweeping;

static void
sweeping_free(sweeping *s)
{
    sweep_rows_close(&s->rows);
    ohm_sweep_free(s->sweep);
    free(s->point);
}

/* ---- what is asked -------------------------------------------------------- */
static ohm_status
read_sweep(sweeping *s, ohm_error *err)
{
    const char *path = s->run->given->operand[0];
    ohm_source *source = NULL;
    char *bytes;
    size_t length;
    ohm_status status = input_bytes(&bytes, &length, s->run, path, err);

    if (status == OHM_OK)
        status = ohm_source_of(&source, strcmp(path, "-") == 0 ? "stdin" : path, bytes, length, err);
    if (status == OHM_OK)
        status = ohm_sweep_read(&s->sweep, source, s->run->common->seed, err);
    if (status == OHM_OK && (status = child_check(s->sweep->pipeline, false, err)) != OHM_OK)
        ohm_fail_within(err, status, "%s", path);
    ohm_source_close(source);
    free(bytes);
    return status;
}

/* Notes a word as an input where it names a file: its content is part of the result. */
static ohm_status
note_word(sweeping *s, const char *word, ohm_error *err)
{
    char sha256[OHM_SHA256_TEXT];
    struct stat facts;
    ohm_status status;

    if (stat(word, &facts) != 0 || !S_ISREG(facts.st_mode))
        return OHM_OK;
    for (size_t k = 0; k < s->run->inputs; k++)
        if (strcmp(s->run->input[k].path, recorded_path(word)) == 0)
            return OHM_OK;
    status = ohm_sha256_of_file(sha256, word, err);
    return status == OHM_OK ? run_note_input(s->run, word, sha256, err) : status;
}

/* The files the commands read: words as they stand, and texts that are varied. */
static ohm_status
note_inputs(sweeping *s, ohm_error *err)
{
    const ohm_sweep *const sweep = s->sweep;
    ohm_status status = OHM_OK;

    for (size_t c = 0; c < sweep->pipeline->commands; c++) {
        const ohm_words *const words = &sweep->pipeline->command[c];

        for (size_t k = 0; k < words->words && status == OHM_OK; k++) {
            const char *before = k > 0 ? words->word[k - 1] : "";

            if (strcmp(before, "-o") != 0 && strcmp(before, "--output") != 0)
                status = note_word(s, words->word[k], err);
        }
    }
    for (size_t v = 0; v < sweep->variables; v++)
        for (size_t k = 0; k < ohm_json_size(sweep->variable[v].values) && status == OHM_OK; k++)
            if (ohm_json_as_string(ohm_json_at(sweep->variable[v].values, k)) != NULL)
                status = note_word(s, sweep->variable[v].text[k], err);
    return status;
}

/* One line that differs where anything differs that a row depends on.  Not the libraries:
 * the nodes of a cluster, which share a sweep, name their BLAS by their processors. */
static ohm_status
make_head(sweeping *s, ohm_error *err)
{
    char sha256[OHM_SHA256_TEXT], *text;
    ohm_json *facts = envelope_facts(s->run);
    ohm_status status;

    ohm_json_set(facts, "libraries", ohm_json_null());
    status = ohm_json_print(&text, facts, err);
    ohm_json_free(facts);
    if (status != OHM_OK)
        return status;
    ohm_sha256_of(sha256, text, strlen(text));
    free(text);
    snprintf(s->head, sizeof s->head, "{\"format\":1,\"points\":%zu,\"sweep\":\"%s\"}", s->sweep->points,
             sha256);
    return OHM_OK;
}

static ohm_status
check_table(const sweeping *s, const sweep_options *o, ohm_error *err)
{
    struct stat facts;
    ohm_status status;

    if (s->table == NULL)
        return o->job == NULL && !o->resume ? OHM_OK
            : ohm_fail(err, OHM_E_ARG, "--%s: needs -o TABLE, beside which the finished points are kept",
                       o->job != NULL ? "job" : "resume");
    if ((status = ohm_sweep_table_check(s->table, err)) != OHM_OK)
        return status;
    if (!o->resume && !s->run->common->force && stat(s->table, &facts) == 0)
        return ohm_fail(err, OHM_E_IO, "%s: exists already", s->table);
    return OHM_OK;
}

/* ---- points --------------------------------------------------------------- */
static ohm_status
list_todo(sweeping *s, ohm_error *err)
{
    if ((s->point = OHM_ARRAY(size_t, s->sweep->points)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu points", s->sweep->points);
    for (size_t p = s->job.r; p < s->sweep->points; p += s->job.m)
        if (s->rows.row[p] == NULL)
            s->point[s->todo++] = p;
    return OHM_OK;
}

/* The row of what the command printed: an answer in JSON, or why there is none. */
static ohm_status
make_row(char **row, const sweeping *s, size_t point, const child_outcome *outcome, ohm_error *err)
{
    const char *message = outcome->code != 0 ? outcome->message : NULL;
    ohm_json *envelope = NULL;
    ohm_error why = { OHM_OK, "" };
    ohm_status status = OHM_OK;

    if (outcome->code == 0) {
        status = ohm_json_parse(&envelope, outcome->output != NULL ? outcome->output : "", &why);
        if (status == OHM_E_NOMEM)
            return ohm_fail(err, status, "point %zu: %s", point, why.text);
        if (status != OHM_OK)
            message = "the command did not print one JSON answer";
    }
    status = ohm_sweep_row(row, s->sweep, point, outcome->code, message, ohm_json_get(envelope, "result"),
                           err);
    ohm_json_free(envelope);
    return status;
}

/* A piece of ohm_parallel. */
static ohm_status
do_point(void *data, size_t index, ohm_error *err)
{
    sweeping *const s = data;
    const ohm_control *const control = &s->run->control;
    const ohm_control stop_only = { .stop = control->stop };    /* a child's share of the work is not shown */
    const size_t point = s->point[index];
    child_outcome outcome = { 0 };
    ohm_pipeline *pipeline;
    char *row = NULL;
    ohm_status status = ohm_control_point(&stop_only, 0.0, err);

    if (status != OHM_OK || (status = ohm_sweep_fill(&pipeline, s->sweep, point, err)) != OHM_OK)
        return status;
    status = child_run(&outcome, pipeline, true, NULL, &stop_only, err);
    ohm_pipeline_free(pipeline);
    if (status == OHM_OK)
        status = make_row(&row, s, point, &outcome, err);
    child_outcome_free(&outcome);
    if (status == OHM_OK)
        status = sweep_rows_add(&s->rows, point, row, control, err);
    return status;
}

/* ---- the answer ----------------------------------------------------------- */
static const char *const *
all_rows(const sweeping *s)
{
    return (const char *const *)s->rows.row;
}

/* Warns of failed points, and of a column that no answer has: a misspelt path. */
static ohm_status
warn_of_rows(const sweeping *s, const ohm_sweep_survey *survey, ohm_error *err)
{
    ohm_status status = OHM_OK;

    if (survey->failed > 0)
        status = run_warn(s->run, err, "%zu of %zu points failed, the first is point %zu", survey->failed,
                          s->sweep->points, survey->first_failed);
    for (size_t c = 0; c < s->sweep->columns && status == OHM_OK; c++)
        if (survey->present[c] == 0 && survey->failed < s->sweep->points)
            status = run_warn(s->run, err, "column %s is empty: no answer has \"%s\"",
                              s->sweep->column[c].name, s->sweep->column[c].path);
    return status;
}

static ohm_json *
column_names(const ohm_sweep *sweep)
{
    ohm_json *list = ohm_json_array();

    ohm_json_append(list, ohm_json_string("point"));
    for (size_t v = 0; v < sweep->variables; v++)
        ohm_json_append(list, ohm_json_string(sweep->variable[v].name));
    for (size_t c = 0; c < sweep->columns; c++)
        ohm_json_append(list, ohm_json_string(sweep->column[c].name));
    ohm_json_append(list, ohm_json_string("exit"));
    ohm_json_append(list, ohm_json_string("message"));
    return list;
}

/* A point's line of the table; NULL where its row cannot be read. */
static ohm_json *
row_json(const ohm_sweep *sweep, size_t point, const char *text)
{
    ohm_json *row, *list;
    const ohm_json *values;

    if (ohm_json_parse(&row, text, NULL) != OHM_OK)
        return NULL;
    values = ohm_json_get(row, "values");
    list = ohm_json_array();
    ohm_json_append(list, ohm_json_integer((long long)point));
    for (size_t v = 0; v < sweep->variables; v++)
        ohm_json_append(list, ohm_json_copy(ohm_json_at(sweep->variable[v].values,
                                                        ohm_sweep_level(sweep, v, point))));
    for (size_t c = 0; c < sweep->columns; c++)
        ohm_json_append(list, ohm_json_copy(ohm_json_at(values, c)));
    ohm_json_append(list, ohm_json_copy(ohm_json_get(row, "exit")));
    ohm_json_append(list, ohm_json_copy(ohm_json_get(row, "message")));
    ohm_json_free(row);
    return list;
}

/* The answer as JSON; the table itself only where it is in no file. */
static ohm_json *
result_json(const sweeping *s, size_t failed, bool complete)
{
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "points", ohm_json_integer((long long)s->sweep->points));
    ohm_json_set(result, "done", ohm_json_integer((long long)s->rows.done));
    ohm_json_set(result, "failed", complete ? ohm_json_integer((long long)failed) : ohm_json_null());
    ohm_json_set(result, "complete", ohm_json_bool(complete));
    ohm_json_set(result, "columns", column_names(s->sweep));
    if (s->table == NULL) {
        ohm_json *rows = ohm_json_array();

        for (size_t p = 0; p < s->sweep->points; p++)
            ohm_json_append(rows, row_json(s->sweep, p, s->rows.row[p]));
        ohm_json_set(result, "rows", rows);
    }
    return result;
}

static ohm_status
write_table(const sweeping *s, FILE *stream, ohm_error *err)
{
    fact_list facts;
    ohm_status status = fact_list_fill(&facts, s->run, err);

    if (status == OHM_OK)
        status = stream != NULL
            ? ohm_sweep_table_print(stream, s->sweep, all_rows(s), facts.fact, facts.count, err)
            : ohm_sweep_table_write(s->table, true, s->sweep, all_rows(s), facts.fact, facts.count, err);
    fact_list_free(&facts);
    return status;
}

static void
print_state(FILE *file, const sweeping *s, size_t failed, bool complete)
{
    print_fact(file, "points", "%zu", s->sweep->points);
    print_fact(file, "done", "%zu", s->rows.done);
    if (complete)
        print_fact(file, "failed", "%zu", failed);
    print_fact(file, "table", complete ? "%s" : "%s is written by the job that finds every point done",
               s->table);
}

/* The answer on standard output, whatever -o is called: that is the table. */
static ohm_status
print_answer(const sweeping *s, size_t failed, bool complete, ohm_error *err)
{
    cli_output out = { .run = s->run, .stream = stdout, .json = s->run->common->json };
    ohm_status status = OHM_OK;

    run_end_progress(s->run);
    if (out.json)
        status = output_result(&out, result_json(s, failed, complete), err);
    else if (s->table != NULL)
        print_state(stdout, s, failed, complete);
    else
        status = write_table(s, stdout, err);
    return output_close(&out, status, err);
}

static ohm_status
finish(const sweeping *s, ohm_error *err)
{
    const bool complete = s->rows.done == s->sweep->points;
    ohm_sweep_survey survey = { 0 };
    ohm_status status = OHM_OK;

    if (complete) {
        if ((status = ohm_sweep_survey_make(&survey, s->sweep, all_rows(s), err)) == OHM_OK)
            status = warn_of_rows(s, &survey, err);
        if (status == OHM_OK && s->table != NULL)
            status = write_table(s, NULL, err);
    }
    if (status == OHM_OK)
        status = print_answer(s, survey.failed, complete, err);
    ohm_sweep_survey_free(&survey);
    return status;
}

/* ---- the whole ------------------------------------------------------------ */
static ohm_status
prepare(sweeping *s, const sweep_options *o, ohm_error *err)
{
    ohm_status status;

    if ((status = sweep_job_parse(&s->job, o->job, err)) != OHM_OK
        || (status = check_table(s, o, err)) != OHM_OK
        || (status = read_sweep(s, err)) != OHM_OK || (status = note_inputs(s, err)) != OHM_OK
        || (status = make_head(s, err)) != OHM_OK)
        return status;
    status = sweep_rows_open(&s->rows, s->sweep->points, s->table, s->head, s->job,
                             o->common.force ? SWEEP_FRESH : o->resume ? SWEEP_RESUME : SWEEP_NEW, err);
    return status == OHM_OK ? list_todo(s, err) : status;
}

static ohm_status
run_sweep(cli_run *run, const void *values, ohm_error *err)
{
    const sweep_options *o = values;
    const bool to_file = o->common.output != NULL && strcmp(o->common.output, "-") != 0;
    sweeping s = { .run = run, .table = to_file ? o->common.output : NULL };
    ohm_status status = prepare(&s, o, err);

    if (status == OHM_OK) {
        status = ohm_parallel(s.todo, run->common->threads, do_point, &s, err);
        if (status == OHM_E_INTERRUPT)
            ohm_fail(err, status, "interrupted after %zu of %zu points%s", s.rows.done, s.sweep->points,
                     s.table != NULL ? "; --resume goes on from there" : "");
    }
    if (status == OHM_OK)
        status = sweep_rows_refresh(&s.rows, s.table, s.head, err);
    if (status == OHM_OK)
        status = finish(&s, err);
    sweeping_free(&s);
    return status;
}

const cli_command cmd_sweep = {
    .name = "sweep",
    .summary = "a grid or an ensemble of commands, gathered in one table",
    .operands = "SPEC.json|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Runs a command of ohmega for every combination of the values in SPEC.json and keeps what it\n"
        "names of each answer: a row per point, in order, also of a point that failed (its exit code and\n"
        "message).  With -o TABLE.csv or .h5 every finished point is kept in a journal beside the table:\n"
        "after a kill --resume goes on, nothing is lost or done twice, and the table is the same to the\n"
        "byte.  --job r/m does one of m shares, for job arrays and GNU parallel; all name the same\n"
        "table.  --threads is how many points run at once.  doc/sweep.md has the format of SPEC.json.",
    .example = "  ohmega sweep examples/sweep-ring.json\n"
        "  ohmega sweep spec.json -o table.csv --threads 8\n"
        "  parallel ohmega sweep spec.json -o table.csv --job {}/4 ::: 1 2 3 4\n",
    .options = sweep_rows_of_options,
    .option_count = sizeof sweep_rows_of_options / sizeof sweep_rows_of_options[0],
    .values_size = sizeof(sweep_options),
    .run = run_sweep,
};
