/* lib/solve/qr.h -- orthonormal frames: Q R of n by k matrices, again and again.
 *
 * What exponents of tangent flows are read from.  Few columns go by Gram-Schmidt, done
 * twice (which is as orthogonal as Householder's), many through LAPACK. */
#ifndef OHM_SOLVE_QR_H
#define OHM_SOLVE_QR_H

#include "base/status.h"

#include <stddef.h>

typedef struct ohm_qr ohm_qr;       /* holds the workspace */

/* For n by k matrices, 1 <= k <= n. */
ohm_status ohm_qr_alloc(ohm_qr **out, size_t n, size_t k, ohm_error *err);
void ohm_qr_free(ohm_qr *qr);       /* takes NULL */

/* V = Q R in place of V (n by k, column-major); growth: the k diagonal entries of R, made
 * >= 0.  A column that is zero, or depends on those before it up to rounding (NaN counts so
 * too), gets growth 0 and becomes 0.  Allocates nothing. */
void ohm_qr_orthonormalize(double *growth, double *v, ohm_qr *qr);

#endif
