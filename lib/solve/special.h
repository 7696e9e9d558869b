/* lib/solve/special.h -- exponential integrals and Gauss-Legendre rules: the door to GSL.
 *
 * GSL calls a handler that aborts; it is turned off before the first use, so failures
 * come back as values. */
#ifndef OHM_SOLVE_SPECIAL_H
#define OHM_SOLVE_SPECIAL_H

#include "base/status.h"

#include <stddef.h>

/* S(z) = e^-z Ei(z), z != 0; for z < 0 that is -e^|z| E1(|z|).  Never overflows; a few
 * units in the last place, away from the zero of Ei at z = 0.3725.  NaN at z = 0. */
double ohm_expint_scaled(double z);

/* Nodes in (0, 1), ascending, and weights, which sum to 1, of the n-point rule that
 * integrates polynomials of degree 2n - 1 exactly.  Only orders whose tables hold full
 * precision are taken (2 to 20, 32, 64, 96, 128, 256, 512, 1024): GSL finds those of
 * other orders to 1e-12 only.  OHM_E_ARG for these. */
ohm_status ohm_gauss_legendre(double *node, double *weight, size_t n, ohm_error *err);

/* GSL's version, for provenance. */
const char *ohm_gsl_version(void);

#endif
