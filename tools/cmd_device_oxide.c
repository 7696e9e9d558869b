/* tools/cmd_device_oxide.c -- an oxide memristor by drift and diffusion, under a voltage. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "case/drive_file.h"
#include "case/oxide_config.h"
#include "circuit_input.h"
#include "device/oxide_run.h"
#include "envelope.h"
#include "io/csv.h"
#include "output.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    common_options common;
    const char *preset, *config, *voltage;
    option_texts set;
    size_t nodes, steps;
    double step, voltage_initial, tolerance;
    int model, scheme, grid;    /* words of the rows; model -1: as the configuration says */
    bool profile;
} oxide_options;

enum { MODEL_FULL, MODEL_REDUCED };

static const option_row oxide_rows[] = {
    { .name = "preset", .kind = OPTION_TEXT, .at = offsetof(oxide_options, preset), .argument = "NAME",
      .help = "a known device: std (electrons, holes, vacancies; lambda^2 = 0.01)" },
    { .name = "config", .kind = OPTION_TEXT, .at = offsetof(oxide_options, config), .argument = "FILE",
      .help = "a device from a JSON file" },
    { .name = "set", .kind = OPTION_TEXTS, .at = offsetof(oxide_options, set), .argument = "KEY=VALUE",
      .help = "change one entry of it: lambda2=0.1, D.z=2, n.initial=1, doping=0.5" },
    { .name = "nodes", .kind = OPTION_COUNT, .at = offsetof(oxide_options, nodes), .argument = "N",
      .help = "cells; nodes 0 and N lie on the contacts", .range = RANGE_POSITIVE, .flags = OPTION_REQUIRED },
    { .name = "step", .kind = OPTION_NUMBER, .at = offsetof(oxide_options, step), .argument = "DT",
      .help = "length of a time step", .range = RANGE_POSITIVE, .flags = OPTION_REQUIRED },
    { .name = "steps", .kind = OPTION_COUNT, .at = offsetof(oxide_options, steps), .argument = "K",
      .help = "how many; the run ends at K DT", .range = RANGE_POSITIVE, .flags = OPTION_REQUIRED },
    { .name = "voltage", .kind = OPTION_TEXT, .at = offsetof(oxide_options, voltage), .argument = "W",
      .help = "U(t) in kT/q: V, sin:A,F[,PHI] or csv:FILE", .flags = OPTION_REQUIRED },
    { .name = "voltage-initial", .kind = OPTION_NUMBER, .at = offsetof(oxide_options, voltage_initial),
      .argument = "V", .preset = "0", .help = "U of the steady state the run starts from" },
    { .name = "model", .kind = OPTION_WORD, .at = offsetof(oxide_options, model), .argument = "full|reduced",
      .help = "full, or electrons and holes at once steady; absent: as the device says (std: full)" },
    { .name = "scheme", .kind = OPTION_WORD, .at = offsetof(oxide_options, scheme), .argument = "ie|bdf2",
      .preset = "ie", .help = "implicit Euler, or the second-order backward formula" },
    { .name = "grid", .kind = OPTION_WORD, .at = offsetof(oxide_options, grid), .argument = "uniform|cosine",
      .preset = "uniform", .help = "where the nodes lie: cosine is fine at the contacts" },
    { .name = "tolerance", .kind = OPTION_NUMBER, .at = offsetof(oxide_options, tolerance), .argument = "TOL",
      .help = "adapt the steps to this local error; DT is the first one", .range = RANGE_POSITIVE },
    { .name = "profile", .kind = OPTION_FLAG, .at = offsetof(oxide_options, profile),
      .help = "also the densities and the potential at the end" },
};

/* One run and what it left behind. */
typedef struct {
    const oxide_options *options;
    ohm_oxide_config *config;
    ohm_oxide *oxide;
    ohm_waveform wave;
    ohm_polyline *line;
    ohm_oxide_record *record;   /* 0 .. count, the start first */
    size_t count, room;
    size_t fallbacks;           /* steps BDF2 gave to implicit Euler */
    double first_fallback;      /* time of the first */
} oxide_job;

/* ---- what to run ------------------------------------------------------------- */

