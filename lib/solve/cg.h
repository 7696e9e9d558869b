/* lib/solve/cg.h -- preconditioned conjugate gradients for sparse Laplacians.
 *
 * The matrix is symmetric positive definite; the preconditioner is an incomplete
 * Cholesky factor L D L^T on the pattern of A, modified: what is dropped is taken off
 * the diagonal, so that row sums (nearly) stay.  On a Laplacian every pivot is then
 * positive when each unknown has a later neighbour or a positive row sum: number the
 * unknowns away from the ground, breadth first, and reverse.  Where a pivot fails all
 * the same: unmodified, then shifted, then Jacobi.
 * Source: Gustafsson, BIT 18, 142 (1978); Saad, Iterative Methods, secs. 9.2, 10.3. */
#ifndef OHM_SOLVE_CG_H
#define OHM_SOLVE_CG_H

#include "base/status.h"
#include "solve/sparse.h"

#include <stddef.h>

typedef enum {
    OHM_CG_MODIFIED,            /* modified incomplete Cholesky */
    OHM_CG_INCOMPLETE,          /* incomplete Cholesky */
    OHM_CG_SHIFTED,             /* of A + shift diag A */
    OHM_CG_JACOBI               /* the diagonal */
} ohm_cg_preconditioner;

const char *ohm_cg_preconditioner_name(ohm_cg_preconditioner preconditioner);

typedef struct ohm_cg ohm_cg;

/* The matrix of order n with entries at the pairs (a[k], b[k]), their mirror images
 * and the diagonal. */
ohm_status ohm_cg_alloc(ohm_cg **out, size_t n, size_t pairs, const int *a, const int *b,
                        ohm_error *err);
void ohm_cg_free(ohm_cg *cg);                       /* takes NULL */

const ohm_pattern *ohm_cg_pattern(const ohm_cg *cg);
double *ohm_cg_values(ohm_cg *cg);                  /* one per entry, to be filled in */

/* Makes the preconditioner of the values, the first in the list from `best` on that
 * succeeds.  OHM_E_SINGULAR names a diagonal entry that is not positive.
 * Allocates nothing. */
ohm_status ohm_cg_factor(ohm_cg *cg, ohm_cg_preconditioner best, ohm_error *err);
ohm_cg_preconditioner ohm_cg_made(const ohm_cg *cg);

/* Improves x until |b - A x|_2 <= tolerance |b|_2, and adds the iterations made to
 * *iterations.  OHM_E_NOCONV tells how far it came; OHM_E_SINGULAR where A is seen not
 * to be positive definite.  Allocates nothing. */
ohm_status ohm_cg_solve(double *restrict x, const double *restrict b, double tolerance,
                        size_t *iterations, ohm_cg *cg, ohm_error *err);

#endif
