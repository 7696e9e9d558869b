/* lib/kirchhoff/curves.h -- networks of edges with curved characteristics, left free and forced.
 *
 * At every node that is not a source the currents of device/two_terminal.h balance,
 *
 *     F_i(V) = sum_e k_e f(V_i - V_j) = sum_r P_ri I_r,
 *
 * I_r the current pushed into read-out r.  F is the gradient of the co-content, which is strictly convex:
 * one state, found by Newton's method with steps shortened where the co-content does not fall.  Each
 * step is a linear network (kirchhoff/clamp.h), whose Z = K^{-1} P^T also forces the read-outs and, the
 * network being reciprocal, gives the adjoint.  Source: doc/contrastive.md. */
#ifndef OHM_KIRCHHOFF_CURVES_H
#define OHM_KIRCHHOFF_CURVES_H

#include "device/two_terminal.h"
#include "kirchhoff/terminals.h"

typedef struct ohm_curves ohm_curves;       /* one per thread: it holds the workspace */

ohm_status ohm_curves_alloc(ohm_curves **out, const ohm_terminals *terminals, const ohm_curve *curve,
                            ohm_error *err);
void ohm_curves_free(ohm_curves *net);      /* takes NULL */

/* The free state for M conductances k > 0 [S].  v, N [V]: in, the values of the sources and a guess for the
 * others; out, the state.  OHM_E_NOCONV, OHM_E_SINGULAR.  Allocates nothing, as do all below. */
ohm_status ohm_curves_rest(double *v, ohm_curves *net, const double *k, ohm_error *err);

/* The clamped state: the read-outs forced to value, T [V]. */
ohm_status ohm_curves_force(double *v, ohm_curves *net, const double *k, const double *value, ohm_error *err);

/* The nudged state: the currents, T [A], pushed into the read-outs. */
ohm_status ohm_curves_push(double *v, ohm_curves *net, const double *k, const double *current,
                           ohm_error *err);

/* J lambda = P^T d at the state v; lambda, N, is 0 at sources. */
ohm_status ohm_curves_adjoint(double *lambda, ohm_curves *net, const double *k, const double *v,
                              const double *d, ohm_error *err);

#endif
