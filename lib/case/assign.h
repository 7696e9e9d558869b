/* lib/case/assign.h -- one attribute for many elements at once: --set ATTR=VALUE.
 *
 *     r_on=100            every edge; ATTR is one a circuit file knows
 *     potential@0=1.5     the one node (or edge) at this position
 *     edge.colour=red     edge. or node. says which, for any other attribute
 *     w=uniform:0.2,0.8   drawn for each element, in order, uniform in [a, b)
 *     w=normal:0.5,0.01   the same, mean m and deviation s >= 0
 *
 * Which values make sense is for the circuit to say, when it is made of the table. */
#ifndef OHM_CASE_ASSIGN_H
#define OHM_CASE_ASSIGN_H

#include "base/rng.h"
#include "base/status.h"
#include "io/table.h"

/* Carries out `text` on the table, drawing from `rng` where it says so.  OHM_E_ARG
 * says what was expected; cells already set may then stay set. */
ohm_status ohm_assign(ohm_table *table, const char *text, ohm_rng *rng, ohm_error *err);

#endif
