/* lib/dynamics/taylor_tangent.c -- see taylor_tangent.h
 *
 * A block is sixteen tangent vectors, its lanes; the coefficients of one element stand
 * together, order after order, so that the sums over orders run through memory forwards. */
#include "dynamics/taylor_tangent.h"
#include "base/array.h"
#include "base/lanes.h"
#include "base/simd.h"
#include "device/window_series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = OHM_NETWORK_LANES };

/* Orders whose sums are begun together, so that the coefficients below are read once. */
enum { AHEAD = 4 };
_Static_assert((int)LANES == 2 * (int)OHM_LANES, "begin_sums takes two registers a row");

/* Fewest orders of a tangent vector: below, two small terms in a row may be an accident. */
enum { ORDERS_MIN = 4 };

/* The first sixteen vectors choose the orders for all: so far inside what is allowed. */
static const double TAIL_MARGIN = 0.3;

/* What the short form multiplies with, of one element. */
typedef struct {
    double by_memory, by_last;      /* dw_[k] and Y_[k] in -r_[k] */
    double scale;                   /* R' / a: (k + 1) Y_[k+1] in -r_[k] */
    double relax, pull;             /* dw_[k] and di_[k] in (k + 1) dw_[k+1]; 0 where held */
} plain_law;

struct ohm_taylor_tangent {
    ohm_problem problem;
    bool plain;                     /* current control without windows: the short form of r */
    size_t room;                    /* orders there is room for */
    plain_law *law;                 /* M, plain: at the beginning of the series */
    double *w, *current;            /* M by room: the series, element by element */
    double *dw, *di, *du;           /* room by M by LANES; di, du only where not plain */
    double *f, *g;                  /* M by room, with windows: series of f and of u f' */
    double *slope, *scratch;        /* room; of one window's series */
    double *emf;                    /* M by LANES: -r, then di_[k] */
    double *before;                 /* M by LANES: Y_[k], or r_[k] by the definition */
    double *ahead;                  /* AHEAD by M by LANES, plain: what is known of the next Y */
};

static void
free_orders(ohm_taylor_tangent *t)
{
    free(t->w);
    free(t->current);
    free(t->dw);
    free(t->di);
    free(t->du);
    free(t->f);
    free(t->g);
    free(t->slope);
    free(t->scratch);
    t->w = t->current = t->dw = t->di = t->du = t->f = t->g = t->slope = t->scratch = NULL;
    t->room = 0;
}

void
ohm_taylor_tangent_free(ohm_taylor_tangent *t)
{
    if (t == NULL)
        return;
    free_orders(t);
    free(t->emf);
    free(t->before);
    free(t->law);
    free(t->ahead);
    free(t);
}

ohm_status
ohm_taylor_tangent_alloc(ohm_taylor_tangent **out, const ohm_problem *problem, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_taylor_tangent *t = OHM_ZEROS(ohm_taylor_tangent, 1);

    *out = NULL;
    if (t == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "tangents: out of memory");
    t->problem = *problem;
    t->plain = !problem->device->windowed && problem->device->control == OHM_CONTROL_CURRENT;
    t->emf = OHM_ARRAY(double, m * LANES);
    t->before = OHM_ARRAY(double, m * LANES);
    t->ahead = OHM_ARRAY(double, t->plain ? m * AHEAD * LANES : 0);
    t->law = OHM_ARRAY(plain_law, t->plain ? m : 0);
    if (t->law == NULL || t->emf == NULL || t->before == NULL || t->ahead == NULL) {
        ohm_taylor_tangent_free(t);
        return ohm_fail(err, OHM_E_NOMEM, "tangents: out of memory for %zu edges", m);
    }
    *out = t;
    return OHM_OK;
}

/* Doubles of scratch the largest window takes. */
static size_t
scratch_size(const ohm_memristors *device, size_t orders)
{
    size_t most = 0;

    for (size_t e = 0; e < device->edges; e++) {
        const size_t f = ohm_window_series_scratch(&device->window[e], orders);
        const size_t slope = ohm_window_slope_series_scratch(&device->window[e], orders);

        most = f > most ? f : most;
        most = slope > most ? slope : most;
    }
    return most;
}

