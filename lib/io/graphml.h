/* lib/io/graphml.h -- GraphML in and out, losing and altering nothing.
 *
 * The door to libxml2.  Reading streams: memory goes with the table, not with the
 * text.  Kept beside ids, ends and values: ids, names, types, defaults, domains and
 * order of keys, further XML attributes of every element (directed, ports, yEd's),
 * namespaces, nested XML in <data>, <desc>, <port>, data of the graph and the file.
 * Nothing is fetched: no network, no DTD; a document that declares entities is
 * refused.
 *
 * Not kept: white space between elements, the order of an element's <data>, where a
 * comment stood (it moves to the front of its parent), CDATA spelling of text.
 * Refused by name: nested graphs, hyperedges, a second graph.
 * Source: Brandes et al., GraphML (2001); graphml.graphdrawing.org. */
#ifndef OHM_IO_GRAPHML_H
#define OHM_IO_GRAPHML_H

#include "base/status.h"
#include "io/source.h"
#include "io/table.h"

#include <stdio.h>

/* OHM_E_CONTENT names file, line, element and remedy. */
ohm_status ohm_graphml_read(ohm_table **out, ohm_source *source, ohm_error *err);

/* Writes UTF-8.  OHM_E_CONTENT for text that XML cannot hold (the element is
 * named), OHM_E_IO where the stream fails. */
ohm_status ohm_graphml_write(FILE *file, const ohm_table *table, ohm_error *err);

/* libxml2's version, for provenance. */
const char *ohm_graphml_library_version(void);

#endif
