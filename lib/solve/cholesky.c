/* lib/solve/cholesky.c -- see cholesky.h */
#include "solve/cholesky.h"
#include "base/array.h"
#include "solve/dense.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <suitesparse/cholmod.h>

/* Rates measured with validation/bench/bench_rhs on an Intel Xeon (model 167) with
 * OpenBLAS on one thread, over grids, cubes and random regular graphs from 300 to
 * 500 000 nodes; only their ratios decide anything. */
static const double SIMPLICIAL_PER_FLOP = 3.5e-10, SIMPLICIAL_PER_ENTRY = 1e-8;
static const double SUPERNODAL_PER_FLOP = 2.2e-11, SUPERNODAL_PER_ENTRY = 4e-8;
static const double PER_UNKNOWN = 2.5e-8;
static const double METIS_PER_ENTRY = 1.3e-6;   /* of the matrix, for its ordering */

/* Flops per entry of L above which supernodal was the faster one (CHOLMOD's own 40
 * was set for BLAS on old machines; at 200 simplicial still won by 1.3 to 1.6). */
static const double SUPERNODAL_SWITCH = 230.0;

/* METIS takes 10 to 50 % off a factorisation of AMD's; it must come back in about
 * ten of them, or in about a thousand where they are done often. */
static const double METIS_REPAYS = 0.6, METIS_REPAYS_OFTEN = 0.006;

/* The most that METIS took off AMD's time: 2.3 in flops, on cubes of 32^3; doubled. */
static const double METIS_AT_BEST = 5.0;

struct ohm_cholesky {
    cholmod_common common;
    cholmod_factor *factor;
    ohm_pattern *pattern;       /* permuted */
    int *order;                 /* n: place of each unknown */
    int *unknown;               /* n: the unknown at each place */
    double *value;              /* one per entry of the pattern */
    cholmod_dense *solution, *work_y, *work_e;      /* kept between solves */
    ohm_cholesky_analysis analysis;
    bool started;
};

/* CHOLMOD's status in our words. */
static ohm_status
failure(const ohm_cholesky *cholesky, const char *doing, ohm_error *err)
{
    switch (cholesky->common.status) {
    case CHOLMOD_OUT_OF_MEMORY:
        return ohm_fail(err, OHM_E_NOMEM, "cholesky: %s: out of memory (factor of %.3g entries)",
                        doing, cholesky->analysis.fill);
    case CHOLMOD_TOO_LARGE:
        return ohm_fail(err, OHM_E_METHOD, "cholesky: %s: the factor needs more than 32-bit indices: use cg",
                        doing);
    default:
        return ohm_fail(err, OHM_E_INTERNAL, "cholesky: %s: CHOLMOD status %d", doing,
                        cholesky->common.status);
    }
}

/* A pattern as CHOLMOD sees one; `value` may be NULL. */
static cholmod_sparse
view(const ohm_pattern *pattern, double *value)
{
    cholmod_sparse matrix = {
        .nrow = (size_t)pattern->n, .ncol = (size_t)pattern->n, .nzmax = (size_t)pattern->entries,
        .p = pattern->start, .i = pattern->row, .x = value,
        .stype = pattern->lower ? -1 : 1, .itype = CHOLMOD_INT,
        .xtype = value != NULL ? CHOLMOD_REAL : CHOLMOD_PATTERN, .dtype = CHOLMOD_DOUBLE,
        .sorted = 1, .packed = 1,
    };

    return matrix;
}

/* One symbolic analysis with one ordering; NULL where CHOLMOD failed. */
static cholmod_factor *
analyse(ohm_cholesky *cholesky, const ohm_pattern *pattern, int ordering, int supernodal)
{
    cholmod_common *common = &cholesky->common;
    cholmod_sparse matrix = view(pattern, NULL);

    common->nmethods = 1;
    common->method[0].ordering = ordering;
    common->postorder = ordering != CHOLMOD_NATURAL;    /* what comes permuted stays so */
    common->supernodal = supernodal;
    return cholmod_analyze(&matrix, common);
}

