/* lib/device/memristor.h -- the ideal memristor: resistance, drift, windows.
 *
 *     R_k = sign_k R_on,k (1 + xi_k w_k)                         [C17] eq. (1)
 *     dw_k/dt = alpha_k (w_k - w_rest,k) - d_k (R_on,k / beta_k) f_k(w_k, d_k)
 *
 * with d = j i for polarity j = +-1 and d = |i| for polarity 0 (towards w = 0
 * whatever the direction), R_on > 0 the magnitude, f the window.  Voltage control
 * puts v = R i in place of R_on i.  w = 0 conducts, w = 1 insulates.
 * Source: theory "The law the toolkit integrates", [C17] eqs. (1), (2), (61). */
#ifndef OHM_DEVICE_MEMRISTOR_H
#define OHM_DEVICE_MEMRISTOR_H

#include "base/status.h"
#include "device/window.h"

#include <stdbool.h>
#include <stddef.h>

/* What drives the memory: the current through, or the voltage on, a memristor. */
typedef enum { OHM_CONTROL_CURRENT, OHM_CONTROL_VOLTAGE } ohm_control_mode;

typedef struct {
    size_t edges;               /* M */
    double *r_on;               /* M [Ohm] > 0, the magnitude also for active elements */
    double *xi;                 /* M [1] >= 0, R_off / R_on - 1 */
    double *alpha;              /* M [1/s] */
    double *w_rest;             /* M [1], in [0, 1] */
    double *beta;               /* M [V s], non-zero */
    signed char *polarity;      /* M: 1, -1 or 0 */
    signed char *sign;          /* M: 1 passive, -1 active (negative resistance) */
    ohm_window *window;         /* M */
    bool active;                /* some sign is -1 */
    bool windowed;              /* some window is not none */
    bool rectified;             /* some polarity is 0 */
    bool relaxing;              /* some alpha is not 0 */
    ohm_control_mode control;
} ohm_memristors;               /* owns its arrays */

/* M memristors with the defaults of the circuit file: r_on 1, xi 100, alpha 0,
 * w_rest 0, beta 1, polarity 1, sign 1, no window, current control. */
ohm_status ohm_memristors_alloc(ohm_memristors **out, size_t edges, ohm_error *err);
void ohm_memristors_free(ohm_memristors *device);       /* takes NULL */

/* Sets the four flags from the arrays; call after changing them. */
void ohm_memristors_survey(ohm_memristors *device);

/* Writes the M resistances [Ohm, signed] at w; OHM_E_DOMAIN names the first
 * element with 1 + xi w <= 0 or NaN. */
ohm_status ohm_memristors_resistance(double *restrict resistance, const double *restrict w,
                                     const ohm_memristors *device, ohm_error *err);

/* What the M memristors dissipate together [W]: sum of R_k(w_k) i_k^2, negative where
 * active elements feed in more than the others take. */
double ohm_memristors_power(const double *restrict w, const double *restrict current,
                            const ohm_memristors *device);

/* Writes dw/dt [1/s] from the currents i [A, tail -> head]; all of length M,
 * none overlap.  `resistance` is used under voltage control only. */
void ohm_memristors_drift(double *restrict dwdt, const double *restrict w,
                          const double *restrict current, const double *restrict resistance,
                          const ohm_memristors *device);

/* Writes the partial derivatives of the drift: by w at fixed current
 * (by_w [1/s]) and by the current at fixed w (by_current [1/(A s)]). */
void ohm_memristors_drift_slopes(double *restrict by_w, double *restrict by_current,
                                 const double *restrict w, const double *restrict current,
                                 const double *restrict resistance,
                                 const ohm_memristors *device);

#endif
