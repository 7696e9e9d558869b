/* lib/topology/families_spatial.h -- random graphs of things that lie in the plane.
 *
 * Edges run from the lower to the higher node, sorted.  OHM_E_ARG names an
 * argument that does not fit.  Pairs are found through a mesh of cells: the time is
 * that of the pairs within reach of each other. */
#ifndef OHM_TOPOLOGY_FAMILIES_SPATIAL_H
#define OHM_TOPOLOGY_FAMILIES_SPATIAL_H

#include "base/rng.h"
#include "topology/graph.h"

/* n points, uniform in the unit square, joined where they are at most `radius`
 * apart.  x, y: n each, out. */
ohm_status ohm_graph_geometric(ohm_graph **out, double *x, double *y, size_t n, double radius,
                               ohm_rng *rng, ohm_error *err);

/* n straight wires [m], their centres uniform in a box of width x height and their
 * directions uniform; a wire may stick out of the box.  A node is a wire, an edge
 * a junction where two of them cross.  x, y: the centres, angle in [0, pi) [rad]:
 * n each, out. */
ohm_status ohm_graph_nanowires(ohm_graph **out, double *x, double *y, double *angle, size_t n,
                               double length, double width, double height, ohm_rng *rng, ohm_error *err);

#endif
