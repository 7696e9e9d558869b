/* lib/case/circuit.h -- a circuit file: its graph, its memristors, its drive.
 *
 * The attributes and their defaults are those of the circuit-file page; file beats
 * option beats built-in.  Every refusal is OHM_E_CONTENT and names file, element
 * and remedy:  net.graphml: edge 12 (id "e12"): r_on = -3: must be > 0 (ohm). */
#ifndef OHM_CASE_CIRCUIT_H
#define OHM_CASE_CIRCUIT_H

#include "base/hash.h"
#include "base/status.h"
#include "device/memristor.h"
#include "dynamics/drive.h"
#include "io/table.h"
#include "topology/graph.h"

typedef struct {                    /* what stands in where the file is silent */
    double xi, alpha, beta;         /* built-in 100, 0, 1 */
    ohm_window window;              /* built-in none */
    ohm_control_mode control;
} ohm_circuit_defaults;

void ohm_circuit_defaults_set(ohm_circuit_defaults *defaults);

typedef struct {
    char *name;                     /* the path, or what from_table was told; for messages */
    char sha256[OHM_SHA256_TEXT];   /* of the bytes read; "" from a table */
    ohm_table *table;               /* the file as it was, for writing it back */
    ohm_graph *graph;
    ohm_memristors *device;
    double *w;                      /* M, initial */
    ohm_drive *drive;
} ohm_circuit;                      /* owns everything */

/* From a table (taken over, also on failure).  name is for messages.  defaults may
 * be NULL for the built-in ones; OHM_E_ARG where they make no sense. */
ohm_status ohm_circuit_from_table(ohm_circuit **out, ohm_table *table, const char *name,
                                  const ohm_circuit_defaults *defaults, ohm_error *err);

/* From a file or "-"; the format from the suffix, else from the first bytes. */
ohm_status ohm_circuit_read(ohm_circuit **out, const char *path,
                            const ohm_circuit_defaults *defaults, ohm_error *err);
void ohm_circuit_free(ohm_circuit *circuit);        /* takes NULL */

/* OHM_E_CONTENT where a component without a held node is given a net current at
 * some time: it has no way out.  Part of the readers; call it again after the drive
 * was changed. */
ohm_status ohm_circuit_check_injections(const ohm_circuit *circuit, ohm_error *err);

/* "edge 12 (id \"e12\")", "node 3 (id \"n3\")" for messages. */
enum { OHM_ELEMENT_TEXT = OHM_TABLE_PLACE };
char *ohm_circuit_edge_text(char text[OHM_ELEMENT_TEXT], const ohm_circuit *circuit, size_t edge);
char *ohm_circuit_node_text(char text[OHM_ELEMENT_TEXT], const ohm_circuit *circuit, size_t node);

/* Writes w into the column "w" of the table. */
ohm_status ohm_circuit_store_w(ohm_circuit *circuit, const double *w, ohm_error *err);

#endif
