/* lib/dynamics/invariants.h -- the two conservation laws of the bulk, watched.
 *
 * With D = diag(j beta / R_on) (current control) and q the memory measured so that
 * dq_k = -i_k dt / D_k but for relaxation:
 *
 *   cut    B D (q - q_rest) e^(-alpha t) stays what it was, at every node that is
 *          neither held nor injected; alpha uniform, no window, no polarity 0.
 *          Current control: q = w.  Voltage control, alpha = 0: q = ln(1 + xi w) / xi.
 *   flux   sign j beta [(w - w0) + xi (w^2 - w0^2) / 2] + int S dt (voltage control:
 *          j beta (w - w0) + int S dt) is the integral of a potential difference:
 *          its sum over every cycle vanishes, and between held nodes it is that of
 *          their potentials; alpha = 0, no window, no polarity 0.
 *
 * Both end where an element meets a bound.  Source: theory/memory.md secs. 3.1,
 * 3.2, 3.11; [C17] eqs. (12), (27) corrected. */
#ifndef OHM_DYNAMICS_INVARIANTS_H
#define OHM_DYNAMICS_INVARIANTS_H

#include "base/archive.h"
#include "dynamics/problem.h"

typedef struct ohm_invariants ohm_invariants;

/* Starts at w0 (M) and t = 0. */
ohm_status ohm_invariants_alloc(ohm_invariants **out, const ohm_problem *problem, const double *w0,
                                ohm_error *err);
void ohm_invariants_free(ohm_invariants *invariants);       /* takes NULL */

/* Takes note of w at t; O(N + M). */
void ohm_invariants_observe(ohm_invariants *invariants, double t, const double *w);

/* An element has met a bound: from now on neither law is watched. */
void ohm_invariants_end(ohm_invariants *invariants);

/* Writes down, or takes up, what was seen so far. */
void ohm_invariants_exchange(ohm_invariants *invariants, ohm_archive *archive);

/* Largest violations so far, NaN where the law does not hold for this circuit, or
 * ended before it was looked at: of the cut law in units of w (the sum over a
 * node's edges times the largest |1 / D|), of the flux law in V s. */
double ohm_invariants_cut(const ohm_invariants *invariants);
double ohm_invariants_flux(const ohm_invariants *invariants);

#endif
