/* tools/cmd_device_channel.c -- the conductance of one conical channel, or along sweeps. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "envelope.h"
#include "io/csv.h"
#include "learning/fluidic_loop.h"
#include "output.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    common_options common;
    const char *dv, *dp, *rho_base, *rho_tip, *length, *radius_base, *radius_tip;
    int density, tau;
    const char *drive;
    size_t settle, samples;
} channel_options;

#define AT(member) offsetof(channel_options, member)

static const option_row channel_rows[] = {
    { .name = "dv", .kind = OPTION_TEXT, .at = AT(dv), .argument = "V", .preset = "0",
      .help = "potential of the base above the tip [V]" },
    { .name = "dp", .kind = OPTION_TEXT, .at = AT(dp), .argument = "BAR", .preset = "0",
      .help = "pressure of the base above the tip [bar]" },
    { .name = "rho-base", .kind = OPTION_TEXT, .at = AT(rho_base), .argument = "MM", .preset = "0.2",
      .help = "salt at the base [mM]" },
    { .name = "rho-tip", .kind = OPTION_TEXT, .at = AT(rho_tip), .argument = "MM", .preset = "0.2",
      .help = "salt at the tip [mM]" },
    { .name = "length", .kind = OPTION_TEXT, .at = AT(length), .argument = "UM", .preset = "10",
      .help = "length [um]" },
    { .name = "radius-base", .kind = OPTION_TEXT, .at = AT(radius_base), .argument = "NM", .preset = "200",
      .help = "radius of the base [nm]; below the tip's the cone is inverted" },
    { .name = "radius-tip", .kind = OPTION_TEXT, .at = AT(radius_tip), .argument = "NM", .preset = "50",
      .help = "radius of the tip [nm]" },
    { .name = "density", .kind = OPTION_WORD, .at = AT(density), .argument = "physical|compat",
      .preset = "physical", .help = "compat: the salt of the base everywhere, as published results have it" },
    { .name = "drive", .kind = OPTION_TEXT, .at = AT(drive), .argument = "sin:A,F[,PHI]",
      .help = "instead: the loop of I against this voltage [V, Hz, rad]" },
    { .name = "tau", .kind = OPTION_WORD, .at = AT(tau), .argument = "constant|diffusive",
      .preset = "constant",
      .help = "relaxation under a drive: 4.8 ms, or L^2/(12 D)" },
    { .name = "settle", .kind = OPTION_COUNT, .at = AT(settle), .argument = "K", .preset = "10",
      .help = "periods of the drive before the one shown" },
    { .name = "samples", .kind = OPTION_COUNT, .at = AT(samples), .argument = "K", .preset = "201",
      .help = "instants of that period, both ends included" },
};

/* ---- sweeps -------------------------------------------------------------------------- */
enum { AXES = 7, POINTS_MAX = 10000000 };

typedef struct {
    const char *name, *unit;    /* the column it makes */
    double from, to;
    size_t points;              /* 1: a single number */
} axis;

typedef struct {
    axis along[AXES];           /* dv, dp, rho_base, rho_tip, length, radius_base, radius_tip */
    size_t points;              /* all of them: the product */
    ohm_density density;
} sweep;

