/* lib/dynamics/hysteresis.c -- see hysteresis.h */
#include "dynamics/hysteresis.h"

#include <float.h>
#include <math.h>

/* Adds the integral of I dU over a segment that does not cross U = 0. */
static void
add_part(ohm_hysteresis *loop, double u0, double i0, double u1, double i1)
{
    const double part = 0.5 * (i0 + i1) * (u1 - u0);

    if (u0 + u1 > 0.0)
        loop->positive += part;
    else
        loop->negative += part;
}

void
ohm_hysteresis_add(ohm_hysteresis *loop, double voltage, double current)
{
    const double u = loop->last_voltage, i = loop->last_current;

    loop->largest = fmax(loop->largest, fabs(current));
    if (loop->points++ == 0) {
        loop->first_voltage = voltage;
        loop->first_current = current;
    } else if ((u < 0.0 && voltage >= 0.0) || (u > 0.0 && voltage <= 0.0)) {
        const double share = u / (u - voltage), between = i + share * (current - i);

        add_part(loop, u, i, 0.0, between);
        add_part(loop, 0.0, between, voltage, current);
        loop->crossing = fmax(loop->crossing, fabs(between));
        loop->crossings++;
    } else {
        add_part(loop, u, i, voltage, current);
    }
    loop->last_voltage = voltage;
    loop->last_current = current;
}

void
ohm_hysteresis_last_period(double *from, double *to, double time, double period)
{
    /* a T of n periods may be written a rounding short of them */
    const double whole = floor(time / period * (1.0 + 4.0 * DBL_EPSILON));

    *from = whole >= 1.0 ? (whole - 1.0) * period : 0.0;
    *to = whole >= 1.0 ? whole * period : time;
}

double
ohm_hysteresis_area(const ohm_hysteresis *loop)
{
    return loop->positive + loop->negative
        + 0.5 * (loop->last_current + loop->first_current) * (loop->first_voltage - loop->last_voltage);
}

double
ohm_hysteresis_pinch(const ohm_hysteresis *loop)
{
    return loop->crossings > 0 && loop->largest > 0.0 ? loop->crossing / loop->largest : NAN;
}
