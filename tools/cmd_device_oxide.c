/* tools/cmd_device_oxide.c -- an oxide memristor by drift and diffusion, under a voltage. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "case/drive_file.h"
#include "case/oxide_mesh.h"
#include "circuit_input.h"
#include "oxide_job.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL_FULL, MODEL_REDUCED };

static const option_row oxide_rows[] = {
    { .name = "preset", .kind = OPTION_TEXT, .at = offsetof(oxide_options, preset), .argument = "NAME",
      .help = "a known device: std (electrons, holes, vacancies; lambda^2 = 0.01)" },
    { .name = "config", .kind = OPTION_TEXT, .at = offsetof(oxide_options, config), .argument = "FILE",
      .help = "a device from a JSON file" },
    { .name = "set", .kind = OPTION_TEXTS, .at = offsetof(oxide_options, set), .argument = "KEY=VALUE",
      .help = "change one entry of it: lambda2=0.1, D.z=2, n.initial=1, doping=0.5" },
    { .name = "nodes", .kind = OPTION_COUNT, .at = offsetof(oxide_options, nodes), .argument = "N",
      .help = "cells; nodes 0 and N lie on the contacts", .range = RANGE_POSITIVE },
    { .name = "mesh", .kind = OPTION_TEXT, .at = offsetof(oxide_options, mesh), .argument = "FILE",
      .help = "in two dimensions, on a mesh of Gmsh (.msh) with physical curves left and right" },
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

/* ---- what to run ------------------------------------------------------------- */

static ohm_status
read_mesh(oxide_job *job, cli_run *run, ohm_error *err)
{
    const char *path = job->options->mesh;
    ohm_source *source = NULL;
    size_t length;
    char *text;
    ohm_status status = input_bytes(&text, &length, run, path, err);

    if (status == OHM_OK)
        status = ohm_source_of(&source, path, text, length, err);
    if (status == OHM_OK)
        status = ohm_oxide_mesh_read(&job->mesh, source, err);
    ohm_source_close(source);
    free(text);
    return status;
}

static ohm_status
read_config(ohm_oxide_config **out, cli_run *run, const oxide_options *options, size_t cells,
            ohm_grid_kind grid, ohm_error *err)
{
    ohm_json *root = NULL;
    size_t length;
    char *text;
    ohm_status status = input_bytes(&text, &length, run, options->config, err);

    if (status == OHM_OK)
        status = ohm_json_parse(&root, text, err);
    if (status == OHM_OK)
        status = ohm_oxide_config_read(out, root, cells, grid, err);
    if (status == OHM_E_CONTENT)
        status = ohm_fail_within(err, status, "%s", options->config);
    ohm_json_free(root);
    free(text);
    return status;
}

/* What the device says of itself; a species of a file may follow at once without being
 * electrons or holes at a contact: that is neither of the words. */
static void
settle_model(oxide_options *options, const ohm_oxide_model *model)
{
    bool full = true, reduced = true;

    for (size_t i = 0; i < model->species_count; i++) {
        const ohm_oxide_species *s = &model->species[i];
        const bool blocked = s->contact[0].kind == OHM_CONTACT_BLOCKING && s->contact[1].kind == OHM_CONTACT_BLOCKING;

        full = full && s->stored;
        reduced = reduced && s->stored == blocked;
    }
    options->model = full ? MODEL_FULL : reduced ? MODEL_REDUCED : -1;
}

