/* tools/cmd_device_memristor.c -- one memristor on a voltage source, and its loop. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "case/drive_file.h"
#include "dynamics/hysteresis.h"
#include "dynamics/simulate.h"
#include "output.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>

/* Samples kept in memory at the most: 2 GB of them. */
enum { SAMPLES_MAX = 50000000 };

typedef struct {
    common_options common;
    const char *drive, *window;
    double time, r_on, xi, w, w_rest, alpha, beta, rtol, atol;
    size_t samples;
    int polarity, control, bounds;
} memristor_options;

#define AT(member) offsetof(memristor_options, member)

static const option_row memristor_rows[] = {
    { .name = "drive", .kind = OPTION_TEXT, .at = AT(drive), .argument = "W", .flags = OPTION_REQUIRED,
      .help = "voltage on it: V, sin:A,F[,PHI] (Hz, rad) or csv:FILE" },
    { .name = "time", .kind = OPTION_NUMBER, .at = AT(time), .argument = "T", .flags = OPTION_REQUIRED,
      .range = RANGE_NOT_NEGATIVE, .help = "how long, from 0 to T [s]" },
    { .name = "samples", .kind = OPTION_COUNT, .at = AT(samples), .argument = "K", .preset = "401",
      .help = "points of the loop: K >= 2 equally spaced instants" },
    { .name = "r-on", .kind = OPTION_NUMBER, .at = AT(r_on), .argument = "R", .preset = "1",
      .range = RANGE_POSITIVE, .help = "resistance at w = 0 [ohm]" },
    { .name = "xi", .kind = OPTION_NUMBER, .at = AT(xi), .argument = "X", .preset = "100",
      .range = RANGE_NOT_NEGATIVE, .help = "r_off / r_on - 1" },
    { .name = "w", .kind = OPTION_NUMBER, .at = AT(w), .argument = "W0", .preset = "0.5",
      .range = RANGE_NOT_NEGATIVE, .help = "memory at t = 0, in [0, 1]" },
    { .name = "w-rest", .kind = OPTION_NUMBER, .at = AT(w_rest), .argument = "W", .preset = "0",
      .range = RANGE_NOT_NEGATIVE, .help = "where the relaxation vanishes, in [0, 1]" },
    { .name = "alpha", .kind = OPTION_NUMBER, .at = AT(alpha), .argument = "A", .preset = "0",
      .range = RANGE_FINITE, .help = "relaxation [1/s]" },
    { .name = "beta", .kind = OPTION_NUMBER, .at = AT(beta), .argument = "B", .preset = "1",
      .range = RANGE_NOT_ZERO, .help = "activation scale [V s]" },
    { .name = "polarity", .kind = OPTION_WORD, .at = AT(polarity), .argument = "1|-1|0", .preset = "1",
      .help = "direction of the drift; 0: towards conducting whatever the current's" },
    { .name = "window", .kind = OPTION_TEXT, .at = AT(window), .argument = "NAME[:P[,J]]", .preset = "none",
      .help = "none, strukov, joglekar:P, biolek:P, prodromakis:P,J" },
    { .name = "control", .kind = OPTION_WORD, .at = AT(control), .argument = "current|voltage",
      .preset = "current", .help = "what drives the memory" },
    { .name = "bounds", .kind = OPTION_WORD, .at = AT(bounds), .argument = "exact|clip|free",
      .preset = "exact", .help = "how 0 <= w <= 1 is kept" },
    { .name = "rtol", .kind = OPTION_NUMBER, .at = AT(rtol), .argument = "R", .preset = "1e-8",
      .range = RANGE_POSITIVE, .help = "relative tolerance of w" },
    { .name = "atol", .kind = OPTION_NUMBER, .at = AT(atol), .argument = "A", .preset = "1e-10",
      .range = RANGE_POSITIVE, .help = "absolute tolerance of w" },
};

typedef struct {
    const memristor_options *options;
    ohm_graph *graph;               /* one edge from a node to itself: its EMF is the voltage on it */
    ohm_memristors *device;
    ohm_drive *drive;
    double *time;                   /* K */
    double from, to;                /* the loop counts the samples in between */
    ohm_hysteresis loop;
    ohm_json *points;               /* NULL: not wanted */
    ohm_simulation_report report;
    double w;
} experiment;