static ohm_status
make_room(ohm_taylor_tangent *t, size_t orders, ohm_error *err)
{
    const size_t m = t->problem.graph->edges;
    const bool windowed = t->problem.device->windowed;

    if (orders <= t->room)
        return OHM_OK;
    free_orders(t);
    t->w = OHM_ARRAY(double, m * orders);
    t->dw = OHM_ARRAY(double, m * orders * LANES);
    t->current = t->plain ? NULL : OHM_ARRAY(double, m * orders);
    t->di = t->plain ? NULL : OHM_ARRAY(double, m * orders * LANES);
    t->du = windowed ? OHM_ARRAY(double, m * orders * LANES) : NULL;
    t->f = windowed ? OHM_ARRAY(double, m * orders) : NULL;
    t->g = windowed ? OHM_ARRAY(double, m * orders) : NULL;
    t->slope = windowed ? OHM_ARRAY(double, orders) : NULL;
    t->scratch = windowed ? OHM_ARRAY(double, scratch_size(t->problem.device, orders)) : NULL;
    if (t->w == NULL || t->dw == NULL || (!t->plain && (t->current == NULL || t->di == NULL))
        || (windowed && (t->du == NULL || t->f == NULL || t->g == NULL || t->slope == NULL || t->scratch == NULL))) {
        free_orders(t);
        return ohm_fail(err, OHM_E_NOMEM, "tangents: %zu orders of %zu edges", orders, m);
    }
    t->room = orders;
    return OHM_OK;
}

/* The series of f and of u f' along the trajectory of one windowed element. */
static void
window_series(ohm_taylor_tangent *t, size_t e, const ohm_taylor_series *series)
{
    const ohm_window *window = &t->problem.device->window[e];
    const bool falls = ohm_taylor_series_falls(e, series);
    const double *w = t->w + e * t->room;
    double *f = t->f + e * t->room, *g = t->g + e * t->room;
    const size_t orders = ohm_taylor_series_order(series) + 1;

    for (size_t k = 0; k < orders; k++)
        ohm_window_series_order(f, k, w, 1, falls, window, t->scratch, t->room);
    for (size_t k = 0; k < orders; k++)
        ohm_window_slope_series_order(t->slope, k, w, 1, falls, window, t->scratch, t->room);
    for (size_t k = 0; k < orders; k++) {
        g[k] = 0.0;
        for (size_t j = 0; j <= k; j++)
            g[k] += ohm_taylor_series_push(series, j)[e] * t->slope[k - j];
    }
}

/* What the short form multiplies with from here on. */
static void
take_laws(ohm_taylor_tangent *t, const ohm_taylor_series *series)
{
    const ohm_memristors *device = t->problem.device;
    const bool *hold = ohm_taylor_series_hold(series);
    const signed char *side = ohm_taylor_series_side(series);

    for (size_t e = 0; e < device->edges; e++) {
        const double scale = device->sign[e] * device->xi[e] * device->beta[e] * side[e];
        const double away = t->w[e * t->room] - device->w_rest[e];

        t->law[e] = (plain_law){
            .by_memory = -scale * device->alpha[e] * away, .by_last = -2.0 * scale * device->alpha[e],
            .scale = scale, .relax = hold[e] ? 0.0 : device->alpha[e],
            .pull = hold[e] ? 0.0 : side[e] * device->r_on[e] / device->beta[e],
        };
    }
}

/* The trajectory's own series, element by element. */
static void
take_series(ohm_taylor_tangent *t, const ohm_taylor_series *series)
{
    const size_t m = t->problem.graph->edges, orders = ohm_taylor_series_order(series) + 1;

    for (size_t k = 0; k < orders; k++) {
        const double *w = ohm_taylor_series_w(series, k), *current = ohm_taylor_series_current(series, k);

        for (size_t e = 0; e < m; e++) {
            t->w[e * t->room + k] = w[e];
            if (!t->plain)
                t->current[e * t->room + k] = current[e];
        }
    }
    for (size_t e = 0; e < m; e++)          /* sums begun ahead look beyond the last order */
        memset(t->w + e * t->room + orders, 0, AHEAD * sizeof *t->w);
    if (t->plain)
        take_laws(t, series);
    for (size_t e = 0; e < m; e++)
        if (t->problem.device->window[e].kind != OHM_WINDOW_NONE)
            window_series(t, e, series);
}

