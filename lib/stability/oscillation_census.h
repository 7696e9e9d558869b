/* lib/stability/oscillation_census.h -- the smallest circuit that turns.
 *
 * Every small circuit (small_circuits.h), by the number of its edges, then of its nodes, is
 * searched for states with complex pairs (oscillation.h).  With one independent loop there is
 * none, since A R A^t is a number; so a circuit that turns has two at least, and three edges
 * where it has no self-loop.
 * Source: theory/memory.md sec. 3.7. */
#ifndef OHM_STABILITY_OSCILLATION_CENSUS_H
#define OHM_STABILITY_OSCILLATION_CENSUS_H

#include "stability/oscillation.h"
#include "stability/small_circuits.h"

/* Sizes: 2 to 6 edges on 2 to 5 nodes. */
enum { OHM_CENSUS_ROWS = (OHM_SMALL_EDGES_MAX - 1) * (OHM_SMALL_NODES_MAX - 1) };

typedef struct {
    size_t edges, nodes;
    size_t circuits, oscillating;       /* of this size; in which some state of some pattern turns */
    size_t patterns, turning;           /* of signs, over all of them */
    double largest;                     /* imaginary part [1/s]; 0 where nothing turns */
} ohm_census_row;

typedef struct {
    size_t rows;
    ohm_census_row row[OHM_CENSUS_ROWS];
    ohm_graph *graph;                   /* of the smallest size that turns the circuit of largest
                                           imaginary part; NULL where none was found */
    ohm_oscillation *smallest;          /* what was found there; NULL likewise */
} ohm_oscillation_census;               /* owns graph and smallest */

/* Circuits of 2 to `edges` edges, at most OHM_SMALL_EDGES_MAX (else OHM_E_ARG). */
ohm_status ohm_oscillation_census_alloc(ohm_oscillation_census **out, size_t edges,
                                        const ohm_oscillation_options *options, const ohm_control *control,
                                        ohm_error *err);
void ohm_oscillation_census_free(ohm_oscillation_census *census);       /* takes NULL */

#endif
