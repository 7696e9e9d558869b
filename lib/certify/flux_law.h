/* lib/certify/flux_law.h -- the flux of one memristor as a function of its charge; private.
 *
 * Without relaxation the charge q = int i dt decides the memory, and Phi'(q) = int R dq:
 *
 *     current control   w = w0 - c q,                              Phi' = R_on q (1 + xi (w0 - c q / 2)),
 *     voltage control   w = w0 + (w0 + 1/xi) (exp(-xi c q) - 1),   Phi' = R_on (w0 - w) / c,
 *
 * c = j R_on / beta, and xi = 0 is linear under both.  Source: theory/memory.md secs. 3.3, 3.11. */
#ifndef OHM_CERTIFY_FLUX_LAW_H
#define OHM_CERTIFY_FLUX_LAW_H

#include "certify/ball_circuit.h"

/* Memory and flux of edge k for a series of charges, `orders` coefficients each; orders = 1
 * is a plain number.  w and flux must not be q. */
void ohm_flux_law(arb_ptr w, arb_ptr flux, arb_srcptr q, size_t orders, size_t k,
                  const ohm_ball_circuit *circuit, long bits);

/* The charge at which edge k has memory w, as a double near enough to start from. */
double ohm_flux_law_charge(double w, size_t k, const ohm_ball_circuit *circuit);

/* R at memory w. */
void ohm_flux_law_resistance(arb_t out, const arb_t w, size_t k, const ohm_ball_circuit *circuit, long bits);

#endif
