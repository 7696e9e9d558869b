/* lib/certify/flux_point.c -- see flux_point.h */
#include "certify/flux_point.h"
#include "base/array.h"
#include "certify/ball_text.h"
#include "certify/flux_law.h"

#include <limits.h>
#include <stdlib.h>

/* The float solver's memories are good to this; further out an element is out. */
static const double GUESS_TOL = 1e-9;

void
ohm_flux_point_free(ohm_flux_point *point)
{
    if (point == NULL)
        return;
    const slong m = (slong)point->circuit->edges, n = (slong)point->circuit->nodes;
    arb_ptr const edges[] = { point->charge, point->memory, point->flux, point->pull, point->resistance };

    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        if (edges[i] != NULL)
            _arb_vec_clear(edges[i], m);
    if (point->potential != NULL)
        _arb_vec_clear(point->potential, n);
    if (point->injected != NULL)
        _arb_vec_clear(point->injected, n);
    ohm_ball_kirchhoff_free(point->kirchhoff);
    ohm_flux_charge_free(point->guess);
    free(point->w);
    free(point);
}

ohm_status
ohm_flux_point_alloc(ohm_flux_point **out, const ohm_ball_circuit *circuit, const double *w0, ohm_error *err)
{
    const slong m = (slong)circuit->edges, n = (slong)circuit->nodes;
    ohm_flux_point *point = OHM_ZEROS(ohm_flux_point, 1);
    ohm_status status;

    *out = NULL;
    if (point == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    point->circuit = circuit;
    status = ohm_flux_charge_alloc(&point->guess, circuit->problem, w0, NULL, err);
    if (status == OHM_OK && (point->w = OHM_ARRAY(double, circuit->edges)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "certify: out of memory for %zu edges", circuit->edges);
    if (status == OHM_OK)
        status = ohm_ball_kirchhoff_alloc(&point->kirchhoff, circuit, err);
    if (status != OHM_OK) {
        ohm_flux_point_free(point);
        return status;
    }
    point->charge = _arb_vec_init(m);
    point->memory = _arb_vec_init(m);
    point->flux = _arb_vec_init(m);
    point->pull = _arb_vec_init(m);
    point->resistance = _arb_vec_init(m);
    point->potential = _arb_vec_init(n);
    point->injected = _arb_vec_init(n);
    *out = point;
    return OHM_OK;
}

void
ohm_flux_point_measure(ohm_flux_point *point, long bits)
{
    const ohm_ball_circuit *circuit = point->circuit;

    for (size_t k = 0; k < circuit->edges; k++) {
        arb_ptr r = point->kirchhoff->residual + k;

        ohm_flux_law(point->memory + k, point->flux + k, point->charge + k, 1, k, circuit, bits);
        ohm_flux_law_resistance(point->resistance + k, point->memory + k, k, circuit, bits);
        ohm_ball_circuit_drop(r, point->potential, 1, k, circuit, bits);
        arb_add(r, r, point->flux + k, bits);
        arb_sub(r, r, point->pull + k, bits);
    }
}

/* Where the frozen problem's answer is not the circuit's, no digit of it is of use. */
static ohm_status
check_guess(const ohm_flux_point *point, double t, ohm_error *err)
{
    for (size_t k = 0; k < point->circuit->edges; k++)
        if (!(point->w[k] > -GUESS_TOL && point->w[k] < 1.0 + GUESS_TOL))
            return ohm_fail(err, OHM_E_UNPROVED,
                            "flux-charge: edge %zu meets a bound before t = %.6g s, where the law of "
                            "the charges puts it at w = %.6g", k, t, point->w[k]);
    return OHM_OK;
}

ohm_status
ohm_flux_point_at(ohm_flux_point *point, double t, long bits, ohm_error *err)
{
    const ohm_ball_circuit *circuit = point->circuit;
    long before = LONG_MAX;
    arb_t time;
    ohm_status status = ohm_flux_charge_jump(point->w, t, point->guess, err);

    if (status == OHM_OK)
        status = check_guess(point, t, err);
    if (status != OHM_OK)
        return status;
    arb_init(time);
    arb_set_d(time, t);
    ohm_ball_circuit_flux(point->pull, point->injected, time, circuit, bits);
    arb_clear(time);
    for (size_t k = 0; k < circuit->edges; k++)
        arb_set_d(point->charge + k, ohm_flux_law_charge(point->w[k], k, circuit));
    ohm_ball_circuit_complete(point->charge, point->injected, 1, point->kirchhoff->need, circuit, bits);
    ohm_flux_point_measure(point, bits);
    status = ohm_ball_kirchhoff_factor(point->kirchhoff, point->resistance, err);
    for (size_t turn = 0;
         status == OHM_OK && ohm_ball_kirchhoff_pays(&before, turn, point->kirchhoff, bits); turn++) {
        status = ohm_ball_kirchhoff_correct(point->charge, point->potential, point->injected, 1,
                                            point->kirchhoff,
                                            bits, err);
        ohm_flux_point_measure(point, bits);
    }
    return status;
}

void
ohm_flux_point_widen(arb_t charge, const mag_t energy, const arb_t resistance)
{
    mag_t bound;

    mag_init(bound);
    arb_get_mag_lower(bound, resistance);
    mag_rsqrt(bound, bound);
    mag_mul(bound, bound, energy);
    arb_add_error_mag(charge, bound);
    mag_clear(bound);
}

/* Adds r^2 / R to a sum of squares. */
static void
add_square(mag_t sum, const arb_t residual, const arb_t resistance)
{
    mag_t part, least;

    mag_init(part);
    mag_init(least);
    arb_get_mag(part, residual);
    mag_mul(part, part, part);
    arb_get_mag_lower(least, resistance);
    mag_div(part, part, least);
    mag_add(sum, sum, part);
    mag_clear(part);
    mag_clear(least);
}

/* Whether a memory is shown to lie in [0, 1]. */
static bool
inside(const arb_t w)
{
    arb_t rest;
    bool answer;

    arb_init(rest);
    arb_sub_ui(rest, w, 1, ARF_PREC_EXACT);
    answer = arb_is_nonnegative(w) && arb_is_nonpositive(rest);
    arb_clear(rest);
    return answer;
}

ohm_status
ohm_flux_point_enclose(arb_ptr w, ohm_flux_point *point, long bits, ohm_error *err)
{
    const ohm_ball_circuit *circuit = point->circuit;
    ohm_status status = OHM_OK;
    mag_t energy;
    arb_t charge, unused;

    mag_init(energy);
    arb_init(charge);
    arb_init(unused);
    for (size_t k = 0; k < circuit->edges; k++)
        if (!circuit->bridge[k])
            add_square(energy, point->kirchhoff->residual + k, circuit->r_on + k);
    mag_sqrt(energy, energy);
    for (size_t k = 0; k < circuit->edges && status == OHM_OK; k++) {
        arb_set(charge, point->charge + k);
        if (!circuit->bridge[k])
            ohm_flux_point_widen(charge, energy, circuit->r_on + k);
        ohm_flux_law(w + k, unused, charge, 1, k, circuit, bits);
        arb_add_error_2exp_si(w + k, -bits);        /* an exact one, too, is printed to `bits` */
        if (!inside(point->memory + k))
            status = ohm_fail(err, OHM_E_UNPROVED,
                              "flux-charge: edge %zu is at w = %.6g, not shown to lie within "
                              "its bounds", k, ohm_ball_middle(w + k));
    }
    mag_clear(energy);
    arb_clear(charge);
    arb_clear(unused);
    return status;
}