static void
experiment_free(experiment *e)
{
    ohm_graph_free(e->graph);
    ohm_memristors_free(e->device);
    ohm_drive_free(e->drive);
    ohm_json_free(e->points);
    free(e->time);
}

static ohm_status
check_options(const memristor_options *o, ohm_error *err)
{
    if (o->w > 1.0 || o->w_rest > 1.0)
        return ohm_fail(err, OHM_E_ARG, "--%s %g: must be in [0, 1]", o->w > 1.0 ? "w" : "w-rest",
                        o->w > 1.0 ? o->w : o->w_rest);
    if (o->samples < 2 || o->samples > SAMPLES_MAX)
        return ohm_fail(err, OHM_E_ARG, "--samples %zu: must be from 2 to %d", o->samples, SAMPLES_MAX);
    return OHM_OK;
}

static ohm_status
set_drive(experiment *e, cli_run *run, ohm_error *err)
{
    const memristor_options *o = e->options;
    char digest[OHM_SHA256_TEXT] = "";
    ohm_polyline *line;
    ohm_waveform wave;
    ohm_status status = ohm_waveform_parse(&wave, &line, digest, o->drive, o->time, err);

    if (status != OHM_OK)
        return ohm_fail_within(err, status, "--drive");
    if (line != NULL)
        status = ohm_drive_adopt(e->drive, line, err);
    if (status == OHM_OK)
        status = ohm_drive_set(e->drive, OHM_DRIVE_EMF, 0, &wave, err);
    if (status == OHM_OK && digest[0] != '\0')
        status = run_note_input(run, o->drive + 4, digest, err);        /* after "csv:" */
    return status;
}

