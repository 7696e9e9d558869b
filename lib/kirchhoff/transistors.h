/* lib/kirchhoff/transistors.h -- networks of transistor edges, left free and forced.
 *
 * At every node that is not a source the currents of device/transistor.h balance,
 *
 *     F_i(V) = sum_e S_e [phi_e(V_i) - phi_e(V_j)] = sum_r P_ri I_r,
 *
 * I_r the current pushed into read-out r.  The matrix dF/dV has S_e phi_e'(V_i) added on
 * the diagonal of column i and taken off row j: a column-diagonally-dominant M-matrix, not
 * symmetric, so elimination needs no pivoting and the state is unique whenever each node
 * reaches a source through conducting edges.  After a full Newton step d,
 * |F_i| <= (max|phi''| / 2) (sum of S_e at i) max d^2, which is the test for stopping: max|phi''| is n, and
 * n + gamma / (2 sqrt(psi)) from 0 V up.
 * Source: contrastive learning, doc/contrastive.md. */
#ifndef OHM_KIRCHHOFF_TRANSISTORS_H
#define OHM_KIRCHHOFF_TRANSISTORS_H

#include "device/transistor.h"
#include "kirchhoff/terminals.h"

typedef struct {                /* borrowed, M each */
    const double *gate;         /* g_e = V_G - V_th [V] */
    const double *strength;     /* S_e [A/V^2] > 0 */
    ohm_transistor_law law;     /* body effect: of all of them */
} ohm_transistor_edges;

typedef struct ohm_transistors ohm_transistors;     /* one per thread: it holds the workspace */

ohm_status ohm_transistors_alloc(ohm_transistors **out, const ohm_terminals *terminals, ohm_error *err);
void ohm_transistors_free(ohm_transistors *net);    /* takes NULL */

/* The free state.  v, N [V]: in, the values of the sources and a guess for the others; out,
 * the state.  Where the network is cut off (a node no edge conducts from), every edge is
 * given the conductance 1e-9 S_e x 1 V beside, and the solution counted in `cut_off`.
 * OHM_E_NOCONV, OHM_E_SINGULAR.  Allocates nothing, as do all below. */
ohm_status ohm_transistors_rest(double *v, ohm_transistors *net, const ohm_transistor_edges *edges,
                                ohm_error *err);

/* The clamped state: the read-outs forced to value, T [V]. */
ohm_status ohm_transistors_force(double *v, ohm_transistors *net, const ohm_transistor_edges *edges,
                                 const double *value, ohm_error *err);

/* The nudged state: the currents, T [A], pushed into the read-outs. */
ohm_status ohm_transistors_push(double *v, ohm_transistors *net, const ohm_transistor_edges *edges,
                                const double *current, ohm_error *err);

/* J^T lambda = P^T d at the state v: what the gradient of a function of the read-outs with
 * derivative d needs.  lambda, N, is 0 at sources. */
ohm_status ohm_transistors_adjoint(double *lambda, ohm_transistors *net, const ohm_transistor_edges *edges,
                                   const double *v, const double *d, ohm_error *err);

typedef struct {                /* counted since the network was made */
    size_t states, eliminations, cut_off;
} ohm_transistors_work;

const ohm_transistors_work *ohm_transistors_worked(const ohm_transistors *net);

#endif
