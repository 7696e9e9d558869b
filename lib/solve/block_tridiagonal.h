/* lib/solve/block_tridiagonal.h -- block-tridiagonal systems with arrow couplings.
 *
 *     L_i y_{i-1} + D_i y_i + U_i y_{i+1} = f_i,     i = 0 .. n-1,
 *
 * with b x b blocks.  D_i is full; L_i and U_i are zero outside their diagonal and
 * their last column, which is what transport of b-1 species in one potential gives:
 * each sees its own density and the potential next door.
 *
 * `lanes` such systems (1 or 8) stand side by side: every entry is an array over
 * (node, lane), lane running fastest, so that eight systems are factored by the
 * instructions of one.  A single system is eliminated from both ends at once, two
 * lanes meeting in the middle, because the elimination is a chain of latencies.
 *
 * Pivots are taken down the diagonal; transport matrices are diagonally dominant in
 * their columns, so they do not vanish.  Where they do, the solution is not finite,
 * and ohm_block_system_solve_pivoted answers instead. */
#ifndef OHM_SOLVE_BLOCK_TRIDIAGONAL_H
#define OHM_SOLVE_BLOCK_TRIDIAGONAL_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { OHM_BLOCK_MAX = 9, OHM_BLOCK_PAD = 8 };

/* Entry arrays: entry e of node i and lane l is at array[e * stride + i * lanes + l].
 * Before and after each entry array OHM_BLOCK_PAD numbers may be read (and, after it,
 * written) by vector loops; they start as zeros. */
typedef struct {
    size_t nodes;               /* n >= 1 */
    size_t block;               /* b in 1 .. OHM_BLOCK_MAX */
    size_t lanes;               /* 1 or 8 */
    size_t stride;              /* numbers from one entry array to the next */
    double *diagonal;           /* b*b entries, row by row */
    double *lower, *upper;      /* 2b-1 entries: b on the diagonal, then the last column
                                 * of rows 0 .. b-2.  L_0 and U_{n-1} are not read. */
    double *rhs;                /* b entries f */
    double *solution;           /* b entries y */
    double *factor;             /* private from here on */
    double *core;
    double *band;
    int *core_pivot, *band_pivot;
} ohm_block_system;

ohm_status ohm_block_system_alloc(ohm_block_system **out, size_t nodes, size_t block, size_t lanes,
                                  ohm_error *err);
void ohm_block_system_free(ohm_block_system *blocks);               /* takes NULL */

/* Factors and solves all lanes for the rhs; keeps the factors.  A lane whose matrix is
 * singular in this order gets a solution that is not finite; the others are right.
 * Allocates nothing.  O(lanes n b^3). */
void ohm_block_system_solve(ohm_block_system *blocks);

/* Solves again for another rhs with the factors of the last ohm_block_system_solve. */
void ohm_block_system_resolve(ohm_block_system *blocks);

/* One lane by band elimination with partial pivoting (LAPACK): slower, stands alone.
 * OHM_E_SINGULAR where an exact zero pivot is met; OHM_E_NOMEM for the band, which is
 * made at the first call. */
ohm_status ohm_block_system_solve_pivoted(ohm_block_system *blocks, size_t lane, ohm_error *err);

#endif
