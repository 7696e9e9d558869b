/* lib/certify/relaxing_law.h -- one memory that relaxes under a constant drive; private.
 *
 *     dw/dt = alpha (w - w_rest) - kappa / (1 + xi w) = D(w) / N(w),    N = 1 + xi w,
 *
 * D = alpha (w - w_rest) N - kappa a quadratic.  Separated and split into partial fractions,
 *
 *     t = T(w) = sum over the roots z of D:  N(z) / D'(z)  log((w - z) / (w0 - z)),
 *
 * and w(t) is where T = t, by interval Newton.  A root between w0 and w would be a state at
 * rest, which is not crossed: that there is none is shown besides.
 * Source: theory/memory.md sec. 3.4. */
#ifndef OHM_CERTIFY_RELAXING_LAW_H
#define OHM_CERTIFY_RELAXING_LAW_H

#include "certify/arb_door.h"
#include "base/status.h"

typedef struct {                /* borrowed balls */
    arb_srcptr alpha, w_rest, kappa, xi, w0;
} ohm_relaxing_law;

/* w(t), t >= 0.  OHM_E_UNPROVED where it leaves [0, 1], OHM_E_PRECISION where `bits` do not tell
 * the roots of D apart, or w from one. */
ohm_status ohm_relaxing_law_at(arb_t w, const arb_t t, const ohm_relaxing_law *law, long bits,
                               ohm_error *err);

#endif
