/* lib/solve/cg.h -- preconditioned conjugate gradients for sparse Laplacians.
 *
 * A = L + diag A + L^t is symmetric positive definite.  The preconditioner
 *
 *     (D + L) D^-1 (D + L^t)
 *
 * is incomplete Cholesky with zero fill that leaves the off-diagonal entries as they
 * are (on a graph without triangles that is all of it; with triangles it took 5 %
 * more iterations here).  It never leaves the pattern of A, so each iteration costs
 * two triangular solves and no product (Eisenstat's trick): 0.6 of the usual price.
 *
 * Modified: a share of what is dropped comes off the diagonal, so that row sums nearly
 * stay.  Every pivot of a Laplacian is positive when each unknown has a later neighbour
 * or a positive row sum: number the unknowns away from the ground, breadth first, and
 * reverse.  Where a pivot fails: unmodified; then D = diag A (Gauss-Seidel, which
 * cannot fail).
 * Source: Gustafsson, BIT 18, 142 (1978); Eisenstat, SIAM J. Sci. Stat. Comput. 2, 1
 * (1981); Saad, Iterative Methods for Sparse Linear Systems, ch. 10. */
#ifndef OHM_SOLVE_CG_H
#define OHM_SOLVE_CG_H

#include "base/status.h"
#include "solve/sparse.h"

#include <stddef.h>

typedef enum { OHM_CG_MODIFIED, OHM_CG_INCOMPLETE, OHM_CG_GAUSS_SEIDEL } ohm_cg_preconditioner;

const char *ohm_cg_preconditioner_name(ohm_cg_preconditioner preconditioner);

typedef struct ohm_cg ohm_cg;

/* The matrix of order n with entries at the pairs (a[k], b[k]), their mirror images
 * and the diagonal. */
ohm_status ohm_cg_alloc(ohm_cg **out, size_t n, size_t pairs, const int *a, const int *b,
                        ohm_error *err);
void ohm_cg_free(ohm_cg *cg);                       /* takes NULL */

const ohm_pattern *ohm_cg_pattern(const ohm_cg *cg);
double *ohm_cg_values(ohm_cg *cg);                  /* one per entry, to be filled in */

/* The share that serves best when the farthest unknown is `distance` branches from
 * ground: 1 - O(distance^-2), none where everything is near. */
double ohm_cg_share(int distance);

/* Makes the preconditioner of the values; share in [0, 1], 0 for unmodified.
 * OHM_E_SINGULAR names a diagonal entry that is not positive.  Allocates nothing. */
ohm_status ohm_cg_factor(ohm_cg *cg, double share, ohm_error *err);
ohm_cg_preconditioner ohm_cg_made(const ohm_cg *cg);

/* Improves x until |b - A x|_2 <= tolerance |b|_2, and adds the iterations made to
 * *iterations.  OHM_E_NOCONV tells how far it came; OHM_E_SINGULAR where A is seen not
 * to be positive definite.  Allocates nothing. */
ohm_status ohm_cg_solve(double *restrict x, const double *restrict b, double tolerance,
                        size_t *iterations, ohm_cg *cg, ohm_error *err);

#endif
