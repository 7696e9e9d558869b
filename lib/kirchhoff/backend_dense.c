/* lib/kirchhoff/backend_dense.c -- the reduced Laplacian as a full matrix: Cholesky where all
 * conductances are positive, else LU with pivoting, scaled. */
#include "base/array.h"
#include "base/lanes.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/backend_kinds.h"
#include "solve/dense.h"

#include <stdlib.h>
#include <string.h>

/* Unknowns up to which sixteen vectors side by side beat BLAS with them in columns. */
enum { LANES_MAX = 256 };

typedef struct {
    ohm_backend base;
    double *matrix;             /* all g > 0: n*n, then its factor; else NULL */
    ohm_dense_lu *lu;           /* mixed signs; else NULL */
    double *scale;              /* n, mixed signs; else NULL */
} dense_backend;

static void
dense_free(ohm_backend *base)
{
    dense_backend *dense = (dense_backend *)base;

    ohm_dense_lu_free(dense->lu);
    free(dense->matrix);
    free(dense->scale);
    free(dense);
}

/* Writes A (lower triangle, or both) into a dense n*n matrix. */
static void
sum_dense(double *matrix, const ohm_reduced *reduced, const double *g, bool both)
{
    const size_t n = (size_t)reduced->unknowns;

    memset(matrix, 0, n * n * sizeof *matrix);
    for (int b = 0; b < reduced->branches; b++) {
        const size_t t = (size_t)reduced->tail[b], h = (size_t)reduced->head[b];
        const double conductance = g[reduced->edge[b]];

        if (t != n)
            matrix[t + t * n] += conductance;
        if (h != n)
            matrix[h + h * n] += conductance;
        if (t == n || h == n)
            continue;
        if (both || t > h)
            matrix[t + h * n] -= conductance;
        if (both || h > t)
            matrix[h + t * n] -= conductance;
    }
}

/* ---- all conductances positive ------------------------------------------------------- */

static ohm_status
positive_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    dense_backend *dense = (dense_backend *)base;

    sum_dense(dense->matrix, base->reduced, g, false);
    return ohm_dense_cholesky(dense->matrix, (size_t)base->reduced->unknowns, err);
}

static ohm_status
positive_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    (void)tolerance, (void)iterations, (void)err;
    ohm_dense_cholesky_solve(x, 1, ((dense_backend *)base)->matrix, (size_t)base->reduced->unknowns);
    return OHM_OK;
}

static ohm_status
positive_solve_columns(double *x, ohm_backend *base, ohm_error *err)
{
    (void)err;
    ohm_dense_cholesky_solve(x, OHM_NETWORK_LANES, ((dense_backend *)base)->matrix,
                             (size_t)base->reduced->unknowns);
    return OHM_OK;
}

_Static_assert((int)OHM_NETWORK_LANES == 2 * (int)OHM_LANES, "the kernel takes two registers a row");

typedef struct {
    double *x;                  /* n by lanes */
    const double *factor;       /* n*n, L in the lower triangle */
    size_t n;
} lanes_args;

/* x = (L L^T)^-1 x. */
OHM_INLINE void
solve_lanes_body(const lanes_args *args)
{
    const size_t n = args->n;

    for (size_t j = 0; j < n; j++) {
        const double *column = args->factor + j * n;
        double *own = args->x + j * OHM_NETWORK_LANES;
        const double share = 1.0 / column[j];
        const ohm_lanes a = ohm_lanes_load(own) * share, b = ohm_lanes_load(own + OHM_LANES) * share;

        ohm_lanes_store(own, a);
        ohm_lanes_store(own + OHM_LANES, b);
        for (size_t i = j + 1; i < n; i++)
            ohm_lanes_take_off(args->x + i * OHM_NETWORK_LANES, column[i], a, b);
    }
    for (size_t j = n; j-- > 0;) {
        const double *column = args->factor + j * n;
        double *own = args->x + j * OHM_NETWORK_LANES;
        const double share = 1.0 / column[j];
        ohm_lanes a = ohm_lanes_load(own), b = ohm_lanes_load(own + OHM_LANES), c = { 0.0 }, d = { 0.0 };
        size_t i = j + 1;

        for (; i + 1 < n; i += 2) {             /* two chains of subtractions each */
            const double *from = args->x + i * OHM_NETWORK_LANES, *next = from + OHM_NETWORK_LANES;

            a -= column[i] * ohm_lanes_load(from);
            b -= column[i] * ohm_lanes_load(from + OHM_LANES);
            c -= column[i + 1] * ohm_lanes_load(next);
            d -= column[i + 1] * ohm_lanes_load(next + OHM_LANES);
        }
        for (; i < n; i++) {
            const double *from = args->x + i * OHM_NETWORK_LANES;

            a -= column[i] * ohm_lanes_load(from);
            b -= column[i] * ohm_lanes_load(from + OHM_LANES);
        }
        ohm_lanes_store(own, (a + c) * share);
        ohm_lanes_store(own + OHM_LANES, (b + d) * share);
    }
}

