/* lib/case/generated.h -- a generated graph as the table of a circuit file.
 *
 * Node ids are the positions in decimal; edges have none.  Where the nodes lie is
 * kept in the node attributes x, y and angle. */
#ifndef OHM_CASE_GENERATED_H
#define OHM_CASE_GENERATED_H

#include "base/status.h"
#include "io/table.h"
#include "topology/families.h"

ohm_status ohm_generated_table(ohm_table **out, const ohm_generated *generated, ohm_error *err);

#endif
