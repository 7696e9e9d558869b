/* lib/solve/dense.c -- see dense.h */
#include "solve/dense.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <cblas.h>
#include <lapacke.h>

#ifdef HAVE_OPENBLAS_SET_NUM_THREADS
void openblas_set_num_threads(int threads);     /* another cblas.h may lack it */
#endif
#ifdef HAVE_OPENBLAS_GET_CONFIG
char *openblas_get_config(void);
#endif

struct ohm_dense_lu {
    size_t n;
    double *matrix;         /* n*n: A, then its factors */
    lapack_int *pivot;      /* n, counted from 1 */
    double *work;           /* 4 n, of the condition estimate */
    lapack_int *iwork;      /* n, of the same */
    double rcond;
};

static void
set_one_thread(void)
{
#ifdef HAVE_OPENBLAS_SET_NUM_THREADS
    openblas_set_num_threads(1);
#endif
}

void
ohm_blas_single_thread(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, set_one_thread);
}

const char *
ohm_blas_name(void)
{
#ifdef HAVE_OPENBLAS_GET_CONFIG
    return openblas_get_config();
#else
    return "BLAS";
#endif
}

static ohm_status
check_order(size_t n, ohm_error *err)
{
    if (n > OHM_DENSE_MAX)
        return ohm_fail(err, OHM_E_METHOD, "dense: order %zu is above %d: use a sparse solver",
                        n, (int)OHM_DENSE_MAX);
    return OHM_OK;
}

ohm_status
ohm_dense_cholesky(double *a, size_t n, ohm_error *err)
{
    const ohm_status status = check_order(n, err);

    if (status != OHM_OK || n == 0)
        return status;
    ohm_blas_single_thread();
    const lapack_int info = LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'L', (lapack_int)n, a, (lapack_int)n);
    if (info > 0)
        return ohm_fail(err, OHM_E_SINGULAR, "dense: the matrix is not positive definite (column %d)",
                        (int)info - 1);
    /* OpenBLAS lets a NaN pivot pass for a positive one */
    for (size_t j = 0; j < n; j++)
        if (!(a[j + j * n] > 0.0 && a[j + j * n] <= DBL_MAX))
            return ohm_fail(err, OHM_E_SINGULAR, "dense: the matrix is not positive definite "
                            "(column %zu, pivot %g)", j, a[j + j * n]);
    return OHM_OK;
}

void
ohm_dense_cholesky_solve(double *b, size_t columns, const double *l, size_t n)
{
    if (columns == 1) {
        if (n == 0)
            return;
        cblas_dtrsv(CblasColMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int)n, l, (int)n, b, 1);
        cblas_dtrsv(CblasColMajor, CblasLower, CblasTrans, CblasNonUnit, (int)n, l, (int)n, b, 1);
        return;
    }
    ohm_dense_lower_solve(b, columns, l, n, false);
    ohm_dense_lower_solve(b, columns, l, n, true);
}

double
ohm_dense_cholesky_log_determinant(const double *l, size_t n)
{
    double sum = 0.0;

    for (size_t j = 0; j < n; j++)
        sum += log(l[j + j * n]);
    return 2.0 * sum;
}

void
ohm_dense_lower_solve(double *b, size_t columns, const double *l, size_t n, bool transposed)
{
    if (n == 0 || columns == 0)
        return;
    ohm_blas_single_thread();
    cblas_dtrsm(CblasColMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans,
                CblasNonUnit, (int)n, (int)columns, 1.0, l, (int)n, b, (int)n);
}

