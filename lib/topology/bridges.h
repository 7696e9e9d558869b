/* lib/topology/bridges.h -- the edges on no cycle.
 *
 * Without terminals a bridge carries no current and has a zero row in Omega. */
#ifndef OHM_TOPOLOGY_BRIDGES_H
#define OHM_TOPOLOGY_BRIDGES_H

#include "topology/graph.h"

#include <stdbool.h>

/* Marks the M edges that lie on no cycle and counts them; either output may be
 * NULL.  Parallel edges and loops are no bridges.  O(N + M log N), without
 * recursion. */
ohm_status ohm_bridges(bool *is_bridge, size_t *count, const ohm_graph *graph, ohm_error *err);

#endif
