/* lib/dynamics/taylor_series.c -- see taylor_series.h
 *
 * Coefficients of order k stand together (M or N long), so that the sums over
 * orders run along the edges, in vector lanes. */
#include "dynamics/taylor_series.h"
#include "base/array.h"
#include "base/simd.h"
#include "device/window_series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Orders of a usual step, each a solution with one factor: what the choice of a
 * solver has to weigh. */
static const double SOLVES_PER_FACTOR = 16.0;

struct ohm_taylor_series {
    ohm_problem problem;
    ohm_network *network;
    size_t order_max, order;
    double accuracy;                    /* of the solutions of orders k >= 1 */
    double *w, *current, *potential;    /* (order_max + 1) blocks of M, M, N */
    double *resistance, *edge;          /* M: R_[0]; conductances, then right-hand sides */
    double *held, *injection;           /* N */
    double *moving;                     /* movers x (order_max + 1): series of the drives */
    signed char *heading;               /* M: sign of u = R_on i or R i over the series */
    signed char *side;                  /* M: d = side * u */
    bool *hold;                         /* M */
    size_t holding;                     /* how many */
    double *push;                       /* (order_max + 1) x M: u, under voltage control or with windows */
    double *held_drift;                 /* (order_max + 1) x M, once an element was held */
    size_t *window_of;                  /* M: place among the windowed, or OHM_NONE */
    double *window;                     /* windowed x (order_max + 1): series of f */
    double *scratch;                    /* scratch of all windows */
    size_t *scratch_at;                 /* windowed: where its scratch starts */
};

void
ohm_taylor_series_free(ohm_taylor_series *series)
{
    if (series == NULL)
        return;
    ohm_network_free(series->network);
    free(series->w);
    free(series->current);
    free(series->potential);
    free(series->resistance);
    free(series->edge);
    free(series->held);
    free(series->injection);
    free(series->moving);
    free(series->heading);
    free(series->side);
    free(series->hold);
    free(series->push);
    free(series->held_drift);
    free(series->window_of);
    free(series->window);
    free(series->scratch);
    free(series->scratch_at);
    free(series);
}

/* Room for the series of windows; false where memory is refused. */
static bool
alloc_windows(ohm_taylor_series *series)
{
    const ohm_memristors *device = series->problem.device;
    const size_t m = device->edges, orders = series->order_max + 1;
    size_t windowed = 0, scratch = 0;

    series->window_of = OHM_ARRAY(size_t, m);
    series->scratch_at = OHM_ARRAY(size_t, m);
    if (series->window_of == NULL || series->scratch_at == NULL)
        return false;
    for (size_t k = 0; k < m; k++) {
        const bool has = device->window[k].kind != OHM_WINDOW_NONE;

        series->window_of[k] = has ? windowed : OHM_NONE;
        if (!has)
            continue;
        series->scratch_at[windowed++] = scratch;
        scratch += ohm_window_series_scratch(&device->window[k], orders);
    }
    series->window = OHM_ARRAY(double, windowed * orders);
    series->scratch = OHM_ARRAY(double, scratch);
    return series->window != NULL && series->scratch != NULL;
}

static bool
alloc_arrays(ohm_taylor_series *series)
{
    const size_t m = series->problem.graph->edges, n = series->problem.graph->nodes;
    const size_t orders = series->order_max + 1;
    const ohm_memristors *device = series->problem.device;

    series->w = OHM_ARRAY(double, m * orders);
    series->current = OHM_ARRAY(double, m * orders);
    series->potential = OHM_ZEROS(double, n * orders);
    series->resistance = OHM_ARRAY(double, m);
    series->edge = OHM_ARRAY(double, m);
    series->held = OHM_ARRAY(double, n);
    series->injection = OHM_ARRAY(double, n);
    series->moving = OHM_ARRAY(double, series->problem.drive->moving_count * orders);
    series->heading = OHM_ARRAY(signed char, m);
    series->side = OHM_ARRAY(signed char, m);
    series->hold = OHM_ZEROS(bool, m);
    if (series->w == NULL || series->current == NULL || series->potential == NULL
        || series->resistance == NULL || series->edge == NULL || series->held == NULL
        || series->injection == NULL || series->moving == NULL || series->heading == NULL
        || series->side == NULL || series->hold == NULL)
        return false;
    if (!device->windowed && device->control == OHM_CONTROL_CURRENT)
        return true;
    series->push = OHM_ARRAY(double, m * orders);
    return series->push != NULL && (!device->windowed || alloc_windows(series));
}