static ohm_status
take_config(oxide_job *job, cli_run *run, ohm_error *err)
{
    const oxide_options *options = job->options;
    const ohm_grid_kind grid = options->grid == 1 ? OHM_GRID_COSINE : OHM_GRID_UNIFORM;
    size_t cells = options->nodes;
    ohm_status status;

    if ((options->mesh == NULL) == (options->nodes == OPTION_NO_COUNT))
        return ohm_fail(err, OHM_E_ARG, "give --nodes N or --mesh FILE, and only one of them");
    if ((options->preset == NULL) == (options->config == NULL))
        return ohm_fail(err, OHM_E_ARG, "give --preset NAME or --config FILE, and only one of them");
    if (options->mesh != NULL) {
        if ((status = read_mesh(job, run, err)) != OHM_OK)
            return status;
        cells = job->mesh->nodes - 1;           /* fields hold a number for each of its nodes */
    }
    status = options->preset != NULL
        ? ohm_oxide_config_preset(&job->config, options->preset, cells, grid, err)
        : read_config(&job->config, run, options, cells, grid, err);
    for (size_t k = 0; status == OHM_OK && k < options->set.count; k++)
        if ((status = ohm_oxide_config_set(job->config, options->set.text[k], err)) != OHM_OK)
            return ohm_fail_within(err, status == OHM_E_CONTENT ? OHM_E_ARG : status, "--set");
    for (size_t i = 0;
         status == OHM_OK && options->model == MODEL_FULL && i < job->config->model->species_count; i++)
        job->config->model->species[i].stored = true;
    if (status == OHM_OK && options->model == MODEL_REDUCED)
        ohm_oxide_model_reduce(job->config->model);
    if (status == OHM_OK && options->model < 0)
        settle_model(run->settled, job->config->model);
    if (status == OHM_OK)
        status = ohm_oxide_config_finish(job->config, err);
    if (status == OHM_E_CONTENT && options->config == NULL)     /* a preset is sound: no file is to blame */
        return ohm_fail_within(err, OHM_E_ARG, "--set");
    return status;
}

/* Voltages no step could take, before the first one: a word of the command line, or a row of
 * a file. */
static ohm_status
check_voltages(const oxide_job *job, ohm_error *err)
{
    const oxide_options *options = job->options;

    if (fabs(options->voltage_initial) > OHM_OXIDE_VOLTAGE_MAX)
        return ohm_fail(err, OHM_E_ARG, "--voltage-initial %g: must be at most %g (in kT/q)",
                        options->voltage_initial, OHM_OXIDE_VOLTAGE_MAX);
    for (size_t k = 1; k <= options->steps; k++) {
        const double time = options->step * (double)k, voltage = ohm_waveform_at(&job->wave, time);

        if (!(fabs(voltage) <= OHM_OXIDE_VOLTAGE_MAX))
            return ohm_fail(err, job->line != NULL ? OHM_E_CONTENT : OHM_E_ARG,
                            "--voltage %s: is %g at t = %g, |U| must be at most %g (in kT/q)", options->voltage,
                            voltage, time, OHM_OXIDE_VOLTAGE_MAX);
    }
    return OHM_OK;
}

