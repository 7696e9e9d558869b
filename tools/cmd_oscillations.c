/* tools/cmd_oscillations.c -- which circuits turn, and how fast. */
#include "command.h"

#include "base/text.h"
#include "circuit_input.h"
#include "output.h"
#include "print.h"
#include "stability/oscillation_census.h"

typedef struct {
    common_options common;
    size_t edges, samples;
    double xi;
} turning_options;

#define AT(member) offsetof(turning_options, member)

static const option_row turning_rows[] = {
    { .name = "edges", .kind = OPTION_COUNT, .at = AT(edges), .argument = "M", .preset = "5",
      .help = "without FILE: every circuit of up to M edges, 2 to 6" },
    { .name = "samples", .kind = OPTION_COUNT, .at = AT(samples), .argument = "K", .preset = "60",
      .help = "states drawn for each pattern of signs" },
    { .name = "xi", .kind = OPTION_NUMBER, .at = AT(xi), .argument = "X", .preset = "5",
      .range = RANGE_POSITIVE, .help = "|r_off / r_on| - 1 of every element" },
};

/* Where the pair is shown again, at the same state. */
static const double xi_shown[] = { 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0 };
enum { XI_SHOWN = sizeof xi_shown / sizeof *xi_shown };

typedef struct {
    const ohm_graph *graph;             /* NULL: nothing turns */
    const ohm_oscillation *found;
    double xi;                          /* of the search */
    double peak_xi, peak_re, peak_im;   /* where along xi the same state turns fastest */
    double re[XI_SHOWN], im[XI_SHOWN];
} answer;

/* The found pair along xi.  Eigenvalues for the table, the formula for its peak. */
static ohm_status
follow(answer *a, const ohm_graph *graph, const ohm_oscillation *found, double xi, ohm_error *err)
{
    ohm_status status = OHM_OK;

    *a = (answer){ .graph = graph, .found = found, .xi = xi };
    if (graph == NULL || !(found->im > 0.0))
        return OHM_OK;
    a->peak_re = found->re;
    a->peak_im = found->im;
    a->peak_xi = ohm_oscillation_peak(found->re, found->im, xi);
    ohm_oscillation_move(&a->peak_re, &a->peak_im, xi, a->peak_xi);
    for (int i = 0; i < XI_SHOWN && status == OHM_OK; i++)
        status = ohm_oscillation_at(&a->re[i], &a->im[i], graph, found->sign, found->w, xi_shown[i], err);
    return status;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static ohm_json *
integers(const signed char *value, size_t count)
{
    ohm_json *array = ohm_json_array();

    for (size_t k = 0; k < count; k++)
        ohm_json_append(array, ohm_json_integer(value[k]));
    return array;
}

static ohm_json *
places(const size_t *value, size_t count)
{
    ohm_json *array = ohm_json_array();

    for (size_t k = 0; k < count; k++)
        ohm_json_append(array, ohm_json_integer((long long)value[k]));
    return array;
}

/* [[xi, re, im], ...] */
static ohm_json *
by_xi_json(const answer *a)
{
    ohm_json *array = ohm_json_array();

    for (int i = 0; i < XI_SHOWN; i++) {
        const double row[3] = { xi_shown[i], a->re[i], a->im[i] };

        ohm_json_append(array, ohm_json_numbers(row, 3));
    }
    return array;
}

static ohm_json *
circuit_json(const answer *a)
{
    const size_t m = a->graph->edges;
    const bool turns = a->found->im > 0.0;
    const double pair[2] = { a->found->re, a->found->im }, peak[3] = { a->peak_xi, a->peak_re, a->peak_im };
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "nodes", ohm_json_integer((long long)a->graph->nodes));
    ohm_json_set(object, "tail", places(a->graph->tail, m));
    ohm_json_set(object, "head", places(a->graph->head, m));
    ohm_json_set(object, "patterns", ohm_json_integer((long long)a->found->patterns));
    ohm_json_set(object, "turning", ohm_json_integer((long long)a->found->turning));
    ohm_json_set(object, "pair", turns ? ohm_json_numbers(pair, 2) : ohm_json_null());
    ohm_json_set(object, "sign", turns ? integers(a->found->sign, m) : ohm_json_null());
    ohm_json_set(object, "w", turns ? ohm_json_numbers(a->found->w, m) : ohm_json_null());
    ohm_json_set(object, "emf", turns ? ohm_json_numbers(a->found->emf, m) : ohm_json_null());
    ohm_json_set(object, "peak", turns ? ohm_json_numbers(peak, 3) : ohm_json_null());
    ohm_json_set(object, "by_xi", turns ? by_xi_json(a) : ohm_json_array());
    return object;
}

static ohm_json *
census_json(const ohm_oscillation_census *census)
{
    ohm_json *array = ohm_json_array();

    for (size_t i = 0; i < census->rows; i++) {
        const ohm_census_row *row = census->row + i;
        ohm_json *object = ohm_json_object();

        ohm_json_set(object, "edges", ohm_json_integer((long long)row->edges));
        ohm_json_set(object, "nodes", ohm_json_integer((long long)row->nodes));
        ohm_json_set(object, "circuits", ohm_json_integer((long long)row->circuits));
        ohm_json_set(object, "oscillating", ohm_json_integer((long long)row->oscillating));
        ohm_json_set(object, "patterns", ohm_json_integer((long long)row->patterns));
        ohm_json_set(object, "turning", ohm_json_integer((long long)row->turning));
        ohm_json_set(object, "largest", ohm_json_number(row->largest));
        ohm_json_append(array, object);
    }
    return array;
}