ohm_status
ohm_taylor_series_alloc(ohm_taylor_series **out, const ohm_problem *problem,
                        const ohm_network_options *options, size_t order_max, double accuracy,
                        ohm_error *err)
{
    ohm_network_options wanted = { 0 };
    ohm_taylor_series *series = OHM_ZEROS(ohm_taylor_series, 1);
    ohm_status status;

    *out = NULL;
    if (series == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "taylor: out of memory");
    if (options != NULL)
        wanted = *options;
    wanted.mixed_signs = problem->device->active;
    wanted.solves = wanted.solves > 0.0 ? wanted.solves : SOLVES_PER_FACTOR;
    series->problem = *problem;
    series->order_max = order_max;
    series->accuracy = accuracy;
    if (order_max > OHM_TAYLOR_ORDER_MAX)
        status = ohm_fail(err, OHM_E_ARG, "taylor: order %zu, at most %d", order_max, OHM_TAYLOR_ORDER_MAX);
    else if (!alloc_arrays(series))
        status = ohm_fail(err, OHM_E_NOMEM, "taylor: out of memory for %zu orders of %zu edges",
                          order_max, problem->graph->edges);
    else
        status = ohm_network_alloc(&series->network, problem->graph, problem->drive->held, &wanted, err);
    if (status != OHM_OK) {
        ohm_taylor_series_free(series);
        return status;
    }
    *out = series;
    return OHM_OK;
}

bool
ohm_taylor_series_has_kink(size_t edge, const ohm_taylor_series *series)
{
    const ohm_memristors *device = series->problem.device;

    return device->polarity[edge] == 0 || device->window[edge].kind == OHM_WINDOW_BIOLEK;
}

/* Adds R_[j] i_[k-j] = sign R_on xi w_[j] i_[k-j] to the sum of every edge, for one j. */
OHM_CLONES static void
add_products(double *restrict sum, const double *restrict a, const double *restrict b, size_t m)
{
    for (size_t e = 0; e < m; e++)
        sum[e] += a[e] * b[e];
}

/* sum_{j=1..k} w_[j] i_[k-j] of every edge; R_[j] carries the same factor for all j. */
static void
convolve(double *sum, size_t k, const ohm_taylor_series *series)
{
    const size_t m = series->problem.graph->edges;
    enum { BLOCK = 1024 };              /* edges: one block of every order stays in cache */

    memset(sum, 0, m * sizeof *sum);
    for (size_t from = 0; from < m; from += BLOCK) {
        const size_t length = m - from < BLOCK ? m - from : BLOCK;

        for (size_t j = 1; j <= k; j++)
            add_products(sum + from, series->w + j * m + from, series->current + (k - j) * m + from, length);
    }
}

/* Drives of order k: EMFs are added to `emf`, held potentials and injections set. */
static void
add_drive(double *emf, size_t k, ohm_taylor_series *series)
{
    const ohm_drive *drive = series->problem.drive;

    if (k == 0) {
        for (size_t e = 0; e < drive->edges; e++)
            emf[e] += drive->emf[e];
        memcpy(series->held, drive->potential, drive->nodes * sizeof *series->held);
        memcpy(series->injection, drive->injection, drive->nodes * sizeof *series->injection);
    } else {
        memset(series->held, 0, drive->nodes * sizeof *series->held);
        memset(series->injection, 0, drive->nodes * sizeof *series->injection);
    }
    for (size_t i = 0; i < drive->moving_count; i++) {
        const double now = series->moving[i * (series->order_max + 1) + k];
        const size_t at = drive->moving[i].index;

        switch (drive->moving[i].kind) {
        case OHM_DRIVE_EMF: emf[at] += now; break;
        case OHM_DRIVE_POTENTIAL: series->held[at] = now; break;
        case OHM_DRIVE_INJECTION: series->injection[at] = now; break;
        }
    }
}

/* i_[k] and p_[k] from everything below them; u_[k] where it is kept. */
static ohm_status
solve_order(size_t k, ohm_taylor_series *series, ohm_error *err)
{
    const ohm_memristors *device = series->problem.device;
    const size_t m = device->edges, n = series->problem.graph->nodes;
    double *current = series->current + k * m, *emf = series->edge;
    double *push = series->push == NULL ? NULL : series->push + k * m;
    const bool voltage = device->control == OHM_CONTROL_VOLTAGE;
    ohm_status status;

    convolve(emf, k, series);
    for (size_t e = 0; e < m; e++) {
        emf[e] *= -(device->sign[e] * device->r_on[e] * device->xi[e]);
        if (voltage)
            push[e] = -emf[e];                          /* v_[k], but for R_[0] i_[k] */
    }
    add_drive(emf, k, series);
    if (k > 0)                                          /* the first guess of an iterative solver */
        memcpy(series->potential + k * n, series->potential + (k - 1) * n, n * sizeof *series->potential);
    ohm_network_tolerate(series->network, k == 0 ? 0.0 : series->accuracy);
    status = ohm_network_solve(series->potential + k * n, current, series->network, emf, series->held,
                               series->problem.drive->has_injection ? series->injection : NULL, err);
    if (status != OHM_OK)
        return status;
    if (push != NULL)
        for (size_t e = 0; e < m; e++)
            push[e] = voltage ? push[e] + series->resistance[e] * current[e] : device->r_on[e] * current[e];
    return OHM_OK;
}

