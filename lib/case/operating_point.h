/* lib/case/operating_point.h -- a circuit as it stands: Kirchhoff at t = 0.
 *
 * Currents and potentials for the resistances R_k(w_k) of the initial states and
 * the drive at t = 0; nothing moves. */
#ifndef OHM_CASE_OPERATING_POINT_H
#define OHM_CASE_OPERATING_POINT_H

#include "base/status.h"
#include "case/circuit.h"
#include "kirchhoff/network.h"

/* The M signed conductances 1/R_k [S] at the initial states. */
ohm_status ohm_circuit_conductances(double *g, const ohm_circuit *circuit, ohm_error *err);

typedef struct {
    double *current;            /* M [A], tail -> head */
    double *potential;          /* N [V] */
    double *delivered;          /* N [A], from each node into the circuit */
    ohm_solver_choice solver;
} ohm_operating_point;          /* owns its arrays */

/* options: mixed_signs is set from the circuit.  Errors are those of the network,
 * OHM_E_SINGULAR where active elements cancel among them. */
ohm_status ohm_operating_point_alloc(ohm_operating_point **out, const ohm_circuit *circuit,
                                     const ohm_network_options *options, ohm_error *err);
void ohm_operating_point_free(ohm_operating_point *point);      /* takes NULL */

/* The effective resistance [Ohm] between nodes u and v: what a source of 1 A between
 * them sees, everything that drives taken away.  OHM_E_SINGULAR where no path joins
 * them. */
ohm_status ohm_circuit_resistance(double *resistance, const ohm_circuit *circuit, size_t u, size_t v,
                                  const ohm_network_options *options, ohm_error *err);

/* The nodes with a terminal (held, or given a current), in order; *node is the
 * caller's to free. */
ohm_status ohm_circuit_terminals(size_t **node, size_t *count, const ohm_circuit *circuit,
                                 ohm_error *err);

#endif
