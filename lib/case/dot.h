/* lib/case/dot.h -- a circuit as a graph for Graphviz.
 *
 * Nodes bear their ids, held ones are boxes with their potential; an edge is drawn from tail to head,
 * its grey by its state: w = 0 (conducting) is black and thick, w = 1 light and thin. */
#ifndef OHM_CASE_DOT_H
#define OHM_CASE_DOT_H

#include "case/circuit.h"

#include <stdio.h>

/* Writes the text; the stream's errors wait for whoever closes it. */
void ohm_dot_write(FILE *file, const ohm_circuit *circuit);

#endif
