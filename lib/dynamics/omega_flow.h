/* lib/dynamics/omega_flow.h -- the memory equation literally as [C17] eq. (4).
 *
 * Dense algebra on M x M matrices, the reference for the Kirchhoff form:
 *
 *     i = i_p + (I + Omega_P Xi W)^-1 Omega_P P^-1 (S - R i_p),
 *     Omega_P = A^t (A P A^t)^-1 A P,    P = diag(+-R_on),    Xi = diag(xi).
 *
 * Held nodes are joined into one datum, their potentials entering as the EMFs
 * V_tail - V_head; i_p is a flow through a spanning forest with B i_p = -J.  Shares
 * no path with flow.h but the law of the single memristor.
 * Source: theory/memory.md sec. 2, [C17] eq. (4) with the errata. */
#ifndef OHM_DYNAMICS_OMEGA_FLOW_H
#define OHM_DYNAMICS_OMEGA_FLOW_H

#include "dynamics/field.h"
#include "dynamics/problem.h"
#include "kirchhoff/network.h"

typedef struct ohm_omega_flow ohm_omega_flow;

/* Builds Omega_P P^-1.  O(L M^2) time, 2 M^2 doubles.  OHM_E_METHOD beyond what fits
 * a dense solve, OHM_E_SINGULAR where A P A^t is (active elements cancel). */
ohm_status ohm_omega_flow_alloc(ohm_omega_flow **out, const ohm_problem *problem, ohm_error *err);
void ohm_omega_flow_free(ohm_omega_flow *flow);         /* takes NULL */

/* Writes dw/dt (M) at (t, w); one dense solve, O(M^3). */
ohm_status ohm_omega_flow_rhs(double *restrict dwdt, double t, const double *restrict w,
                              ohm_omega_flow *flow, ohm_error *err);

const double *ohm_omega_flow_current(const ohm_omega_flow *flow);       /* M, of the last rhs */
const double *ohm_omega_flow_potential(const ohm_omega_flow *flow);     /* N */

/* "dense", and why. */
const ohm_solver_choice *ohm_omega_flow_choice(const ohm_omega_flow *flow);

/* The flow as a field, without products; it stays the caller's. */
ohm_field ohm_omega_flow_field(ohm_omega_flow *flow);

#endif