/* NUMBER, or FROM:TO:COUNT with COUNT >= 2. */
static ohm_status
read_axis(axis *out, const char *option, const char *text, ohm_error *err)
{
    char word[3][OHM_TEXT_DOUBLE + 1] = { "", "", "" };
    size_t words = 0;

    for (const char *at = text; words < 3; words++) {
        const size_t length = strcspn(at, ":");

        if (length > OHM_TEXT_DOUBLE)
            break;
        memcpy(word[words], at, length);
        word[words][length] = '\0';
        at += length;
        if (*at++ == '\0') {
            words++;
            break;
        }
    }
    out->points = 1;
    if ((words != 1 && words != 3) || !ohm_text_to_double(&out->from, word[0])
        || (words == 3 && (!ohm_text_to_double(&out->to, word[1]) || !ohm_text_to_size(&out->points, word[2])
                           || strcmp(text + strlen(text) - strlen(word[2]), word[2]) != 0)))
        return ohm_fail(err, OHM_E_ARG, "--%s %s: expected a number, or FROM:TO:COUNT", option, text);
    if (words == 1)
        out->to = out->from;
    if (!isfinite(out->from) || !isfinite(out->to))
        return ohm_fail(err, OHM_E_ARG, "--%s %s: must be finite", option, text);
    if (words == 3 && out->points < 2)
        return ohm_fail(err, OHM_E_ARG, "--%s %s: a sweep has at least 2 points", option, text);
    return OHM_OK;
}

static double
axis_at(const axis *along, size_t i)
{
    if (i == 0 || along->points == 1)
        return along->from;
    if (i == along->points - 1)
        return along->to;
    return along->from + (along->to - along->from) * ((double)i / (double)(along->points - 1));
}

static ohm_status
read_sweep(sweep *out, const channel_options *o, ohm_error *err)
{
    const struct {
        const char *option, *text, *name, *unit;
        bool positive;
    } rows[AXES] = {
        { "dv", o->dv, "dv", "V", false }, { "dp", o->dp, "dp", "bar", false },
        { "rho-base", o->rho_base, "rho_base", "mM", false }, { "rho-tip", o->rho_tip, "rho_tip", "mM",
                                                                false },
        { "length", o->length, "length", "um", true }, { "radius-base", o->radius_base, "radius_base", "nm",
                                                         true },
        { "radius-tip", o->radius_tip, "radius_tip", "nm", true }
    };

    out->points = 1;
    out->density = (ohm_density)o->density;
    for (int k = 0; k < AXES; k++) {
        axis *along = &out->along[k];
        const ohm_status status = read_axis(along, rows[k].option, rows[k].text, err);
        const double least = fmin(along->from, along->to);

        if (status != OHM_OK)
            return status;
        if (rows[k].positive ? !(least > 0.0) : k >= 2 && !(least >= 0.0))
            return ohm_fail(err, OHM_E_ARG, "--%s %s: must be %s 0 (%s)", rows[k].option, rows[k].text,
                            rows[k].positive ? ">" : ">=", rows[k].unit);
        along->name = rows[k].name;
        along->unit = rows[k].unit;
        if (along->points > POINTS_MAX / out->points)
            return ohm_fail(err, OHM_E_ARG, "more than %d points", POINTS_MAX);
        out->points *= along->points;
    }
    return OHM_OK;
}

/* ---- points -------------------------------------------------------------------------- */
typedef struct {
    double at[AXES];            /* in the order of the axes */
    ohm_channel_stimulus stimulus;
    ohm_channel_response response;
} point;

/* Point number i, the last axis running fastest. */
static void
evaluate(point *out, size_t i, const sweep *s, ohm_channel *channel, const ohm_cone_rule *rule)
{
    for (int k = AXES - 1; k >= 0; k--) {
        out->at[k] = axis_at(&s->along[k], i % s->along[k].points);
        i /= s->along[k].points;
    }
    out->stimulus = (ohm_channel_stimulus){ out->at[0], out->at[1], out->at[2], out->at[3] };
    ohm_channel_set(channel, &(ohm_channel_geometry){ out->at[4], out->at[5], out->at[6] }, rule);
    ohm_channel_evaluate(&out->response, &out->stimulus, s->density, channel);
}

static ohm_json *
validity_json(const point *at)
{
    const ohm_channel_validity valid = ohm_channel_judge(&at->response, &at->stimulus);
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "positive_conductance", ohm_json_bool(valid.positive_conductance));
    ohm_json_set(object, "rising_current", ohm_json_bool(valid.rising_current));
    ohm_json_set(object, "slope", ohm_json_number(valid.slope));
    return object;
}

