/* lib/topology/families_lattice.h -- grids and tori in two and three dimensions.
 *
 * Node (i, j) of an m x n lattice is i n + j, row by row; layer l of a third axis
 * adds l m n.  Edges come node by node: first along the row (j -> j+1), then down
 * (i -> i+1), then to the next layer, always along the + axis.
 * layers = 0 stands for two dimensions, layers = 1 for a third axis of side 1,
 * which only a torus tells apart: there it adds a loop at every node. */
#ifndef OHM_TOPOLOGY_FAMILIES_LATTICE_H
#define OHM_TOPOLOGY_FAMILIES_LATTICE_H

#include "topology/graph.h"

/* OHM_E_ARG names a side that is zero (layers excepted) or a size that does not
 * fit.  2mn - m - n edges in two dimensions. */
ohm_status ohm_graph_grid(ohm_graph **out, size_t rows, size_t columns, size_t layers, ohm_error *err);

/* Always 2mn (3mnk) edges: a side of 2 gives parallel pairs, a side of 1 loops. */
ohm_status ohm_graph_torus(ohm_graph **out, size_t rows, size_t columns, size_t layers, ohm_error *err);

#endif
