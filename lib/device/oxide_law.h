/* lib/device/oxide_law.h -- statistics and two-point functions of eight densities at once.
 *
 * Private to the oxide files.  With h the enthalpy density, h' its slope and
 *
 *     Breg(u|v) = h(u) - h(v) - h'(v) (u - v) >= 0,
 *     B(s) = s / (e^s - 1),   phi(Y) = (1 - e^-Y) / Y,   L(y) = coth y - 1/y. */
#ifndef OHM_DEVICE_OXIDE_LAW_H
#define OHM_DEVICE_OXIDE_LAW_H

#include "base/lanes.h"

#include <stddef.h>

typedef enum { OXIDE_BOLTZMANN, OXIDE_POWER, OXIDE_BLAKEMORE } oxide_statistics;

typedef struct {
    oxide_statistics kind;
    double charge, mobility;
    double a;                   /* exponent, POWER */
    double gamma;               /* 1 / u_max, BLAKEMORE */
    size_t screen;              /* the first Boltzmann species of the same |z|: they share B */
} oxide_law;

/* e^s beyond this overflows; B is 0 to the last bit long before. */
#define OXIDE_EXPONENT_MAX 700.0

OHM_INLINE ohm_lanes
oxide_power(ohm_lanes u, double exponent)
{
    return ohm_lanes_exp(exponent * ohm_lanes_log(u));
}

/* h'(u), u > 0. */
OHM_INLINE ohm_lanes
oxide_slope(const oxide_law *law, ohm_lanes u)
{
    if (law->kind == OXIDE_POWER)
        return law->a / (law->a - 1.0) * oxide_power(u, law->a - 1.0);
    if (law->kind == OXIDE_BLAKEMORE)
        return ohm_lanes_log(u) - ohm_lanes_log1p(-law->gamma * u);
    return ohm_lanes_log(u);
}

/* u h''(u): the diffusivity, in units of the Boltzmann one. */
OHM_INLINE ohm_lanes
oxide_diffusion(const oxide_law *law, ohm_lanes u)
{
    if (law->kind == OXIDE_POWER)
        return law->a * oxide_power(u, law->a - 1.0);
    if (law->kind == OXIDE_BLAKEMORE)
        return 1.0 / (1.0 - law->gamma * u);
    return ohm_lanes_all(1.0);
}

/* h(u), given its slope there. */
OHM_INLINE ohm_lanes
oxide_enthalpy(const oxide_law *law, ohm_lanes u, ohm_lanes slope)
{
    if (law->kind == OXIDE_POWER)
        return u * slope / law->a;
    if (law->kind == OXIDE_BLAKEMORE)
        return u * slope + ohm_lanes_log1p(-law->gamma * u) / law->gamma;
    return u * slope - u;
}

/* u ln(u/v), small differences kept. */
OHM_INLINE ohm_lanes
oxide_relative(ohm_lanes u, ohm_lanes v)
{
    const ohm_lanes least = ohm_lanes_all(-1.0 + 0x1p-53);      /* u = 0: the product is 0 anyway */

    return u * ohm_lanes_log1p(ohm_lanes_max((u - v) / v, least));
}

/* Breg(u|v). */
OHM_INLINE ohm_lanes
oxide_bregman(const oxide_law *law, ohm_lanes u, ohm_lanes v)
{
    if (law->kind == OXIDE_POWER) {
        const ohm_lanes slope = oxide_power(v, law->a - 1.0);

        return (u * oxide_power(u, law->a - 1.0) - v * slope - law->a * slope * (u - v)) / (law->a - 1.0);
    }
    if (law->kind == OXIDE_BLAKEMORE)
        return oxide_relative(u, v) + (1.0 - law->gamma * u)
            * ohm_lanes_log1p(law->gamma * (v - u) / (1.0 - law->gamma * v)) / law->gamma;
    return oxide_relative(u, v) - (u - v);
}

