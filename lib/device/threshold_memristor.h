/* lib/device/threshold_memristor.h -- internal variables moved by current alone,
 * each through a window of its own.
 *
 *     d gamma_j / dt = k sgn(I) m_j  where 0 < m_j < a,  else 0,   m_j = |I| - I_j
 *
 * for j = 0 .. variables-1: |I| below every threshold I_j reads without writing, and
 * I = u + sgn(u) I_i writes variable i alone as long as |u| < a and the thresholds
 * lie at least a apart.  Every variable is integrated at every pulse: cross-talk is
 * simulated, not assumed away.  With one variable and a = INFINITY this is the
 * synapse of a multilayer perceptron.
 * Source: [SIL20] eqs. (6), (18); read with I_b = +I_i (the printed sign of the
 * second term undoes itself) and extended oddly to negative currents.
 *
 * The rate does not depend on gamma, so the closed forms here are exact for any
 * pulse, up to rounding; thresholds cost tau ulp(I_i)/2 per pulse in doubles, and
 * (|u| + I_i) - I_j must be computed in this order, as the device sees it. */
#ifndef OHM_DEVICE_THRESHOLD_MEMRISTOR_H
#define OHM_DEVICE_THRESHOLD_MEMRISTOR_H

#include "base/status.h"

#include <stddef.h>

typedef struct {
    size_t variables;           /* >= 1 */
    double *threshold;          /* variables [A] > 0, owned */
    double window;              /* a [A] > 0; INFINITY: every current above I_j writes */
    double rate;                /* k [1/(A s)] > 0 */
    double low, high;           /* gamma stays in [low, high]; infinite: unlimited */
} ohm_threshold_memristor;      /* owns its array */

/* A copy of the thresholds, window a, rate 1, unlimited.  OHM_E_ARG for no variable,
 * a threshold that is not positive and finite, or a window that is not positive. */
ohm_status ohm_threshold_alloc(ohm_threshold_memristor **out, size_t variables,
                               const double *threshold, double window, ohm_error *err);
void ohm_threshold_free(ohm_threshold_memristor *device);       /* takes NULL */

/* A pulse: 0 -> peak in `rise`, the plateau, and back in `rise`. */
typedef struct {
    double peak;                /* I [A], of either sign */
    double plateau;             /* tau [s] >= 0 */
    double rise;                /* t_r [s] >= 0; 0: a rectangle */
} ohm_threshold_pulse;

/* Running counts of what pulses did. */
typedef struct {
    size_t pulses;              /* sent: u != 0 */
    size_t dead;                /* of them with |u| >= a: the addressed variable misses them */
    size_t crosstalk;           /* (pulse, j) with j not addressed and gamma_j moved */
    size_t clipped;             /* (pulse, j) stopped at low or high */
    double charge;              /* integral of |I| dt [C] */
    double square;              /* integral of I^2 dt [A^2 s]; times R it is the energy */
} ohm_threshold_tally;

/* d gamma_j / dt at current I. */
double ohm_threshold_rate(const ohm_threshold_memristor *device, size_t j, double current);

/* How far the pulse moves variable j, limits left aside. */
double ohm_threshold_move(const ohm_threshold_memristor *device, size_t j,
                          const ohm_threshold_pulse *pulse);

/* The pulse that is meant to add u * plateau * k to variable i: its peak is
 * u + sgn(u) I_i; u = 0 gives no pulse (peak 0). */
ohm_threshold_pulse ohm_threshold_address(const ohm_threshold_memristor *device, size_t i,
                                          double u, double plateau, double rise);

/* The same with the plateau shortened by what the ramps write, u t_r / |I|, so that
 * variable i moves by u * tau again; not below zero. */
ohm_threshold_pulse ohm_threshold_compensate(ohm_threshold_pulse pulse, double u);

/* Moves all variables gamma[] by the pulse with drive u addressed to i, stopping at
 * the limits, and counts; u = 0 does nothing.  tally may be NULL. */
void ohm_threshold_write(double *gamma, const ohm_threshold_memristor *device, size_t i, double u,
                         double plateau, double rise, ohm_threshold_tally *tally);

/* Any current that is linear between points: gamma is integrated piece by piece,
 * split where |I| crosses 0, I_j or I_j + a, so nothing but rounding is lost.
 * OHM_E_ARG for fewer than two points, times that fall, or a number not finite. */
ohm_status ohm_threshold_follow(double *gamma, const ohm_threshold_memristor *device,
                                size_t points, const double *time, const double *current,
                                ohm_error *err);

#endif
