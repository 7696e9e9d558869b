/* lib/dynamics/flux_charge.h -- jumps through time where the bulk is integrable.
 *
 * Without relaxation, windows and polarity 0 the charges q_k = int i_k dt decide the
 * memory alone, and they are the stationary point of a network problem at any t:
 *
 *     Phi_k'(q_k) + (B^t P)_k = phi_k,    B q = -int J dt,     phi = int S dt,
 *
 * P the integrated potentials, Phi_k'' = R_k > 0 at w_k(q_k): strictly convex as long
 * as w stays in [0, 1] (outside, R is frozen at its value on the bound).  Newton's
 * step is one Kirchhoff solve with the EMFs phi - Phi' + R q; it is shortened where
 * the convex function would not fall.
 *
 * That the whole path stayed inside is not visible at its end; see
 * flux_charge_stepper.h.
 * Source: theory/memory.md secs. 3.3, 3.11. */
#ifndef OHM_DYNAMICS_FLUX_CHARGE_H
#define OHM_DYNAMICS_FLUX_CHARGE_H

#include "base/archive.h"
#include "dynamics/problem.h"
#include "kirchhoff/network.h"

typedef struct ohm_flux_charge ohm_flux_charge;

/* The circuit with memory w0 (M, copied) at t = 0.  OHM_E_METHOD says which of its
 * properties the law does not cover. */
ohm_status ohm_flux_charge_alloc(ohm_flux_charge **out, const ohm_problem *problem, const double *w0,
                                 const ohm_network_options *options, ohm_error *err);
void ohm_flux_charge_free(ohm_flux_charge *flux);       /* takes NULL */

/* Writes w (M) at time t >= 0, as if no bound had been met on the way.  Starts from
 * the charges of the last jump.  A few factorisations.  OHM_E_NOCONV where Newton
 * does not converge. */
ohm_status ohm_flux_charge_jump(double *w, double t, ohm_flux_charge *flux, ohm_error *err);

/* Largest |Phi' + B^t P - phi| of the last jump [V s], and the scale it is to be
 * compared with: the largest term in it. */
double ohm_flux_charge_residual(double *scale, const ohm_flux_charge *flux);

/* Writes down, or takes up, where the next jump starts from. */
void ohm_flux_charge_exchange(ohm_flux_charge *flux, ohm_archive *archive);

ohm_network *ohm_flux_charge_network(ohm_flux_charge *flux);        /* borrowed */

#endif
