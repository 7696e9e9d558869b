/* tools/circuit_loss.h -- what a circuit would lose in a format that holds less than GraphML. */
#ifndef OHM_TOOLS_CIRCUIT_LOSS_H
#define OHM_TOOLS_CIRCUIT_LOSS_H

#include "io/table.h"

#include <stdbool.h>

enum {                          /* what a format does not hold; no format but GraphML holds attributes */
    LOSES_NODE_IDS = 1,         /* unless they are the positions in decimal */
    LOSES_ORIENTATION = 2,      /* unless every edge runs from the lower node to the higher */
    LOSES_ORDER = 4             /* unless the edges are sorted, so that sorting brings it back */
};

enum { LOSS_TEXT = 320 };

/* Names the first thing lost: an attribute, an id, an orientation, the order of the edges.
 * False where nothing is. */
bool circuit_loss(char text[LOSS_TEXT], const ohm_table *table, unsigned loses);

#endif
