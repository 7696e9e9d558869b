/* lib/certify/flux_path.c -- see flux_path.h */
#include "certify/flux_path.h"
#include "base/array.h"
#include "certify/ball_text.h"
#include "certify/flux_law.h"

#include <math.h>
#include <stdlib.h>

/* The path needs no more: rounding is 1e-19, room to the bounds is compared with it. */
enum { PATH_BITS = 64 };

/* Coefficients 0..4 are exact, the fifth covers all that follows. */
enum { ORDERS = 6 };

/* A piece below this part of the way has no room left. */
static const double PIECE_MIN = 1.0 / (1 << 16);

/* Upper bounds of |x^3 - x| (2 / 27^(1/2)) and |x^4 - x^2| on [-1, 1]. */
static const double CUBIC_MAX = 0.3850, QUARTIC_MAX = 0.25;

typedef struct {
    double time;
    bool known;
    arb_ptr charge, potential;      /* M, n: exact on chords, exact */
} knot;

typedef struct {
    ohm_flux_point *point;
    const ohm_ball_circuit *circuit;
    knot at[3];                     /* from, middle, to */
    arb_ptr charge, pull;           /* M * ORDERS */
    arb_ptr potential, injected;    /* n * ORDERS */
    arb_ptr residual, memory;       /* M * ORDERS; the last one over the whole piece */
    mag_ptr bound;                  /* M: of |r| */
} path;

static void
path_init(path *p, ohm_flux_point *point)
{
    const slong m = (slong)point->circuit->edges, n = (slong)point->circuit->nodes;

    *p = (path){ .point = point, .circuit = point->circuit };
    for (int i = 0; i < 3; i++) {
        p->at[i].charge = _arb_vec_init(m);
        p->at[i].potential = _arb_vec_init(n);
    }
    p->charge = _arb_vec_init(m * ORDERS);
    p->pull = _arb_vec_init(m * ORDERS);
    p->potential = _arb_vec_init(n * ORDERS);
    p->injected = _arb_vec_init(n * ORDERS);
    p->residual = _arb_vec_init(m * ORDERS);
    p->memory = _arb_vec_init(m * ORDERS);
    p->bound = _mag_vec_init(m);
}

static void
path_clear(path *p)
{
    const slong m = (slong)p->circuit->edges, n = (slong)p->circuit->nodes;

    for (int i = 0; i < 3; i++) {
        _arb_vec_clear(p->at[i].charge, m);
        _arb_vec_clear(p->at[i].potential, n);
    }
    _arb_vec_clear(p->charge, m * ORDERS);
    _arb_vec_clear(p->pull, m * ORDERS);
    _arb_vec_clear(p->potential, n * ORDERS);
    _arb_vec_clear(p->injected, n * ORDERS);
    _arb_vec_clear(p->residual, m * ORDERS);
    _arb_vec_clear(p->memory, m * ORDERS);
    _mag_vec_clear(p->bound, m);
}

static ohm_status
visit(knot *at, double t, path *p, ohm_error *err)
{
    const ohm_ball_circuit *circuit = p->circuit;
    ohm_status status;

    at->time = t;
    if (at->known)
        return OHM_OK;
    if ((status = ohm_flux_point_at(p->point, t, PATH_BITS, err)) != OHM_OK)
        return status;
    _arb_vec_set(at->charge, p->point->charge, (slong)circuit->edges);
    _arb_vec_set(at->potential, p->point->potential, (slong)circuit->nodes);
    at->known = true;
    return OHM_OK;
}

/* ---- the curve ------------------------------------------------------------------ */

/* The parabola through y0, y1, y2 at -1, 0, 1, about z: coefficients of x - z. */
static void
parabola(arb_ptr out, const arb_t y0, const arb_t y1, const arb_t y2, const arb_t z)
{
    arb_ptr slope = out + 1, bend = out + 2;

    arb_sub(slope, y2, y0, PATH_BITS);
    arb_mul_2exp_si(slope, slope, -1);
    arb_add(bend, y0, y2, PATH_BITS);
    arb_mul_2exp_si(bend, bend, -1);
    arb_sub(bend, bend, y1, PATH_BITS);
    mag_zero(arb_radref(slope));            /* this parabola: any near one would do */
    mag_zero(arb_radref(bend));
    arb_mul(out, bend, z, PATH_BITS);       /* y1 + slope z + bend z^2, slope + 2 bend z */
    arb_add(out, out, slope, PATH_BITS);
    arb_mul(out, out, z, PATH_BITS);
    arb_add(out, out, y1, PATH_BITS);
    arb_mul_2exp_si(out + 3, bend, 1);
    arb_addmul(slope, out + 3, z, PATH_BITS);
    _arb_vec_zero(out + 3, ORDERS - 3);
}

