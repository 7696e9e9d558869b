/* lib/stability/balance.h -- the one state at rest of a passive relaxing circuit.
 *
 * Current control, no windows, w_rest = 0, alpha_k != 0: at rest j_k i_k = gamma_k w_k with
 * gamma = alpha beta / R_on, so every element has a voltage of its current alone,
 *
 *     V_k(i) = R_k(w_k) i,    w_k = j_k i / gamma_k clamped to [0, 1],
 *
 * which rises with i.  The currents are then the only minimum of a strictly convex
 * function: a resistive network, solved by Newton with one weighted Laplacian a step.
 * Whatever is at rest inside (0, 1)^M is this state; where alpha beta < 0 on all edges
 * the clamped one is at rest as well, and nothing else is.
 * Source: theory/memory.md sec. 3.7. */
#ifndef OHM_STABILITY_BALANCE_H
#define OHM_STABILITY_BALANCE_H

#include "dynamics/problem.h"
#include "kirchhoff/network.h"

/* Whether the circuit is of this kind. */
bool ohm_balance_applies(const ohm_problem *problem);

/* Writes the memory (M) of the balanced state, clamped, and as the currents ask for it:
 * wanted_k = j_k i_k / gamma_k, inside (0, 1) everywhere exactly when the state is an
 * interior fixed point.  A few factorisations.  OHM_E_NOCONV. */
ohm_status ohm_balance(double *w, double *wanted, const ohm_problem *problem,
                       const ohm_network_options *options, ohm_error *err);

#endif