/* Expected seconds of one factorisation in the faster of its two ways. */
static double
expected_seconds(double n, double fill, double flops)
{
    return PER_UNKNOWN * n
         + (flops > SUPERNODAL_SWITCH * fill ? SUPERNODAL_PER_FLOP * flops + SUPERNODAL_PER_ENTRY * fill
                                             : SIMPLICIAL_PER_FLOP * flops + SIMPLICIAL_PER_ENTRY * fill);
}

/* Fills `order` and `unknown` with the better of the two orderings. */
static ohm_status
choose_ordering(ohm_cholesky *cholesky, const ohm_pattern *pattern, ohm_cholesky_kind kind, double seconds,
                ohm_error *err)
{
    const double n = pattern->n, repays = kind == OHM_CHOLESKY_OFTEN ? METIS_REPAYS_OFTEN : METIS_REPAYS;
    cholmod_common *common = &cholesky->common;
    ohm_cholesky_analysis *analysis = &cholesky->analysis;
    cholmod_factor *best = analyse(cholesky, pattern, CHOLMOD_AMD, CHOLMOD_SIMPLICIAL), *other;

    if (best == NULL)
        return failure(cholesky, "ordering", err);
    analysis->ordering = "AMD";
    analysis->fill = common->lnz;
    analysis->flops = common->fl;
    const double expected = expected_seconds(n, common->lnz, common->fl);
    if (expected > METIS_AT_BEST * seconds) {
        cholmod_free_factor(&best, common);
        return ohm_fail(err, OHM_E_METHOD, "cholesky: a factor of %.3g entries takes %.3g flops",
                        analysis->fill, analysis->flops);
    }
    if (expected > repays * METIS_PER_ENTRY * pattern->entries
        && analysis->fill < n * n / 4.0         /* a factor nearly full cannot be helped */
        && (other = analyse(cholesky, pattern, CHOLMOD_METIS, CHOLMOD_SIMPLICIAL)) != NULL) {
        /* a METIS that fails, for memory, leaves AMD's ordering standing */
        if (common->lnz < analysis->fill) {
            cholmod_factor *worse = best;

            best = other;
            other = worse;
            analysis->ordering = "METIS";
        }
        cholmod_free_factor(&other, common);
    }
    memcpy(cholesky->unknown, best->Perm, (size_t)pattern->n * sizeof *cholesky->unknown);
    for (int place = 0; place < pattern->n; place++)
        cholesky->order[cholesky->unknown[place]] = place;
    cholmod_free_factor(&best, common);
    return OHM_OK;
}

/* Builds the permuted pattern and analyses it as it stands.  Simplicial CHOLMOD reads
 * the upper triangle, supernodal the lower one; each would copy the other. */
static ohm_status
analyse_permuted(ohm_cholesky *cholesky, size_t pairs, const int *a, const int *b,
                 ohm_cholesky_kind kind, ohm_error *err)
{
    const int how = kind == OHM_CHOLESKY_SIMPLICIAL ? CHOLMOD_SIMPLICIAL
                  : kind == OHM_CHOLESKY_SUPERNODAL ? CHOLMOD_SUPERNODAL : CHOLMOD_AUTO;
    const int n = cholesky->pattern->n;
    int *pa = OHM_ARRAY(int, pairs), *pb = OHM_ARRAY(int, pairs);
    ohm_status status = OHM_OK;

    if (pa == NULL || pb == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "cholesky: %zu pairs", pairs);
        goto done;
    }
    for (size_t k = 0; k < pairs; k++) {
        pa[k] = cholesky->order[a[k]];
        pb[k] = cholesky->order[b[k]];
    }
    for (int pass = 0; pass < 2; pass++) {
        const bool lower = pass == 1;

        ohm_pattern_free(cholesky->pattern);
        cholesky->pattern = NULL;
        status = ohm_pattern_alloc(&cholesky->pattern, (size_t)n, pairs, pa, pb, lower, err);
        if (status != OHM_OK)
            goto done;
        if (pass == 0)
            cholesky->factor = analyse(cholesky, cholesky->pattern, CHOLMOD_NATURAL, how);
        if (cholesky->factor == NULL) {
            status = failure(cholesky, "analysis", err);
            goto done;
        }
        if (!cholesky->factor->is_super)
            break;
    }
    cholesky->analysis.kind = cholesky->factor->is_super ? OHM_CHOLESKY_SUPERNODAL : OHM_CHOLESKY_SIMPLICIAL;
    cholesky->analysis.fill = cholesky->common.lnz;
    cholesky->analysis.flops = cholesky->common.fl;
    cholesky->analysis.seconds = expected_seconds(n, cholesky->common.lnz, cholesky->common.fl);

