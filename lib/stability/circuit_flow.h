/* lib/stability/circuit_flow.h -- a memristive circuit as a tangent flow.
 *
 * Trajectory by Taylor steps, tangent vectors by the variation of the same series on the
 * same factor (dynamics/taylor_tangent.h), the trace by Gauss-Legendre quadrature of tr J
 * within each step.
 *
 * Where the KCL law holds (uniform alpha, current control, no windows, no element held) the
 * tangent vectors with B D v = 0 stay among themselves, and across them everything moves as
 * exp(alpha t), D = diag(beta j / R_on): N - c exponents are alpha, exactly, and of a full
 * spectrum only the other L tangent vectors are carried.  At a bound the tangent vectors are projected: an element that reaches
 * it forgets how it came there, so its component vanishes, and with it one exponent (it is
 * minus infinity); a release, where the drift passes through zero, changes nothing. */
#ifndef OHM_STABILITY_CIRCUIT_FLOW_H
#define OHM_STABILITY_CIRCUIT_FLOW_H

#include "dynamics/problem.h"
#include "dynamics/simulate.h"
#include "kirchhoff/network.h"
#include "stability/tangent_flow.h"

typedef struct {
    size_t count;               /* tangent vectors, 1 .. M */
    double rtol, atol;          /* of w; 1e-8 and 1e-10 when 0 */
    ohm_bounds bounds;          /* exact or free */
    ohm_network_options network;
} ohm_circuit_flow_options;

/* From w (M) at t = 0.  The trace is kept where all M exponents are asked for.
 * OHM_E_ARG names a count out of range. */
ohm_status ohm_circuit_flow_alloc(ohm_tangent_flow **out, const ohm_problem *problem, const double *w,
                                  const ohm_circuit_flow_options *options, ohm_error *err);

#endif