static ohm_status
prepare(experiment *e, cli_run *run, ohm_error *err)
{
    static const signed char polarities[] = { 1, -1, 0 };       /* the words of --polarity */
    const memristor_options *o = e->options;
    const size_t node = 0;
    ohm_status status = check_options(o, err);

    if (status == OHM_OK)
        status = ohm_graph_alloc(&e->graph, 1, 1, &node, &node, err);
    if (status == OHM_OK)
        status = ohm_memristors_alloc(&e->device, 1, err);
    if (status == OHM_OK)
        status = ohm_drive_alloc(&e->drive, 1, 1, err);
    if (status != OHM_OK)
        return status;
    if (ohm_window_parse(&e->device->window[0], o->window, err) != OHM_OK)
        return ohm_fail_within(err, OHM_E_ARG, "--window");
    e->device->r_on[0] = o->r_on;
    e->device->xi[0] = o->xi;
    e->device->alpha[0] = o->alpha;
    e->device->beta[0] = o->beta;
    e->device->w_rest[0] = o->w_rest;
    e->device->polarity[0] = polarities[o->polarity];
    e->device->control = (ohm_control_mode)o->control;
    ohm_memristors_survey(e->device);
    if ((status = set_drive(e, run, err)) != OHM_OK)
        return status;
    ohm_hysteresis_last_period(&e->from, &e->to, o->time, ohm_drive_period(e->drive));
    if ((e->time = OHM_ARRAY(double, o->samples)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu samples", o->samples);
    for (size_t k = 0; k < o->samples; k++)
        e->time[k] = k + 1 == o->samples ? o->time : o->time * (double)k / (double)(o->samples - 1);
    return OHM_OK;
}

static ohm_status
take_point(void *data, const ohm_sample *sample, ohm_error *err)
{
    experiment *e = data;
    double resistance, emf, none;
    const ohm_status status = ohm_memristors_resistance(&resistance, sample->w, e->device, err);

    if (status != OHM_OK)
        return status;
    ohm_drive_at(&emf, &none, &none, sample->time, e->drive);
    if (sample->time >= e->from && sample->time <= e->to)
        ohm_hysteresis_add(&e->loop, emf, sample->current[0]);
    if (e->points != NULL) {
        ohm_json *point = ohm_json_object();

        ohm_json_set(point, "time", ohm_json_number(sample->time));
        ohm_json_set(point, "voltage", ohm_json_number(emf));
        ohm_json_set(point, "current", ohm_json_number(sample->current[0]));
        ohm_json_set(point, "w", ohm_json_number(sample->w[0]));
        ohm_json_set(point, "resistance", ohm_json_number(resistance));
        ohm_json_append(e->points, point);
    }
    return OHM_OK;
}

static ohm_status
integrate(experiment *e, const cli_run *run, ohm_error *err)
{
    const memristor_options *o = e->options;
    const ohm_problem problem = { e->graph, e->device, e->drive };
    const size_t samples = o->time > 0.0 ? o->samples : 1;
    const ohm_simulation simulation = {
        .time = o->time, .rtol = o->rtol, .atol = o->atol, .bounds = (ohm_bounds)o->bounds,
        .samples = samples, .sample_time = e->time
    };

    e->w = o->w;
    return ohm_simulate(&e->w, NULL, NULL, NULL, &e->report, &problem, &simulation, take_point, e,
                        &run->control, err);
}

static ohm_json *
experiment_json(experiment *e)
{
    ohm_json *result = ohm_json_object(), *loop = ohm_json_object(), *lobes = ohm_json_object();

    ohm_json_set(result, "time", ohm_json_number(e->report.reached));
    ohm_json_set(result, "w", ohm_json_number(e->w));
    ohm_json_set(lobes, "positive", ohm_json_number(e->loop.positive));
    ohm_json_set(lobes, "negative", ohm_json_number(e->loop.negative));
    ohm_json_set(loop, "from", ohm_json_number(e->from));
    ohm_json_set(loop, "to", ohm_json_number(e->to));
    ohm_json_set(loop, "area", ohm_json_number(ohm_hysteresis_area(&e->loop)));
    ohm_json_set(loop, "lobes", lobes);
    ohm_json_set(loop, "pinch", ohm_json_number(ohm_hysteresis_pinch(&e->loop)));
    ohm_json_set(result, "loop", loop);
    ohm_json_set(result, "points", e->points);
    e->points = NULL;
    return result;
}

static void
print_experiment(FILE *file, const experiment *e)
{
    char number[OHM_TEXT_DOUBLE];

    print_fact(file, "time", "%s s", ohm_text_double(number, e->report.reached));
    print_fact(file, "memory w", "%s", ohm_text_double(number, e->w));
    print_fact(file, "loop", "from %g to %g s, area %.6g V A", e->from, e->to, ohm_hysteresis_area(&e->loop));
    print_fact(file, "lobes", "%.6g and %.6g V A", e->loop.positive, e->loop.negative);
    if (!isnan(ohm_hysteresis_pinch(&e->loop)))
        print_fact(file, "pinch", "%.3g of the largest current at 0 V", ohm_hysteresis_pinch(&e->loop));
    print_fact(file, "walls", "reached %zu times, left %zu times", e->report.events_reached,
               e->report.events_released);
}

static ohm_status
run_device_memristor(cli_run *run, const void *values, ohm_error *err)
{
    experiment e = { .options = values };
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = prepare(&e, run, err);
    if (out.json)
        e.points = ohm_json_array();
    if (status == OHM_OK)
        status = integrate(&e, run, err);
    run_end_progress(run);
    if (status == OHM_OK && out.json)
        status = output_result(&out, experiment_json(&e), err);
    else if (status == OHM_OK)
        print_experiment(out.stream, &e);
    experiment_free(&e);
    return output_close(&out, status, err);
}

const cli_command cmd_device_memristor = {
    .name = "device memristor",
    .summary = "one ideal memristor on a voltage source, and its hysteresis loop",
    .operands = "",
    .about = "Integrates the memory of a single memristor under the voltage W and prints the loop of voltage\n"
        "and current: of the last complete period of a sine, else of the whole run.  --json has the points.",
    .example = "  ohmega device memristor --drive sin:3,1 --time 3\n"
        "  ohmega device memristor --drive sin:1,0.5 --time 4 --window biolek:2 --json\n",
    .options = memristor_rows,
    .option_count = sizeof memristor_rows / sizeof memristor_rows[0],
    .values_size = sizeof(memristor_options),
    .run = run_device_memristor,
};
