/* lib/stability/jacobian.h -- the Jacobian of the memory equation.
 *
 *     J = diag(f_w) - diag(f_i) K diag(R' i),    K = G - G B^t (B G B^t)^-1 B G,
 *
 * f_w, f_i the slopes of the drift by w and by the current, R' = dR/dw, K the response
 * of the currents to EMFs: both control modes, windows, relaxation, active elements and
 * terminals alike.  For uniform passive elements it is
 *
 *     J = alpha I + (xi / beta) M_w diag(M_w S),    M_w = (I + xi Omega W)^-1 Omega,
 *
 * [C17] eq. (35) with the factors it drops.  Bounds are not minded.
 * Source: theory/memory.md sec. 3.6. */
#ifndef OHM_STABILITY_JACOBIAN_H
#define OHM_STABILITY_JACOBIAN_H

#include "dynamics/problem.h"
#include "kirchhoff/network.h"

typedef struct ohm_jacobian ohm_jacobian;       /* holds the workspace: one per thread */

/* options: NULL for the defaults.  Errors of ohm_network_alloc. */
ohm_status ohm_jacobian_alloc(ohm_jacobian **out, const ohm_problem *problem, const ohm_network_options *options,
                              ohm_error *err);
void ohm_jacobian_free(ohm_jacobian *jacobian);     /* takes NULL */

/* Takes the state w (M) at time t: one factorisation and one solve.  OHM_E_DOMAIN where
 * a resistance is not positive, OHM_E_SINGULAR where active elements cancel. */
ohm_status ohm_jacobian_at(ohm_jacobian *jacobian, double t, const double *w, ohm_error *err);

/* Of that state, M each: the drift dw/dt, the current [A], f_w, f_i, and R' i [V].
 * Owned by the Jacobian. */
const double *ohm_jacobian_drift(const ohm_jacobian *jacobian);
const double *ohm_jacobian_current(const ohm_jacobian *jacobian);
const double *ohm_jacobian_by_w(const ohm_jacobian *jacobian);
const double *ohm_jacobian_by_current(const ohm_jacobian *jacobian);
const double *ohm_jacobian_pull(const ohm_jacobian *jacobian);

/* y = J x: one solve with the factor that is there. */
ohm_status ohm_jacobian_apply(double *y, const double *x, ohm_jacobian *jacobian,
                              ohm_error *err);

/* J, M*M column-major: M solves, sixteen at a time. */
ohm_status ohm_jacobian_dense(double *matrix, ohm_jacobian *jacobian, ohm_error *err);

/* K [S], M*M, symmetric: as many solves. */
ohm_status ohm_jacobian_response(double *matrix, ohm_jacobian *jacobian, ohm_error *err);

/* tr J over the elements that are not held (M flags, or NULL): a solve for every unknown
 * potential, sixteen at a time. */
ohm_status ohm_jacobian_trace(double *trace, const bool *held, ohm_jacobian *jacobian, ohm_error *err);

#endif