/* sum[l] = sum_{j=from..k} a[j] b[(k-j)][l]; b has an order every `stride` */
static inline __attribute__((always_inline)) void
convolve(double *restrict sum, const double *restrict a, const double *restrict b, size_t stride, size_t from,
         size_t k)
{
    double even[LANES] = { 0.0 }, odd[LANES] = { 0.0 };     /* two chains of additions */
    size_t j = from;

    for (; j < k; j += 2) {
        const double *restrict x = b + (k - j) * stride, *restrict y = x - stride;

        for (int l = 0; l < LANES; l++) {
            even[l] += a[j] * x[l];
            odd[l] += a[j + 1] * y[l];
        }
    }
    if (j == k)
        for (int l = 0; l < LANES; l++)
            even[l] += a[k] * b[l];
    for (int l = 0; l < LANES; l++)
        sum[l] = even[l] + odd[l];
}

typedef struct {
    const ohm_taylor_tangent *t;
    size_t k;
} order_args;

/* What dw_[0..k] add to Y_[k+1] .. Y_[k+AHEAD]: each of them is read once for all four. */
OHM_INLINE void
begin_sums_body(const order_args *args)
{
    const ohm_taylor_tangent *t = args->t;
    const size_t k = args->k, slice = t->problem.graph->edges * LANES;

    for (size_t e = 0; e < t->problem.graph->edges; e++) {
        const double *w = t->w + e * t->room + k + 1, *dw = t->dw + e * LANES;
        double *to = t->ahead + e * LANES;
        ohm_lanes a0 = { 0.0 }, a1 = { 0.0 }, a2 = { 0.0 }, a3 = { 0.0 };
        ohm_lanes b0 = { 0.0 }, b1 = { 0.0 }, b2 = { 0.0 }, b3 = { 0.0 };

        for (size_t j = 0; j <= k; j++, w--, dw += slice) {
            const ohm_lanes x = ohm_lanes_load(dw), y = ohm_lanes_load(dw + OHM_LANES);

            a0 += w[0] * x;
            b0 += w[0] * y;
            a1 += w[1] * x;
            b1 += w[1] * y;
            a2 += w[2] * x;
            b2 += w[2] * y;
            a3 += w[3] * x;
            b3 += w[3] * y;
        }
        ohm_lanes_store(to, a0), ohm_lanes_store(to + OHM_LANES, b0);
        ohm_lanes_store(to + slice, a1), ohm_lanes_store(to + slice + OHM_LANES, b1);
        ohm_lanes_store(to + 2 * slice, a2), ohm_lanes_store(to + 2 * slice + OHM_LANES, b2);
        ohm_lanes_store(to + 3 * slice, a3), ohm_lanes_store(to + 3 * slice + OHM_LANES, b3);
    }
}

OHM_KERNEL(begin_sums, order_args)

/* -r_[k] of every element by the short form; leaves Y_[k+1] in t->before. */
OHM_INLINE void
plain_emf_body(const order_args *args)
{
    const ohm_taylor_tangent *t = args->t;
    const size_t k = args->k, slice = t->problem.graph->edges * LANES;
    const size_t step = k % AHEAD;                      /* orders since the sums were begun */
    const double order = (double)(k + 1);

    for (size_t e = 0; e < t->problem.graph->edges; e++) {
        const plain_law law = t->law[e];
        const double *w = t->w + e * t->room, *dw = t->dw + k * slice + e * LANES;
        const double *begun = t->ahead + step * slice + e * LANES;
        double *y = t->before + e * LANES, *emf = t->emf + e * LANES;
        ohm_lanes a = ohm_lanes_load(begun), b = ohm_lanes_load(begun + OHM_LANES);

        for (size_t j = 1; j <= step; j++) {
            a += w[j] * ohm_lanes_load(dw - (j - 1) * slice);
            b += w[j] * ohm_lanes_load(dw - (j - 1) * slice + OHM_LANES);
        }
        ohm_lanes_store(emf, law.by_memory * ohm_lanes_load(dw) + law.by_last * ohm_lanes_load(y)
                        + order * law.scale * a);
        ohm_lanes_store(emf + OHM_LANES, law.by_memory * ohm_lanes_load(dw + OHM_LANES)
                        + law.by_last * ohm_lanes_load(y + OHM_LANES) + order * law.scale * b);
        ohm_lanes_store(y, a);
        ohm_lanes_store(y + OHM_LANES, b);
    }
}

OHM_KERNEL(plain_emf, order_args)

