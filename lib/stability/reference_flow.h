/* lib/stability/reference_flow.h -- systems whose Lyapunov exponents are known.
 *
 *     lorenz63      x' = 10 (y - x), y' = x (28 - z) - y, z' = x y - 8/3 z
 *     rossler       x' = -y - z, y' = x + 0.2 y, z' = 0.2 + z (x - 5.7)
 *     linear:a,b..  x_k' = a_k x_k: the exponents are the a_k
 *
 * Taylor series of trajectory and tangent vectors together by their own recurrences: one
 * lane of state, the others of tangents, so that one sum serves the products of all.
 * Sources: Lorenz, J. Atmos. Sci. 20, 130 (1963); Roessler, Phys. Lett. A 57, 397 (1976). */
#ifndef OHM_STABILITY_REFERENCE_FLOW_H
#define OHM_STABILITY_REFERENCE_FLOW_H

#include "stability/tangent_flow.h"

#include <stdint.h>

typedef struct {
    size_t count;               /* tangent vectors; 0: all of them */
    double tolerance;           /* relative, of one step; 1e-9 when 0 */
    uint64_t seed, replica;     /* replica 0 starts at (1, 1, 1), others beside it, by the seed */
} ohm_reference_options;

/* OHM_E_ARG names a system there is not, and those there are. */
ohm_status ohm_reference_flow_alloc(ohm_tangent_flow **out, const char *system,
                                    const ohm_reference_options *options, ohm_error *err);

/* Trajectories whose mean is as good as a user expects of one: chaotic exponents settle like
 * one over the root of the time, and a short run of one trajectory is a matter of luck. */
size_t ohm_reference_replicas(const char *system);

#endif
