/* lib/stability/oscillation.c -- see oscillation.h */
#include "stability/oscillation.h"
#include "base/array.h"
#include "base/rng.h"
#include "stability/circulation.h"
#include "stability/spectrum.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Directed cycles a circulation is the sum of, for every edge: enough to reach any of them
 * nearly, by the random weights. */
enum { CYCLES_PER_EDGE = 2 };

/* Steps of the climb, and the share of a weight it changes. */
enum { CLIMB = 200 };
static const double CLIMB_SHARE = 0.2;

/* Imaginary parts below this share of alpha are rounding of a nearly double eigenvalue,
 * whose square root they are. */
static const double TURNING = 1e-6;

/* Eigenvalues larger than this are those of a nearly singular circuit, where a small error
 * of w is a large one of the pair. */
static const double LARGE = 1e6;

typedef struct {
    const ohm_graph *graph;
    ohm_adjacency *adjacency;
    ohm_memristors *device;
    ohm_drive *drive;
    ohm_problem problem;
    ohm_jacobian *jacobian;
    ohm_rng *rng;
    double *w, *best;               /* M */
    size_t *left_by;                /* N: the edge by which a walk left last */
} quest;

void
ohm_oscillation_free(ohm_oscillation *oscillation)
{
    if (oscillation == NULL)
        return;
    free(oscillation->sign);
    free(oscillation->w);
    free(oscillation->emf);
    free(oscillation);
}

static void
quest_free(quest *q)
{
    ohm_jacobian_free(q->jacobian);
    ohm_memristors_free(q->device);
    ohm_drive_free(q->drive);
    ohm_adjacency_free(q->adjacency);
    ohm_rng_free(q->rng);
    free(q->w);
    free(q->best);
    free(q->left_by);
}

