/* lib/solve/arnoldi.c -- see arnoldi.h */
#include "solve/arnoldi.h"
#include "base/array.h"
#include "solve/dense.h"

#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_ARPACK
#include <arpack/arpack.h>
#include <arpack/arpackdef.h>

/* Vectors kept between restarts: twice those wanted, and never fewer than this, which
 * separates clustered ends in a few restarts. */
enum { BASIS_MIN = 40 };

/* Restarts before giving up; each costs about BASIS_MIN products. */
enum { RESTARTS_MAX = 1000 };

typedef struct {
    a_int n, wanted, basis, work_length;
    double *residual, *vectors, *work, *inner, *extra;
    a_int *select;
    double *re, *im;                /* wanted + 1 */
} arnoldi;

static void
arnoldi_free(arnoldi *a)
{
    free(a->residual);
    free(a->vectors);
    free(a->work);
    free(a->inner);
    free(a->extra);
    free(a->select);
    free(a->re);
    free(a->im);
}

static ohm_status
arnoldi_make(arnoldi *a, size_t n, size_t wanted, const double *start, ohm_error *err)
{
    const size_t least = 2 * wanted + 2 > BASIS_MIN ? 2 * wanted + 2 : BASIS_MIN;
    const size_t basis = least < n ? least : n;

    memset(a, 0, sizeof *a);
    if (wanted < 1 || wanted + 1 >= n)
        return ohm_fail(err, OHM_E_ARG, "eigenvalues: %zu wanted of an operator of order %zu", wanted, n);
    if (n > INT_MAX / basis)
        return ohm_fail(err, OHM_E_METHOD, "eigenvalues: order %zu is beyond 32-bit indices", n);
    a->n = (a_int)n;
    a->wanted = (a_int)wanted;
    a->basis = (a_int)basis;
    a->work_length = (a_int)(3 * basis * basis + 6 * basis);
    a->residual = OHM_ARRAY(double, n);
    a->vectors = OHM_ARRAY(double, n * basis);
    a->work = OHM_ARRAY(double, 3 * n);
    a->inner = OHM_ARRAY(double, (size_t)a->work_length);
    a->extra = OHM_ARRAY(double, 3 * basis);
    a->select = OHM_ZEROS(a_int, basis);
    a->re = OHM_ZEROS(double, wanted + 1);
    a->im = OHM_ZEROS(double, wanted + 1);
    if (a->residual == NULL || a->vectors == NULL || a->work == NULL || a->inner == NULL
        || a->extra == NULL || a->select == NULL || a->re == NULL || a->im == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "eigenvalues: %zu vectors of %zu", basis, n);
    memcpy(a->residual, start, n * sizeof *start);
    return OHM_OK;
}

/* Arnoldi with restarts; *converged eigenvalues land in a->re, a->im. */
static ohm_status
iterate(arnoldi *a, size_t *converged, const char *which, ohm_operator apply, void *self, double tolerance,
        ohm_error *err)
{
    a_int task = 0, info = 1;               /* 1: the residual holds the start */
    a_int parameter[11] = { 0 }, at[14] = { 0 };

    parameter[0] = 1;                       /* exact shifts */
    parameter[2] = RESTARTS_MAX;
    parameter[6] = 1;                       /* A x = lambda x */
    do {
        dnaupd_c(&task, "I", a->n, which, a->wanted, tolerance, a->residual, a->basis, a->vectors, a->n,
                 parameter, at, a->work, a->inner, a->work_length, &info);
        if (task == 1 || task == -1) {
            const ohm_status status = apply(a->work + at[1] - 1, a->work + at[0] - 1, self, err);

            if (status != OHM_OK)
                return status;
        }
    } while (task == 1 || task == -1);
    if (info < 0)
        return ohm_fail(err, OHM_E_NOCONV, "eigenvalues: ARPACK's dnaupd ends with %d", (int)info);
    if (parameter[4] <= 0)
        return ohm_fail(err, OHM_E_NOCONV, "eigenvalues: none of %d converged in %d restarts", (int)a->wanted,
                        (int)RESTARTS_MAX);
    dneupd_c(0, "A", a->select, a->re, a->im, a->vectors, a->n, 0.0, 0.0, a->extra, "I", a->n, which,
             a->wanted, tolerance, a->residual, a->basis, a->vectors, a->n, parameter, at, a->work, a->inner,
             a->work_length, &info);
    if (info != 0)
        return ohm_fail(err, OHM_E_NOCONV, "eigenvalues: ARPACK's dneupd ends with %d", (int)info);
    *converged = (size_t)(parameter[4] <= a->wanted + 1 ? parameter[4] : a->wanted + 1);
    return OHM_OK;
}

const char *
ohm_arpack_version(void)
{
    return ARPACK_VERSION;
}

ohm_status
ohm_eigen_extreme(double *re, double *im, size_t *found, size_t wanted, ohm_extreme end, ohm_operator apply,
                  void *self, size_t n, const double *start, double tolerance, ohm_error *err)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static const char *const which[] = { "LR", "SR", "LI" };
    arnoldi a;
    ohm_status status = arnoldi_make(&a, n, wanted, start, err);

    *found = 0;
    if (status == OHM_OK) {
        ohm_blas_single_thread();
        pthread_mutex_lock(&lock);
        status = iterate(&a, found, which[end], apply, self, tolerance, err);
        pthread_mutex_unlock(&lock);
    }
    for (size_t k = 0; status == OHM_OK && k < *found; k++) {
        re[k] = a.re[k];
        im[k] = a.im[k];
        if (!isfinite(re[k]) || !isfinite(im[k]))
            status = ohm_fail(err, OHM_E_NOCONV, "eigenvalues: number %zu is not finite", k);
    }
    arnoldi_free(&a);
    return status;
}

#else

const char *
ohm_arpack_version(void)
{
    return NULL;
}

ohm_status
ohm_eigen_extreme(double *re, double *im, size_t *found, size_t wanted, ohm_extreme end, ohm_operator apply,
                  void *self, size_t n, const double *start, double tolerance, ohm_error *err)
{
    (void)re, (void)im, (void)wanted, (void)end, (void)apply, (void)self, (void)start, (void)tolerance;
    *found = 0;
    return ohm_fail(err, OHM_E_METHOD, "eigenvalues of an operator of order %zu need ARPACK, which is not built "
                    "in: install libarpack2-dev and configure again", n);
}

#endif