OHM_KERNEL(solve_lanes, lanes_args)

static ohm_status
positive_solve_lanes(double *x, ohm_backend *base, ohm_error *err)
{
    (void)err;
    solve_lanes(&(lanes_args){ x, ((dense_backend *)base)->matrix, (size_t)base->reduced->unknowns });
    return OHM_OK;
}

static double
positive_log_determinant(const ohm_backend *base)
{
    return ohm_dense_cholesky_log_determinant(((const dense_backend *)base)->matrix,
                                              (size_t)base->reduced->unknowns);
}

/* ---- mixed signs ----------------------------------------------------------------------- */

static ohm_status
mixed_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    dense_backend *dense = (dense_backend *)base;
    const size_t n = (size_t)base->reduced->unknowns;
    double *matrix = ohm_dense_lu_matrix(dense->lu);

    sum_dense(matrix, base->reduced, g, true);
    ohm_assembly_scale(dense->scale, base->reduced, g);
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++)
            matrix[i + j * n] *= dense->scale[i] * dense->scale[j];
    return ohm_dense_lu_factor(dense->lu, err);
}

static ohm_status
mixed_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    dense_backend *dense = (dense_backend *)base;

    (void)tolerance, (void)iterations, (void)err;
    for (int u = 0; u < base->reduced->unknowns; u++)
        x[u] *= dense->scale[u];
    ohm_dense_lu_solve(x, 1, dense->lu, false);
    for (int u = 0; u < base->reduced->unknowns; u++)
        x[u] *= dense->scale[u];
    return OHM_OK;
}

/* ---- making ---------------------------------------------------------------------------- */

static const ohm_backend_calls SMALL = {
    .free = dense_free, .factor = positive_factor, .solve = positive_solve,
    .solve_lanes = positive_solve_lanes, .log_determinant = positive_log_determinant,
};
static const ohm_backend_calls LARGE = {
    .free = dense_free, .factor = positive_factor, .solve = positive_solve,
    .solve_columns = positive_solve_columns, .log_determinant = positive_log_determinant,
};
static const ohm_backend_calls MIXED = { .free = dense_free, .factor = mixed_factor, .solve = mixed_solve };

static ohm_status
alloc_numbers(dense_backend *dense, size_t n, bool mixed_signs, ohm_error *err)
{
    if (!mixed_signs) {
        dense->matrix = OHM_ARRAY(double, n * n);
        return dense->matrix != NULL ? OHM_OK : ohm_fail(err, OHM_E_NOMEM, "dense: a matrix of order %zu", n);
    }
    if ((dense->scale = OHM_ARRAY(double, n)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "dense: %zu unknowns", n);
    return ohm_dense_lu_alloc(&dense->lu, n, err);
}

ohm_status
ohm_backend_dense(ohm_backend **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    const double order = (double)n;
    dense_backend *dense;

    if (n > OHM_DENSE_MAX)
        return ohm_fail(err, OHM_E_METHOD, "dense: %zu unknowns are too many: use %s", n,
                        mixed_signs ? "lu" : "cholesky or cg");
    if ((dense = OHM_ZEROS(dense_backend, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "dense: %zu unknowns", n);
    dense->base = (ohm_backend){
        .calls = mixed_signs ? &MIXED : n <= LANES_MAX ? &SMALL : &LARGE,
        .reduced = reduced,
        .facts = {
            .kind = OHM_SOLVER_DENSE, .mixed_signs = mixed_signs, .ordering = "",
            .fill = mixed_signs ? order * order : order * (order + 1.0) / 2.0,
            .flops = order * order * order * (mixed_signs ? 2.0 / 3.0 : 1.0 / 3.0),
        },
    };
    const ohm_status status = alloc_numbers(dense, n, mixed_signs, err);

    if (status != OHM_OK)
        dense_free(&dense->base);
    else
        *out = &dense->base;
    return status;
}
