/* lib/topology/igraph_door.h -- igraph, one caller at a time; private.
 *
 * igraph keeps its error handlers, its list of things to free and its random
 * generator in globals, and Debian's build has no thread-local ones.  So every call
 * is made between enter and leave. */
#ifndef OHM_TOPOLOGY_IGRAPH_DOOR_H
#define OHM_TOPOLOGY_IGRAPH_DOOR_H

#include "base/rng.h"

#include <igraph/igraph.h>

typedef struct {                        /* what igraph was found with */
    igraph_error_handler_t *on_error;
    igraph_warning_handler_t *on_warning;
    igraph_rng_t theirs, ours;
    igraph_error_t code;                /* of opening our generator: look at it first */
} ohm_igraph_visit;

/* Takes igraph over, its generator seeded from rng; rng may be NULL where nothing is
 * drawn, or where every call shall draw the same. */
void ohm_igraph_enter(ohm_igraph_visit *now, ohm_rng *rng);
void ohm_igraph_leave(ohm_igraph_visit *now);

#endif