static ohm_json *
result_json(const answer *a, const ohm_oscillation_census *census)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "xi", ohm_json_number(a->xi));
    ohm_json_set(object, "census", census != NULL ? census_json(census) : ohm_json_null());
    ohm_json_set(object, "circuit", a->graph != NULL ? circuit_json(a) : ohm_json_null());
    return object;
}

/* ---- text ---------------------------------------------------------------------------------- */

static void
print_census(FILE *file, const ohm_oscillation_census *census)
{
    fputs("edges nodes  circuits oscillate  patterns   turning  largest imaginary part\n", file);
    for (size_t i = 0; i < census->rows; i++) {
        const ohm_census_row *row = census->row + i;

        fprintf(file, "%5zu %5zu %9zu %9zu %9zu %9zu  ", row->edges, row->nodes, row->circuits, row->oscillating,
                row->patterns, row->turning);
        if (row->largest > 0.0)
            fprintf(file, "%.6g\n", row->largest);
        else
            fputs("-\n", file);
    }
    fputs(census->graph != NULL ? "\nthe smallest that turns\n" : "\nnone turns\n", file);
}

static void
print_state(FILE *file, const answer *a)
{
    char number[OHM_TEXT_DOUBLE];

    print_fact(file, "largest pair", "%.9g +- %.9g i, in units of alpha, at xi = %g", a->found->re, a->found->im, a->xi);
    fputs("\nedge        sign  w                      emf [V], in units of alpha beta\n", file);
    for (size_t k = 0; k < a->graph->edges; k++) {
        fprintf(file, "%2zu -> %-5zu %-5d %-22s ", a->graph->tail[k], a->graph->head[k], a->found->sign[k],
                ohm_text_double(number, a->found->w[k]));
        fprintf(file, "%s\n", ohm_text_double(number, a->found->emf[k]));
    }
    fputs("\nxi        pair at the same state\n", file);
    for (int i = 0; i < XI_SHOWN; i++)
        fprintf(file, "%-9g %.9g +- %.9g i\n", xi_shown[i], a->re[i], a->im[i]);
    fprintf(file, "%-9.5g %.9g +- %.9g i  (fastest)\n", a->peak_xi, a->peak_re, a->peak_im);
}

static void
print_answer(FILE *file, const answer *a, const ohm_oscillation_census *census)
{
    if (census != NULL)
        print_census(file, census);
    if (a->graph == NULL)
        return;
    print_fact(file, "circuit", "%zu nodes, %zu edges", a->graph->nodes, a->graph->edges);
    print_fact(file, "sign patterns", "%zu, of which %zu turn", a->found->patterns, a->found->turning);
    if (a->found->im > 0.0)
        print_state(file, a);
    else
        fputs("no complex pair was found\n", file);
}

/* ---- running ------------------------------------------------------------------------------- */

static ohm_status
report(cli_output *out, const ohm_graph *graph, const ohm_oscillation *found,
       const ohm_oscillation_census *census, double xi, ohm_error *err)
{
    answer a;
    ohm_status status = follow(&a, graph, found, xi, err);

    if (status == OHM_OK && out->json)
        status = output_result(out, result_json(&a, census), err);
    else if (status == OHM_OK)
        print_answer(out->stream, &a, census);
    return status;
}

static ohm_status
answer_one(cli_output *out, const char *path, const ohm_oscillation_options *options, ohm_error *err)
{
    ohm_circuit *circuit;
    ohm_oscillation *found;
    ohm_status status = circuit_input(&circuit, out->run, path, NULL, err);

    if (status != OHM_OK)
        return status;
    status = ohm_oscillation_search(&found, circuit->graph, options, &out->run->control, err);
    run_end_progress(out->run);
    if (status == OHM_OK)
        status = report(out, circuit->graph, found, NULL, options->xi, err);
    ohm_oscillation_free(found);
    ohm_circuit_free(circuit);
    return status;
}

static ohm_status
answer_all(cli_output *out, size_t edges, const ohm_oscillation_options *options, ohm_error *err)
{
    ohm_oscillation_census *census;
    ohm_status status = ohm_oscillation_census_alloc(&census, edges, options, &out->run->control, err);

    run_end_progress(out->run);
    if (status == OHM_OK)
        status = report(out, census->graph, census->smallest, census, options->xi, err);
    ohm_oscillation_census_free(census);
    return status;
}

static ohm_status
run_oscillations(cli_run *run, const void *values, ohm_error *err)
{
    const turning_options *o = values;
    const ohm_oscillation_options options = { o->xi, o->samples, o->common.seed };
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    if (o->samples == 0)
        status = ohm_fail(err, OHM_E_ARG, "--samples 0: must be >= 1");
    else if (run->given->operands > 0)
        status = answer_one(&out, run->given->operand[0], &options, err);
    else
        status = answer_all(&out, o->edges, &options, err);
    return output_close(&out, status, err);
}

const cli_command cmd_oscillations = {
    .name = "oscillations",
    .summary = "which signs of resistances make a circuit turn",
    .operands = "[FILE|-]",
    .operands_least = 0,
    .operands_most = 1,
    .about = "Searches the interior fixed points of circuits of passive and active elements for complex pairs of\n"
        "eigenvalues: over every pattern of signs, and over the states that a drive can hold.  Without FILE, in\n"
        "every connected circuit of up to --edges edges: which is the smallest that turns?  With FILE, in that\n"
        "circuit, of at most 12 edges; only its graph is looked at.  alpha = beta = r_on = 1 on every edge.\n"
        "Then the pair of largest imaginary part is followed along xi, at the same state.",
    .example = "  ohmega oscillations --edges 3\n"
        "  ohmega generate complete 3 | ohmega oscillations - --xi 10 --json\n",
    .options = turning_rows,
    .option_count = sizeof turning_rows / sizeof turning_rows[0],
    .values_size = sizeof(turning_options),
    .run = run_oscillations,
};
