/* lib/solve/cg.c -- see cg.h */
#include "solve/cg.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Share of a dropped entry that is taken off the diagonal.  1 keeps row sums but lets
 * pivots shrink to nothing where conductances vary; bench_solvers' grids took the
 * fewest iterations near this. */
static const double MODIFIED_SHARE = 0.98;

/* A pivot below this share of its diagonal entry would amplify instead of smooth. */
static const double PIVOT_MIN = 1e-8;

static const double SHIFT_FIRST = 1e-3, SHIFT_LAST = 1.0, SHIFT_GROWTH = 8.0;

struct ohm_cg {
    ohm_pattern *pattern;       /* lower triangle */
    double *value;              /* A */
    double *factor;             /* L, unit diagonal implied; 1 / D on the diagonal */
    double *r, *z, *p, *q;      /* n each: residual, preconditioned, direction, A p */
    ohm_cg_preconditioner made;
};

const char *
ohm_cg_preconditioner_name(ohm_cg_preconditioner preconditioner)
{
    switch (preconditioner) {
    case OHM_CG_MODIFIED: return "modified incomplete Cholesky";
    case OHM_CG_INCOMPLETE: return "incomplete Cholesky";
    case OHM_CG_SHIFTED: return "shifted incomplete Cholesky";
    case OHM_CG_JACOBI: return "Jacobi";
    }
    return "unknown";
}

