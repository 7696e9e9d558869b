/* lib/certify/ball_drive.c -- see ball_drive.h */
#include "certify/ball_drive.h"

/* The k-th derivative of the sine adds k quarter turns: sin, cos, -sin, -cos. */
void
ohm_ball_wave_series(arb_ptr out, size_t orders, const ohm_waveform *wave, const arb_t t, long bits)
{
    arb_t omega, angle, sine, cosine, power;

    arb_init(omega);
    arb_init(angle);
    arb_init(sine);
    arb_init(cosine);
    arb_init(power);
    arb_const_pi(omega, bits);
    arb_mul_2exp_si(omega, omega, 1);
    arb_set_d(angle, wave->frequency);
    arb_mul(omega, omega, angle, bits);
    arb_mul(angle, omega, t, bits);
    arb_set_d(power, wave->phase);
    arb_add(angle, angle, power, bits);
    arb_sin_cos(sine, cosine, angle, bits);
    arb_set_d(power, wave->amplitude);
    for (size_t k = 0; k < orders; k++) {
        arb_mul(out + k, k % 2 == 0 ? sine : cosine, power, bits);
        if (k % 4 >= 2)
            arb_neg(out + k, out + k);
        arb_mul(power, power, omega, bits);
        arb_div_ui(power, power, k + 1, bits);
    }
    if (orders > 0) {
        arb_set_d(power, wave->dc);
        arb_add(out, out, power, bits);
    }
    arb_clear(omega);
    arb_clear(angle);
    arb_clear(sine);
    arb_clear(cosine);
    arb_clear(power);
}

/* The sine integrates to A sin(x) sin(x + phase) / (pi f), x = pi f t: a product, where the
 * difference of two cosines would cancel. */
void
ohm_ball_wave_integral(arb_t out, const ohm_waveform *wave, const arb_t t, long bits)
{
    arb_t x, part, phase;

    arb_init(x);
    arb_init(part);
    arb_init(phase);
    arb_set_d(phase, wave->phase);
    if (wave->frequency == 0.0) {
        arb_sin(part, phase, bits);
        arb_mul(part, part, t, bits);
    } else {
        arb_set_d(x, wave->frequency);
        arb_mul(x, x, t, bits);
        arb_sin_pi(part, x, bits);
        arb_const_pi(out, bits);
        arb_mul(x, x, out, bits);
        arb_add(x, x, phase, bits);
        arb_sin(x, x, bits);
        arb_mul(part, part, x, bits);
        arb_set_d(x, wave->frequency);
        arb_mul(x, x, out, bits);
        arb_div(part, part, x, bits);
    }
    arb_set_d(x, wave->amplitude);
    arb_mul(part, part, x, bits);
    arb_set_d(x, wave->dc);
    arb_mul(x, x, t, bits);
    arb_add(out, x, part, bits);
    arb_clear(x);
    arb_clear(part);
    arb_clear(phase);
}
