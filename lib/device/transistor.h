/* lib/device/transistor.h -- a transistor as an edge, its gate held against ground.
 *
 * With g = V_G - V_th the symmetric square law, saturation and cut-off included, is a
 * difference of two node functions:
 *
 *     I = S [phi(V_i) - phi(V_j)],   phi' = (g - n V - gamma sqrt(V + psi))_+ ,
 *
 * i -> j, S [A/V^2].  Body effect: n is the slope factor (1: none), or gamma [V^1/2] with
 * psi = 2 phi_F - V_B > 0 [V], and then g = V_G - V_FB - 2 phi_F.  phi is constant above the V where
 * phi' = 0.  Without ( )_+, with n = 1 and gamma = 0, it is the triode law
 * S (V_G - V_th - (V_1 + V_2)/2)(V_1 - V_2).  The gate being tied to ground, dI/dV_i and
 * -dI/dV_j differ: the edge is not reciprocal.
 * Source: Shichman, Hodges, IEEE J. Solid-State Circuits 3, 285 (1968). */
#ifndef OHM_DEVICE_TRANSISTOR_H
#define OHM_DEVICE_TRANSISTOR_H

#include <math.h>

typedef struct {
    double n;                   /* >= 1 */
    double gamma;               /* >= 0 [V^1/2] */
    double psi;                 /* > 0 [V]; read where gamma > 0 */
} ohm_transistor_law;

/* phi'(V) [V]: S times it is the slope of the current in the potential of its end. */
static inline double
ohm_transistor_drive(const ohm_transistor_law *law, double g, double v)
{
    const double over = g - law->n * v - (law->gamma > 0.0 ? law->gamma * sqrt(fmax(0.0, v + law->psi))
                                          : 0.0);

    return over > 0.0 ? over : 0.0;
}

/* I / S [V^2] without gamma, from the drives at its two ends. */
static inline double
ohm_transistor_square(double drive_i, double drive_j, double n)
{
    return (drive_j - drive_i) * (drive_j + drive_i) / (2.0 * n);
}

/* The potential, or where it is higher the one at which the drive ends: phi is that of this one. */
static inline double
ohm_transistor_active(const ohm_transistor_law *law, double g, double v)
{
    const double n = law->n, gamma = law->gamma, psi = gamma > 0.0 ? law->psi : 0.0;
    const double reach = g + n * psi;       /* n s^2 + gamma s = reach at the end, s = sqrt(V + psi) */

    if (gamma == 0.0)
        return v < g / n ? v : g / n;
    if (!(reach > 0.0))
        return -psi;
    const double s = 2.0 * reach / (gamma + sqrt(gamma * gamma + 4.0 * n * reach)), end = s * s - psi;

    return v > -psi ? (v < end ? v : end) : -psi;
}

/* I / S [V^2]. */
static inline double
ohm_transistor_current(const ohm_transistor_law *law, double g, double v_i, double v_j)
{
    if (law->gamma == 0.0)
        return ohm_transistor_square(ohm_transistor_drive(law, g, v_i), ohm_transistor_drive(law, g, v_j),
                                     law->n);

    const double a = ohm_transistor_active(law, g, v_i), b = ohm_transistor_active(law, g, v_j);
    const double x = sqrt(fmax(0.0, a + law->psi)), y = sqrt(fmax(0.0, b + law->psi));

    /* (x^3 - y^3) = (x - y)(x^2 + x y + y^2), and x - y = (a - b)/(x + y): no cancellation */
    return (a - b) * (g - 0.5 * law->n * (a + b)
                      - (x + y > 0.0 ? law->gamma * (2.0 / 3.0) * (x * x + x * y + y * y) / (x + y) : 0.0));
}

/* dI/dV_G / S [V]: phi grows with g by V itself while the drive lasts. */
static inline double
ohm_transistor_by_gate(const ohm_transistor_law *law, double g, double v_i, double v_j)
{
    return ohm_transistor_active(law, g, v_i) - ohm_transistor_active(law, g, v_j);
}

#endif
