/* lib/solve/dense.h -- dense linear algebra: the door to LAPACK and BLAS.
 *
 * Matrices are column-major, entry (i, j) of an n-row matrix at a[i + j * n].
 * BLAS runs on one thread (set once for the whole process, when this door is first
 * used): equal runs give equal bytes, and the parallel work is ours.
 * A matrix with a NaN or an infinity is never factored: it counts as singular. */
#ifndef OHM_SOLVE_DENSE_H
#define OHM_SOLVE_DENSE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Largest order taken: LAPACK's 32-bit workspace sizes (2 n^2 + ...) stop there. */
enum { OHM_DENSE_MAX = 30000 };

/* Sets BLAS to one thread; every function here does it.  Safe from any thread. */
void ohm_blas_single_thread(void);

/* Name and version of the BLAS in use, static text. */
const char *ohm_blas_name(void);

/* ---- symmetric positive definite -------------------------------------------- */
/* A = L L^T in place, from and into the lower triangle; what is above the diagonal
 * is neither read nor written.  OHM_E_SINGULAR names the first column whose pivot
 * is not positive.  n^3/3 flops, allocates nothing. */
ohm_status ohm_dense_cholesky(double *a, size_t n, ohm_error *err);

/* Solves A X = B in place of B (n by columns) from the factor L. */
void ohm_dense_cholesky_solve(double *b, size_t columns, const double *l, size_t n);

/* log det A from the factor L. */
double ohm_dense_cholesky_log_determinant(const double *l, size_t n);

/* Solves L X = B, or L^T X = B when transposed, in place of B (n by columns). */
void ohm_dense_lower_solve(double *b, size_t columns, const double *l, size_t n, bool transposed);

/* ---- general: LU with partial pivoting --------------------------------------- */
typedef struct ohm_dense_lu ohm_dense_lu;

/* Workspace for order n >= 1. */
ohm_status ohm_dense_lu_alloc(ohm_dense_lu **out, size_t n, ohm_error *err);
void ohm_dense_lu_free(ohm_dense_lu *lu);               /* takes NULL */

/* The n*n matrix to be filled before factoring; factoring overwrites it. */
double *ohm_dense_lu_matrix(ohm_dense_lu *lu);

/* Factors what was filled in.  OHM_E_SINGULAR where a pivot is zero or the
 * reciprocal condition is below n eps (a perturbation of that relative size, which
 * rounding makes, reaches a singular matrix).  Allocates nothing; 2 n^3/3 flops. */
ohm_status ohm_dense_lu_factor(ohm_dense_lu *lu, ohm_error *err);

/* Estimate of 1 / (|A|_1 |A^-1|_1) of the last factored matrix. */
double ohm_dense_lu_rcond(const ohm_dense_lu *lu);

/* log |det A|, and the sign of det A (NULL: not wanted). */
double ohm_dense_lu_log_determinant(int *sign, const ohm_dense_lu *lu);

/* Solves A X = B, or A^T X = B when transposed, in place of B (n by columns). */
void ohm_dense_lu_solve(double *b, size_t columns, const ohm_dense_lu *lu, bool transposed);

/* Solves A x = b once, x in place of b; a is overwritten, pivot holds n.
 * OHM_E_SINGULAR where a pivot is zero. */
ohm_status ohm_solve_general(double *b, double *a, int *pivot, size_t n, ohm_error *err);

/* ---- products ------------------------------------------------------------------ */
/* C = X^T X (columns by columns, both triangles) of X, rows by columns. */
void ohm_dense_gram(double *restrict c, const double *restrict x, size_t rows, size_t columns);

/* C = A B: A is m by k, B k by n, C m by n. */
void ohm_dense_product(double *restrict c, const double *restrict a, const double *restrict b,
                       size_t m, size_t n, size_t k);

/* y = A x, or A^T x when transposed: A is rows by columns. */
void ohm_dense_apply(double *restrict y, const double *restrict a, const double *restrict x,
                     size_t rows, size_t columns, bool transposed);

/* ---- eigenvalues --------------------------------------------------------------- */
/* Eigenvalues of a symmetric matrix, ascending, from the lower triangle of a (which
 * is overwritten: by the orthonormal eigenvectors, column by column, when wanted). */
ohm_status ohm_dense_eigen_symmetric(double *value, double *a, size_t n, bool vectors,
                                     ohm_error *err);

/* Eigenvalues re + i im of any square matrix; a is overwritten.  right, left: n*n
 * for the eigenvectors A v = lambda v, u^H A = lambda u^H, of Euclidean norm 1 (a
 * conjugate pair takes two columns, real and imaginary part), or NULL.
 * OHM_E_NOCONV where the QR iteration fails. */
ohm_status ohm_dense_eigen_general(double *re, double *im, double *right, double *left,
                                   double *a, size_t n, ohm_error *err);

#endif
