/* lib/solve/block_sparse.h -- block systems on a graph, by the door to UMFPACK.
 *
 *     D_i y_i + sum over edges (i, j) of C_ij y_j = f_i,      i = 0 .. n-1,
 *
 * with b x b blocks: D_i full, C_ij with a diagonal and a last column, as transport of b-1
 * species in one potential gives (the one-dimensional case: block_tridiagonal.h).  The node
 * graph is ordered (nested dissection where built in, else minimum degree) and every unknown
 * of a node keeps its place: ordering the unknowns themselves takes longer and fills more. */
#ifndef OHM_SOLVE_BLOCK_SPARSE_H
#define OHM_SOLVE_BLOCK_SPARSE_H

#include "base/status.h"

#include <stddef.h>

typedef struct {
    size_t nodes, edges, block;
    size_t entries;             /* of value */
    double *value;              /* column by column */
    /* Places in value.  Diagonal block of node i, entry (r, c): diagonal[i * b + c] + r. */
    size_t *diagonal;
    /* Coupling of the row of one end to the other end of edge e: row of the tail in forth, row
     * of the head in back; diagonal entry r at place[e * b + r] (the last one: + b - 1), entry
     * r of the last column at place[e * b + b - 1] + r. */
    size_t *forth, *back;
    void *solver;               /* private: pattern, ordering, factors */
} ohm_block_sparse;

/* tail, head: the edges of the graph, without loops or repeats.  OHM_E_METHOD where the matrix
 * needs more than 32-bit indices. */
ohm_status ohm_block_sparse_alloc(ohm_block_sparse **out, size_t nodes, size_t edges, const size_t *tail,
                                  const size_t *head, size_t block, ohm_error *err);
void ohm_block_sparse_free(ohm_block_sparse *matrix);   /* takes NULL */

/* Factors the values.  OHM_E_SINGULAR where there is no inverse. */
ohm_status ohm_block_sparse_factor(ohm_block_sparse *matrix, ohm_error *err);

/* Solves for the rhs f (node by node) with the last factors, with one step of refinement.
 * x and f do not overlap. */
ohm_status ohm_block_sparse_solve(double *restrict x, const double *restrict f, ohm_block_sparse *matrix,
                                  ohm_error *err);

/* Entries of L and U of the last factorisation. */
double ohm_block_sparse_fill(const ohm_block_sparse *matrix);

#endif