ohm_status
ohm_dense_lu_alloc(ohm_dense_lu **out, size_t n, ohm_error *err)
{
    ohm_dense_lu *lu;
    ohm_status status;

    *out = NULL;
    if ((status = check_order(n, err)) != OHM_OK)
        return status;
    if ((lu = OHM_ZEROS(ohm_dense_lu, 1)) == NULL)
        goto nomem;
    lu->n = n;
    lu->matrix = OHM_ARRAY(double, n * n);
    lu->pivot = OHM_ARRAY(lapack_int, n);
    lu->work = OHM_ARRAY(double, 4 * n);
    lu->iwork = OHM_ARRAY(lapack_int, n);
    if (lu->matrix == NULL || lu->pivot == NULL || lu->work == NULL || lu->iwork == NULL)
        goto nomem;
    *out = lu;
    return OHM_OK;

nomem:
    ohm_dense_lu_free(lu);
    return ohm_fail(err, OHM_E_NOMEM, "dense: a matrix of order %zu", n);
}

void
ohm_dense_lu_free(ohm_dense_lu *lu)
{
    if (lu == NULL)
        return;
    free(lu->matrix);
    free(lu->pivot);
    free(lu->work);
    free(lu->iwork);
    free(lu);
}

double *
ohm_dense_lu_matrix(ohm_dense_lu *lu)
{
    return lu->matrix;
}

ohm_status
ohm_dense_lu_factor(ohm_dense_lu *lu, ohm_error *err)
{
    const lapack_int n = (lapack_int)lu->n;
    double norm = 0.0;
    lapack_int info;

    lu->rcond = 1.0;
    if (n == 0)
        return OHM_OK;
    ohm_blas_single_thread();
    for (size_t j = 0; j < lu->n; j++) {
        double column = 0.0;

        for (size_t i = 0; i < lu->n; i++)
            column += fabs(lu->matrix[i + j * lu->n]);
        if (!(column <= DBL_MAX))
            return ohm_fail(err, OHM_E_SINGULAR, "dense: column %zu is not finite", j);
        norm = fmax(norm, column);
    }
    info = LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, n, n, lu->matrix, n, lu->pivot);
    if (info > 0)
        return ohm_fail(err, OHM_E_SINGULAR, "dense: the matrix is singular (pivot %d of %d is zero)",
                        (int)info - 1, (int)n);
    if (LAPACKE_dgecon_work(LAPACK_COL_MAJOR, '1', n, lu->matrix, n, norm, &lu->rcond,
                            lu->work, lu->iwork) != 0)
        return ohm_fail(err, OHM_E_INTERNAL, "dense: condition estimate of order %d", (int)n);
    if (!(lu->rcond > (double)n * DBL_EPSILON))
        return ohm_fail(err, OHM_E_SINGULAR, "dense: the matrix is singular to rounding "
                        "(reciprocal condition %.2g, order %d)", lu->rcond, (int)n);
    return OHM_OK;
}

double
ohm_dense_lu_rcond(const ohm_dense_lu *lu)
{
    return lu->rcond;
}

double
ohm_dense_lu_log_determinant(int *sign, const ohm_dense_lu *lu)
{
    double sum = 0.0;
    int negative = 0;

    for (size_t j = 0; j < lu->n; j++) {
        const double pivot = lu->matrix[j + j * lu->n];

        sum += log(fabs(pivot));
        negative ^= (pivot < 0.0) ^ (lu->pivot[j] != (lapack_int)j + 1);
    }
    if (sign != NULL)
        *sign = negative ? -1 : 1;
    return sum;
}

void
ohm_dense_lu_solve(double *b, size_t columns, const ohm_dense_lu *lu, bool transposed)
{
    const lapack_int n = (lapack_int)lu->n;

    if (n != 0 && columns != 0)
        LAPACKE_dgetrs_work(LAPACK_COL_MAJOR, transposed ? 'T' : 'N', n, (lapack_int)columns,
                            lu->matrix, n, lu->pivot, b, n);
}