static ohm_json *
derivatives_json(const ohm_channel_response *r)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "voltage", ohm_json_number(r->by_voltage));
    ohm_json_set(object, "pressure", ohm_json_number(r->by_pressure));
    ohm_json_set(object, "rho_base", ohm_json_number(r->by_rho_base));
    ohm_json_set(object, "rho_tip", ohm_json_number(r->by_rho_tip));
    ohm_json_set(object, "length", ohm_json_number(r->by_length));
    ohm_json_set(object, "radius_base", ohm_json_number(r->by_radius_base));
    ohm_json_set(object, "radius_tip", ohm_json_number(r->by_radius_tip));
    return object;
}

/* Appends what a point has to `object`; of a sweep also where it is. */
static ohm_json *
point_json(const point *at, const sweep *s)
{
    const ohm_channel_response *r = &at->response;
    ohm_json *object = ohm_json_object();

    for (int k = 0; s->points > 1 && k < AXES; k++)
        if (s->along[k].points > 1)
            ohm_json_set(object, s->along[k].name, ohm_json_number(at->at[k]));
    ohm_json_set(object, "p", ohm_json_number(r->p));
    ohm_json_set(object, "conductance", ohm_json_number(r->g));
    ohm_json_set(object, "ohmic", ohm_json_number(r->ohmic));
    ohm_json_set(object, "ratio", ohm_json_number(r->g / r->ohmic));
    ohm_json_set(object, "current", ohm_json_number(r->g * at->stimulus.voltage));
    ohm_json_set(object, "derivatives", derivatives_json(r));
    ohm_json_set(object, "validity", validity_json(at));
    return object;
}

static ohm_json *
sweep_json(const sweep *s, ohm_channel *channel, const ohm_cone_rule *rule)
{
    ohm_json *result, *points;
    point at;

    if (s->points == 1) {
        evaluate(&at, 0, s, channel, rule);
        return point_json(&at, s);
    }
    result = ohm_json_object();
    points = ohm_json_array();
    for (size_t i = 0; i < s->points; i++) {
        evaluate(&at, i, s, channel, rule);
        ohm_json_append(points, point_json(&at, s));
    }
    ohm_json_set(result, "points", points);
    return result;
}

static void
print_point(FILE *file, const point *at)
{
    const ohm_channel_response *r = &at->response;
    const ohm_channel_validity valid = ohm_channel_judge(r, &at->stimulus);
    char number[OHM_TEXT_DOUBLE], other[OHM_TEXT_DOUBLE];

    print_fact(file, "flow p", "%s", ohm_text_double(number, r->p));
    print_fact(file, "conductance", "%s pS (Ohmic %s pS, ratio %.12g)", ohm_text_double(number, r->g),
               ohm_text_double(other, r->ohmic), r->g / r->ohmic);
    print_fact(file, "current", "%.12g pA", r->g * at->stimulus.voltage);
    print_fact(file, "dI/dV", "%.12g pS", valid.slope);
    if (!valid.positive_conductance)
        print_fact(file, "beyond validity", "g <= 0: the linear theory does not hold here");
    else if (!valid.rising_current)
        print_fact(file, "beyond uniqueness", "dI/dV <= 0: a network can have several states here");
}

static ohm_status
print_sweep(FILE *file, const cli_run *run, const sweep *s, ohm_channel *channel, const ohm_cone_rule *rule,
            ohm_error *err)
{
    ohm_status status = envelope_comment(file, "# ", run, err);
    double row[AXES + 5];
    point at;

    for (int k = 0; k < AXES; k++)
        fprintf(file, "%s_%s,", s->along[k].name, s->along[k].unit);
    fputs("p,conductance_pS,ohmic_pS,current_pA,slope_pS\n", file);
    for (size_t i = 0; status == OHM_OK && i < s->points; i++) {
        evaluate(&at, i, s, channel, rule);
        memcpy(row, at.at, sizeof at.at);
        row[AXES] = at.response.p;
        row[AXES + 1] = at.response.g;
        row[AXES + 2] = at.response.ohmic;
        row[AXES + 3] = at.response.g * at.stimulus.voltage;
        row[AXES + 4] = ohm_channel_slope(&at.response, &at.stimulus);
        status = ohm_csv_write_numbers(file, row, AXES + 5, err);
    }
    return status;
}

