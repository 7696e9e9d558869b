/* lib/solve/lu.h -- sparse indefinite systems: the door to KLU.
 *
 * Symmetric matrices whose signs are mixed: no Cholesky factor, so LU with partial
 * pivoting (the diagonal is preferred).  One symbolic analysis; a further matrix of
 * the same pattern takes over the pivots of the last one while they stay stable.
 * Source: Davis, Palamadai Natarajan, ACM TOMS 37, 36 (2010). */
#ifndef OHM_SOLVE_LU_H
#define OHM_SOLVE_LU_H

#include "base/status.h"
#include "solve/sparse.h"

#include <stddef.h>

typedef struct {
    double fill;                /* entries of L and U expected of diagonal pivots */
    double flops;               /* of one factorisation, expected likewise */
} ohm_lu_analysis;

typedef struct ohm_lu ohm_lu;

/* Analyses the symmetric matrix of order n with entries at the pairs (a[k], b[k]),
 * their mirror images and the diagonal. */
ohm_status ohm_lu_alloc(ohm_lu **out, size_t n, size_t pairs, const int *a, const int *b,
                        ohm_error *err);
void ohm_lu_free(ohm_lu *lu);                       /* takes NULL */

const ohm_lu_analysis *ohm_lu_analysed(const ohm_lu *lu);
const ohm_pattern *ohm_lu_pattern(const ohm_lu *lu);        /* not permuted */

/* The values to be filled in before factoring, one per entry of the pattern. */
double *ohm_lu_values(ohm_lu *lu);

/* Factors the values.  OHM_E_SINGULAR names the unknown where a pivot vanished, or
 * says that the reciprocal condition is below n eps. */
ohm_status ohm_lu_factor(ohm_lu *lu, ohm_error *err);

/* Estimate of 1 / (|A|_1 |A^-1|_1) of the last factored matrix. */
double ohm_lu_rcond(const ohm_lu *lu);

/* Solves A X = B in place of B, n by columns.  Allocates nothing. */
ohm_status ohm_lu_solve(double *b, size_t columns, ohm_lu *lu, ohm_error *err);

#endif
