/* lib/topology/omega.h -- the projector on the cycle space, in doubles.
 *
 *     Omega = A^t (A A^t)^-1 A = I - B_r^t (B_r B_r^t)^-1 B_r
 *
 * M x M, column-major; symmetric, idempotent, trace L.  Made block by block, each in
 * the smaller of the two forms, so what is zero between blocks is exactly zero, a
 * bridge has a zero row and a loop the row of the identity.
 * Source: [C17] eqs. (4), (5); theory/memory.md sec. 1. */
#ifndef OHM_TOPOLOGY_OMEGA_H
#define OHM_TOPOLOGY_OMEGA_H

#include "topology/graph.h"

/* omega: M * M, out.  A block of m edges and rank r = min(n - 1, m - n + 1) takes
 * O(m^2 r) time and O(m^2) memory beside omega. */
ohm_status ohm_omega_fill(double *omega, const ohm_graph *graph, ohm_error *err);

/* Only the diagonal (M, out): 1 - effective resistance of every edge; O(m r) memory,
 * O(m r^2) time for a block. */
ohm_status ohm_omega_diagonal(double *diagonal, const ohm_graph *graph, ohm_error *err);

/* Omega_P = A^t (A P A^t)^-1 A P, the oblique projector of a circuit whose edges have
 * the weights p (M, none zero; mixed signs for active elements).  OHM_E_DOMAIN names
 * a weight that is zero or not finite; OHM_E_SINGULAR where A P A^t has no inverse.
 * O(M^2 L + L^3). */
ohm_status ohm_omega_weighted_fill(double *omega, const ohm_graph *graph, const double *p, ohm_error *err);

#endif
