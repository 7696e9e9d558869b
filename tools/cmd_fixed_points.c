/* tools/cmd_fixed_points.c -- the states at rest of a circuit, and their stability. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "certify/certify_fixed_point.h"
#include "circuit_input.h"
#include "law_options.h"
#include "network_output.h"
#include "output.h"
#include "print.h"
#include "stability/fixed_points.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    common_options common;
    size_t starts;
    bool certify;
    int solver;
    law_options law;
} fixed_options;

static const option_row fixed_rows[] = {
    { .name = "starts", .kind = OPTION_COUNT, .at = offsetof(fixed_options, starts), .argument = "K",
      .preset = "64", .help = "seeded starts of the search for what the theory does not settle" },
    { .name = "certify", .kind = OPTION_FLAG, .at = offsetof(fixed_options, certify),
      .help = "prove each: existence, uniqueness nearby and kind, by balls; exit 5 where one is not" },
    { .name = "solver", .kind = OPTION_WORD, .at = offsetof(fixed_options, solver), .argument = SOLVER_WORDS,
      .preset = "auto", .help = "how the linear systems are solved" },
    LAW_ROWS(fixed_options, law),
};

/* Working precision of --certify. */
enum { CERTIFY_BITS = OHM_BITS_DEFAULT };

typedef struct {
    const ohm_fixed_points *points;
    ohm_fixed_certificate **certificate;    /* one for every point, or NULL: not asked */
    size_t edges;
} answers;

static ohm_json *
indices_json(const size_t *index, size_t count)
{
    ohm_json *array = ohm_json_array();

    for (size_t k = 0; k < count; k++)
        ohm_json_append(array, ohm_json_integer((long long)index[k]));
    return array;
}

static ohm_json *
eigenvalues_json(const ohm_spectrum *spectrum)
{
    ohm_json *array = ohm_json_array();

    for (size_t k = 0; k < spectrum->count; k++) {
        const double pair[2] = { spectrum->re[k], spectrum->im[k] };

        ohm_json_append(array, ohm_json_numbers(pair, 2));
    }
    return array;
}

/* Balls, or null where there are none. */
static ohm_json *
balls_json(const ohm_balls *balls)
{
    ohm_json *array = balls != NULL ? ohm_json_array() : ohm_json_null();

    for (size_t k = 0; balls != NULL && k < balls->count; k++) {
        ohm_json *ball = ohm_json_object();

        ohm_json_set(ball, "mid", ohm_json_string(balls->ball[k].mid));
        ohm_json_set(ball, "rad", ohm_json_string(balls->ball[k].rad));
        ohm_json_append(array, ball);
    }
    return array;
}

/* What --certify adds. */
static ohm_json *
certificate_json(const ohm_fixed_certificate *certificate)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "enclosure", balls_json(certificate->w));
    ohm_json_set(object, "eigenvalues_re", balls_json(certificate->re));
    ohm_json_set(object, "eigenvalues_im", balls_json(certificate->im));
    ohm_json_set(object, "reason", certificate->proved ? ohm_json_null()
                 : ohm_json_string(certificate->reason));
    return object;
}

static ohm_json *
point_json(const ohm_fixed_point *point, const ohm_fixed_certificate *certificate, bool uniform_alpha,
           size_t edges)
{
    ohm_json *object = ohm_json_object(), *held = ohm_json_array();

    for (size_t k = 0; k < edges; k++)
        if (point->held[k])
            ohm_json_append(held, ohm_json_integer((long long)k));
    ohm_json_set(object, "w", ohm_json_numbers(point->w, edges));
    ohm_json_set(object, "residual", ohm_json_number(point->residual));
    ohm_json_set(object, "eigenvalues", eigenvalues_json(point->spectrum));
    ohm_json_set(object, "kind", ohm_json_string(ohm_kind_text(point->kind, point->stable)));
    ohm_json_set(object, "certified", ohm_json_bool(certificate != NULL && certificate->proved));
    ohm_json_set(object, "stable", ohm_json_bool(point->stable));
    ohm_json_set(object, "interior", ohm_json_bool(point->interior));
    ohm_json_set(object, "held", held);
    ohm_json_set(object, "all_eigenvalues", ohm_json_bool(point->spectrum->complete));
    ohm_json_set(object, "alpha_multiplicity", uniform_alpha && point->spectrum->complete
                 ? ohm_json_integer((long long)point->alpha_count) : ohm_json_null());
    if (certificate != NULL)
        ohm_json_set(object, "certificate", certificate_json(certificate));
    return object;
}

