/* lib/case/spice.h -- a circuit as a deck for ngspice.
 *
 * Every element becomes two current sources, one with its current and one that charges a
 * capacitor of 1 F, whose voltage is its state w_k:
 *
 *     i_k = (v(tail) - v(head) + S_k) / (sign_k R_on,k (1 + xi_k w_k))
 *     dw_k/dt = alpha_k (w_k - w_rest,k) - d_k (R_on,k / beta_k) f_k(w_k, d_k)
 *
 * (device/memristor.h), so there are N + M - c unknowns and no branch currents.  Nodes are n0, n1, ...
 * and states w0, w1, ..., in the file's order; held nodes have a source vn0, vn1, ...; EMFs and
 * injections that move have sources of their own.  The first node of a component without a
 * held one is the ground, as everywhere here.
 *
 * The walls are walls of finite steepness: within 1/STEEPNESS of 0 or 1 the motion towards
 * the wall fades to nothing, so a held state is off by at most that. */
#ifndef OHM_CASE_SPICE_H
#define OHM_CASE_SPICE_H

#include "case/circuit.h"
#include "case/trajectory.h"

#include <stdbool.h>
#include <stdio.h>

#define OHM_SPICE_STEEPNESS 1e5

typedef struct {
    double time;                /* the end [s], > 0 */
    size_t steps;               /* at least so many, >= 1 */
    double reltol;              /* ngspice's relative tolerance, > 0 */
    bool walls;                 /* hold w in [0, 1] */
    const char *data;           /* the file ngspice writes its table to: time, w, i(vn...) */
} ohm_spice_options;

/* Writes the deck, ready for `ngspice -b`, the facts as comments.  OHM_E_ARG for options that make no
 * sense, before anything is written; the stream's errors wait for whoever closes it. */
ohm_status ohm_spice_write(FILE *file, const ohm_circuit *circuit, const ohm_spice_options *options,
                           const ohm_fact *fact, size_t facts, ohm_error *err);

#endif
