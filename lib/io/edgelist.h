/* lib/io/edgelist.h -- graphs as lines "tail head".
 *
 * Ids are words without blanks; # starts a comment; empty lines are skipped.  Nodes
 * are numbered in the order they are first named. */
#ifndef OHM_IO_EDGELIST_H
#define OHM_IO_EDGELIST_H

#include "base/status.h"
#include "io/source.h"
#include "io/table.h"

#include <stdio.h>

/* OHM_E_CONTENT names file and line of what is not two words. */
ohm_status ohm_edgelist_read(ohm_table **out, ohm_source *source, ohm_error *err);

/* OHM_E_METHOD where the format cannot hold the graph: a node without an edge, or
 * an id with a blank or a # in it.  Attributes and edge ids are left behind. */
ohm_status ohm_edgelist_write(FILE *file, const ohm_table *table, ohm_error *err);

#endif
