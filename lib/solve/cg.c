/* lib/solve/cg.c -- see cg.h
 *
 * Everything runs in the scaled matrix D^-1/2 A D^-1/2 = U + diag + U^t, U strictly
 * lower, whose preconditioner is (I + U)(I + U^t).  Its split form has the operator
 * (I + U)^-1 (U + diag + U^t) (I + U^t)^-1, and for t = (I + U^t)^-1 p
 *
 *     A^ p = t + (I + U)^-1 (p + (diag - 2) t). */
#include "solve/cg.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 1 - share = this / distance^2.  Measured with bench_solvers' graphs: fewest
 * iterations at 0.999 for distances 198 and 133, 0.99 for 87, none for 13 and 5. */
static const double SHARE_SPARED = 60.0;

/* A pivot below this share of its diagonal entry would amplify instead of smooth. */
static const double PIVOT_MIN = 1e-8;

struct ohm_cg {
    ohm_pattern *pattern;       /* lower triangle */
    double *value;              /* A */
    double *scaled;             /* U off the diagonal; diag - 2 on it */
    double *pivot;              /* n: D, then D^-1/2 */
    double *r, *p, *t, *w;      /* n each: residual, direction, (I + U^t)^-1 p, A^ p */
    ohm_cg_preconditioner made;
};

