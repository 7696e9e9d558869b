/* lib/stability/small_circuits.h -- every small circuit in which currents can run at rest.
 *
 * Connected multigraphs without self-loops in which every edge lies on a directed cycle
 * (strongly connected ones), one of each class: numbering the nodes otherwise and turning
 * all edges at once change nothing of the spectrum of a fixed point.  A self-loop is a
 * circuit of its own. */
#ifndef OHM_STABILITY_SMALL_CIRCUITS_H
#define OHM_STABILITY_SMALL_CIRCUITS_H

#include "topology/graph.h"

/* Up to 177100 ways to put six edges on five nodes, each compared with 240 others. */
enum { OHM_SMALL_NODES_MAX = 5, OHM_SMALL_EDGES_MAX = 6 };

/* The graph is lent for the call; its edges are sorted by tail, then head. */
typedef ohm_status ohm_small_visit(void *data, const ohm_graph *graph, ohm_error *err);

/* Stops at the first visit that fails, and returns what it did.  OHM_E_ARG beyond the limits. */
ohm_status ohm_small_circuits(size_t nodes, size_t edges, ohm_small_visit *visit, void *data, ohm_error *err);

#endif
