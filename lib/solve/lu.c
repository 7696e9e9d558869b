/* lib/solve/lu.c -- see lu.h */
#include "solve/lu.h"
#include "base/array.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <suitesparse/klu.h>

/* Pivots of the last matrix are kept while the growth they cause costs fewer than
 * four of the sixteen digits; below that the matrix is pivoted anew. */
static const double GROWTH_MIN = 1e-4;

struct ohm_lu {
    klu_common common;
    klu_symbolic *symbolic;
    klu_numeric *numeric;
    ohm_pattern *pattern;       /* upper triangle */
    int *start, *row;           /* both triangles, column by column */
    int *from;                  /* entry of the pattern behind each of them */
    double *both;               /* their values */
    double *value;              /* of the pattern */
    double rcond;
    ohm_lu_analysis analysis;
};

static ohm_status
failure(const ohm_lu *lu, const char *doing, ohm_error *err)
{
    switch (lu->common.status) {
    case KLU_OUT_OF_MEMORY:
        return ohm_fail(err, OHM_E_NOMEM, "lu: %s: out of memory", doing);
    case KLU_TOO_LARGE:
        return ohm_fail(err, OHM_E_METHOD, "lu: %s: the factors need more than 32-bit indices", doing);
    default:
        return ohm_fail(err, OHM_E_INTERNAL, "lu: %s: KLU status %d", doing, lu->common.status);
    }
}

/* Writes the whole matrix, column by column: KLU knows no symmetry. */
static void
mirror(ohm_lu *lu, int *next)
{
    const ohm_pattern *pattern = lu->pattern;

    memset(lu->start, 0, ((size_t)pattern->n + 1) * sizeof *lu->start);
    for (int j = 0; j < pattern->n; j++)
        for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++) {
            lu->start[j + 1]++;
            if (pattern->row[k] != j)
                lu->start[pattern->row[k] + 1]++;
        }
    for (int j = 0; j < pattern->n; j++) {
        lu->start[j + 1] += lu->start[j];
        next[j] = lu->start[j];
    }
    /* column j first takes its own upper part, then rows below from later columns */
    for (int j = 0; j < pattern->n; j++)
        for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++) {
            const int i = pattern->row[k];

            lu->row[next[j]] = i;
            lu->from[next[j]++] = k;
            if (i != j) {
                lu->row[next[i]] = j;
                lu->from[next[i]++] = k;
            }
        }
}