static ohm_status
read_config(ohm_oxide_config **out, cli_run *run, const oxide_options *options, ohm_grid_kind grid,
            ohm_error *err)
{
    ohm_json *root = NULL;
    size_t length;
    char *text;
    ohm_status status = input_bytes(&text, &length, run, options->config, err);

    if (status == OHM_OK)
        status = ohm_json_parse(&root, text, err);
    if (status == OHM_OK)
        status = ohm_oxide_config_read(out, root, options->nodes, grid, err);
    if (status == OHM_E_CONTENT)
        status = ohm_fail_within(err, status, "%s", options->config);
    ohm_json_free(root);
    free(text);
    return status;
}

static ohm_status
take_config(oxide_job *job, cli_run *run, ohm_error *err)
{
    const oxide_options *options = job->options;
    const ohm_grid_kind grid = options->grid == 1 ? OHM_GRID_COSINE : OHM_GRID_UNIFORM;
    ohm_status status;

    if ((options->preset == NULL) == (options->config == NULL))
        return ohm_fail(err, OHM_E_ARG, "give --preset NAME or --config FILE, and only one of them");
    status = options->preset != NULL
        ? ohm_oxide_config_preset(&job->config, options->preset, options->nodes, grid, err)
        : read_config(&job->config, run, options, grid, err);
    for (size_t k = 0; status == OHM_OK && k < options->set.count; k++)
        if ((status = ohm_oxide_config_set(job->config, options->set.text[k], err)) != OHM_OK)
            return ohm_fail_within(err, status, "--set");
    for (size_t i = 0;
         status == OHM_OK && options->model == MODEL_FULL && i < job->config->model->species_count; i++)
        job->config->model->species[i].stored = true;
    if (status == OHM_OK && options->model == MODEL_REDUCED)
        ohm_oxide_model_reduce(job->config->model);
    return status == OHM_OK ? ohm_oxide_config_finish(job->config, err) : status;
}

static ohm_status
take_voltage(oxide_job *job, cli_run *run, ohm_error *err)
{
    const oxide_options *options = job->options;
    char digest[OHM_SHA256_TEXT];
    const ohm_status status = ohm_waveform_parse(&job->wave, &job->line, digest, options->voltage,
                                                 options->step * (double)options->steps, err);

    if (status != OHM_OK)
        return ohm_fail_within(err, status, "--voltage");
    return digest[0] == '\0' ? OHM_OK : run_note_input(run, options->voltage + strlen("csv:"), digest, err);
}

/* BDF2 across a jump of the drive: the displacement current of step 2 sees half of it. */
static ohm_status
warn_of_jump(const oxide_job *job, cli_run *run, ohm_error *err)
{
    const double jump = ohm_waveform_at(&job->wave, 0.0) - job->options->voltage_initial;

    if (job->options->scheme == 0 || jump == 0.0 || ohm_oxide_model_is_reduced(job->config->model))
        return OHM_OK;
    return run_warn(run, err,
                    "the voltage jumps by %g at t = 0: the current of step 2 is off by %g with bdf2", jump,
                    -job->config->model->lambda2 * jump / (2.0 * job->options->step));
}

/* ---- running ------------------------------------------------------------------- */

static double
voltage_at(const void *data, double time)
{
    return ohm_waveform_at(data, time);
}

static ohm_status
take_step(void *data, const ohm_oxide *oxide, ohm_error *err)
{
    oxide_job *job = data;
    const ohm_oxide_record *last = ohm_oxide_last(oxide, 0);

    if (job->count + 1 == job->room) {
        ohm_oxide_record *longer = ohm_resize(job->record, 2 * job->room, sizeof *longer);

        if (longer == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "%zu steps", 2 * job->room);
        job->record = longer;
        job->room *= 2;
    }
    job->record[++job->count] = *last;
    if (isnan(job->options->tolerance))         /* not the sum of the steps before */
        job->record[job->count].time = job->options->step * (double)job->count;
    if (last->fell_back && job->fallbacks++ == 0)
        job->first_fallback = last->time;
    return OHM_OK;
}

