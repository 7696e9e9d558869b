/* lib/stability/equilibrium.h -- states at rest by Newton, from where one is told to start.
 *
 * At rest, in the projected sense: dw_k/dt = 0 where 0 < w_k < 1, <= 0 at w_k = 0, >= 0 at
 * w_k = 1 (the complementarity form).  Elements pressed against a bound are held there,
 * the others follow Newton's step J_FF d = -(dw/dt)_F.  Which are held is either guessed
 * anew in every step (an active set) or given and kept.
 *
 * States already known are deflated: with eta = prod (1 / |w - w_known|^2 + 1) Newton runs
 * on eta(w) dw/dt, which has the same zeros but those, and whose step is d times a number,
 * 1 / (1 - grad(eta) d / eta).
 * Source: Farrell, Birkisson, Funke, SIAM J. Sci. Comput. 37, A2026 (2015). */
#ifndef OHM_STABILITY_EQUILIBRIUM_H
#define OHM_STABILITY_EQUILIBRIUM_H

#include "stability/jacobian.h"

/* Dense steps: beyond this many elements only the convex case is solved (balance.h). */
enum { OHM_EQUILIBRIUM_MAX = 1000 };

typedef struct ohm_equilibrium ohm_equilibrium;     /* holds the workspace */

typedef enum { OHM_HOLD_FREE = 0, OHM_HOLD_LOW = 1, OHM_HOLD_HIGH = 2 } ohm_hold;

/* The Jacobian is borrowed.  OHM_E_METHOD beyond OHM_EQUILIBRIUM_MAX elements. */
ohm_status ohm_equilibrium_alloc(ohm_equilibrium **out, const ohm_problem *problem, ohm_jacobian *jacobian,
                                 ohm_error *err);
void ohm_equilibrium_free(ohm_equilibrium *equilibrium);        /* takes NULL */

/* From w (M, in and out) towards a state at rest that is none of the `known` ones (count
 * pointers to M numbers).  hold: M, the elements held for good, or NULL to choose.
 * *found says whether one was reached; states where the circuit is singular only mean
 * that none was.  OHM_E_NOMEM. */
ohm_status ohm_equilibrium_seek(bool *found, double *w, const ohm_hold *hold, size_t count,
                                const double *const *known, ohm_equilibrium *equilibrium, ohm_error *err);

/* Largest violation of rest [1/s] at w, of which held[k] (M flags, may be NULL) tells the
 * elements pressed against a bound.  *scale: the size of the terms that cancel. */
ohm_status ohm_equilibrium_residual(double *residual, double *scale, bool *held, const double *w,
                                    const ohm_problem *problem, ohm_jacobian *jacobian, ohm_error *err);

#endif
