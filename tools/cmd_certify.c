/* tools/cmd_certify.c -- the memory at time T as a theorem. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "certify/certificate.h"
#include "circuit_input.h"
#include "dynamics/simulate.h"
#include "law_options.h"
#include "output.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What `simulate` is asked for here: its tightest sensible tolerances. */
static const double FLOAT_RTOL = 1e-12, FLOAT_ATOL = 1e-13;

typedef struct {
    common_options common;
    double time, tolerance;
    int method;
    size_t bits;
    law_options law;
} certify_options;

#define AT(member) offsetof(certify_options, member)

static const option_row certify_rows[] = {
    { .name = "time", .kind = OPTION_NUMBER, .at = AT(time), .argument = "T", .flags = OPTION_REQUIRED,
      .range = RANGE_NOT_NEGATIVE, .help = "enclose the memories at T [s]" },
    { .name = "method", .kind = OPTION_WORD, .at = AT(method), .preset = "auto",
      .argument = "auto|closed-form|flux-charge|taylor",
      .help = "auto: flux-charge where alpha is 0 and the circuit passive, else taylor" },
    { .name = "bits", .kind = OPTION_COUNT, .at = AT(bits), .argument = "B", .preset = "128",
      .help = "precision of the arithmetic, 24 to 8192; taylor takes more where half of it would be lost" },
    { .name = "float-tolerance", .kind = OPTION_NUMBER, .at = AT(tolerance), .argument = "E",
     .preset = "1e-10",
      .range = RANGE_POSITIVE, .help = "contained: no double of simulate is further outside its ball" },
    LAW_ROWS(certify_options, law),
};

/* A word's place in its row is its number in the library. */
_Static_assert(OHM_PROOF_TAYLOR == 3, "the words of --method");

typedef struct {
    const certify_options *options;
    ohm_circuit *circuit;
    double *r_off;                      /* M */
    double *w;                          /* M: of simulate, at T; meaningless where it failed */
    bool simulated;
    ohm_certificate *certificate;       /* NULL: not proved */
    ohm_comparison comparison;          /* of w with it */
    ohm_error why;                      /* why not */
} enclosure;

static bool
contained(const enclosure *e)
{
    return e->certificate != NULL && e->simulated && e->comparison.outside <= e->options->tolerance;
}

/* ---- what is printed ------------------------------------------------------------- */

static ohm_json *
balls_json(const ohm_balls *balls)
{
    ohm_json *array = ohm_json_array();

    for (size_t k = 0; balls != NULL && k < balls->count; k++) {
        ohm_json *ball = ohm_json_object();

        ohm_json_set(ball, "mid", ohm_json_string(balls->ball[k].mid));
        ohm_json_set(ball, "rad", ohm_json_string(balls->ball[k].rad));
        ohm_json_append(array, ball);
    }
    return array;
}

static ohm_json *
enclosure_json(const enclosure *e)
{
    const ohm_certificate *certificate = e->certificate;
    const bool compared = certificate != NULL && e->simulated;
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "enclosure", balls_json(certificate != NULL ? certificate->w : NULL));
    ohm_json_set(result, "float", e->simulated ? ohm_json_numbers(e->w, e->circuit->graph->edges)
                 : ohm_json_null());
    ohm_json_set(result, "contained", ohm_json_bool(contained(e)));
    ohm_json_set(result, "max_radius", ohm_json_number(certificate != NULL ? certificate->w->max_radius
                                                       : NAN));
    ohm_json_set(result, "certified", ohm_json_bool(certificate != NULL));
    ohm_json_set(result, "reason", certificate != NULL ? ohm_json_null() : ohm_json_string(e->why.text));
    ohm_json_set(result, "time", ohm_json_number(e->options->time));
    ohm_json_set(result, "method", certificate != NULL ? ohm_json_string(ohm_proof_name(certificate->method))
                                                       : ohm_json_null());
    ohm_json_set(result, "working_bits", certificate != NULL ? ohm_json_integer(certificate->bits)
                 : ohm_json_null());
    ohm_json_set(result, "pieces", certificate != NULL ? ohm_json_integer((long long)certificate->pieces)
                                                       : ohm_json_null());
    ohm_json_set(result, "float_tolerance", ohm_json_number(e->options->tolerance));
    ohm_json_set(result, "float_outside", ohm_json_number(compared ? e->comparison.outside : NAN));
    ohm_json_set(result, "float_error", ohm_json_number(compared ? e->comparison.error : NAN));
    return result;
}

static void
print_enclosure(FILE *file, const enclosure *e)
{
    enum { SHOWN = 32 };
    const ohm_certificate *certificate = e->certificate;

    if (certificate == NULL)
        return;                         /* the error says why */
    print_fact(file, "certified", "w(%g s) by %s, %ld bits, %zu piece%s of time", e->options->time,
               ohm_proof_name(certificate->method), certificate->bits, certificate->pieces,
               certificate->pieces == 1 ? "" : "s");
    print_fact(file, "largest radius", "%.3g", certificate->w->max_radius);
    if (e->simulated && certificate->w->count > 0)
        print_fact(file, "double of simulate", "%s: its error is at most %.3g (edge %zu)",
                   contained(e) ? "contained" : "not contained", e->comparison.error, e->comparison.edge);
    for (size_t k = 0; k < certificate->w->count && k < SHOWN; k++)
        fprintf(file, "  w[%zu] = %s +/- %s\n", k, certificate->w->ball[k].mid, certificate->w->ball[k].rad);
    if (certificate->w->count > SHOWN)
        fprintf(file, "  ... and %zu more; --json has them all\n", certificate->w->count - SHOWN);
}

