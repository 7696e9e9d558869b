/* lib/topology/trees.h -- the exact number of spanning trees.
 *
 * The matrix-tree theorem: the determinant of the Laplacian without one row and
 * column per component.  Taken block by block (bridges and loops count 1, the
 * blocks multiply); of a dense block det(L + 1 1^t) / n^2 is taken where that matrix
 * is the sparser one.  Spanning forests with c trees where there are c components.
 * FLINT does the arithmetic, and aborts where memory runs out. */
#ifndef OHM_TOPOLOGY_TREES_H
#define OHM_TOPOLOGY_TREES_H

#include "base/control.h"
#include "topology/graph.h"

/* Writes the number as decimal digits (to be freed by the caller) and its natural
 * logarithm, right to an ulp or two; either may be NULL. */
ohm_status ohm_spanning_trees(char **decimal, double *logarithm, const ohm_graph *graph,
                              const ohm_control *control, ohm_error *err);

#endif
