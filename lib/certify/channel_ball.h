/* lib/certify/channel_ball.h -- the integrals of the conical channel, enclosed.
 *
 * With r = R_t / R_b, F(s) = s r / (1 - (1 - r) s), k = r / (1 - r) and lam = ln(1 / r)
 * (doc/theory/fluidic.md sec. 1):
 *
 *     A(p, r) = integral over [0, 1] of expm1(p F(s)) / expm1(p) ds
 *     B(r)    = integral of F = k (k + 1) lam - k,   H = (B - A) / p
 *
 * Rigorous quadrature (Petras, through Arb) and closed forms share nothing.  Private. */
#ifndef OHM_CERTIFY_CHANNEL_BALL_H
#define OHM_CERTIFY_CHANNEL_BALL_H

#include "certify/real.h"

ohm_real *ohm_channel_a_quadrature(const ohm_real *p, const ohm_real *r);       /* p != 0 */
ohm_real *ohm_channel_a_closed(const ohm_real *p, const ohm_real *r);   /* p != 0, r != 1, in Ei */
ohm_real *ohm_channel_b(const ohm_real *r);                             /* r != 1 */
ohm_real *ohm_channel_h0_quadrature(const ohm_real *r);                 /* integral of F (1 - F) / 2 */
ohm_real *ohm_channel_h0_closed(const ohm_real *r);                     /* r != 1 */

#endif