static ohm_status
run_device(oxide_job *job, cli_run *run, ohm_error *err)
{
    const oxide_options *options = job->options;
    const double tolerance = isnan(options->tolerance) ? 0.0 : options->tolerance;
    const ohm_oxide_schedule schedule = { voltage_at, &job->wave, options->step, options->steps, tolerance };
    ohm_status status = ohm_oxide_alloc(&job->oxide, job->config->model, 1,
                                        options->scheme == 0 ? OHM_OXIDE_IE : OHM_OXIDE_BDF2, err);

    job->room = options->steps < SIZE_MAX / 2 ? options->steps + 2 : SIZE_MAX;
    if (status == OHM_OK && (job->record = OHM_ARRAY(ohm_oxide_record, job->room)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "%zu steps", options->steps);
    if (status == OHM_OK)
        status = ohm_oxide_start(job->oxide, &options->voltage_initial, err);
    if (status != OHM_OK)
        return status;
    job->record[0] = *ohm_oxide_last(job->oxide, 0);
    status = ohm_oxide_run(job->oxide, &schedule, take_step, job, &run->control, err);
    if (status == OHM_OK && job->fallbacks > 0)
        status = run_warn(run, err, "bdf2 gave way to implicit Euler in %zu of %zu steps, first at t = %g",
                          job->fallbacks, job->count, job->first_fallback);
    return status;
}

/* Over the last complete period of a sine, or the whole run. */
static ohm_status
take_lobes(double *positive, double *negative, const oxide_job *job, ohm_error *err)
{
    const bool periodic = job->line == NULL && job->wave.amplitude != 0.0 && job->wave.frequency > 0.0;
    const double end = job->record[job->count].time;
    const double whole = periodic ? floor(end * job->wave.frequency * (1.0 + 1e-12)) : 0.0;
    ohm_loop_point *point = OHM_ARRAY(ohm_loop_point, job->count + 1);

    if (point == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu steps", job->count);
    for (size_t k = 0; k <= job->count; k++)
        point[k] = (ohm_loop_point){ job->record[k].time, job->record[k].voltage, job->record[k].current };
    if (whole > 0.0)
        ohm_loop_lobes(positive, negative, point, job->count + 1, (whole - 1.0) / job->wave.frequency,
                       whole / job->wave.frequency);
    else
        ohm_loop_lobes(positive, negative, point, job->count + 1, 0.0, end);
    free(point);
    return OHM_OK;
}

/* ---- the answer ------------------------------------------------------------------ */

static ohm_json *
step_json(const ohm_oxide_record *record, const oxide_job *job)
{
    const bool euler = job->options->scheme == 0;
    ohm_json *step = ohm_json_object();

    ohm_json_set(step, "time", ohm_json_number(record->time));
    ohm_json_set(step, "voltage", ohm_json_number(record->voltage));
    ohm_json_set(step, "current", ohm_json_number(record->current));
    ohm_json_set(step, "energy", ohm_json_number(record->energy));
    ohm_json_set(step, "dissipation",
                 ohm_json_numbers(record->dissipation, job->config->model->species_count));
    ohm_json_set(step, "remainder", ohm_json_number(record->remainder));
    ohm_json_set(step, "identity_defect", euler ? ohm_json_number(record->identity_defect) : ohm_json_null());
    ohm_json_set(step, "mass", ohm_json_number(record->mass));
    if (job->config->model->recombination.rate != NULL)
        ohm_json_set(step, "recombination", ohm_json_number(record->recombination));
    return step;
}

static ohm_status
add_profile(ohm_json *result, const oxide_job *job, ohm_error *err)
{
    const ohm_oxide_model *model = job->config->model;
    double *values = OHM_ARRAY(double, model->nodes);

    if (values == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu nodes", model->nodes);
    ohm_json_set(result, "x", ohm_json_numbers(model->x, model->nodes));
    for (size_t i = 0; i <= model->species_count; i++) {
        ohm_oxide_profile(values, job->oxide, 0, i);
        ohm_json_set(result, i < model->species_count ? model->species[i].name : "V",
                     ohm_json_numbers(values, model->nodes));
    }
    free(values);
    return OHM_OK;
}

static ohm_status
answer_json(cli_output *out, const oxide_job *job, double positive, double negative, ohm_error *err)
{
    ohm_json *result = ohm_json_object(), *initial = ohm_json_object(), *steps = ohm_json_array();
    ohm_json *lobes = ohm_json_object();
    ohm_status status = OHM_OK;

    ohm_json_set(initial, "energy", ohm_json_number(job->record[0].energy));
    ohm_json_set(initial, "mass", ohm_json_number(job->record[0].mass));
    ohm_json_set(initial, "voltage", ohm_json_number(job->record[0].voltage));
    ohm_json_set(initial, "current", ohm_json_number(job->record[0].current));
    for (size_t k = 1; k <= job->count; k++)
        ohm_json_append(steps, step_json(&job->record[k], job));
    ohm_json_set(lobes, "positive", ohm_json_number(positive));
    ohm_json_set(lobes, "negative", ohm_json_number(negative));
    ohm_json_set(result, "initial", initial);
    ohm_json_set(result, "steps", steps);
    ohm_json_set(result, "lobes", lobes);
    if (job->options->profile)
        status = add_profile(result, job, err);
    if (status != OHM_OK) {
        ohm_json_free(result);
        return status;
    }
    return output_result(out, result, err);
}

static ohm_status
answer_csv(cli_output *out, const oxide_job *job, ohm_error *err)
{
    enum { COLUMNS_MAX = 7 + OHM_OXIDE_SPECIES_MAX };
    const ohm_oxide_model *model = job->config->model;
    const char *name[COLUMNS_MAX] = { "time", "voltage", "current", "energy", "remainder", "mass" };
    char dissipation[OHM_OXIDE_SPECIES_MAX][OHM_OXIDE_NAME + 16];
    ohm_status status = envelope_comment(out->stream, "# ", out->run, err);
    size_t columns = 6;

    fputs("# format: 1\n# units: kT/q, q mu U_T N/L, scaled (see the manual)\n", out->stream);
    for (size_t i = 0; i < model->species_count; i++) {
        snprintf(dissipation[i], sizeof dissipation[i], "dissipation_%s", model->species[i].name);
        name[columns++] = dissipation[i];
    }
    if (job->options->scheme == 0)
        name[columns++] = "identity_defect";
    ohm_csv_write_names(out->stream, name, columns);
    for (size_t k = 1; status == OHM_OK && k <= job->count; k++) {
        const ohm_oxide_record *r = &job->record[k];
        double row[COLUMNS_MAX] = { r->time, r->voltage, r->current, r->energy, r->remainder, r->mass };

        for (size_t i = 0; i < model->species_count; i++)
            row[6 + i] = r->dissipation[i];
        row[6 + model->species_count] = r->identity_defect;
        status = ohm_csv_write_numbers(out->stream, row, columns, err);
    }
    return status;
}

static void
print_profile(FILE *file, const oxide_job *job)
{
    const ohm_oxide_model *model = job->config->model;
    double *values = OHM_ARRAY(double, model->nodes * (model->species_count + 1));

    if (values == NULL)
        return;                 /* the run's numbers stand above */
    fprintf(file, "\n%14s", "x");
    for (size_t i = 0; i <= model->species_count; i++) {
        ohm_oxide_profile(values + i * model->nodes, job->oxide, 0, i);
        fprintf(file, " %14s", i < model->species_count ? model->species[i].name : "V");
    }
    for (size_t j = 0; j < model->nodes; j++) {
        fprintf(file, "\n%14.8g", model->x[j]);
        for (size_t i = 0; i <= model->species_count; i++)
            fprintf(file, " %14.8g", values[i * model->nodes + j]);
    }
    fputc('\n', file);
    free(values);
}

static void
answer_text(FILE *file, const oxide_job *job, double positive, double negative)
{
    const ohm_oxide_record *last = &job->record[job->count];
    double defect = 0.0;

    for (size_t k = 1; k <= job->count; k++)
        defect = fmax(defect, fabs(job->record[k].identity_defect));    /* fmax skips NaN: BDF2 */
    print_fact(file, "steps", "%zu, to t = %.10g", job->count, last->time);
    print_fact(file, "voltage", "%.10g", last->voltage);
    print_fact(file, "current", "%.15g", last->current);
    print_fact(file, "energy", "%.15g (at the start %.15g)", last->energy, job->record[0].energy);
    print_fact(file, "mass", "%.15g", last->mass);
    print_fact(file, "lobes", "%.12g for U > 0, %.12g for U < 0", positive, negative);
    print_fact(file, "energy identity", "holds in every step of implicit Euler, to %.3g", defect);
    if (job->options->profile)
        print_profile(file, job);
}

static ohm_status
answer(cli_output *out, const oxide_job *job, ohm_error *err)
{
    double positive, negative;
    const ohm_status status = take_lobes(&positive, &negative, job, err);

    if (status != OHM_OK)
        return status;
    if (out->json)
        return answer_json(out, job, positive, negative, err);
    if (has_suffix(out->run->common->output, ".csv"))
        return answer_csv(out, job, err);
    answer_text(out->stream, job, positive, negative);
    return OHM_OK;
}

static ohm_status
run_device_oxide(cli_run *run, const void *values, ohm_error *err)
{
    oxide_job job = { .options = values };
    cli_output out;
    ohm_status status = has_suffix(run->common->output, ".csv") ? output_open(&out, run, err)
        : output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = take_config(&job, run, err);
    if (status == OHM_OK)
        status = take_voltage(&job, run, err);
    if (status == OHM_OK)
        status = warn_of_jump(&job, run, err);
    if (status == OHM_OK)
        status = run_device(&job, run, err);
    const bool stopped = status == OHM_E_INTERRUPT && job.count > 0;
    if (status == OHM_OK || stopped) {
        const ohm_status told = answer(&out, &job, err);

        if (told == OHM_OK && stopped && !out.json)
            fprintf(out.stream, "# interrupted at t=%.17g\n", job.record[job.count].time);
        status = told != OHM_OK ? told : status;
    }
    ohm_oxide_free(job.oxide);
    ohm_polyline_free(job.line);
    ohm_oxide_config_free(job.config);
    free(job.record);
    if (!stopped)
        return output_close(&out, status, err);
    const ohm_status closed = output_close(&out, OHM_OK, err);
    return closed != OHM_OK ? closed : ohm_fail(err, OHM_E_INTERRUPT, "interrupted");
}

const cli_command cmd_device_oxide = {
    .name = "device oxide",
    .summary = "an oxide memristor by drift and diffusion: currents, free energy, profiles",
    .operands = "",
    .about =
        "Electrons, holes and oxide vacancies drift and diffuse in the potential they make, between two\n"
        "contacts at the voltage U(t).  Scaled units: lengths in L, U in kT/q, time in L^2/(mu U_T),\n"
        "current in q mu U_T N/L, lambda^2 = eps U_T/(q L^2 N).  Every step is checked: densities\n"
        "positive, mass of the vacancies kept, current the same at every x and, for implicit Euler, the\n"
        "exact energy identity, whose defect is printed.\n"
        "\n"
        "A device is a preset or a JSON file:\n"
        "  { \"lambda2\": 0.01, \"species\": [\n"
        "      { \"name\": \"n\", \"z\": -1, \"m\": 1, \"s\": 1, \"a\": 1, \"left\": 1, \"right\": 0.1 },\n"
        "      { \"name\": \"p\", \"z\": 1, \"left\": 0.0025, \"right\": 0.025 },\n"
        "      { \"name\": \"D\", \"z\": 1, \"initial\": 1 } ],\n"
        "    \"doping\": 0 }\n"
        "z charge, m mobility, s 1 stored or 0 quasi-static, a >= 1 diffusion exponent, saturation density\n"
        "of sites; left, right: density of an ohmic contact, null (blocking), or {\"schottky\": density,\n"
        "\"velocity\": v}; initial and doping: a number, or one for each of the N + 1 nodes; potential\n"
        "[V0, V1] built in (default: contact equilibrium); grid \"uniform\", \"cosine\" or the nodes; srh\n"
        "{species, intrinsic, lifetimes}; matched false allows contacts out of equilibrium.\n"
        "\n"
        "Lobes are signed: the integral of I dU in time order over the last whole period of a sine (else\n"
        "the whole run), for U > 0 and for U < 0.",
    .example =
        "  ohmega device oxide --preset std --nodes 64 --grid cosine --model reduced --step 0.01 --steps 300 \\\n"
        "      --voltage sin:10,1 -o loop.csv\n",
    .options = oxide_rows,
    .option_count = sizeof oxide_rows / sizeof oxide_rows[0],
    .values_size = sizeof(oxide_options),
    .run = run_device_oxide,
};
