/* lib/solve/arnoldi.h -- extreme eigenvalues of a large operator: the door to ARPACK.
 *
 * Implicitly restarted Arnoldi on y = A x given as a function; A is never formed.
 * A multiple eigenvalue may be found fewer times than it is there: one Krylov space
 * holds one vector of each eigenspace.
 * Source: Lehoucq, Sorensen, Yang, ARPACK Users' Guide, SIAM (1998). */
#ifndef OHM_SOLVE_ARNOLDI_H
#define OHM_SOLVE_ARNOLDI_H

#include "base/status.h"

#include <stddef.h>

typedef enum {
    OHM_EXTREME_REAL_MOST,          /* rightmost in the complex plane */
    OHM_EXTREME_REAL_LEAST,         /* leftmost */
    OHM_EXTREME_IMAGINARY_MOST      /* farthest from the real axis */
} ohm_extreme;

/* y = A x, n numbers each, not overlapping. */
typedef ohm_status (*ohm_operator)(double *y, const double *x, void *self, ohm_error *err);

/* "3.8.0", static; NULL where ARPACK is not built in. */
const char *ohm_arpack_version(void);

/* Writes up to `wanted` + 1 eigenvalues re + i im (a conjugate pair is not cut in two)
 * at one end of the spectrum, and how many converged to `tolerance` (relative to their
 * size; 0: to rounding).  start: n numbers, not all zero; equal starts give equal bytes.
 * 1 <= wanted < n - 1.  Runs under a lock, since ARPACK keeps its state in statics.
 * OHM_E_METHOD where ARPACK is not built in, OHM_E_NOCONV where none converged, and
 * whatever `apply` fails with. */
ohm_status ohm_eigen_extreme(double *re, double *im, size_t *found, size_t wanted, ohm_extreme end,
                             ohm_operator apply, void *self, size_t n, const double *start,
                             double tolerance, ohm_error *err);

#endif
