/* lib/stability/circulation.h -- whether currents can flow as an equilibrium wants them.
 *
 * At an interior fixed point alpha beta (w - w_rest) = +-R_on i fixes the direction of
 * every current, so the directed currents must form a circulation that is positive on
 * every edge: each edge lies on a directed cycle.  Where one does not, the nodes
 * reachable from its head are a set that every crossing edge enters and none leaves: a
 * directed cut, which proves that there is no such circulation; a cut of one edge is a
 * bridge.
 * Source: theory/memory.md sec. 3.7. */
#ifndef OHM_STABILITY_CIRCULATION_H
#define OHM_STABILITY_CIRCULATION_H

#include "dynamics/problem.h"
#include "topology/graph.h"

typedef enum {                      /* how the current of an edge may run */
    OHM_RUNS_BACKWARD = -1,         /* head -> tail, not zero */
    OHM_RUNS_EITHER = 0,            /* any current, or none */
    OHM_RUNS_FORWARD = 1,           /* tail -> head, not zero */
    OHM_RUNS_NOT = 2                /* carries no current */
} ohm_runs;

typedef struct {
    bool exists;                    /* a circulation that runs so */
    size_t edge;                    /* where not: an edge that cannot, else OHM_NONE */
    size_t count;                   /* edges of the cut that proves it */
    size_t *cut;                    /* their numbers, ascending; they all cross the same way */
} ohm_circulation;                  /* owns its array */

/* joined: N flags of nodes that are one (held potentials: the current may return
 * through their sources), or NULL.  O(N + M). */
ohm_status ohm_circulation_alloc(ohm_circulation **out, const ohm_graph *graph, const ohm_runs *runs,
                                 const bool *joined, ohm_error *err);
void ohm_circulation_free(ohm_circulation *circulation);    /* takes NULL */

/* How the current of every edge (M) must run for 0 < w < 1 to be at rest.  OHM_E_METHOD
 * names an edge whose law allows no such current at all (polarity 0 pulls the wrong way). */
ohm_status ohm_circulation_wanted(ohm_runs *runs, const ohm_memristors *device, ohm_error *err);

#endif