static ohm_status
answer(cli_output *out, const sweep *s, ohm_channel *channel, const ohm_cone_rule *rule, ohm_error *err)
{
    point at;

    if (!has_suffix(out->run->common->output, ".csv") && out->json)
        return output_result(out, sweep_json(s, channel, rule), err);
    if (s->points > 1 || has_suffix(out->run->common->output, ".csv"))
        return print_sweep(out->stream, out->run, s, channel, rule, err);
    evaluate(&at, 0, s, channel, rule);
    print_point(out->stream, &at);
    return OHM_OK;
}

/* ---- hysteresis ------------------------------------------------------------------------ */
/* sin:A,F[,PHI] */
static ohm_status
read_drive(ohm_channel_drive *drive, const char *text, ohm_error *err)
{
    double number[3] = { 0.0, 0.0, 0.0 };
    size_t count = 0;
    char word[OHM_TEXT_DOUBLE + 1];
    bool good = strncmp(text, "sin:", 4) == 0;

    for (const char *at = good ? text + 4 : text; good && count < 3;) {
        const size_t length = strcspn(at, ",");

        good = length <= OHM_TEXT_DOUBLE;
        if (good) {
            memcpy(word, at, length);
            word[length] = '\0';
            good = ohm_text_to_double(&number[count++], word) && isfinite(number[count - 1]);
        }
        at += length;
        if (*at == '\0')
            break;
        good = good && count < 3;
        at++;
    }
    if (!good || count < 2 || !(number[1] > 0.0))
        return ohm_fail(err, OHM_E_ARG, "--drive %s: expected sin:A,F[,PHI] with F > 0", text);
    drive->amplitude = number[0];
    drive->frequency = number[1];
    drive->phase = number[2];
    return OHM_OK;
}

typedef struct {
    size_t samples;
    double *time, *voltage, *conductance;       /* owned, in one array */
    ohm_channel_lobes lobes;
} channel_loop;

static ohm_json *
loop_json(const channel_loop *loop)
{
    ohm_json *result = ohm_json_object(), *object = ohm_json_object(), *lobes = ohm_json_object();
    ohm_json *current = ohm_json_array();

    for (size_t k = 0; k < loop->samples; k++)
        ohm_json_append(current, ohm_json_number(loop->conductance[k] * loop->voltage[k]));
    ohm_json_set(object, "time", ohm_json_numbers(loop->time, loop->samples));
    ohm_json_set(object, "voltage", ohm_json_numbers(loop->voltage, loop->samples));
    ohm_json_set(object, "conductance", ohm_json_numbers(loop->conductance, loop->samples));
    ohm_json_set(object, "current", current);
    ohm_json_set(lobes, "positive", ohm_json_number(loop->lobes.positive));
    ohm_json_set(lobes, "negative", ohm_json_number(loop->lobes.negative));
    ohm_json_set(result, "loop", object);
    ohm_json_set(result, "lobes", lobes);
    return result;
}

static ohm_status
print_loop(FILE *file, const cli_run *run, const channel_loop *loop, ohm_error *err)
{
    ohm_status status = envelope_comment(file, "# ", run, err);

    fputs("time_s,voltage_V,conductance_pS,current_pA\n", file);
    for (size_t k = 0; status == OHM_OK && k < loop->samples; k++) {
        const double row[] = {
            loop->time[k], loop->voltage[k], loop->conductance[k], loop->conductance[k] * loop->voltage[k]
        };

        status = ohm_csv_write_numbers(file, row, sizeof row / sizeof *row, err);
    }
    return status;
}