/* ---- what is done ---------------------------------------------------------------- */

/* The trajectory in doubles, which the enclosure is held against. */
static ohm_status
simulate(enclosure *e, const cli_run *run, ohm_error *err)
{
    const ohm_circuit *circuit = e->circuit;
    const ohm_problem problem = { circuit->graph, circuit->device, circuit->drive };
    const ohm_simulation simulation = {
        .time = e->options->time, .rtol = FLOAT_RTOL, .atol = FLOAT_ATOL,
        .network = { .mixed_signs = circuit->device->active }
    };
    ohm_simulation_report report;

    if ((e->w = ohm_copy(circuit->w, circuit->graph->edges, sizeof *circuit->w)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "out of memory for %zu edges", circuit->graph->edges);
    const ohm_status status = ohm_simulate(e->w, NULL, NULL, NULL, &report, &problem, &simulation, NULL, NULL,
                                           &run->control, err);

    e->simulated = status == OHM_OK;
    if (e->simulated && e->certificate != NULL)
        return ohm_certificate_compare(&e->comparison, e->certificate, e->w, err);
    return status;
}

/* OHM_OK also where nothing was proved: then e->why says why. */
static ohm_status
certify(enclosure *e, const cli_run *run, ohm_error *err)
{
    const ohm_circuit *circuit = e->circuit;
    const ohm_problem problem = { circuit->graph, circuit->device, circuit->drive };
    const ohm_proof proof = {
        .method = (ohm_proof_method)e->options->method, .time = e->options->time,
        .bits = (long)e->options->bits,
        .r_off = e->r_off
    };
    const ohm_status status = ohm_certify(&e->certificate, &problem, circuit->w, &proof, &run->control,
                                          &e->why);

    if (status == OHM_OK || status == OHM_E_UNPROVED || status == OHM_E_PRECISION)
        return OHM_OK;
    return ohm_fail(err, status, "%s", e->why.text);
}

/* A proof that failed, or a double outside it, is the command's failure, its report printed. */
static ohm_status
verdict(const enclosure *e, ohm_error *err)
{
    if (e->certificate == NULL)
        return ohm_fail(err, e->why.status, "not certified: %s", e->why.text);
    if (!contained(e))
        return ohm_fail(err, OHM_E_UNPROVED,
                        "not contained: the double of edge %zu is %.3g outside its ball, %g allowed",
                        e->comparison.edge, e->comparison.outside, e->options->tolerance);
    return OHM_OK;
}

static ohm_status
prepare(enclosure *e, cli_run *run, ohm_error *err)
{
    ohm_circuit_defaults defaults;
    ohm_status status = law_defaults(&defaults, &e->options->law, err);

    if (status == OHM_OK && (e->options->bits < OHM_BITS_LEAST || e->options->bits > OHM_BITS_MOST))
        status = ohm_fail(err, OHM_E_ARG, "--bits %zu: must be %d to %d", e->options->bits,
                          (int)OHM_BITS_LEAST,
                          (int)OHM_BITS_MOST);
    if (status == OHM_OK)
        status = circuit_input(&e->circuit, run, run->given->operand[0], &defaults, err);
    if (status == OHM_OK)
        status = circuit_r_off(&e->r_off, e->circuit, err);
    return status;
}

static ohm_status
run_certify(cli_run *run, const void *values, ohm_error *err)
{
    enclosure e = { .options = values };
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = prepare(&e, run, err);
    if (status == OHM_OK)
        status = certify(&e, run, err);
    if (status == OHM_OK)
        status = simulate(&e, run, err);
    run_end_progress(run);
    if (status == OHM_OK && out.json)
        status = output_result(&out, enclosure_json(&e), err);
    else if (status == OHM_OK)
        print_enclosure(out.stream, &e);
    if ((status = output_close(&out, status, err)) == OHM_OK)
        status = verdict(&e, err);
    ohm_certificate_free(e.certificate);
    ohm_circuit_free(e.circuit);
    free(e.r_off);
    free(e.w);
    return status;
}

const cli_command cmd_certify = {
    .name = "certify",
    .summary = "the memory at time T, enclosed and proved",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Encloses every memory at T in a ball that is proved to contain it, with the proof that no\n"
        "element met a bound on the way; all about the doubles nearest to the file's decimals.  The double\n"
        "result of simulate is held against it.  What is not proved is said so, with exit code 5, or 4 where\n"
        "more bits might do.  Windows, polarity 0 and drives along lines are not covered.",
    .example = "  ohmega generate complete 5 --set emf=uniform:-1,1 --set w=uniform:0.2,0.8 \\\n"
        "    | ohmega certify - --time 1 --xi 10 --alpha 0.3\n"
        "  ohmega certify net.graphml --time 2 --method flux-charge --bits 256 --json\n",
    .options = certify_rows,
    .option_count = sizeof certify_rows / sizeof certify_rows[0],
    .values_size = sizeof(certify_options),
    .run = run_certify,
};
