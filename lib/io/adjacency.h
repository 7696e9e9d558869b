/* lib/io/adjacency.h -- a directed multigraph as a MatrixMarket adjacency matrix.
 *
 * Entry (tail, head) counts the edges that run there, loops on the diagonal.  The
 * order of the edges, their ids and all attributes are left behind. */
#ifndef OHM_IO_ADJACENCY_H
#define OHM_IO_ADJACENCY_H

#include "base/status.h"
#include "io/table.h"

#include <stdio.h>

/* N x N integers, column by column.  O(N + M log M). */
ohm_status ohm_adjacency_write(FILE *file, const ohm_table *table, ohm_error *err);

#endif