/* Coefficient k of the current term f d / beta of one windowed element. */
static double
windowed_pull(size_t e, size_t k, ohm_taylor_series *series)
{
    const ohm_memristors *device = series->problem.device;
    const size_t m = device->edges, orders = series->order_max + 1, place = series->window_of[e];
    const double scale = series->side[e] / device->beta[e];
    double *f = series->window + place * orders, sum = 0.0;

    ohm_window_series_order(f, k, series->w + e, m, ohm_taylor_series_falls(e, series), &device->window[e],
                            series->scratch + series->scratch_at[place], orders);
    for (size_t j = 0; j <= k; j++)
        sum += series->push[j * m + e] * f[k - j];
    return scale * sum;
}

/* Coefficient k of the drift of one element, were it free. */
static double
drift_order(size_t e, size_t k, ohm_taylor_series *series)
{
    const ohm_memristors *device = series->problem.device;
    const size_t m = device->edges;
    const double rest = k == 0 ? device->w_rest[e] : 0.0;
    const double relax = device->alpha[e] * (series->w[k * m + e] - rest);

    if (device->window[e].kind != OHM_WINDOW_NONE)
        return relax - windowed_pull(e, k, series);
    const double u = series->push != NULL ? series->push[k * m + e]
                                          : device->r_on[e] * series->current[k * m + e];
    return relax - series->side[e] * u / device->beta[e];
}

/* Where the current of every element heads, and the side of its drift. */
static void
choose_sides(const signed char *towards, ohm_taylor_series *series)
{
    const ohm_memristors *device = series->problem.device;

    for (size_t e = 0; e < device->edges; e++) {
        signed char heading = series->current[e] < 0.0 ? -1 : 1;

        if (towards != NULL && ohm_taylor_series_has_kink(e, series))
            heading = towards[e];
        if (device->control == OHM_CONTROL_VOLTAGE && device->sign[e] < 0)
            heading = (signed char)-heading;            /* v = R i runs against i */
        series->heading[e] = heading;
        series->side[e] = device->polarity[e] != 0 ? device->polarity[e] : heading;
    }
}

/* Remembers who is held; makes room for their drifts the first time. */
static ohm_status
take_hold(const bool *hold, ohm_taylor_series *series, ohm_error *err)
{
    const size_t m = series->problem.graph->edges;

    series->holding = 0;
    for (size_t e = 0; e < m; e++) {
        series->hold[e] = hold != NULL && hold[e];
        series->holding += series->hold[e];
    }
    if (series->holding == 0 || series->held_drift != NULL)
        return OHM_OK;
    series->held_drift = OHM_ARRAY(double, m * (series->order_max + 1));
    if (series->held_drift == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "taylor: out of memory for held elements");
    return OHM_OK;
}

ohm_status
ohm_taylor_series_begin(ohm_taylor_series *series, double t, const double *w, const bool *hold,
                        const signed char *towards, ohm_error *err)
{
    const ohm_problem *problem = &series->problem;
    const size_t m = problem->graph->edges;
    ohm_status status;

    series->order = 0;
    if ((status = take_hold(hold, series, err)) != OHM_OK)
        return status;
    memcpy(series->w, w, m * sizeof *w);
    if ((status = ohm_memristors_resistance(series->resistance, w, problem->device, err)) != OHM_OK)
        return status;
    for (size_t e = 0; e < m; e++)
        series->edge[e] = 1.0 / series->resistance[e];
    if ((status = ohm_network_factor(series->network, series->edge, err)) != OHM_OK)
        return status;
    for (size_t i = 0; i < problem->drive->moving_count; i++)
        ohm_waveform_series(series->moving + i * (series->order_max + 1), series->order_max + 1,
                            &problem->drive->moving[i].wave, t);
    if ((status = solve_order(0, series, err)) != OHM_OK)
        return status;
    choose_sides(towards, series);
    return OHM_OK;
}