static ohm_status
answer_loop(cli_output *out, const sweep *s, const channel_options *o, ohm_error *err)
{
    ohm_channel_drive drive = { .density = s->density, .tau = (ohm_tau)o->tau, .settle = o->settle,
                                .samples = o->samples };
    channel_loop loop = { .samples = o->samples };
    ohm_status status;

    if (s->points > 1)
        return ohm_fail(err, OHM_E_ARG, "--drive: one channel, not a sweep");
    if (o->samples < 3 || o->samples > POINTS_MAX || o->settle > POINTS_MAX / o->samples)
        return ohm_fail(err, OHM_E_ARG, "--samples %zu, --settle %zu: at least 3, and at most %d in all",
                        o->samples, o->settle, POINTS_MAX);
    drive.geometry = (ohm_channel_geometry){ s->along[4].from, s->along[5].from, s->along[6].from };
    drive.stimulus = (ohm_channel_stimulus){ 0.0, s->along[1].from, s->along[2].from, s->along[3].from };
    if ((status = read_drive(&drive, o->drive, err)) != OHM_OK)
        return status;
    if ((loop.time = OHM_ARRAY(double, 3 * o->samples)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu samples", o->samples);
    loop.voltage = loop.time + o->samples;
    loop.conductance = loop.voltage + o->samples;
    status = ohm_channel_loop(loop.time, loop.voltage, loop.conductance, &loop.lobes, &drive, err);
    if (status == OHM_OK && out->json && !has_suffix(out->run->common->output, ".csv"))
        status = output_result(out, loop_json(&loop), err);
    else if (status == OHM_OK)
        status = print_loop(out->stream, out->run, &loop, err);
    free(loop.time);
    return status;
}

static ohm_status
run_device_channel(cli_run *run, const void *values, ohm_error *err)
{
    ohm_channel *channel = OHM_ZEROS(ohm_channel, 1);
    ohm_cone_rule *rule = OHM_ZEROS(ohm_cone_rule, 1);
    cli_output out = { .run = run };
    ohm_status status = OHM_OK;
    sweep s;

    if (channel == NULL || rule == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "channel");
    if (status == OHM_OK)
        status = has_suffix(run->common->output, ".csv") ? output_open(&out, run, err)
                                                         : output_open_report(&out, run, err);
    if (status == OHM_OK)
        status = read_sweep(&s, values, err);
    if (status == OHM_OK)
        status = ohm_cone_rule_fill(rule, err);
    if (status == OHM_OK && ((const channel_options *)values)->drive != NULL)
        status = answer_loop(&out, &s, values, err);
    else if (status == OHM_OK)
        status = answer(&out, &s, channel, rule, err);
    free(channel);
    free(rule);
    return output_close(&out, status, err);
}

const cli_command cmd_device_channel = {
    .name = "device channel",
    .summary = "conductance of a conical fluidic channel",
    .operands = "",
    .about = "The steady conductance of a charged conical channel between two reservoirs, [pS], with its\n"
        "derivatives, and whether the linear theory behind it still holds (g > 0, dI/dV > 0).  Any\n"
        "number may be a sweep FROM:TO:COUNT; several make a grid, the last running fastest.\n"
        "--drive instead follows a sinusoidal voltage in time, to the pinched loop of a memristor.\n"
        "-o FILE.csv writes a row per point.  doc/fluidic.md has the equations.",
    .example = "  ohmega device channel --dv 1\n"
        "  ohmega device channel --dv -2:2:401 -o iv.csv\n"
        "  ohmega device channel --dv 1 --dp -0.1:0.1:201 --radius-base 100:300:3 --json\n"
        "  ohmega device channel --drive sin:1,30 -o loop.csv\n",
    .options = channel_rows,
    .option_count = sizeof channel_rows / sizeof channel_rows[0],
    .values_size = sizeof(channel_options),
    .run = run_device_channel,
};
