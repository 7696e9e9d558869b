/* lib/topology/layout.h -- where to draw the nodes of a graph. */
#ifndef OHM_TOPOLOGY_LAYOUT_H
#define OHM_TOPOLOGY_LAYOUT_H

#include "topology/graph.h"

/* Places node v at (x[v], y[v]), N each, so that edges are about as long as each other:
 * as springs between all pairs would pull (Kamada and Kawai) up to 300 nodes, above by
 * forces from a fixed start (Fruchterman and Reingold).  The same graph gives the same
 * places.  OHM_E_ARG above a million nodes.
 * Source: T. Kamada, S. Kawai, Inf. Process. Lett. 31, 7 (1989); T. Fruchterman,
 * E. Reingold, Softw. Pract. Exper. 21, 1129 (1991); by igraph. */
ohm_status ohm_layout(double *x, double *y, const ohm_graph *graph, ohm_error *err);

#endif