done:
    free(pa);
    free(pb);
    return status;
}

ohm_status
ohm_cholesky_alloc(ohm_cholesky **out, size_t n, size_t pairs, const int *a, const int *b,
                   ohm_cholesky_kind kind, ohm_error *err)
{
    return ohm_cholesky_alloc_within(out, n, pairs, a, b, kind, INFINITY, err);
}

ohm_status
ohm_cholesky_alloc_within(ohm_cholesky **out, size_t n, size_t pairs, const int *a, const int *b,
                          ohm_cholesky_kind kind, double seconds, ohm_error *err)
{
    ohm_cholesky *cholesky;
    ohm_status status;

    *out = NULL;
    ohm_blas_single_thread();
    if ((cholesky = OHM_ZEROS(ohm_cholesky, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "cholesky: %zu unknowns", n);
    if (!cholmod_start(&cholesky->common)) {
        free(cholesky);
        return ohm_fail(err, OHM_E_NOMEM, "cholesky: %zu unknowns", n);
    }
    cholesky->started = true;
    cholesky->common.print = 0;
    cholesky->common.supernodal_switch = SUPERNODAL_SWITCH;
    if ((status = ohm_pattern_alloc(&cholesky->pattern, n, pairs, a, b, false, err)) != OHM_OK)
        goto failed;
    cholesky->order = OHM_ARRAY(int, n);
    cholesky->unknown = OHM_ARRAY(int, n);
    if (cholesky->order == NULL || cholesky->unknown == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "cholesky: %zu unknowns", n);
        goto failed;
    }
    if ((status = choose_ordering(cholesky, cholesky->pattern, kind, seconds, err)) != OHM_OK
        || (status = analyse_permuted(cholesky, pairs, a, b, kind, err)) != OHM_OK)
        goto failed;
    if ((cholesky->value = OHM_ZEROS(double, (size_t)cholesky->pattern->entries)) == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "cholesky: %d entries", cholesky->pattern->entries);
        goto failed;
    }
    *out = cholesky;
    return OHM_OK;

failed:
    ohm_cholesky_free(cholesky);
    return status;
}

void
ohm_cholesky_free(ohm_cholesky *cholesky)
{
    if (cholesky == NULL)
        return;
    if (cholesky->started) {
        cholmod_free_factor(&cholesky->factor, &cholesky->common);
        cholmod_free_dense(&cholesky->solution, &cholesky->common);
        cholmod_free_dense(&cholesky->work_y, &cholesky->common);
        cholmod_free_dense(&cholesky->work_e, &cholesky->common);
        cholmod_finish(&cholesky->common);
    }
    ohm_pattern_free(cholesky->pattern);
    free(cholesky->order);
    free(cholesky->unknown);
    free(cholesky->value);
    free(cholesky);
}

const ohm_cholesky_analysis *
ohm_cholesky_analysed(const ohm_cholesky *cholesky)
{
    return &cholesky->analysis;
}

const int *
ohm_cholesky_order(const ohm_cholesky *cholesky)
{
    return cholesky->order;
}

const ohm_pattern *
ohm_cholesky_pattern(const ohm_cholesky *cholesky)
{
    return cholesky->pattern;
}

double *
ohm_cholesky_values(ohm_cholesky *cholesky)
{
    return cholesky->value;
}