/* phi and int J dt about middle + half z: order 0 is the integral there, order j the drive's
 * order j - 1 times half^j / j. */
static void
drive_about(const arb_t z, const arb_t half, path *p)
{
    const ohm_ball_circuit *circuit = p->circuit;
    const slong m = (slong)circuit->edges, n = (slong)circuit->nodes;
    arb_ptr emf = _arb_vec_init(m * ORDERS), injection = _arb_vec_init(n * ORDERS);
    arb_t time, power;

    arb_init(time);
    arb_init(power);
    arb_set_d(time, p->at[1].time);
    arb_addmul(time, half, z, PATH_BITS);
    ohm_ball_circuit_flux(emf, injection, time, circuit, PATH_BITS);
    for (slong k = 0; k < m; k++)
        arb_set(p->pull + k * ORDERS, emf + k);
    for (slong v = 0; v < n; v++)
        arb_set(p->injected + v * ORDERS, injection + v);
    ohm_ball_circuit_drive(emf, injection, ORDERS - 1, time, circuit, PATH_BITS);
    arb_one(power);
    for (slong j = 1; j < ORDERS; j++) {
        arb_mul(power, power, half, PATH_BITS);
        arb_div_si(time, power, j, PATH_BITS);
        for (slong k = 0; k < m; k++)
            arb_mul(p->pull + k * ORDERS + j, emf + k * (ORDERS - 1) + j - 1, time, PATH_BITS);
        for (slong v = 0; v < n; v++)
            arb_mul(p->injected + v * ORDERS + j, injection + v * (ORDERS - 1) + j - 1, time, PATH_BITS);
    }
    arb_clear(time);
    arb_clear(power);
    _arb_vec_clear(emf, m * ORDERS);
    _arb_vec_clear(injection, n * ORDERS);
}

/* Residual and memory about z; of them the orders `first` and up are kept. */
static void
expand(const arb_t z, const arb_t half, slong first, path *p)
{
    const ohm_ball_circuit *circuit = p->circuit;
    const size_t m = circuit->edges, n = circuit->nodes;
    arb_ptr memory = _arb_vec_init(ORDERS), flux = _arb_vec_init(ORDERS);
    arb_t drop;

    arb_init(drop);
    drive_about(z, half, p);
    for (size_t k = 0; k < m; k++)
        parabola(p->charge + k * ORDERS, p->at[0].charge + k, p->at[1].charge + k, p->at[2].charge + k, z);
    for (size_t v = 0; v < n; v++)
        parabola(p->potential + v * ORDERS, p->at[0].potential + v, p->at[1].potential + v,
                 p->at[2].potential + v, z);
    for (slong j = 0; j < ORDERS; j++)
        ohm_ball_circuit_complete(p->charge + j, p->injected + j, ORDERS, p->point->kirchhoff->need, circuit,
                                  PATH_BITS);
    for (size_t k = 0; k < m; k++) {
        ohm_flux_law(memory, flux, p->charge + k * ORDERS, ORDERS, k, circuit, PATH_BITS);
        for (slong j = first; j < ORDERS; j++) {
            arb_ptr r = p->residual + (slong)k * ORDERS + j;

            ohm_ball_circuit_drop(drop, p->potential + j, ORDERS, k, circuit, PATH_BITS);
            arb_sub(r, flux + j, p->pull + (slong)k * ORDERS + j, PATH_BITS);
            arb_add(r, r, drop, PATH_BITS);
            arb_set(p->memory + (slong)k * ORDERS + j, memory + j);
        }
    }
    arb_clear(drop);
    _arb_vec_clear(memory, ORDERS);
    _arb_vec_clear(flux, ORDERS);
}

