/* tools/circuit_input.h -- reads the circuit a command was given.
 *
 * Notes the file and its hash for the envelope.  Whatever is wrong with it is
 * OHM_E_CONTENT: the content of a file. */
#ifndef OHM_TOOLS_CIRCUIT_INPUT_H
#define OHM_TOOLS_CIRCUIT_INPUT_H

#include "case/circuit.h"
#include "run.h"

/* path: a file, or "-".  defaults: NULL for the built-in ones. */
ohm_status circuit_input(ohm_circuit **out, cli_run *run, const char *path,
                         const ohm_circuit_defaults *defaults, ohm_error *err);

/* The M numbers r_off of the file, NaN where it has none (to be freed): xi of the device is
 * only their rounded form. */
ohm_status circuit_r_off(double **r_off, const ohm_circuit *circuit, ohm_error *err);

/* The whole of a file, or of "-", noted for the envelope; *bytes is the caller's to
 * free (NULL on failure), and terminated for those who read it as text. */
ohm_status input_bytes(char **bytes, size_t *length, cli_run *run, const char *path, ohm_error *err);

/* The node a user named: by id, or by position where no node has that id.
 * OHM_E_ARG names the option. */
ohm_status circuit_node(size_t *node, const ohm_circuit *circuit, const char *option,
                        const char *name, ohm_error *err);

#endif