/* Folds over the pivots: D_j, or L_jj^2 of a supernodal factor. */
static double
fold_pivots(const cholmod_factor *factor, double (*fold)(double so_far, double pivot), double start)
{
    const double *x = factor->x;
    double result = start;

    if (!factor->is_super) {
        const int *columns = factor->p;

        for (size_t j = 0; j < factor->n; j++)
            result = fold(result, x[columns[j]]);
        return result;
    }
    const int *first = factor->super, *rows = factor->pi, *values = factor->px;

    for (size_t s = 0; s < factor->nsuper; s++) {
        const int leading = rows[s + 1] - rows[s];

        for (int j = 0; j < first[s + 1] - first[s]; j++) {
            const double pivot = x[values[s] + j * (leading + 1)];

            result = fold(result, pivot * pivot);
        }
    }
    return result;
}

static double
add(double sum, double pivot)
{
    return sum + pivot;
}

static double
add_log(double sum, double pivot)
{
    return sum + log(pivot);
}

double
ohm_cholesky_log_determinant(const ohm_cholesky *cholesky)
{
    return fold_pivots(cholesky->factor, add_log, 0.0);
}

/* Simplicial LDL^T accepts negative pivots, infinities and NaN. */
static ohm_status
check_pivots(const ohm_cholesky *cholesky, ohm_error *err)
{
    const cholmod_factor *factor = cholesky->factor;

    if (factor->minor < factor->n)
        return ohm_fail(err, OHM_E_SINGULAR, "cholesky: the matrix is not positive definite (unknown %d)",
                        cholesky->unknown[factor->minor]);
    if (!factor->is_super) {
        const double *x = factor->x;
        const int *columns = factor->p;

        for (size_t j = 0; j < factor->n; j++) {
            const double pivot = x[columns[j]];

            if (!(pivot > 0.0 && pivot <= DBL_MAX))
                return ohm_fail(err, OHM_E_SINGULAR, "cholesky: the matrix is not positive definite "
                                "(unknown %d, pivot %g)", cholesky->unknown[j], pivot);
        }
        return OHM_OK;
    }
    if (!isfinite(fold_pivots(factor, add, 0.0)))
        return ohm_fail(err, OHM_E_SINGULAR, "cholesky: the matrix is not finite");
    return OHM_OK;
}

ohm_status
ohm_cholesky_factor(ohm_cholesky *cholesky, ohm_error *err)
{
    cholmod_sparse matrix = view(cholesky->pattern, cholesky->value);

    if (!cholmod_factorize(&matrix, cholesky->factor, &cholesky->common)
        || cholesky->common.status < CHOLMOD_OK)
        return failure(cholesky, "factorisation", err);
    return check_pivots(cholesky, err);
}

ohm_status
ohm_cholesky_solve(double *b, size_t columns, ohm_cholesky *cholesky, ohm_error *err)
{
    const size_t n = cholesky->factor->n;
    cholmod_dense right = {
        .nrow = n, .ncol = columns, .nzmax = n * columns, .d = n, .x = b,
        .xtype = CHOLMOD_REAL, .dtype = CHOLMOD_DOUBLE,
    };

    if (n == 0 || columns == 0)
        return OHM_OK;
    /* supernodal cholmod_solve2 (5.12) forgets that this one was refused and crashes */
    if (cholesky->factor->is_super
        && cholmod_ensure_dense(&cholesky->work_y, n, columns, n, CHOLMOD_REAL, &cholesky->common) == NULL)
        return failure(cholesky, "solution", err);
    if (!cholmod_solve2(CHOLMOD_A, cholesky->factor, &right, NULL, &cholesky->solution, NULL,
                        &cholesky->work_y, &cholesky->work_e, &cholesky->common))
        return failure(cholesky, "solution", err);
    memcpy(b, cholesky->solution->x, n * columns * sizeof *b);
    return OHM_OK;
}

ohm_status
ohm_cholesky_columns(ohm_ldl *out, const ohm_cholesky *cholesky, ohm_error *err)
{
    const cholmod_factor *factor = cholesky->factor;

    if (factor->is_super || factor->xtype != CHOLMOD_REAL)
        return ohm_fail(err, OHM_E_METHOD, "cholesky: only a simplicial factor shows its columns");
    out->n = (int)factor->n;
    out->start = factor->p;
    out->count = factor->nz;
    out->row = factor->i;
    out->value = factor->x;
    return OHM_OK;
}
