/* lib/topology/omega_exact.h -- the projector on the cycle space, exactly.
 *
 * Rational numbers by FLINT, which aborts where memory runs out: M * M numbers of
 * about log2(spanning trees) bits each are held.  Source: as omega.h. */
#ifndef OHM_TOPOLOGY_OMEGA_EXACT_H
#define OHM_TOPOLOGY_OMEGA_EXACT_H

#include "topology/graph.h"
#include "topology/rational_matrix.h"

/* Omega, M x M, by whichever of A A^t and B_r B_r^t is smaller. */
ohm_status ohm_omega_exact_alloc(ohm_rational_matrix **out, const ohm_graph *graph, ohm_error *err);

/* Omega_P = A^t (A P A^t)^-1 A P for active elements, P = diag(sign), sign +1 or -1
 * (else OHM_E_ARG).  OHM_E_SINGULAR where det(A P A^t), the sum over spanning trees
 * of the product of their chords' signs, is zero. */
ohm_status ohm_omega_signed_exact_alloc(ohm_rational_matrix **out, const ohm_graph *graph,
                                        const signed char *sign, ohm_error *err);

/* The resistance between nodes u and v where every edge has 1 ohm, as "p/q" (to be
 * freed by the caller) and as the nearest double; either may be NULL.  For the ends
 * of edge k it is 1 - Omega_kk.  OHM_E_ARG where no path joins u and v. */
ohm_status ohm_effective_resistance_exact(char **text, double *value, const ohm_graph *graph, size_t u,
                                          size_t v, ohm_error *err);

#endif