static ohm_status
quest_make(quest *q, const ohm_graph *graph, double xi, uint64_t seed, ohm_error *err)
{
    const size_t m = graph->edges, n = graph->nodes;
    ohm_status status;

    *q = (quest){ .graph = graph };
    q->w = OHM_ZEROS(double, m);
    q->best = OHM_ZEROS(double, m);
    q->left_by = OHM_ZEROS(size_t, n);
    if (q->w == NULL || q->best == NULL || q->left_by == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oscillation: %zu edges", m);
    if ((status = ohm_adjacency_alloc(&q->adjacency, graph, err)) != OHM_OK
        || (status = ohm_memristors_alloc(&q->device, m, err)) != OHM_OK
        || (status = ohm_drive_alloc(&q->drive, n, m, err)) != OHM_OK
        || (status = ohm_rng_alloc(&q->rng, seed, 0, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < m; k++) {
        q->device->xi[k] = xi;
        q->device->alpha[k] = 1.0;
    }
    q->device->active = q->device->relaxing = true;         /* of some pattern */
    q->problem = (ohm_problem){ graph, q->device, q->drive };
    return ohm_jacobian_alloc(&q->jacobian, &q->problem, NULL, err);
}

/* The pair of largest imaginary part at the fixed point w. */
static ohm_status
judge(double *re, double *im, quest *q, const double *w, ohm_error *err)
{
    ohm_spectrum *spectrum;
    ohm_status status;

    for (size_t k = 0; k < q->graph->edges; k++)            /* i = w, no potentials: S = R i */
        q->drive->emf[k] = q->device->sign[k] * (1.0 + q->device->xi[k] * w[k]) * w[k];
    q->drive->has_emf = true;
    *re = *im = 0.0;
    if ((status = ohm_jacobian_at(q->jacobian, 0.0, w, err)) != OHM_OK
        || (status = ohm_spectrum_alloc(&spectrum, q->jacobian, &q->problem, NULL, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < spectrum->count; k++)
        if (spectrum->im[k] > *im && spectrum->im[k] > TURNING && hypot(spectrum->re[k], spectrum->im[k]) < LARGE) {
            *re = spectrum->re[k];
            *im = spectrum->im[k];
        }
    ohm_spectrum_free(spectrum);
    return OHM_OK;
}

/* A singular circuit is no place to be, and no error. */
static ohm_status
try_state(double *re, double *im, quest *q, const double *w, ohm_error *err)
{
    const ohm_status status = judge(re, im, q, w, err);

    return status == OHM_E_SINGULAR || status == OHM_E_PRECISION || status == OHM_E_NOCONV ? OHM_OK : status;
}

/* One of the edges that leave node v, at random; in a circuit with a positive circulation
 * there is one at every node that has any. */
static size_t
leave(quest *q, size_t v)
{
    const size_t from = q->adjacency->start[v], count = q->adjacency->start[v + 1] - from;
    size_t e;

    do
        e = q->adjacency->edge[from + ohm_rng_below(q->rng, count)];
    while (q->graph->tail[e] != v);
    return e;
}

/* Adds weight to a directed cycle through edge k: a random walk from its head to its tail,
 * without its loops, which is what the last steps out of every node leave.  Every cycle has
 * its chance. */
static void
add_cycle(quest *q, double *w, size_t k, double weight)
{
    const size_t start = q->graph->head[k], end = q->graph->tail[k];

    for (size_t v = start; v != end; v = q->graph->head[q->left_by[v]])
        q->left_by[v] = leave(q, v);
    w[k] += weight;
    for (size_t v = start; v != end; v = q->graph->head[q->left_by[v]])
        w[q->left_by[v]] += weight;
}

/* Scales a circulation into (0, 1), its largest entry to `top`. */
static void
scale(double *w, size_t m, double top)
{
    double most = 0.0;

    for (size_t k = 0; k < m; k++)
        most = fmax(most, w[k]);
    for (size_t k = 0; k < m; k++)
        w[k] *= top / most;
}

/* A random positive circulation. */
static void
draw(quest *q)
{
    const size_t m = q->graph->edges;

    memset(q->w, 0, m * sizeof *q->w);
    for (size_t c = 0; c < CYCLES_PER_EDGE * m; c++)
        add_cycle(q, q->w, c % m, -log(1.0 - ohm_rng_uniform(q->rng)));
    scale(q->w, m, ohm_rng_between(q->rng, 0.3, 0.99));
}

/* Climbs from q->best, whose pair is (*re, *im). */
static ohm_status
climb(double *re, double *im, quest *q, ohm_error *err)
{
    const size_t m = q->graph->edges;
    ohm_status status = OHM_OK;

    for (int step = 0; step < CLIMB && status == OHM_OK; step++) {
        double x, y, top = 0.0;

        memcpy(q->w, q->best, m * sizeof *q->w);
        for (size_t k = 0; k < m; k++)
            top = fmax(top, q->w[k]);
        add_cycle(q, q->w, ohm_rng_below(q->rng, m), CLIMB_SHARE * top * ohm_rng_uniform(q->rng));
        scale(q->w, m, fmin(0.99, top * ohm_rng_between(q->rng, 0.9, 1.1)));
        status = try_state(&x, &y, q, q->w, err);
        if (status == OHM_OK && y > *im) {
            *re = x;
            *im = y;
            memcpy(q->best, q->w, m * sizeof *q->w);
        }
    }
    return status;
}

/* The best state of the pattern that stands in the device, in q->best. */
static ohm_status
search_pattern(double *re, double *im, quest *q, size_t samples, ohm_error *err)
{
    const size_t m = q->graph->edges;
    ohm_status status = OHM_OK;

    *re = *im = 0.0;
    for (size_t s = 0; s < samples && status == OHM_OK; s++) {
        double x, y;

        draw(q);
        status = try_state(&x, &y, q, q->w, err);
        if (status == OHM_OK && y > *im) {
            *re = x;
            *im = y;
            memcpy(q->best, q->w, m * sizeof *q->w);
        }
    }
    return status == OHM_OK && *im > 0.0 ? climb(re, im, q, err) : status;
}

static void
set_signs(quest *q, size_t pattern)
{
    for (size_t k = 0; k < q->graph->edges; k++)            /* the first stays passive */
        q->device->sign[k] = k > 0 && pattern >> (k - 1) & 1 ? -1 : 1;
}

static ohm_status
search_all(ohm_oscillation *o, quest *q, size_t samples, const ohm_control *control, ohm_error *err)
{
    const size_t m = q->graph->edges, patterns = m > 0 ? (size_t)1 << (m - 1) : 0;

    for (size_t p = 0; p < patterns; p++) {
        double re, im;
        ohm_status status = ohm_control_point(control, (double)p / (double)patterns, err);

        set_signs(q, p);
        if (status == OHM_OK)
            status = search_pattern(&re, &im, q, samples, err);
        if (status != OHM_OK)
            return status;
        o->patterns++;
        o->turning += im > 0.0;
        if (!(im > o->im))
            continue;
        o->re = re;
        o->im = im;
        memcpy(o->sign, q->device->sign, m * sizeof *o->sign);
        memcpy(o->w, q->best, m * sizeof *o->w);
        for (size_t k = 0; k < m; k++)
            o->emf[k] = o->sign[k] * (1.0 + q->device->xi[k] * o->w[k]) * o->w[k];
    }
    return OHM_OK;
}

/* Whether the currents can run along all edges. */
static ohm_status
check_circulation(const ohm_graph *graph, ohm_error *err)
{
    ohm_runs *runs = OHM_ARRAY(ohm_runs, graph->edges);
    ohm_circulation *circulation = NULL;
    ohm_status status = runs == NULL ? ohm_fail(err, OHM_E_NOMEM, "oscillation: %zu edges", graph->edges) : OHM_OK;

    for (size_t k = 0; k < graph->edges && status == OHM_OK; k++)
        runs[k] = OHM_RUNS_FORWARD;
    if (status == OHM_OK)
        status = ohm_circulation_alloc(&circulation, graph, runs, NULL, err);
    if (status == OHM_OK && !circulation->exists)
        status = ohm_fail(err, OHM_E_METHOD, "oscillation: edge %zu lies on no directed cycle, so no state inside "
                          "is at rest: turn edges until all do", circulation->edge);
    ohm_circulation_free(circulation);
    free(runs);
    return status;
}

static ohm_status
oscillation_make(ohm_oscillation **out, size_t edges, ohm_error *err)
{
    ohm_oscillation *o = OHM_ZEROS(ohm_oscillation, 1);

    *out = o;
    if (o != NULL) {
        o->sign = OHM_ZEROS(signed char, edges);
        o->w = OHM_ZEROS(double, edges);
        o->emf = OHM_ZEROS(double, edges);
    }
    if (o == NULL || o->sign == NULL || o->w == NULL || o->emf == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oscillation: %zu edges", edges);
    return OHM_OK;
}

ohm_status
ohm_oscillation_search(ohm_oscillation **out, const ohm_graph *graph, const ohm_oscillation_options *options,
                       const ohm_control *control, ohm_error *err)
{
    const size_t m = graph->edges;
    ohm_oscillation *o;
    ohm_status status;
    quest q;

    *out = NULL;
    if (m > OHM_OSCILLATION_MAX)
        return ohm_fail(err, OHM_E_METHOD, "oscillation: %zu edges are too many to try every pattern of signs "
                        "(at most %d)", m, (int)OHM_OSCILLATION_MAX);
    if (!(options->xi > 0.0) || isinf(options->xi))
        return ohm_fail(err, OHM_E_ARG, "oscillation: xi = %g: must be > 0", options->xi);
    if ((status = check_circulation(graph, err)) != OHM_OK)
        return status;
    status = quest_make(&q, graph, options->xi, options->seed, err);
    if (status == OHM_OK) {
        if ((status = oscillation_make(&o, m, err)) == OHM_OK)
            status = search_all(o, &q, options->samples, control, err);
        if (status == OHM_OK)
            *out = o;
        else
            ohm_oscillation_free(o);
    }
    quest_free(&q);
    return status;
}

ohm_status
ohm_oscillation_at(double *re, double *im, const ohm_graph *graph, const signed char *sign, const double *w,
                   double xi, ohm_error *err)
{
    quest q;
    ohm_status status = quest_make(&q, graph, xi, 0, err);

    if (status == OHM_OK) {
        memcpy(q.device->sign, sign, graph->edges * sizeof *sign);
        status = judge(re, im, &q, w, err);
    }
    quest_free(&q);
    return status;
}

/* nu of an eigenvalue re + i im at xi: with mu = xi nu / (1 + xi nu), xi nu = mu / (1 - mu). */
static double complex
nu_of(double re, double im, double xi)
{
    const double complex mu = re - 1.0 + I * im;

    return mu / (1.0 - mu) / xi;
}

void
ohm_oscillation_move(double *re, double *im, double from, double to)
{
    const double complex nu = to * nu_of(*re, *im, from), mu = nu / (1.0 + nu);

    *re = 1.0 + creal(mu);
    *im = cimag(mu);
}

double
ohm_oscillation_peak(double re, double im, double xi)
{
    return im > 0.0 ? 1.0 / cabs(nu_of(re, im, xi)) : 0.0;
}