ohm_status
ohm_taylor_series_raise(ohm_taylor_series *series, ohm_error *err)
{
    const size_t m = series->problem.graph->edges, k = series->order;
    double *next = series->w + (k + 1) * m;
    ohm_status status;

    if (k >= series->order_max)
        return ohm_fail(err, OHM_E_ARG, "taylor: order %zu is the highest there is room for", k);
    for (size_t e = 0; e < m; e++) {
        const double drift = drift_order(e, k, series);

        if (series->hold[e])
            series->held_drift[k * m + e] = drift;
        next[e] = series->hold[e] ? 0.0 : drift / (double)(k + 1);
    }
    if ((status = solve_order(k + 1, series, err)) != OHM_OK)
        return status;
    series->order = k + 1;
    return OHM_OK;
}

size_t
ohm_taylor_series_order(const ohm_taylor_series *series)
{
    return series->order;
}

const double *
ohm_taylor_series_w(const ohm_taylor_series *series, size_t k)
{
    return series->w + k * series->problem.graph->edges;
}

const double *
ohm_taylor_series_current(const ohm_taylor_series *series, size_t k)
{
    return series->current + k * series->problem.graph->edges;
}

const double *
ohm_taylor_series_potential(const ohm_taylor_series *series, size_t k)
{
    return series->potential + k * series->problem.graph->nodes;
}

OHM_CLONES static void
horner_step(double *restrict sum, const double *restrict coefficient, double s, size_t length)
{
    for (size_t e = 0; e < length; e++)
        sum[e] = sum[e] * s + coefficient[e];
}

static void
horner(double *sum, const double *coefficient, double s, size_t order, size_t length)
{
    memcpy(sum, coefficient + order * length, length * sizeof *sum);
    for (size_t k = order; k-- > 0;)
        horner_step(sum, coefficient + k * length, s, length);
}

void
ohm_taylor_series_w_at(double *w, double s, const ohm_taylor_series *series)
{
    horner(w, series->w, s, series->order, series->problem.graph->edges);
}

void
ohm_taylor_series_current_at(double *current, double s, const ohm_taylor_series *series)
{
    horner(current, series->current, s, series->order, series->problem.graph->edges);
}

void
ohm_taylor_series_potential_at(double *potential, double s, const ohm_taylor_series *series)
{
    horner(potential, series->potential, s, series->order, series->problem.graph->nodes);
}

static double
horner_of(size_t e, double s, const double *coefficient, size_t order, size_t stride)
{
    double sum = coefficient[order * stride + e];

    for (size_t k = order; k-- > 0;)
        sum = sum * s + coefficient[k * stride + e];
    return sum;
}

double
ohm_taylor_series_w_of(size_t edge, double s, const ohm_taylor_series *series)
{
    return horner_of(edge, s, series->w, series->order, series->problem.graph->edges);
}

double
ohm_taylor_series_current_of(size_t edge, double s, const ohm_taylor_series *series)
{
    return horner_of(edge, s, series->current, series->order, series->problem.graph->edges);
}

double
ohm_taylor_series_drift_of(size_t edge, double s, const ohm_taylor_series *series)
{
    const size_t m = series->problem.graph->edges, order = series->order;
    double sum = 0.0;

    if (order == 0)
        return 0.0;
    if (series->hold[edge])
        return horner_of(edge, s, series->held_drift, order - 1, m);
    for (size_t k = order; k > 0; k--)
        sum = sum * s + (double)k * series->w[k * m + edge];
    return sum;
}

void
ohm_taylor_series_exchange(ohm_taylor_series *series, ohm_archive *archive)
{
    const size_t n = series->problem.graph->nodes;

    ohm_archive_exchange(archive, series->potential, n * sizeof *series->potential);
    ohm_network_exchange(series->network, archive);
}

const bool *
ohm_taylor_series_hold(const ohm_taylor_series *series)
{
    return series->hold;
}

const signed char *
ohm_taylor_series_side(const ohm_taylor_series *series)
{
    return series->side;
}

const double *
ohm_taylor_series_resistance(const ohm_taylor_series *series)
{
    return series->resistance;
}

const double *
ohm_taylor_series_push(const ohm_taylor_series *series, size_t k)
{
    return series->push == NULL ? NULL : series->push + k * series->problem.graph->edges;
}

bool
ohm_taylor_series_falls(size_t edge, const ohm_taylor_series *series)
{
    return series->side[edge] / series->problem.device->beta[edge] * series->heading[edge] > 0.0;
}

ohm_network *
ohm_taylor_series_network(ohm_taylor_series *series)
{
    return series->network;
}
