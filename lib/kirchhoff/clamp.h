/* lib/kirchhoff/clamp.h -- a network of conductances answered twice: left free, and forced.
 *
 * Source nodes are held at voltages x.  Outputs O_r = V_plus - V_minus (or V_plus) are read
 * off the free state, and forced by q_r away from it in the clamped one:
 *
 *     K_ff V_F = -K_fs x,     Z = K_ff^{-1} P_f^T,     A = P_f Z,
 *     V_C = V_F + Z A^{-1} q,
 *
 * P the read-out matrix, K = D^T diag(k) D.  A is symmetric positive definite while the rows
 * of P_f are independent.  The change of terminals has the rank of q, so it costs one
 * right-hand side per output and no second factorisation, whatever the number of samples.
 * Source: contrastive learning, doc/contrastive.md, eq. (1)-(3). */
#ifndef OHM_KIRCHHOFF_CLAMP_H
#define OHM_KIRCHHOFF_CLAMP_H

#include "kirchhoff/terminals.h"

typedef struct ohm_clamp ohm_clamp;         /* one per thread: it holds the workspace */

/* For at most `columns` samples at a time.  Nodes that no source reaches stay at 0 V. */
ohm_status ohm_clamp_alloc(ohm_clamp **out, const ohm_terminals *terminals, size_t columns, ohm_error *err);
void ohm_clamp_free(ohm_clamp *clamp);      /* takes NULL */

/* "dense" (rows eliminated with their right-hand sides) or "cholesky" (CHOLMOD). */
const char *ohm_clamp_solver(const ohm_clamp *clamp);

/* Factors for M conductances k > 0 [S] and solves for `columns` samples, x of the sources
 * [V] side by side (columns * sources), and for Z and A.  Allocates nothing after the first
 * call with this many columns.  OHM_E_SINGULAR where rounding has won. */
ohm_status ohm_clamp_solve(ohm_clamp *clamp, const double *k, size_t columns, const double *x,
                           ohm_error *err);

/* The same with every source at 0 V and the currents, N [A], let in at the nodes: one column, Z and A. */
ohm_status ohm_clamp_solve_currents(ohm_clamp *clamp, const double *k, const double *current, ohm_error *err);

/* Of the last solution, N numbers each: potentials of a sample [V]; what one ampere into
 * read-out r raises, column r of Z [ohm], 0 at sources. */
const double *ohm_clamp_potential(const ohm_clamp *clamp, size_t column);
const double *ohm_clamp_influence(const ohm_clamp *clamp, size_t readout);

/* Currents u = A^{-1} q [A] into the read-outs that force them by q [V]; T each, may be the
 * same array. */
void ohm_clamp_currents(double *u, const ohm_clamp *clamp, const double *q);

#endif
