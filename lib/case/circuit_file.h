/* lib/case/circuit_file.h -- a circuit file as a table, whatever its format.
 *
 * GraphML (.graphml .xml), edge list (.edges .edgelist .txt), graph6 (.g6); any
 * other name, and stdin, by the first bytes. */
#ifndef OHM_CASE_CIRCUIT_FILE_H
#define OHM_CASE_CIRCUIT_FILE_H

#include "base/hash.h"
#include "base/status.h"
#include "io/source.h"
#include "io/table.h"

typedef enum { OHM_FORMAT_GRAPHML, OHM_FORMAT_EDGELIST, OHM_FORMAT_GRAPH6 } ohm_format;

/* By the suffix of path, else by the first bytes of source; OHM_E_CONTENT where it
 * is empty. */
ohm_status ohm_circuit_format(ohm_format *out, const char *path, ohm_source *source, ohm_error *err);

/* Reads path, or stdin for "-"; digest is the SHA-256 of what was read. */
ohm_status ohm_circuit_file_read(ohm_table **out, char digest[OHM_SHA256_TEXT], const char *path,
                                 ohm_error *err);

#endif
