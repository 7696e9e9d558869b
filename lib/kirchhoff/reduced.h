/* lib/kirchhoff/reduced.h -- a network as its solvers see it (private).
 *
 * Held nodes and data (the first node of a component without a held one) are one
 * ground; the other nodes are the unknowns.  Branches are the edges that join two
 * different of these: self-loops and edges between fixed nodes carry a current that
 * no unknown has a part in. */
#ifndef OHM_KIRCHHOFF_REDUCED_H
#define OHM_KIRCHHOFF_REDUCED_H

#include "base/status.h"
#include "topology/graph.h"

#include <stdbool.h>

typedef struct {
    size_t nodes;               /* N */
    size_t edges;               /* M */
    int unknowns;               /* n */
    int branches;
    int *tail, *head;           /* branches: unknown in [0, n), or n for ground */
    int *edge;                  /* branches: the edge each one is */
    int *unknown;               /* N: unknown of a node, or n where it is fixed */
    size_t components;
    int *component;             /* N */
    bool *floating;             /* components: no node is held */
    bool *held;                 /* N */
} ohm_reduced;                  /* owns its arrays */

/* held: N flags, or NULL for none.  OHM_E_METHOD beyond 32-bit indices. */
ohm_status ohm_reduced_alloc(ohm_reduced **out, const ohm_graph *graph, const bool *held,
                             ohm_error *err);
void ohm_reduced_free(ohm_reduced *reduced);            /* takes NULL */

/* Renumbers the unknowns: unknown u becomes order[u]. */
void ohm_reduced_renumber(ohm_reduced *reduced, const int *order);

/* Walks the unknowns breadth first from ground, which reaches all of them.
 *   order   n, unknowns in the order reached, parents before children
 *   parent  n, the unknown (or n, ground) each was reached from
 *   branch  n, through which branch
 *   depth   n + 1, how many branches from ground (0 at ground itself) */
ohm_status ohm_reduced_walk(int *order, int *parent, int *branch, int *depth,
                            const ohm_reduced *reduced, ohm_error *err);

#endif
