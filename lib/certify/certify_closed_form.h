/* lib/certify/certify_closed_form.h -- enclosures where a formula answers; private.
 *
 * One loop, alpha = 0, any states and elements: the charge q round the loop obeys
 *
 *     sum R_on,k (1 + xi_k w0_k) q - (1/2) sum a_k R_on,k xi_k c_k q^2 = sum a_k int S_k dt,
 *     w_k = w0_k - c_k a_k q,    a_k = +-1 the way the loop passes edge k,  c = j R_on / beta,
 *
 * of whose two roots the stable one is meant.  A uniform state on a graph where as many
 * edges enter every node as leave it stays uniform under equal EMFs, and each edge is such a
 * loop of its own.  With alpha != 0 and constant EMFs uniform states obey relaxing_law.h.
 * Source: theory/memory.md secs. 3.4, 3.5. */
#ifndef OHM_CERTIFY_CERTIFY_CLOSED_FORM_H
#define OHM_CERTIFY_CERTIFY_CLOSED_FORM_H

#include "certify/ball_circuit.h"

/* Writes the M memories at time t.  OHM_E_METHOD says what the formulas do not cover;
 * OHM_E_UNPROVED where a memory is not shown to keep within its bounds. */
ohm_status ohm_certify_closed_form(arb_ptr w, size_t *pieces, double t, const ohm_ball_circuit *circuit,
                                   ohm_error *err);

#endif