static ohm_json *
points_json(const answers *a)
{
    const ohm_fixed_points *points = a->points;
    ohm_json *result = ohm_json_object(), *list = ohm_json_array();
    const ohm_circulation *circulation = points->circulation;
    const bool cut = circulation != NULL && !circulation->exists;

    for (size_t i = 0; i < points->count; i++)
        ohm_json_append(list, point_json(&points->point[i], a->certificate != NULL ? a->certificate[i] : NULL,
                                           points->uniform_alpha, a->edges));
    ohm_json_set(result, "fixed_points", list);
    ohm_json_set(result, "reason", points->reason[0] != '\0' ? ohm_json_string(points->reason)
                 : ohm_json_null());
    ohm_json_set(result, "cut", cut ? indices_json(circulation->cut, circulation->count) : ohm_json_null());
    ohm_json_set(result, "complete", ohm_json_bool(points->complete));
    ohm_json_set(result, "alpha", ohm_json_number(points->uniform_alpha ? points->alpha : NAN));
    return result;
}

/* "1.5, 0.2 +- 0.1 i, ..." on one line, a long spectrum by its ends. */
static void
print_eigenvalues(FILE *file, const ohm_spectrum *spectrum)
{
    enum { SHOWN = 8 };
    char line[40 * SHOWN + 40];
    size_t used = 0, shown = 0;

    for (size_t k = 0; k < spectrum->count && shown < SHOWN; k++) {
        if (spectrum->im[k] < 0.0)
            continue;                       /* said with its partner */
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%.8g", shown++ > 0 ? ", " : "",
                                 spectrum->re[k]);
        if (spectrum->im[k] > 0.0)
            used += (size_t)snprintf(line + used, sizeof line - used, " +- %.8g i", spectrum->im[k]);
    }
    if (spectrum->count == 0)
        print_fact(file, "  eigenvalues", "none: every element is held");
    else
        print_fact(file, "  eigenvalues", "%s%s", line, spectrum->count > shown && shown == SHOWN ? ", ..."
                   : "");
}

static void
print_points(FILE *file, const answers *a)
{
    const ohm_fixed_points *points = a->points;
    const size_t edges = a->edges;
    char number[OHM_TEXT_DOUBLE];

    for (size_t i = 0; i < points->count; i++) {
        const ohm_fixed_point *point = &points->point[i];

        print_fact(file, "fixed point", "%zu, %s%s", i, ohm_kind_text(point->kind, point->stable),
                   point->interior ? ", interior" : "");
        print_fact(file, "  held at a bound", "%zu of %zu", point->held_count, edges);
        print_fact(file, "  residual", "%.3g /s", point->residual);
        print_eigenvalues(file, point->spectrum);
        if (a->certificate != NULL)
            print_fact(file, "  certified", "%s", a->certificate[i]->proved
                       ? "exists, alone nearby, and is of this kind"
                                                                         : a->certificate[i]->reason);
        if (points->uniform_alpha && point->alpha_count > 0)
            print_fact(file, "  alpha", "%s /s is %zu of them", ohm_text_double(number, points->alpha),
                       point->alpha_count);
        for (size_t k = 0; k < edges && edges <= 32; k++)
            fprintf(file, "  w[%zu] = %s\n", k, ohm_text_double(number, point->w[k]));
    }
    if (points->count == 0)
        print_fact(file, "fixed points", "none found");
    if (points->reason[0] != '\0')
        fprintf(file, "%s\n", points->reason);
    if (points->complete)
        fputs("no other state is at rest\n", file);
}