ohm_status
ohm_lu_alloc(ohm_lu **out, size_t n, size_t pairs, const int *a, const int *b, ohm_error *err)
{
    ohm_lu *lu;
    int *next = NULL;
    ohm_status status;

    *out = NULL;
    if ((lu = OHM_ZEROS(ohm_lu, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lu: %zu unknowns", n);
    if ((status = ohm_pattern_alloc(&lu->pattern, n, pairs, a, b, false, err)) != OHM_OK)
        goto failed;
    if (lu->pattern->entries > INT_MAX / 2) {
        status = ohm_fail(err, OHM_E_METHOD, "lu: %d entries need more than 32-bit indices",
                          lu->pattern->entries);
        goto failed;
    }
    const size_t entries = (size_t)lu->pattern->entries, whole = 2 * entries - n;
    lu->start = OHM_ARRAY(int, n + 1);
    lu->row = OHM_ARRAY(int, whole);
    lu->from = OHM_ARRAY(int, whole);
    lu->both = OHM_ARRAY(double, whole);
    lu->value = OHM_ZEROS(double, entries);
    next = OHM_ARRAY(int, n);
    if (lu->start == NULL || lu->row == NULL || lu->from == NULL || lu->both == NULL
        || lu->value == NULL || next == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "lu: %zu unknowns, %zu entries", n, entries);
        goto failed;
    }
    mirror(lu, next);
    klu_defaults(&lu->common);
    lu->common.scale = -1;      /* the caller scales */
    if (n != 0 && (lu->symbolic = klu_analyze((int)n, lu->start, lu->row, &lu->common)) == NULL) {
        status = failure(lu, "analysis", err);
        goto failed;
    }
    if (lu->symbolic != NULL) {
        lu->analysis.fill = lu->symbolic->lnz + lu->symbolic->unz;
        lu->analysis.flops = lu->symbolic->est_flops;
    }
    free(next);
    *out = lu;
    return OHM_OK;

failed:
    free(next);
    ohm_lu_free(lu);
    return status;
}

void
ohm_lu_free(ohm_lu *lu)
{
    if (lu == NULL)
        return;
    if (lu->numeric != NULL)
        klu_free_numeric(&lu->numeric, &lu->common);
    if (lu->symbolic != NULL)
        klu_free_symbolic(&lu->symbolic, &lu->common);
    ohm_pattern_free(lu->pattern);
    free(lu->start);
    free(lu->row);
    free(lu->from);
    free(lu->both);
    free(lu->value);
    free(lu);
}

const ohm_lu_analysis *
ohm_lu_analysed(const ohm_lu *lu)
{
    return &lu->analysis;
}

const ohm_pattern *
ohm_lu_pattern(const ohm_lu *lu)
{
    return lu->pattern;
}

double *
ohm_lu_values(ohm_lu *lu)
{
    return lu->value;
}

double
ohm_lu_rcond(const ohm_lu *lu)
{
    return lu->rcond;
}

/* Factors with the pivots of the last matrix; false where they will not do. */
static bool
refactor(ohm_lu *lu)
{
    return lu->numeric != NULL
        && klu_refactor(lu->start, lu->row, lu->both, lu->symbolic, lu->numeric, &lu->common)
        && lu->common.status == KLU_OK
        && klu_rgrowth(lu->start, lu->row, lu->both, lu->symbolic, lu->numeric, &lu->common)
        && lu->common.rgrowth > GROWTH_MIN;
}

ohm_status
ohm_lu_factor(ohm_lu *lu, ohm_error *err)
{
    const int n = lu->pattern->n;

    lu->rcond = 1.0;
    if (n == 0)
        return OHM_OK;
    for (int k = 0; k < lu->start[n]; k++)
        lu->both[k] = lu->value[lu->from[k]];
    for (int k = 0; k < lu->pattern->entries; k++)
        if (!isfinite(lu->value[k]))
            return ohm_fail(err, OHM_E_SINGULAR, "lu: entry %d is %g", k, lu->value[k]);
    if (!refactor(lu)) {
        if (lu->numeric != NULL)
            klu_free_numeric(&lu->numeric, &lu->common);
        lu->numeric = klu_factor(lu->start, lu->row, lu->both, lu->symbolic, &lu->common);
        if (lu->common.status == KLU_SINGULAR)
            return ohm_fail(err, OHM_E_SINGULAR, "lu: the matrix is singular (unknown %d)",
                            lu->common.singular_col);
        if (lu->numeric == NULL)
            return failure(lu, "factorisation", err);
    }
    if (!klu_condest(lu->start, lu->both, lu->symbolic, lu->numeric, &lu->common))
        return failure(lu, "condition estimate", err);
    lu->rcond = 1.0 / lu->common.condest;
    if (!(lu->rcond > n * DBL_EPSILON))
        return ohm_fail(err, OHM_E_SINGULAR, "lu: the matrix is singular to rounding "
                        "(reciprocal condition %.2g, order %d)", lu->rcond, n);
    return OHM_OK;
}

ohm_status
ohm_lu_solve(double *b, size_t columns, ohm_lu *lu, ohm_error *err)
{
    const int n = lu->pattern->n;

    if (n == 0 || columns == 0)
        return OHM_OK;
    if (columns > INT_MAX)
        return ohm_fail(err, OHM_E_ARG, "lu: %zu right-hand sides", columns);
    if (!klu_solve(lu->symbolic, lu->numeric, n, (int)columns, b, &lu->common))
        return failure(lu, "solution", err);
    return OHM_OK;
}
