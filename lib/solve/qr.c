/* lib/solve/qr.c -- see qr.h */
#include "solve/qr.h"
#include "base/array.h"
#include "solve/dense.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <lapacke.h>

/* Columns up to which Gram-Schmidt is faster than LAPACK's calls: measured at n = 3 to 1e4. */
enum { SMALL = 8 };

/* What is left of a column after projection, beside the column: below this many eps (and n)
 * it is rounding of the projection. */
static const double DEPENDENT = 64.0;

struct ohm_qr {
    size_t n, k;
    double least;               /* share of a column that is more than rounding */
    double *size;               /* k: columns before */
    double *tau, *work;         /* LAPACK's */
    lapack_int work_length;
};

void
ohm_qr_free(ohm_qr *qr)
{
    if (qr == NULL)
        return;
    free(qr->size);
    free(qr->tau);
    free(qr->work);
    free(qr);
}

/* Doubles of workspace LAPACK would like. */
static lapack_int
ask_work(size_t n, size_t k)
{
    double geqrf = 1.0, orgqr = 1.0, unused = 0.0;

    LAPACKE_dgeqrf_work(LAPACK_COL_MAJOR, (lapack_int)n, (lapack_int)k, &unused, (lapack_int)n, &unused, &geqrf, -1);
    LAPACKE_dorgqr_work(LAPACK_COL_MAJOR, (lapack_int)n, (lapack_int)k, (lapack_int)k, &unused, (lapack_int)n,
                        &unused, &orgqr, -1);
    return (lapack_int)fmax(geqrf, orgqr);
}

ohm_status
ohm_qr_alloc(ohm_qr **out, size_t n, size_t k, ohm_error *err)
{
    ohm_qr *qr;

    *out = NULL;
    if (k < 1 || k > n)
        return ohm_fail(err, OHM_E_ARG, "qr: %zu columns of %zu", k, n);
    if (n > INT32_MAX / k)
        return ohm_fail(err, OHM_E_METHOD, "qr: %zu columns of %zu are beyond 32-bit indices", k, n);
    if ((qr = OHM_ZEROS(ohm_qr, 1)) == NULL)
        goto nomem;
    ohm_blas_single_thread();
    qr->n = n;
    qr->k = k;
    qr->least = (DEPENDENT + (double)n) * DBL_EPSILON;
    qr->work_length = k > SMALL ? ask_work(n, k) : 1;
    qr->size = OHM_ARRAY(double, k);
    qr->tau = OHM_ARRAY(double, k);
    qr->work = OHM_ARRAY(double, (size_t)qr->work_length);
    if (qr->size == NULL || qr->tau == NULL || qr->work == NULL)
        goto nomem;
    *out = qr;
    return OHM_OK;

nomem:
    ohm_qr_free(qr);
    return ohm_fail(err, OHM_E_NOMEM, "qr: %zu columns of %zu", k, n);
}

static double
norm_of(const double *x, size_t n)
{
    double sum = 0.0;

    for (size_t i = 0; i < n; i++)
        sum += x[i] * x[i];
    return sqrt(sum);
}

/* Column c made orthogonal to those before it, twice, and of length one. */
static double
append_column(double *v, size_t c, size_t n, double least)
{
    double *own = v + c * n;
    const double before = norm_of(own, n);
    double left = before;

    for (int turn = 0; turn < 2; turn++) {
        for (size_t b = 0; b < c; b++) {
            const double *other = v + b * n;
            double along = 0.0;

            for (size_t i = 0; i < n; i++)
                along += other[i] * own[i];
            for (size_t i = 0; i < n; i++)
                own[i] -= along * other[i];
        }
        left = norm_of(own, n);
        if (!(left > least * before) || isinf(left)) {
            memset(own, 0, n * sizeof *own);
            return 0.0;
        }
        if (turn == 1 || c == 0)
            break;
    }
    for (size_t i = 0; i < n; i++)
        own[i] /= left;
    return left;
}

/* Householder's, with the signs of R turned to + and dependent columns cleared. */
static void
by_lapack(double *growth, double *v, ohm_qr *qr)
{
    const lapack_int n = (lapack_int)qr->n, k = (lapack_int)qr->k;

    for (size_t c = 0; c < qr->k; c++)
        qr->size[c] = norm_of(v + c * qr->n, qr->n);
    LAPACKE_dgeqrf_work(LAPACK_COL_MAJOR, n, k, v, n, qr->tau, qr->work, qr->work_length);
    for (size_t c = 0; c < qr->k; c++)
        growth[c] = v[c + c * qr->n];
    LAPACKE_dorgqr_work(LAPACK_COL_MAJOR, n, k, k, v, n, qr->tau, qr->work, qr->work_length);
    for (size_t c = 0; c < qr->k; c++) {
        double *own = v + c * qr->n;

        if (!(fabs(growth[c]) > qr->least * qr->size[c]) || isinf(growth[c])) {
            growth[c] = 0.0;
            memset(own, 0, qr->n * sizeof *own);
        } else if (growth[c] < 0.0) {
            growth[c] = -growth[c];
            for (size_t i = 0; i < qr->n; i++)
                own[i] = -own[i];
        }
    }
}

void
ohm_qr_orthonormalize(double *growth, double *v, ohm_qr *qr)
{
    if (qr->k > SMALL) {
        by_lapack(growth, v, qr);
        return;
    }
    for (size_t c = 0; c < qr->k; c++)
        growth[c] = append_column(v, c, qr->n, qr->least);
}
