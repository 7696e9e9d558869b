/* lib/device/two_terminal.h -- edges whose current is a curve of their own voltage.
 *
 * Per conductance k, with u = U / V_0 and a leak that keeps every slope above 0:
 *
 *     tanh    f = V_0 tanh u + leak U             saturates
 *     sinh    f = V_0 sinh u + leak U             two diodes, antiparallel
 *     diode   f = V_0 (e^u - 1) + leak U          conducts from tail to head
 *
 * I = k f(U).  f is strictly increasing, so the co-content G(U), the integral of f from 0, is strictly
 * convex, and the state of a network is the one minimum of the sum of k G. */
#ifndef OHM_DEVICE_TWO_TERMINAL_H
#define OHM_DEVICE_TWO_TERMINAL_H

#include <math.h>

typedef enum { OHM_CURVE_TANH, OHM_CURVE_SINH, OHM_CURVE_DIODE } ohm_curve_kind;

typedef struct {
    ohm_curve_kind kind;
    double scale;               /* V_0 > 0 [V] */
} ohm_curve;

/* Of the conductance at 0: nine orders below, and still far above rounding. */
#define OHM_CURVE_LEAK 1e-9

/* log 2, which strict C lacks. */
#define OHM_CURVE_LN2 0.69314718055994530942

/* f(U) [V]. */
static inline double
ohm_curve_current(const ohm_curve *c, double voltage)
{
    const double u = voltage / c->scale, leak = OHM_CURVE_LEAK * voltage;

    return c->scale * (c->kind == OHM_CURVE_TANH ? tanh(u) : c->kind == OHM_CURVE_SINH ? sinh(u) : expm1(u))
        + leak;
}

/* f'(U) > 0. */
static inline double
ohm_curve_slope(const ohm_curve *c, double voltage)
{
    const double u = voltage / c->scale, h = cosh(u);

    return (c->kind == OHM_CURVE_TANH ? 1.0 / (h * h) : c->kind == OHM_CURVE_SINH ? h : exp(u))
        + OHM_CURVE_LEAK;
}

/* e^u - 1 - u, by its series where the difference would cancel: the next term is 1e-16 of it. */
static inline double
ohm_curve_expm2(double u)
{
    if (fabs(u) > 0.02)
        return expm1(u) - u;
    const double rest = 1.0 + u / 5.0 * (1.0 + u / 6.0 * (1.0 + u / 7.0));

    return 0.5 * u * u * (1.0 + u / 3.0 * (1.0 + u / 4.0 * rest));
}

/* G(U) >= 0 [V^2]. */
static inline double
ohm_curve_content(const ohm_curve *c, double voltage)
{
    const double u = voltage / c->scale, half = sinh(0.5 * u), a = fabs(u);
    const double square = c->scale * c->scale, leak = 0.5 * OHM_CURVE_LEAK * voltage * voltage;

    switch (c->kind) {
    case OHM_CURVE_TANH:                /* log cosh u, which overflows nowhere and cancels nowhere */
        return square * (a > 1.0 ? a + log1p(exp(-2.0 * a)) - OHM_CURVE_LN2 : log1p(2.0 * half * half))
            + leak;
    case OHM_CURVE_SINH:
        return square * 2.0 * half * half + leak;
    default:
        return square * ohm_curve_expm2(u) + leak;
    }
}

#endif
