/* lib/dynamics/flux_charge_stepper.h -- flux-charge jumps that provably met no bound.
 *
 * From the currents i(s) at the start of a gap, with R at least R_low while every w
 * stays within half its distance to the bounds, and E in the energy norm,
 *
 *     |i_k(t)| <= a_k = |i_k(s)| + E / sqrt(R_low,k) + (t - s) sum |J'|
 *     as long as  (t - s) sqrt(sum_k (|S_k'| + |dR_k/dt|(a_k))^2 / R_low,k) <= E,
 *
 * because i' = K (S' - R' i) + (what injections push), R i'^2 <= (S' - R' i)^2 / R in
 * sum, and a unit current injected into a passive network drives at most a unit
 * through any edge.  The gap is as long as some E allows with every excursion
 * (t - s) |dw/di| a_k within its half distance: by continuity the path then never
 * left.  A chain of such gaps is the proof theory/memory.md sec. 3.3 asks for. */
#ifndef OHM_DYNAMICS_FLUX_CHARGE_STEPPER_H
#define OHM_DYNAMICS_FLUX_CHARGE_STEPPER_H

#include "dynamics/problem.h"
#include "dynamics/stepper.h"

/* Starts at t = 0 with memory w0 (M).  A step that could only be a small part of the
 * way to its limit fails with OHM_E_DOMAIN, naming the element that is too near its
 * bound, and leaves the stepper where it is; so does a start that holds anything.
 * OHM_E_METHOD where the flux law does not cover the circuit. */
ohm_status ohm_flux_charge_stepper_alloc(ohm_stepper **out, const ohm_problem *problem, const double *w0,
                                         const ohm_network_options *options, ohm_error *err);

#endif