/* dw_[k+1] of every element by the short form; di_[k] stands in t->emf. */
OHM_INLINE void
plain_memory_body(const order_args *args)
{
    const ohm_taylor_tangent *t = args->t;
    const size_t slice = t->problem.graph->edges * LANES;
    const double share = 1.0 / (double)(args->k + 1);

    for (size_t e = 0; e < t->problem.graph->edges; e++) {
        const double *di = t->emf + e * LANES, *dw = t->dw + args->k * slice + e * LANES;
        double *next = t->dw + (args->k + 1) * slice + e * LANES;
        const double relax = share * t->law[e].relax, pull = share * t->law[e].pull;

        ohm_lanes_store(next, relax * ohm_lanes_load(dw) - pull * ohm_lanes_load(di));
        ohm_lanes_store(next + OHM_LANES,
                        relax * ohm_lanes_load(dw + OHM_LANES) - pull * ohm_lanes_load(di + OHM_LANES));
    }
}

OHM_KERNEL(plain_memory, order_args)

/* -r_[k] of every element by the definition, and r_[k] in t->before. */
OHM_CLONES static void
general_emf(const ohm_taylor_tangent *t, size_t k)
{
    const ohm_memristors *device = t->problem.device;

    for (size_t e = 0; e < device->edges; e++) {
        const size_t at = e * t->room, lane = e * LANES, stride = device->edges * LANES;
        const double slope = device->sign[e] * device->r_on[e] * device->xi[e];
        double *restrict emf = t->emf + e * LANES, *restrict r = t->before + e * LANES;
        double by_current[LANES] = { 0.0 }, by_memory[LANES];

        convolve(by_memory, t->current + at, t->dw + lane, stride, 0, k);
        if (k > 0)
            convolve(by_current, t->w + at, t->di + lane, stride, 1, k);
        for (int l = 0; l < LANES; l++) {
            r[l] = slope * (by_memory[l] + by_current[l]);
            emf[l] = -r[l];
        }
    }
}

/* du_[k] into `push`: R_on di, or d(R i) = R_[0] di + r where the voltage drives; keeps
 * di_[k], and du_[k] where there are windows. */
static void
push_of(double *push, const ohm_taylor_tangent *t, size_t e, size_t k, double resistance)
{
    const ohm_memristors *device = t->problem.device;
    const bool voltage = device->control == OHM_CONTROL_VOLTAGE;
    const double *di = t->emf + e * LANES, *r = t->before + e * LANES;
    const size_t at = (k * device->edges + e) * LANES;

    for (int l = 0; l < LANES; l++)
        push[l] = voltage ? resistance * di[l] + r[l] : device->r_on[e] * di[l];
    memcpy(t->di + at, di, LANES * sizeof *di);
    if (t->du != NULL)
        memcpy(t->du + at, push, LANES * sizeof *push);
}

/* The same by the definition; r_[k] stands in t->before. */
static void
general_memory(const ohm_taylor_tangent *t, size_t k, const ohm_taylor_series *series)
{
    const ohm_memristors *device = t->problem.device;
    const bool *hold = ohm_taylor_series_hold(series);
    const signed char *side = ohm_taylor_series_side(series);
    const double *resistance = ohm_taylor_series_resistance(series), share = 1.0 / (double)(k + 1);
    const size_t stride = device->edges * LANES;
    double push[LANES], other[LANES];

    for (size_t e = 0; e < device->edges; e++) {
        const size_t at = e * t->room, lane = e * LANES;
        double *dw = t->dw + k * stride + lane;
        const double moves = hold[e] ? 0.0 : share;

        push_of(push, t, e, k, resistance[e]);
        if (device->window[e].kind != OHM_WINDOW_NONE) {
            convolve(push, t->f + at, t->du + lane, stride, 0, k);
            convolve(other, t->g + at, t->dw + lane, stride, 0, k);
            for (int l = 0; l < LANES; l++)
                push[l] += other[l];
        }
        for (int l = 0; l < LANES; l++)
            dw[stride + (size_t)l] = moves * (device->alpha[e] * dw[l] - side[e] / device->beta[e] * push[l]);
    }
}

/* Order k + 1 of the lanes, from those up to k. */
static ohm_status
raise_order(ohm_taylor_tangent *t, size_t k, ohm_taylor_series *series, ohm_error *err)
{
    if (t->plain && k % AHEAD == 0)
        begin_sums(&(order_args){ t, k });
    if (t->plain)
        plain_emf(&(order_args){ t, k });
    else
        general_emf(t, k);
    const ohm_status status = ohm_network_response(t->emf, t->emf, ohm_taylor_series_network(series), err);

    if (status == OHM_OK && t->plain)
        plain_memory(&(order_args){ t, k });
    else if (status == OHM_OK)
        general_memory(t, k, series);
    return status;
}

