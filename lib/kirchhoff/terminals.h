/* lib/kirchhoff/terminals.h -- where a network is held, and where it is read. */
#ifndef OHM_KIRCHHOFF_TERMINALS_H
#define OHM_KIRCHHOFF_TERMINALS_H

#include "base/status.h"
#include "topology/graph.h"

#include <stdbool.h>

typedef struct {
    size_t plus, minus;         /* nodes; minus OHM_NONE: the potential of plus itself */
} ohm_readout;

typedef struct {                /* borrowed while the object is made, the graph for its life */
    const ohm_graph *graph;
    size_t sources;
    const size_t *source;       /* held nodes, all different */
    size_t readouts;            /* T >= 0 */
    const ohm_readout *readout;
    const bool *cut;            /* M: edges that are not there; NULL: none */
} ohm_terminals;

/* Marks the nodes that a path of uncut edges joins to a source.  reached: N. */
ohm_status ohm_terminals_reach(bool *reached, const ohm_terminals *terminals, ohm_error *err);

/* OHM_E_CONTENT names the read-out whose node is no node, is a source (a pair may have one),
 * is not reached by any source, or is taken twice; OHM_E_ARG a source given twice. */
ohm_status ohm_terminals_check(const ohm_terminals *terminals, ohm_error *err);

#endif