/* B(s) and B(-s) = B(s) + s and B'(s), for any s; B'(-s) = -1 - B'(s). */
OHM_INLINE void
oxide_bernoulli(ohm_lanes *plus, ohm_lanes *minus, ohm_lanes *slope, ohm_lanes s)
{
    const ohm_lanes t = ohm_lanes_abs(s);
    const ohm_lanes within = ohm_lanes_min(t, ohm_lanes_all(OXIDE_EXPONENT_MAX));
    const ohm_lanes e = ohm_lanes_expm1(within);
    const ohm_lanes_mask zero = t == 0.0, right = s >= 0.0;
    const ohm_lanes one = ohm_lanes_all(1.0);
    const ohm_lanes below = ohm_lanes_select(zero, one, e);
    const ohm_lanes b = ohm_lanes_select(zero, one, within / below);
    const ohm_lanes t2 = t * t;
    const ohm_lanes series =
        -0.5
        + t * (1.0 / 6.0) * (1.0 - t2 * (1.0 / 30.0) * (1.0 - t2 * (1.0 / 28.0) * (1.0 - t2 * (1.0 / 30.0))));
    const ohm_lanes closed = (1.0 - (b + within)) / below;
    const ohm_lanes down = ohm_lanes_select(t < 0.05, series, closed);

    *plus = ohm_lanes_select(right, b, b + t);
    *minus = ohm_lanes_select(right, b + t, b);
    *slope = ohm_lanes_select(right, down, -1.0 - down);
}

/* max(p, q) phi(Y), the logarithmic mean (p - q) / ln(p/q) of p and q whose logarithms differ
 * by d = ln q - ln p, and (1 -+ L(d/2)), its logarithmic slopes times 2p and 2q. */
OHM_INLINE ohm_lanes
oxide_log_mean(ohm_lanes *by_first, ohm_lanes *by_second, ohm_lanes larger, ohm_lanes d)
{
    const ohm_lanes gap = ohm_lanes_abs(d), y = 0.5 * gap, y2 = y * y;
    const ohm_lanes within = ohm_lanes_min(gap, ohm_lanes_all(OXIDE_EXPONENT_MAX));
    const ohm_lanes_mask zero = gap == 0.0, near = y < 0.05;
    const ohm_lanes safe = ohm_lanes_select(zero, ohm_lanes_all(1.0), within);
    const ohm_lanes phi = ohm_lanes_select(zero, ohm_lanes_all(1.0), -ohm_lanes_expm1(-safe) / safe);
    const ohm_lanes series = y * (1.0 / 3.0) * (1.0 - y2 * (1.0 / 15.0)
                                                * (1.0 - y2 * (2.0 / 21.0) * (1.0 - y2 * (1.0 / 10.0))));
    const ohm_lanes closed = 1.0 + 2.0 / ohm_lanes_expm1(safe) - 2.0 / safe;
    const ohm_lanes size = ohm_lanes_select(near, series, closed);
    const ohm_lanes langevin = ohm_lanes_select(d < 0.0, -size, size);

    *by_first = 1.0 - langevin;
    *by_second = 1.0 + langevin;
    return larger * phi;
}

/* r = (h'(v) - h'(u)) / (ln v - ln u), the diffusion enhancement between two nodes, and its
 * slopes; no 0/0 anywhere. */
OHM_INLINE ohm_lanes
oxide_enhancement(ohm_lanes *by_u, ohm_lanes *by_v, const oxide_law *law, ohm_lanes u, ohm_lanes v)
{
    const ohm_lanes log_u = ohm_lanes_log(u), log_v = ohm_lanes_log(v);
    ohm_lanes left, right;

    if (law->kind == OXIDE_POWER) {
        const double power = law->a - 1.0;
        const ohm_lanes larger = ohm_lanes_exp(power * ohm_lanes_max(log_u, log_v));
        const ohm_lanes r = law->a * oxide_log_mean(&left, &right, larger, power * (log_v - log_u));

        *by_u = r * power / (2.0 * u) * left;
        *by_v = r * power / (2.0 * v) * right;
        return r;
    }
    const ohm_lanes free_u = 1.0 - law->gamma * u, free_v = 1.0 - law->gamma * v;
    const ohm_lanes gap = ohm_lanes_log1p(-law->gamma * v) - ohm_lanes_log1p(-law->gamma * u);
    ohm_lanes free_left, free_right;
    const ohm_lanes occupied = oxide_log_mean(&left, &right, ohm_lanes_max(u, v), log_v - log_u);
    const ohm_lanes empty = oxide_log_mean(&free_left, &free_right, ohm_lanes_max(free_u, free_v), gap);
    const ohm_lanes excess = law->gamma * occupied / empty;

    *by_u = excess * (left / (2.0 * u) + law->gamma * free_left / (2.0 * free_u));
    *by_v = excess * (right / (2.0 * v) + law->gamma * free_right / (2.0 * free_v));
    return 1.0 + excess;
}

#endif