static ohm_status
take_voltage(oxide_job *job, cli_run *run, ohm_error *err)
{
    const oxide_options *options = job->options;
    char digest[OHM_SHA256_TEXT];
    ohm_status status = ohm_waveform_parse(&job->wave, &job->line, digest, options->voltage,
                                                 options->step * (double)options->steps, err);

    if (status != OHM_OK)
        return ohm_fail_within(err, status, "--voltage");
    if (digest[0] != '\0')
        status = run_note_input(run, options->voltage + strlen("csv:"), digest, err);
    return status == OHM_OK ? check_voltages(job, err) : status;
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
keep_record(oxide_job *job, const ohm_oxide_record *last, ohm_error *err)
{
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
take_step(void *job, const ohm_oxide *oxide, ohm_error *err)
{
    return keep_record(job, ohm_oxide_last(oxide, 0), err);
}

static ohm_oxide_scheme
scheme_of(const oxide_job *job)
{
    return job->options->scheme == 0 ? OHM_OXIDE_IE : OHM_OXIDE_BDF2;
}

static ohm_status
run_line(oxide_job *job, const ohm_control *control, ohm_error *err)
{
    const oxide_options *options = job->options;
    const double tolerance = isnan(options->tolerance) ? 0.0 : options->tolerance;
    const ohm_oxide_schedule schedule = { voltage_at, &job->wave, options->step, options->steps, tolerance };
    ohm_status status = ohm_oxide_alloc(&job->oxide, job->config->model, 1, scheme_of(job), err);

    if (status == OHM_OK)
        status = ohm_oxide_start(job->oxide, &options->voltage_initial, err);
    if (status != OHM_OK)
        return status;
    job->record[0] = *ohm_oxide_last(job->oxide, 0);
    return ohm_oxide_run(job->oxide, &schedule, take_step, job, control, err);
}

static ohm_status
run_plane(oxide_job *job, const ohm_control *control, ohm_error *err)
{
    const oxide_options *options = job->options;
    ohm_status status;

    if (!isnan(options->tolerance))
        return ohm_fail(err, OHM_E_METHOD, "--tolerance: steps adapt in one dimension only");
    status = ohm_oxide_plane_alloc(&job->plane, job->config->model, job->mesh, scheme_of(job), err);
    if (status == OHM_OK)
        status = ohm_oxide_plane_start(job->plane, options->voltage_initial, err);
    if (status != OHM_OK)
        return status;
    job->record[0] = *ohm_oxide_plane_last(job->plane);
    for (size_t k = 1; status == OHM_OK && k <= options->steps; k++) {
        status = ohm_oxide_plane_step(job->plane, options->step,
                                      voltage_at(&job->wave, options->step * (double)k), err);
        if (status == OHM_OK)
            status = keep_record(job, ohm_oxide_plane_last(job->plane), err);
        if (status == OHM_OK)
            status = ohm_control_point(control, (double)k / (double)options->steps, err);
    }
    return status;
}

static ohm_status
run_device(oxide_job *job, cli_run *run, ohm_error *err)
{
    const size_t steps = job->options->steps;

    job->room = steps < SIZE_MAX / 2 ? steps + 2 : SIZE_MAX;
    if ((job->record = OHM_ARRAY(ohm_oxide_record, job->room)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu steps", steps);
    const ohm_status status = job->mesh != NULL ? run_plane(job, &run->control, err)
        : run_line(job, &run->control, err);
    if (status == OHM_OK && job->fallbacks > 0)
        return run_warn(run, err, "bdf2 gave way to implicit Euler in %zu of %zu steps, first at t = %g",
                        job->fallbacks, job->count, job->first_fallback);
    return status;
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
    if (status == OHM_E_INTERRUPT && job.count > 0) {
        run_note_interrupt(run, "t=%.17g", job.record[job.count].time);
        status = OHM_OK;
    }
    if (status == OHM_OK)
        status = oxide_answer(&out, &job, err);
    ohm_oxide_free(job.oxide);
    ohm_oxide_plane_free(job.plane);
    ohm_mesh_free(job.mesh);
    ohm_polyline_free(job.line);
    ohm_oxide_config_free(job.config);
    free(job.record);
    return output_close(&out, status, err);
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
        "the whole run), for U > 0 and for U < 0.\n"
        "\n"
        "With --mesh the device is two-dimensional: a Delaunay mesh of triangles, contacts at the physical\n"
        "curves left and right (U at the right one), insulated elsewhere; currents are per unit of depth.",
    .example =
        "  ohmega device oxide --preset std --nodes 64 --grid cosine --model reduced --step 0.01 --steps 300 \\\n"
        "      --voltage sin:10,1 -o loop.csv\n"
        "  gmsh -2 -format msh41 examples/oxide-neck.geo -o neck.msh\n"
        "  ohmega device oxide --preset std --mesh neck.msh --step 0.01 --steps 20 --voltage 5 --profile --json\n",
    .options = oxide_rows,
    .option_count = sizeof oxide_rows / sizeof oxide_rows[0],
    .values_size = sizeof(oxide_options),
    .run = run_device_oxide,
};