/* ---- what it bounds ------------------------------------------------------------- */

static void
add_scaled(mag_t sum, const arb_t x, double factor)
{
    mag_t part, scale;

    mag_init(part);
    mag_init(scale);
    arb_get_mag(part, x);
    mag_set_d(scale, factor);
    mag_addmul(sum, part, scale);
    mag_clear(part);
    mag_clear(scale);
}

/* |r| over the piece.  r nearly vanishes at -1, 0, 1, so it is put together from what
 * vanishes there: c0 + (c1 + c3) x + (c2 + c4) x^2 + c3 (x^3 - x) + c4 (x^4 - x^2) + rest. */
static void
bound_residual(mag_t out, arb_srcptr c)
{
    arb_t sum;

    arb_init(sum);
    mag_zero(out);
    add_scaled(out, c, 1.0);
    arb_add(sum, c + 1, c + 3, PATH_BITS);
    add_scaled(out, sum, 1.0);
    arb_add(sum, c + 2, c + 4, PATH_BITS);
    add_scaled(out, sum, 1.0);
    add_scaled(out, c + 3, CUBIC_MAX);
    add_scaled(out, c + 4, QUARTIC_MAX);
    add_scaled(out, c + 5, 1.0);
    arb_clear(sum);
}

/* All memories of the curve over the piece: the parabola by its ends, the rest by size. */
static void
bound_memory(arb_t out, arb_srcptr c)
{
    mag_t size;

    mag_init(size);
    arb_mul_2exp_si(out, c + 2, -1);        /* c2 x^2 is within c2/2 +- |c2|/2 */
    arb_get_mag(size, out);
    arb_add_error_mag(out, size);
    arb_add(out, out, c, PATH_BITS);
    for (int j = 1; j < ORDERS; j++)
        if (j != 2) {
            arb_get_mag(size, c + j);
            arb_add_error_mag(out, size);
        }
    mag_clear(size);
}

typedef struct {
    arb_t range;                /* of the curve's memory */
    mag_t room;                 /* half of what it leaves to the nearer bound */
    arb_t least;                /* resistance, that far down */
} element;

static void
element_init(element *e)
{
    arb_init(e->range);
    mag_init(e->room);
    arb_init(e->least);
}

static void
element_clear(element *e)
{
    arb_clear(e->range);
    mag_clear(e->room);
    arb_clear(e->least);
}

static void
take_element(element *e, size_t k, const path *p)
{
    const ohm_ball_circuit *circuit = p->circuit;
    mag_t below, above;

    mag_init(below);
    mag_init(above);
    bound_memory(e->range, p->memory + k * ORDERS);
    arb_sub_ui(e->least, e->range, 1, PATH_BITS);
    arb_neg(e->least, e->least);
    arb_get_mag_lower_nonnegative(below, e->range);
    arb_get_mag_lower_nonnegative(above, e->least);
    mag_min(e->room, below, above);
    mag_mul_2exp_si(e->room, e->room, -1);
    mag_mul_2exp_si(below, below, -1);      /* w - room >= w / 2 */
    arf_set_mag(arb_midref(e->least), below);
    mag_zero(arb_radref(e->least));
    ohm_flux_law_resistance(e->least, e->least, k, circuit, PATH_BITS);
    mag_clear(below);
    mag_clear(above);
}

/* Whether the path cannot be further from the curve than there is room. */
static bool
stays(const element *e, const mag_t energy, size_t k, const path *p)
{
    const ohm_ball_circuit *circuit = p->circuit;
    mag_t reach, push;
    bool answer;
    arb_t charge;

    arb_init(charge);
    mag_init(reach);
    mag_init(push);
    ohm_flux_point_widen(charge, energy, e->least);
    arb_get_mag(push, circuit->rate + k);
    mag_mul(reach, arb_radref(charge), push);
    if (circuit->problem->device->control == OHM_CONTROL_VOLTAGE) {     /* dw = -c (1 + xi w) dq, w <= 1 */
        arb_get_mag(push, circuit->xi + k);
        mag_add_ui(push, push, 1);
        mag_mul(reach, reach, push);
    }
    answer = mag_cmp(reach, e->room) < 0;
    mag_clear(reach);
    mag_clear(push);
    arb_clear(charge);
    return answer;
}

