/* lib/certify/flux_law.c -- see flux_law.h */
#include "certify/flux_law.h"
#include "certify/ball_text.h"

#include <math.h>

static void
current_law(arb_ptr w, arb_ptr flux, arb_srcptr q, size_t orders, size_t k, const ohm_ball_circuit *circuit,
            long bits)
{
    const slong n = (slong)orders;
    arb_ptr fall = _arb_vec_init(n);
    arb_t half;

    arb_init(half);
    for (slong j = 0; j < n; j++) {
        arb_mul(fall + j, circuit->rate + k, q + j, bits);
        arb_neg(w + j, fall + j);
        arb_mul_2exp_si(fall + j, w + j, -1);
        arb_mul(fall + j, fall + j, circuit->xi + k, bits);
    }
    arb_add(w, w, circuit->w0 + k, bits);
    arb_mul(half, circuit->xi + k, circuit->w0 + k, bits);
    arb_add_ui(half, half, 1, bits);
    arb_add(fall, fall, half, bits);                /* fall = 1 + xi (w0 - c q / 2) */
    for (slong j = 0; j < n; j++) {
        arb_dot(flux + j, NULL, 0, fall, 1, q + j, -1, j + 1, bits);
        arb_mul(flux + j, flux + j, circuit->r_on + k, bits);
    }
    arb_clear(half);
    _arb_vec_clear(fall, n);
}

static void
voltage_law(arb_ptr w, arb_ptr flux, arb_srcptr q, size_t orders, size_t k, const ohm_ball_circuit *circuit,
            long bits)
{
    const slong n = (slong)orders;
    arb_t factor, scale;

    arb_init(factor);
    arb_init(scale);
    arb_mul(factor, circuit->xi + k, circuit->rate + k, bits);
    arb_neg(factor, factor);
    for (slong j = 0; j < n; j++)
        arb_mul(flux + j, factor, q + j, bits);
    arb_expm1(scale, flux, bits);                   /* keeps the digits exp - 1 would lose */
    _arb_poly_exp_series(w, flux, n, n, bits);
    arb_set(w, scale);
    arb_inv(scale, circuit->xi + k, bits);
    arb_add(scale, scale, circuit->w0 + k, bits);
    _arb_vec_scalar_mul(w, w, n, scale, bits);      /* w - w0 */
    arb_div(scale, circuit->r_on + k, circuit->rate + k, bits);
    arb_neg(scale, scale);
    for (slong j = 0; j < n; j++)
        arb_mul(flux + j, w + j, scale, bits);
    arb_add(w, w, circuit->w0 + k, bits);
    arb_clear(factor);
    arb_clear(scale);
}

void
ohm_flux_law(arb_ptr w, arb_ptr flux, arb_srcptr q, size_t orders, size_t k, const ohm_ball_circuit *circuit,
             long bits)
{
    if (circuit->problem->device->control == OHM_CONTROL_VOLTAGE && !arb_is_zero(circuit->xi + k))
        voltage_law(w, flux, q, orders, k, circuit, bits);
    else
        current_law(w, flux, q, orders, k, circuit, bits);
}

double
ohm_flux_law_charge(double w, size_t k, const ohm_ball_circuit *circuit)
{
    const double rate = ohm_ball_middle(circuit->rate + k), xi = ohm_ball_middle(circuit->xi + k);
    const double w0 = ohm_ball_middle(circuit->w0 + k);

    if (circuit->problem->device->control == OHM_CONTROL_VOLTAGE && xi != 0.0)
        return -log1p(xi * (w - w0) / (1.0 + xi * w0)) / (xi * rate);
    return (w0 - w) / rate;
}

void
ohm_flux_law_resistance(arb_t out, const arb_t w, size_t k, const ohm_ball_circuit *circuit, long bits)
{
    arb_mul(out, circuit->xi + k, w, bits);
    arb_add_ui(out, out, 1, bits);
    arb_mul(out, out, circuit->r_on + k, bits);
}
