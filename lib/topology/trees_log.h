/* lib/topology/trees_log.h -- the logarithm of the number of spanning trees.
 *
 *     log tau = log det (B_r B_r^t)
 *
 * by a sparse Cholesky factor in doubles, for graphs whose exact number (trees.h) is
 * thousands of digits long.  Spanning forests with c trees where there are c
 * components. */
#ifndef OHM_TOPOLOGY_TREES_LOG_H
#define OHM_TOPOLOGY_TREES_LOG_H

#include "topology/graph.h"

/* The relative error of tau, so the absolute one of *logarithm, is that of N - c
 * pivots: some (N - c) eps.  OHM_E_METHOD beyond 32-bit indices. */
ohm_status ohm_spanning_trees_log(double *logarithm, const ohm_graph *graph, ohm_error *err);

#endif
