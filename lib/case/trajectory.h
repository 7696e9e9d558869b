/* lib/case/trajectory.h -- the samples of a run as a file, a row for each.
 *
 * CSV (.csv, or a stream): lines "# name: text" with the facts of the run, "# format: 1",
 * then columns, numbered by position in the circuit's file:
 *
 *     time_s, w_k, i_k_A (tail -> head), v_n_V, delivered_n_A, power_W
 *
 * delivered at terminals only: nodes held or injected into.  HDF5 (.h5): the facts
 * as attributes, datasets time, w, current, potential, delivered, power, and terminals with
 * the node of each column of delivered.  The file appears whole, when it is closed. */
#ifndef OHM_CASE_TRAJECTORY_H
#define OHM_CASE_TRAJECTORY_H

#include "case/circuit.h"
#include "dynamics/simulate.h"

#include <stdio.h>

typedef struct {
    const char *name, *text;        /* one line each */
} ohm_fact;

typedef struct ohm_trajectory ohm_trajectory;

/* Opens path; circuit (borrowed) says what there is.  OHM_E_METHOD for a suffix that
 * is neither, or HDF5 where it is not built in; OHM_E_IO for a file that is there
 * already unless `replace`. */
ohm_status ohm_trajectory_open(ohm_trajectory **out, const char *path, bool replace, const ohm_circuit *circuit,
                               const ohm_fact *fact, size_t facts, ohm_error *err);

/* The same as CSV on a stream (borrowed). */
ohm_status ohm_trajectory_open_stream(ohm_trajectory **out, FILE *stream, const ohm_circuit *circuit,
                                      const ohm_fact *fact, size_t facts, ohm_error *err);

/* Writes one sample; an ohm_sample_fn whose data is the trajectory. */
ohm_status ohm_trajectory_take(void *trajectory, const ohm_sample *sample, ohm_error *err);

/* Ends the file and frees `trajectory` (takes NULL).  status is how the run ended:
 * after OHM_OK the file is put into place; after OHM_E_INTERRUPT too, with a line
 * "# interrupted at t=reached"; else it is dropped.  Returns status, or what went
 * wrong here. */
ohm_status ohm_trajectory_close(ohm_trajectory *trajectory, ohm_status status, double reached, ohm_error *err);

#endif
