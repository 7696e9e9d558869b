/* lib/topology/families_classic.h -- graphs fixed by one or two numbers.
 *
 * Every edge runs from the lower to the higher node and the edges are sorted, but
 * for the ring, whose last edge closes it: k -> k+1 mod n.  OHM_E_ARG names an
 * argument that does not fit.  Free with ohm_graph_free.  O(N + M). */
#ifndef OHM_TOPOLOGY_FAMILIES_CLASSIC_H
#define OHM_TOPOLOGY_FAMILIES_CLASSIC_H

#include "topology/graph.h"

ohm_status ohm_graph_path(ohm_graph **out, size_t n, ohm_error *err);       /* n >= 1 nodes */
ohm_status ohm_graph_ring(ohm_graph **out, size_t n, ohm_error *err);       /* 1: a loop, 2: parallel */
ohm_status ohm_graph_star(ohm_graph **out, size_t n, ohm_error *err);       /* n nodes, the centre is 0 */
ohm_status ohm_graph_complete(ohm_graph **out, size_t n, ohm_error *err);
/* layers >= 2 of size[0], size[1], ... nodes, numbered on; every pair of one of a layer and one of the next */
ohm_status ohm_graph_layered(ohm_graph **out, const size_t *size, size_t layers, ohm_error *err);
ohm_status ohm_graph_bipartite(ohm_graph **out, size_t a, size_t b, ohm_error *err);    /* first a | then b */
ohm_status ohm_graph_wheel(ohm_graph **out, size_t rim, ohm_error *err);    /* hub 0, rim >= 3 */
ohm_status ohm_graph_hypercube(ohm_graph **out, size_t d, ohm_error *err);  /* nodes are bit patterns */
ohm_status ohm_graph_petersen(ohm_graph **out, ohm_error *err);

#endif