ohm_status
ohm_cg_alloc(ohm_cg **out, size_t n, size_t pairs, const int *a, const int *b, ohm_error *err)
{
    ohm_cg *cg;
    ohm_status status;

    *out = NULL;
    if ((cg = OHM_ZEROS(ohm_cg, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "cg: %zu unknowns", n);
    if ((status = ohm_pattern_alloc(&cg->pattern, n, pairs, a, b, true, err)) != OHM_OK)
        goto failed;
    cg->value = OHM_ZEROS(double, (size_t)cg->pattern->entries);
    cg->factor = OHM_ARRAY(double, (size_t)cg->pattern->entries);
    cg->r = OHM_ARRAY(double, n);
    cg->z = OHM_ARRAY(double, n);
    cg->p = OHM_ARRAY(double, n);
    cg->q = OHM_ARRAY(double, n);
    if (cg->value == NULL || cg->factor == NULL || cg->r == NULL || cg->z == NULL
        || cg->p == NULL || cg->q == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "cg: %zu unknowns", n);
        goto failed;
    }
    *out = cg;
    return OHM_OK;

failed:
    ohm_cg_free(cg);
    return status;
}

void
ohm_cg_free(ohm_cg *cg)
{
    if (cg == NULL)
        return;
    ohm_pattern_free(cg->pattern);
    free(cg->value);
    free(cg->factor);
    free(cg->r);
    free(cg->z);
    free(cg->p);
    free(cg->q);
    free(cg);
}

const ohm_pattern *
ohm_cg_pattern(const ohm_cg *cg)
{
    return cg->pattern;
}

double *
ohm_cg_values(ohm_cg *cg)
{
    return cg->value;
}

ohm_cg_preconditioner
ohm_cg_made(const ohm_cg *cg)
{
    return cg->made;
}

/* Takes what eliminating column j with weight -l_kj d_j does to column k: entries of
 * column j at or below row k meet column k where it has them, the rest is dropped.
 * `share` of what is dropped comes off both diagonals it belongs to. */
static void
update_column(ohm_cg *cg, int j, int at, double share)
{
    const ohm_pattern *pattern = cg->pattern;
    const int k = pattern->row[at], end_j = pattern->start[j + 1], end_k = pattern->start[k + 1];
    double *factor = cg->factor;
    const double weight = factor[at] * factor[pattern->start[j]];      /* a_kj / d_j */

    factor[pattern->start[k]] -= weight * factor[at];
    /* the two tails are merged; a long one is searched rather than walked */
    int q = pattern->start[k] + 1;
    for (int p = at + 1; p < end_j; p++) {
        const int i = pattern->row[p];
        const double fill = weight * factor[p];
        int low = q, step = 1;

        while (low + step < end_k && pattern->row[low + step] < i)
            step *= 2;
        int high = low + step < end_k ? low + step : end_k;
        while (low < high) {
            const int middle = low + (high - low) / 2;

            if (pattern->row[middle] < i)
                low = middle + 1;
            else
                high = middle;
        }
        q = low;
        if (q < end_k && pattern->row[q] == i) {
            factor[q] -= fill;
        } else {
            factor[pattern->start[k]] -= share * fill;
            factor[pattern->start[i]] -= share * fill;
        }
    }
}

/* Incomplete L D L^T of A + shift diag A; false where a pivot fails.  Column j holds
 * a_ij while it waits, and 1/d_j with l_ij once it is done. */
static bool
factor_incomplete(ohm_cg *cg, double share, double shift)
{
    const ohm_pattern *pattern = cg->pattern;

    memcpy(cg->factor, cg->value, (size_t)pattern->entries * sizeof *cg->factor);
    for (int j = 0; j < pattern->n; j++)
        cg->factor[pattern->start[j]] *= 1.0 + shift;
    for (int j = 0; j < pattern->n; j++) {
        const int start = pattern->start[j], end = pattern->start[j + 1];

        if (!(cg->factor[start] > PIVOT_MIN * cg->value[start]))
            return false;
        cg->factor[start] = 1.0 / cg->factor[start];
        for (int at = start + 1; at < end; at++)
            update_column(cg, j, at, share);
        for (int at = start + 1; at < end; at++)
            cg->factor[at] *= cg->factor[start];
    }
    return true;
}

static void
factor_diagonal(ohm_cg *cg)
{
    const ohm_pattern *pattern = cg->pattern;

    for (int j = 0; j < pattern->n; j++)
        cg->factor[pattern->start[j]] = 1.0 / cg->value[pattern->start[j]];
}

ohm_status
ohm_cg_factor(ohm_cg *cg, ohm_cg_preconditioner best, ohm_error *err)
{
    const ohm_pattern *pattern = cg->pattern;

    for (int j = 0; j < pattern->n; j++) {
        const double diagonal = cg->value[pattern->start[j]];

        if (!(diagonal > 0.0 && diagonal <= DBL_MAX))
            return ohm_fail(err, OHM_E_SINGULAR, "cg: the matrix is not positive definite "
                            "(unknown %d, diagonal %g)", j, diagonal);
    }
    cg->made = OHM_CG_MODIFIED;
    if (best <= OHM_CG_MODIFIED && factor_incomplete(cg, MODIFIED_SHARE, 0.0))
        return OHM_OK;
    cg->made = OHM_CG_INCOMPLETE;
    if (best <= OHM_CG_INCOMPLETE && factor_incomplete(cg, 0.0, 0.0))
        return OHM_OK;
    cg->made = OHM_CG_SHIFTED;
    if (best <= OHM_CG_SHIFTED)
        for (double shift = SHIFT_FIRST; shift <= SHIFT_LAST; shift *= SHIFT_GROWTH)
            if (factor_incomplete(cg, 0.0, shift))
                return OHM_OK;
    cg->made = OHM_CG_JACOBI;
    factor_diagonal(cg);
    return OHM_OK;
}

/* z = (L D L^T)^-1 r, or D^-1 r. */
static void
precondition(double *restrict z, const double *restrict r, const ohm_cg *cg)
{
    const ohm_pattern *pattern = cg->pattern;
    const int n = pattern->n;

    if (cg->made == OHM_CG_JACOBI) {
        for (int j = 0; j < n; j++)
            z[j] = r[j] * cg->factor[pattern->start[j]];
        return;
    }
    memcpy(z, r, (size_t)n * sizeof *z);
    for (int j = 0; j < n; j++) {
        const double zj = z[j];

        for (int k = pattern->start[j] + 1; k < pattern->start[j + 1]; k++)
            z[pattern->row[k]] -= cg->factor[k] * zj;
    }
    for (int j = n - 1; j >= 0; j--) {
        double zj = z[j] * cg->factor[pattern->start[j]];

        for (int k = pattern->start[j] + 1; k < pattern->start[j + 1]; k++)
            zj -= cg->factor[k] * z[pattern->row[k]];
        z[j] = zj;
    }
}

static double
dot(const double *x, const double *y, int n)
{
    double sum = 0.0;

    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

ohm_status
ohm_cg_solve(double *restrict x, const double *restrict b, double tolerance, size_t *iterations,
             ohm_cg *cg, ohm_error *err)
{
    /* exact arithmetic ends within n steps; rounding may double them */
    const size_t most = 2 * (size_t)cg->pattern->n + 1000;
    const int n = cg->pattern->n;
    const double target = tolerance * sqrt(dot(b, b, n));
    double *r = cg->r, *z = cg->z, *p = cg->p, *q = cg->q, residual;

    ohm_pattern_apply(q, cg->pattern, cg->value, x);
    for (int i = 0; i < n; i++)
        r[i] = b[i] - q[i];
    residual = sqrt(dot(r, r, n));
    if (residual <= target)
        return OHM_OK;
    precondition(z, r, cg);
    memcpy(p, z, (size_t)n * sizeof *p);
    double rz = dot(r, z, n);
    for (size_t step = 0; step < most; step++) {
        ohm_pattern_apply(q, cg->pattern, cg->value, p);
        const double curvature = dot(p, q, n);

        if (!(curvature > 0.0 && curvature <= DBL_MAX && rz > 0.0))
            return ohm_fail(err, OHM_E_SINGULAR, "cg: the matrix is not positive definite "
                            "(p A p = %g after %zu iterations)", curvature, step);
        const double alpha = rz / curvature;
        double square = 0.0;
        for (int i = 0; i < n; i++) {
            x[i] += alpha * p[i];
            r[i] -= alpha * q[i];
            square += r[i] * r[i];
        }
        ++*iterations;
        residual = sqrt(square);
        if (residual <= target)
            return OHM_OK;
        precondition(z, r, cg);
        const double next = dot(r, z, n), beta = next / rz;
        for (int i = 0; i < n; i++)
            p[i] = z[i] + beta * p[i];
        rz = next;
    }
    return ohm_fail(err, OHM_E_NOCONV, "cg: residual %.3g of the right-hand side after %zu iterations, "
                    "asked for %.3g", tolerance * residual / target, most, tolerance);
}
