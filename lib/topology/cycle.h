/* lib/topology/cycle.h -- fundamental cycles and the tree operator.
 *
 * Source: [C17] sec. 2.2; theory/memory.md sec. 1 as corrected: L independent cycles
 * are chosen, one for every chord of a spanning forest. */
#ifndef OHM_TOPOLOGY_CYCLE_H
#define OHM_TOPOLOGY_CYCLE_H

#include "topology/forest.h"
#include "topology/sign_matrix.h"

/* The cycle matrix A (L x M): row l walks round the cycle of chord l, first the chord
 * from tail to head (+1), then home through the tree; an edge passed from head to
 * tail counts -1.  B A^t = 0.  O(sum of the cycle lengths). */
ohm_status ohm_cycle_alloc(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest,
                           ohm_error *err);

/* The tree operator Q_T = -B_T^-1 B_chords ((N - c) x L; rows as forest->tree_edge,
 * columns as forest->chord): w_T - Q_T w_chords is constant where B w' = 0.  It is
 * the transpose of the tree columns of A. */
ohm_status ohm_tree_operator_alloc(ohm_sign_matrix **out, const ohm_graph *graph,
                                   const ohm_forest *forest, ohm_error *err);

#endif