/* Largest dw_[k] of all lanes. */
OHM_CLONES static double
largest(const ohm_taylor_tangent *t, size_t k)
{
    double most[LANES] = { 0.0 }, all = 0.0;

    for (size_t e = 0; e < t->problem.graph->edges; e++) {
        const double *dw = t->dw + (k * t->problem.graph->edges + e) * LANES;

        for (int l = 0; l < LANES; l++)
            most[l] = fabs(dw[l]) > most[l] ? fabs(dw[l]) : most[l];
    }
    for (int l = 0; l < LANES; l++)
        all = most[l] > all ? most[l] : all;
    return all;
}

/* Carries the lanes whose dw_[0] is set through *orders orders, or as many fewer as leave two
 * terms in a row below tail_max at s where `choose`; *tail: the larger of the two last. */
static ohm_status
raise_all(size_t *orders, double *tail, bool choose, double s, double tail_max, ohm_taylor_tangent *t,
          ohm_taylor_series *series, ohm_error *err)
{
    const double size = largest(t, 0);
    double power = 1.0, before = 1.0, now = 1.0;
    ohm_status status;

    memset(t->before, 0, t->problem.graph->edges * LANES * sizeof *t->before);
    for (size_t k = 0; k < *orders; k++) {
        if ((status = raise_order(t, k, series, err)) != OHM_OK)
            return status;
        power *= s;
        if (k + 2 < *orders && !(choose && k + 1 >= ORDERS_MIN))
            continue;
        before = now;
        now = size > 0.0 ? largest(t, k + 1) * power / size : 0.0;
        if (choose && k + 1 > ORDERS_MIN && fmax(before, now) <= tail_max)
            *orders = k + 1;
    }
    *tail = fmax(*tail, fmax(before, now));
    return OHM_OK;
}

/* Sum over the orders of one element at s, into `sum`. */
OHM_CLONES static void
sum_lanes(double *restrict sum, const double *restrict coefficient, size_t stride, double s, size_t orders)
{
    memcpy(sum, coefficient + orders * stride, LANES * sizeof *sum);
    for (size_t k = orders; k-- > 0;)
        for (int l = 0; l < LANES; l++)
            sum[l] = sum[l] * s + coefficient[k * stride + (size_t)l];
}

/* Columns to lanes, through the step, and back. */
static ohm_status
carry_block(double *to, const double *from, size_t columns, bool choose, double s, size_t *orders, double *tail,
            double tail_max, ohm_taylor_series *series, ohm_taylor_tangent *t, ohm_error *err)
{
    const size_t m = t->problem.graph->edges;
    double sum[LANES];
    ohm_status status;

    for (size_t e = 0; e < m; e++)
        for (size_t l = 0; l < LANES; l++)
            t->dw[e * LANES + l] = l < columns ? from[e + l * m] : 0.0;
    if ((status = raise_all(orders, tail, choose, s, TAIL_MARGIN * tail_max, t, series, err)) != OHM_OK)
        return status;
    for (size_t e = 0; e < m; e++) {
        sum_lanes(sum, t->dw + e * LANES, m * LANES, s, *orders);
        for (size_t l = 0; l < columns; l++)
            to[e + l * m] = sum[l];
    }
    return OHM_OK;
}

ohm_status
ohm_taylor_tangent_carry(double *to, const double *from, size_t columns, double s, double *tail, double tail_max,
                         ohm_taylor_series *series, ohm_taylor_tangent *t, ohm_error *err)
{
    const size_t m = t->problem.graph->edges;
    size_t orders = ohm_taylor_series_order(series);
    ohm_status status = orders > 0 ? OHM_OK : ohm_fail(err, OHM_E_ARG, "tangents: a series of order 0");

    if (status == OHM_OK)
        status = make_room(t, orders + 1 + AHEAD, err);
    if (status == OHM_OK)
        take_series(t, series);
    *tail = 0.0;
    for (size_t at = 0; at < columns && status == OHM_OK && *tail <= tail_max; at += LANES) {
        const size_t count = columns - at < LANES ? columns - at : LANES;

        status = carry_block(to + at * m, from + at * m, count, at == 0, s, &orders, tail, tail_max, series, t, err);
    }
    return status;
}
