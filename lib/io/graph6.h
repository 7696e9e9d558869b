/* lib/io/graph6.h -- simple graphs as printable lines, as nauty writes them.
 *
 * Edges come in the order of the format's bits -- (0,1), (0,2), (1,2), (0,3), ... --
 * and run from the lower node to the higher.  sparse6 and digraph6 are refused by
 * name.  Source: B. McKay, formats.txt of nauty. */
#ifndef OHM_IO_GRAPH6_H
#define OHM_IO_GRAPH6_H

#include "base/status.h"
#include "io/source.h"
#include "io/table.h"
#include "topology/graph.h"

#include <stdio.h>

/* One graph from one line without its end.  OHM_E_CONTENT says what is wrong with it. */
ohm_status ohm_graph6_parse(ohm_graph **out, const char *line, ohm_error *err);

/* The next graph of a source, a line each, empty lines skipped, with or without the
 * header >>graph6<<; *out == NULL after the last.  Errors name file and line. */
ohm_status ohm_graph6_next(ohm_graph **out, ohm_source *source, ohm_error *err);

/* The one graph of a source as a table; node ids are the positions in decimal. */
ohm_status ohm_graph6_read(ohm_table **out, ohm_source *source, ohm_error *err);

/* Writes one line.  OHM_E_METHOD for loops or parallel edges, which the format
 * cannot hold; orientation and edge order are left behind. */
ohm_status ohm_graph6_write(FILE *file, const ohm_graph *graph, ohm_error *err);

#endif
