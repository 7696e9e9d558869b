/* lib/topology/incidence.h -- the incidence matrix B (N x M) and B_r.
 *
 * -1 where an edge leaves the node, +1 where it enters; a loop's column is zero.
 * (B i)_v is the current that flows into node v.  Source: [C17] sec. 2.2, with rows
 * as nodes. */
#ifndef OHM_TOPOLOGY_INCIDENCE_H
#define OHM_TOPOLOGY_INCIDENCE_H

#include "topology/forest.h"
#include "topology/sign_matrix.h"

/* N rows, each in edge order.  O(N + M). */
ohm_status ohm_incidence_alloc(ohm_sign_matrix **out, const ohm_graph *graph, ohm_error *err);

/* B without the row of the first node of each component: N - c rows in node order,
 * of full rank. */
ohm_status ohm_incidence_reduced_alloc(ohm_sign_matrix **out, const ohm_graph *graph,
                                       const ohm_forest *forest, ohm_error *err);

#endif