const char *
ohm_cg_preconditioner_name(ohm_cg_preconditioner preconditioner)
{
    switch (preconditioner) {
    case OHM_CG_MODIFIED: return "modified incomplete Cholesky";
    case OHM_CG_INCOMPLETE: return "incomplete Cholesky";
    case OHM_CG_GAUSS_SEIDEL: return "symmetric Gauss-Seidel";
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
    cg->scaled = OHM_ARRAY(double, (size_t)cg->pattern->entries);
    cg->pivot = OHM_ARRAY(double, n);
    cg->r = OHM_ARRAY(double, n);
    cg->p = OHM_ARRAY(double, n);
    cg->t = OHM_ARRAY(double, n);
    cg->w = OHM_ARRAY(double, n);
    if (cg->value == NULL || cg->scaled == NULL || cg->pivot == NULL || cg->r == NULL || cg->p == NULL
        || cg->t == NULL || cg->w == NULL) {
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
    free(cg->scaled);
    free(cg->pivot);
    free(cg->r);
    free(cg->p);
    free(cg->t);
    free(cg->w);
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

double
ohm_cg_share(int distance)
{
    const double far = (double)distance * distance;

    return far > SHARE_SPARED ? 1.0 - SHARE_SPARED / far : 0.0;
}

/* Fills the pivots D; false where one fails.  Eliminating k takes a_ik a_jk / d_k off
 * every a_ij with i, j > k: off the diagonal in full, and of the rest of row i, which
 * is dropped, `share` comes off the diagonal too. */
static bool
fill_pivots(ohm_cg *cg, double share)
{
    const ohm_pattern *pattern = cg->pattern;
    const double *value = cg->value;

    for (int j = 0; j < pattern->n; j++)
        cg->pivot[j] = value[pattern->start[j]];
    for (int k = 0; k < pattern->n; k++) {
        const int start = pattern->start[k], end = pattern->start[k + 1];
        double sum = 0.0;

        if (!(cg->pivot[k] > PIVOT_MIN * value[start]))
            return false;
        for (int p = start + 1; p < end; p++)
            sum += value[p];
        for (int p = start + 1; p < end; p++)
            cg->pivot[pattern->row[p]] -= value[p] * (value[p] + share * (sum - value[p])) / cg->pivot[k];
    }
    return true;
}

/* Turns pivots into scales, and A into U and diag - 2. */
static void
scale(ohm_cg *cg)
{
    const ohm_pattern *pattern = cg->pattern;

    for (int j = 0; j < pattern->n; j++)
        cg->pivot[j] = 1.0 / sqrt(cg->pivot[j]);
    for (int j = 0; j < pattern->n; j++) {
        const int start = pattern->start[j];

        for (int p = start; p < pattern->start[j + 1]; p++)
            cg->scaled[p] = cg->value[p] * cg->pivot[j] * cg->pivot[pattern->row[p]];
        cg->scaled[start] -= 2.0;
    }
}

ohm_status
ohm_cg_factor(ohm_cg *cg, double share, ohm_error *err)
{
    const ohm_pattern *pattern = cg->pattern;

    for (int j = 0; j < pattern->n; j++) {
        const double diagonal = cg->value[pattern->start[j]];

        if (!(diagonal > 0.0 && diagonal <= DBL_MAX))
            return ohm_fail(err, OHM_E_SINGULAR, "cg: the matrix is not positive definite "
                            "(unknown %d, diagonal %g)", j, diagonal);
    }
    if (share > 0.0 && fill_pivots(cg, share)) {
        cg->made = OHM_CG_MODIFIED;
    } else if (fill_pivots(cg, 0.0)) {
        cg->made = OHM_CG_INCOMPLETE;
    } else {
        cg->made = OHM_CG_GAUSS_SEIDEL;
        for (int j = 0; j < pattern->n; j++)
            cg->pivot[j] = cg->value[pattern->start[j]];
    }
    scale(cg);
    return OHM_OK;
}

static double
dot(const double *x, const double *y, int n)
{
    double sum = 0.0;

    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* r = b - A x; returns its norm. */
static double
residual_of(double *restrict r, const double *restrict b, const double *restrict x, const ohm_cg *cg)
{
    const int n = cg->pattern->n;

    ohm_pattern_apply(r, cg->pattern, cg->value, x);
    for (int i = 0; i < n; i++)
        r[i] = b[i] - r[i];
    return sqrt(dot(r, r, n));
}

/* r <- (I + U)^-1 D^-1/2 r: into the split form. */
static void
split(double *restrict r, const ohm_cg *cg)
{
    const ohm_pattern *pattern = cg->pattern;

    for (int j = 0; j < pattern->n; j++)
        r[j] *= cg->pivot[j];
    for (int j = 0; j < pattern->n; j++)
        for (int p = pattern->start[j] + 1; p < pattern->start[j + 1]; p++)
            r[pattern->row[p]] -= cg->scaled[p] * r[j];
}

/* |D^1/2 (I + U) r|: the norm of a residual in the split form, back outside. */
static double
unsplit_norm(double *restrict work, const double *restrict r, const ohm_cg *cg)
{
    const ohm_pattern *pattern = cg->pattern;
    double square = 0.0;

    memcpy(work, r, (size_t)pattern->n * sizeof *work);
    for (int j = 0; j < pattern->n; j++)
        for (int p = pattern->start[j] + 1; p < pattern->start[j + 1]; p++)
            work[pattern->row[p]] += cg->scaled[p] * r[j];
    for (int j = 0; j < pattern->n; j++)
        square += work[j] / cg->pivot[j] * (work[j] / cg->pivot[j]);
    return sqrt(square);
}

/* t = (I + U^t)^-1 p, w = A^ p; returns p . w. */
static double
operate(double *restrict t, double *restrict w, const double *restrict p, const ohm_cg *cg)
{
    const ohm_pattern *pattern = cg->pattern;
    const int *restrict start = pattern->start, *restrict row = pattern->row;
    const double *restrict u = cg->scaled;
    double curvature = 0.0;

    for (int j = pattern->n - 1; j >= 0; j--) {
        double sum = p[j];

        for (int k = start[j] + 1; k < start[j + 1]; k++)
            sum -= u[k] * t[row[k]];
        t[j] = sum;
        w[j] = p[j] + u[start[j]] * sum;
    }
    for (int j = 0; j < pattern->n; j++) {
        const double wj = w[j];

        for (int k = start[j] + 1; k < start[j + 1]; k++)
            w[row[k]] -= u[k] * wj;
        w[j] = wj + t[j];
        curvature += p[j] * w[j];
    }
    return curvature;
}

ohm_status
ohm_cg_solve(double *restrict x, const double *restrict b, double tolerance, size_t *iterations,
             ohm_cg *cg, ohm_error *err)
{
    /* exact arithmetic ends within n steps; rounding may double them */
    const size_t most = 2 * (size_t)cg->pattern->n + 1000;
    const int n = cg->pattern->n;
    const double size = sqrt(dot(b, b, n)), target = tolerance * size;
    double *restrict r = cg->r, *restrict p = cg->p, *restrict t = cg->t, *restrict w = cg->w;
    double left = residual_of(r, b, x, cg);

    if (left <= target)
        return OHM_OK;
    split(r, cg);
    memcpy(p, r, (size_t)n * sizeof *p);
    double rr = dot(r, r, n), goal = sqrt(rr) * (target / left);       /* as if norms went together */
    size_t step = 0;
    for (; step < most && rr > DBL_MIN; step++) {      /* below, the squares underflow */
        const double curvature = operate(t, w, p, cg);

        if (!(curvature > 0.0 && curvature <= DBL_MAX))
            return ohm_fail(err, OHM_E_SINGULAR, "cg: the matrix is not positive definite "
                            "(p A p = %g after %zu iterations)", curvature, step);
        const double alpha = rr / curvature;
        double next = 0.0;
        for (int i = 0; i < n; i++) {
            x[i] += alpha * cg->pivot[i] * t[i];
            r[i] -= alpha * w[i];
            next += r[i] * r[i];
        }
        ++*iterations;
        if (!(sqrt(next) > goal)) {
            if ((left = unsplit_norm(w, r, cg)) <= target)
                return OHM_OK;
            goal = 0.5 * sqrt(next) * (target / left);
        }
        const double beta = next / rr;
        for (int i = 0; i < n; i++)
            p[i] = r[i] + beta * p[i];
        rr = next;
    }
    return ohm_fail(err, OHM_E_NOCONV, "cg: residual %.3g of the right-hand side after %zu iterations, "
                    "asked for %.3g", unsplit_norm(w, r, cg) / size, step, tolerance);
}
