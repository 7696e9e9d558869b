/* lib/device/transistor.h -- a transistor as an edge, its gate held against ground.
 *
 * With g = V_G - V_th the symmetric square law, saturation and cut-off included, is a
 * difference of two node functions:
 *
 *     I = S [phi(V_i) - phi(V_j)],   phi(V) = -(g - n V)_+^2 / (2 n),   phi' = (g - n V)_+ ,
 *
 * i -> j, S [A/V^2], n the slope factor (1: no body effect).  Without ( )_+ and with n = 1
 * it is the triode law S (V_G - V_th - (V_1 + V_2)/2)(V_1 - V_2).  The gate being tied to
 * ground, dI/dV_i and -dI/dV_j differ: the edge is not reciprocal.
 * Source: Shichman, Hodges, IEEE J. Solid-State Circuits 3, 285 (1968). */
#ifndef OHM_DEVICE_TRANSISTOR_H
#define OHM_DEVICE_TRANSISTOR_H

/* phi'(V) [V]: S times it is the slope of the current in the potential of its end. */
static inline double
ohm_transistor_drive(double g, double v, double n)
{
    const double over = g - n * v;

    return over > 0.0 ? over : 0.0;
}

/* I / S [V^2] from the drives at its two ends. */
static inline double
ohm_transistor_current(double drive_i, double drive_j, double n)
{
    return (drive_j - drive_i) * (drive_j + drive_i) / (2.0 * n);
}

/* dI/dV_G / S [V]. */
static inline double
ohm_transistor_by_gate(double drive_i, double drive_j, double n)
{
    return (drive_j - drive_i) / n;
}

#endif
