/* lib/topology/families_smallworld.h -- small worlds.
 *
 * Source: Watts and Strogatz, Nature 393, 440 (1998).  Not taken from igraph, whose
 * generator (0.10.2) aborts the program where memory is refused. */
#ifndef OHM_TOPOLOGY_FAMILIES_SMALLWORLD_H
#define OHM_TOPOLOGY_FAMILIES_SMALLWORLD_H

#include "base/rng.h"
#include "topology/graph.h"

/* A ring of n nodes joined to their k nearest (k even, 2 <= k < n), lap by lap;
 * with probability p the far end of an edge moves to a node chosen uniformly among
 * those not yet joined to its near end.  n k / 2 edges, no loop, no parallel pair;
 * tail < head, sorted.  OHM_E_ARG names an argument that does not fit.
 * O(n k^2) in expectation while k is much smaller than n. */
ohm_status ohm_graph_smallworld(ohm_graph **out, size_t n, size_t k, double p, ohm_rng *rng, ohm_error *err);

#endif