/* A memory nothing flows through, or that only the injections move: the curve is the path. */
static bool
curve_inside(const arb_t range)
{
    arb_t rest;
    bool answer;

    arb_init(rest);
    arb_sub_ui(rest, range, 1, PATH_BITS);
    answer = arb_is_nonnegative(range) && arb_is_nonpositive(rest);
    arb_clear(rest);
    return answer;
}

/* OHM_E_UNPROVED with the edge, or OHM_OK. */
static ohm_status
judge(path *p, ohm_error *err)
{
    const ohm_ball_circuit *circuit = p->circuit;
    size_t bad = OHM_NONE;
    mag_t energy, part;
    element e;

    element_init(&e);
    mag_init(energy);
    mag_init(part);
    for (size_t k = 0; k < circuit->edges && bad == OHM_NONE; k++) {
        take_element(&e, k, p);
        if (circuit->bridge[k]) {
            bad = curve_inside(e.range) ? OHM_NONE : k;
            continue;
        }
        if (mag_is_zero(e.room)) {
            bad = k;
            continue;
        }
        bound_residual(part, p->residual + k * ORDERS);
        mag_mul(part, part, part);
        arb_get_mag_lower(p->bound + k, e.least);
        mag_div(part, part, p->bound + k);
        mag_add(energy, energy, part);
    }
    mag_sqrt(energy, energy);
    for (size_t k = 0; k < circuit->edges && bad == OHM_NONE; k++) {
        take_element(&e, k, p);
        if (!circuit->bridge[k] && !stays(&e, energy, k, p))
            bad = k;
    }
    const double w = bad != OHM_NONE ? ohm_ball_middle(e.range) : 0.0;

    mag_clear(energy);
    mag_clear(part);
    element_clear(&e);
    if (bad == OHM_NONE)
        return OHM_OK;
    return ohm_fail(err, OHM_E_UNPROVED,
                    "flux-charge: not shown that edge %zu stays inside its bounds between "
                    "t = %.6g and %.6g s, where it is near w = %.4g", bad, p->at[0].time, p->at[2].time, w);
}

static ohm_status
try_piece(path *p, ohm_error *err)
{
    const double from = p->at[0].time, middle = p->at[1].time, to = p->at[2].time;
    arb_t z, half;
    ohm_status status;

    arb_init(z);
    arb_init(half);
    /* the longer half and a place more, so that [-1, 1] covers the piece */
    arb_set_d(half, nextafter(fmax(to - middle, middle - from), INFINITY));
    expand(z, half, 0, p);
    mag_one(arb_radref(z));
    expand(z, half, ORDERS - 1, p);
    status = judge(p, err);
    arb_clear(z);
    arb_clear(half);
    return status;
}

ohm_status
ohm_flux_path_prove(size_t *pieces, double t, ohm_flux_point *point, const ohm_control *control,
                    ohm_error *err)
{
    double step = t;
    ohm_status status;
    path p;

    *pieces = 0;
    path_init(&p, point);
    status = visit(&p.at[0], 0.0, &p, err);
    while (status == OHM_OK && p.at[0].time < t) {
        const double to = p.at[0].time + step < t ? p.at[0].time + step : t;

        if ((status = visit(&p.at[2], to, &p, err)) == OHM_OK)
            status = visit(&p.at[1], 0.5 * (p.at[0].time + to), &p, err);
        if (status == OHM_OK)
            status = try_piece(&p, err);
        p.at[1].known = false;
        if (status == OHM_OK) {             /* its end begins the next */
            const knot begin = p.at[0];

            p.at[0] = p.at[2];
            p.at[2] = begin;
            p.at[2].known = false;
            step *= 2.0;
            ++*pieces;
            status = ohm_control_point(control, p.at[0].time / t, err);
        } else if (status == OHM_E_UNPROVED && 0.5 * step >= PIECE_MIN * t) {
            p.at[2].known = false;
            step = 0.5 * (to - p.at[0].time);
            status = OHM_OK;
        }
    }
    path_clear(&p);
    return status;
}
