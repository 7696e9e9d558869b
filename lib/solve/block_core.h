/* lib/solve/block_core.h -- what two elimination chains leave in the middle: one node or
 * two, solved densely with pivoting.  Private to solve/.
 *
 * The last X and y of the left and right chain are read from x[side][2 e], y[side][2 e]
 * (two chains interleaved); NULL where the chains have no position. */
#ifndef OHM_SOLVE_BLOCK_CORE_H
#define OHM_SOLVE_BLOCK_CORE_H

#include "solve/block_tridiagonal.h"

/* Factors the core nodes first .. nodes-1-first into blocks->core. */
void block_core_factor(ohm_block_system *blocks, size_t first, const double *const x[2]);

/* Solves it and writes the solution at those nodes; not finite where singular. */
void block_core_solve(ohm_block_system *blocks, size_t first, const double *const y[2]);

#endif