static void
free_certificates(answers *a)
{
    for (size_t i = 0; a->certificate != NULL && i < a->points->count; i++)
        ohm_fixed_certificate_free(a->certificate[i]);
    free(a->certificate);
}

/* All of them; *unproved: how many were not. */
static ohm_status
certify(answers *a, size_t *unproved, const ohm_circuit *circuit, const ohm_problem *problem, ohm_error *err)
{
    double *r_off;
    ohm_status status = circuit_r_off(&r_off, circuit, err);

    *unproved = 0;
    if (status == OHM_OK && (a->certificate = OHM_ZEROS(ohm_fixed_certificate *, a->points->count)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "out of memory for %zu states", a->points->count);
    for (size_t i = 0; i < a->points->count && status == OHM_OK; i++) {
        status = ohm_certify_fixed_point(&a->certificate[i], problem, &a->points->point[i], r_off,
                                         CERTIFY_BITS, err);
        if (status == OHM_OK && !a->certificate[i]->proved)
            ++*unproved;
    }
    free(r_off);
    return status;
}

static ohm_status
answer(cli_output *out, size_t *unproved, const ohm_circuit *circuit, const fixed_options *o, ohm_error *err)
{
    const ohm_problem problem = { circuit->graph, circuit->device, circuit->drive };
    const ohm_fixed_search search = { o->starts, o->common.seed, { .solver = (ohm_solver_kind)o->solver } };
    const size_t edges = circuit->graph->edges;
    ohm_fixed_points *points;
    answers a = { .edges = edges };
    ohm_status status = ohm_fixed_points_find(&points, &problem, circuit->w, &search, &out->run->control,
                                              err);

    run_end_progress(out->run);
    if (status != OHM_OK)
        return status;
    a.points = points;
    if (o->certify)
        status = certify(&a, unproved, circuit, &problem, err);
    if (status == OHM_OK && points->count == OHM_FIXED_POINTS_MAX)
        status = run_warn(out->run, err, "only the first %d states are listed", (int)OHM_FIXED_POINTS_MAX);
    if (status == OHM_OK && out->json)
        status = output_result(out, points_json(&a), err);
    else if (status == OHM_OK)
        print_points(out->stream, &a);
    free_certificates(&a);
    ohm_fixed_points_free(points);
    return status;
}

static ohm_status
run_fixed_points(cli_run *run, const void *values, ohm_error *err)
{
    const fixed_options *o = values;
    ohm_circuit_defaults defaults;
    ohm_circuit *circuit = NULL;
    size_t unproved = 0;
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = law_defaults(&defaults, &o->law, err);
    if (status == OHM_OK)
        status = circuit_input(&circuit, run, run->given->operand[0], &defaults, err);
    if (status == OHM_OK)
        status = answer(&out, &unproved, circuit, o, err);
    ohm_circuit_free(circuit);
    status = output_close(&out, status, err);
    if (status == OHM_OK && unproved > 0)
        return ohm_fail(err, OHM_E_UNPROVED, "%zu of the states are not certified", unproved);
    return status;
}

const cli_command cmd_fixed_points = {
    .name = "fixed-points",
    .summary = "states at rest, their spectrum and kind",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Finds the states at rest under the constant drive of the circuit: interior ones, and ones with\n"
        "elements pressed against 0 or 1.  Each comes with what is left of dw/dt, the eigenvalues of the\n"
        "Jacobian of the elements that are free (of circuits of more than 800 the ends of the spectrum) and\n"
        "its kind: node, focus or saddle, stable or not.  Where there is no interior one the reason is given,\n"
        "and where no positive circulation runs through the circuit the cut that proves it.",
    .example = "  ohmega generate ring 4 --set emf@0=1 --set alpha=0.1 --set r_off=2 | ohmega fixed-points -\n"
        "  ohmega fixed-points net.graphml --alpha -0.5 --json\n",
    .options = fixed_rows,
    .option_count = sizeof fixed_rows / sizeof fixed_rows[0],
    .values_size = sizeof(fixed_options),
    .run = run_fixed_points,
};