ohm_status
ohm_solve_general(double *b, double *a, int *pivot, size_t n, ohm_error *err)
{
    const ohm_status status = check_order(n, err);

    if (status != OHM_OK || n == 0)
        return status;
    ohm_blas_single_thread();
    const lapack_int order = (lapack_int)n;
    const lapack_int info = LAPACKE_dgesv_work(LAPACK_COL_MAJOR, order, 1, a, order, pivot, b, order);
    if (info > 0)
        return ohm_fail(err, OHM_E_SINGULAR, "dense: the matrix is singular (pivot %d of %zu is zero)",
                        (int)info - 1, n);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(b[i]))
            return ohm_fail(err, OHM_E_SINGULAR, "dense: x[%zu] = %g", i, b[i]);
    return OHM_OK;
}

void
ohm_dense_gram(double *restrict c, const double *restrict x, size_t rows, size_t columns)
{
    if (columns == 0)
        return;
    if (rows == 0) {
        memset(c, 0, columns * columns * sizeof *c);
        return;
    }
    ohm_blas_single_thread();
    cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, (int)columns, (int)rows, 1.0, x, (int)rows,
                0.0, c, (int)columns);
    for (size_t j = 0; j < columns; j++)
        for (size_t i = j + 1; i < columns; i++)
            c[j + i * columns] = c[i + j * columns];
}

void
ohm_dense_product(double *restrict c, const double *restrict a, const double *restrict b,
                  size_t m, size_t n, size_t k)
{
    if (m == 0 || n == 0)
        return;
    if (k == 0) {
        memset(c, 0, m * n * sizeof *c);
        return;
    }
    ohm_blas_single_thread();
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1.0, a, (int)m,
                b, (int)k, 0.0, c, (int)m);
}

void
ohm_dense_apply(double *restrict y, const double *restrict a, const double *restrict x,
                size_t rows, size_t columns, bool transposed)
{
    const size_t length = transposed ? columns : rows;

    if (rows == 0 || columns == 0) {
        memset(y, 0, length * sizeof *y);
        return;
    }
    ohm_blas_single_thread();
    cblas_dgemv(CblasColMajor, transposed ? CblasTrans : CblasNoTrans, (int)rows, (int)columns,
                1.0, a, (int)rows, x, 1, 0.0, y, 1);
}

/* What LAPACKE said of an eigenvalue problem; info < 0 is a NaN it found, or memory. */
static ohm_status
eigen_status(lapack_int info, size_t n, ohm_error *err)
{
    if (info == 0)
        return OHM_OK;
    if (info == LAPACK_WORK_MEMORY_ERROR || info == LAPACK_TRANSPOSE_MEMORY_ERROR)
        return ohm_fail(err, OHM_E_NOMEM, "dense: eigenvalues, order %zu", n);
    if (info < 0)
        return ohm_fail(err, OHM_E_DOMAIN, "dense: eigenvalues of a matrix with a NaN");
    return ohm_fail(err, OHM_E_NOCONV, "dense: eigenvalue iteration failed, order %zu (%d)",
                    n, (int)info);
}

ohm_status
ohm_dense_eigen_symmetric(double *value, double *a, size_t n, bool vectors, ohm_error *err)
{
    const ohm_status status = check_order(n, err);

    if (status != OHM_OK || n == 0)
        return status;
    ohm_blas_single_thread();
    return eigen_status(LAPACKE_dsyevd(LAPACK_COL_MAJOR, vectors ? 'V' : 'N', 'L', (lapack_int)n,
                                       a, (lapack_int)n, value), n, err);
}

ohm_status
ohm_dense_eigen_general(double *re, double *im, double *right, double *left,
                        double *a, size_t n, ohm_error *err)
{
    const ohm_status status = check_order(n, err);
    const lapack_int order = (lapack_int)n;

    if (status != OHM_OK || n == 0)
        return status;
    ohm_blas_single_thread();
    return eigen_status(LAPACKE_dgeev(LAPACK_COL_MAJOR, left != NULL ? 'V' : 'N',
                                      right != NULL ? 'V' : 'N', order, a, order, re, im,
                                      left, order, right, order), n, err);
}
