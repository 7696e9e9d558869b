/* lib/kirchhoff/backend.c -- see backend.h */
#include "kirchhoff/backend.h"
#include "base/array.h"
#include "base/lanes.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/loop.h"
#include "solve/cg.h"
#include "solve/cholesky.h"
#include "solve/dense.h"
#include "solve/lu.h"
#include "solve/petsc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Unknowns up to which sixteen vectors side by side beat BLAS with them in columns. */
enum { LANES_DENSE_MAX = 256 };

struct ohm_backend {
    ohm_solver_kind kind;
    bool mixed_signs;
    const ohm_reduced *reduced;
    ohm_assembly *assembly;     /* the sparse ones */
    int *order;                 /* n: cg's own numbering, else NULL */
    double *scale;              /* n: matrices that may be indefinite are scaled, else NULL */
    double *matrix;             /* dense, all g > 0: n*n, then its factor */
    double *guess;              /* cg and petsc: n */
    double share;               /* cg: of its modified preconditioner */
    ohm_dense_lu *dense_lu;
    ohm_cholesky *cholesky;
    ohm_lu *lu;
    ohm_cg *cg;
    ohm_petsc *petsc;
    ohm_loop *loop;
};

/* ---- making ------------------------------------------------------------------------ */

static ohm_status
alloc_dense(ohm_backend *backend, ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;

    if (backend->mixed_signs)
        return ohm_dense_lu_alloc(&backend->dense_lu, n, err);
    if (n > OHM_DENSE_MAX)
        return ohm_fail(err, OHM_E_METHOD, "dense: %zu unknowns are too many: use cholesky or cg", n);
    if ((backend->matrix = OHM_ARRAY(double, n * n)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "dense: a matrix of order %zu", n);
    return OHM_OK;
}

/* Reverse breadth first from ground: what modified incomplete Cholesky asks for. */
static ohm_status
number_for_cg(ohm_backend *backend, ohm_error *err)
{
    const int n = backend->reduced->unknowns;
    int *reached = OHM_ARRAY(int, (size_t)n), *parent = OHM_ARRAY(int, (size_t)n);
    int *branch = OHM_ARRAY(int, (size_t)n), *depth = OHM_ARRAY(int, (size_t)n + 1);
    ohm_status status;

    backend->order = OHM_ARRAY(int, (size_t)n);
    if (reached == NULL || parent == NULL || branch == NULL || depth == NULL || backend->order == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "cg: %d unknowns", n);
    else
        status = ohm_reduced_walk(reached, parent, branch, depth, backend->reduced, err);
    for (int k = 0; status == OHM_OK && k < n; k++)
        backend->order[reached[k]] = n - 1 - k;
    if (status == OHM_OK && n > 0)
        backend->share = ohm_cg_share(depth[reached[n - 1]]);
    free(reached), free(parent), free(branch), free(depth);
    return status;
}

static ohm_status
alloc_sparse(ohm_backend *backend, double seconds, ohm_error *err)
{
    const ohm_reduced *reduced = backend->reduced;
    const size_t n = (size_t)reduced->unknowns, branches = (size_t)reduced->branches;
    const ohm_pattern *pattern = NULL;
    const int *order = NULL;
    int *a = OHM_ARRAY(int, branches), *b = OHM_ARRAY(int, branches);
    ohm_status status = OHM_OK;

    if (a == NULL || b == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "network: %zu branches", branches);
    else if (backend->kind == OHM_SOLVER_CG)
        status = number_for_cg(backend, err);
    if (status != OHM_OK)
        goto done;
    const size_t pairs = ohm_assembly_pairs(a, b, reduced);
    switch (backend->kind) {
    case OHM_SOLVER_CHOLESKY:
        status = ohm_cholesky_alloc_within(&backend->cholesky, n, pairs, a, b, OHM_CHOLESKY_AUTO,
                                           seconds, err);
        if (status == OHM_OK) {
            pattern = ohm_cholesky_pattern(backend->cholesky);
            order = ohm_cholesky_order(backend->cholesky);
        }
        break;
    case OHM_SOLVER_LU:
        status = ohm_lu_alloc(&backend->lu, n, pairs, a, b, err);
        if (status == OHM_OK)
            pattern = ohm_lu_pattern(backend->lu);
        break;
    case OHM_SOLVER_PETSC:
        status = ohm_petsc_alloc(&backend->petsc, n, pairs, a, b, err);
        if (status == OHM_OK && (backend->guess = OHM_ARRAY(double, n)) == NULL)
            status = ohm_fail(err, OHM_E_NOMEM, "petsc: %zu unknowns", n);
        if (status == OHM_OK)
            pattern = ohm_petsc_pattern(backend->petsc);
        break;
    default:
        for (size_t k = 0; k < pairs; k++) {
            a[k] = backend->order[a[k]];
            b[k] = backend->order[b[k]];
        }
        status = ohm_cg_alloc(&backend->cg, n, pairs, a, b, err);
        if (status == OHM_OK && (backend->guess = OHM_ARRAY(double, n)) == NULL)
            status = ohm_fail(err, OHM_E_NOMEM, "cg: %zu unknowns", n);
        if (status == OHM_OK) {
            pattern = ohm_cg_pattern(backend->cg);
            order = backend->order;
        }
        break;
    }
    if (status == OHM_OK)
        status = ohm_assembly_alloc(&backend->assembly, reduced, pattern, order, err);

done:
    free(a);
    free(b);
    return status;
}

ohm_status
ohm_backend_alloc(ohm_backend **out, ohm_solver_kind kind, const ohm_reduced *reduced, bool mixed_signs,
                  double seconds, ohm_error *err)
{
    ohm_backend *backend;
    ohm_status status;

    *out = NULL;
    if (mixed_signs && (kind == OHM_SOLVER_CHOLESKY || kind == OHM_SOLVER_CG || kind == OHM_SOLVER_PETSC))
        return ohm_fail(err, OHM_E_METHOD, "%s needs all conductances positive: use lu or dense",
                        ohm_solver_name(kind));
    if ((backend = OHM_ZEROS(ohm_backend, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "network: %d unknowns", reduced->unknowns);
    backend->kind = kind;
    backend->mixed_signs = mixed_signs;
    backend->reduced = reduced;
    switch (kind) {
    case OHM_SOLVER_DENSE: status = alloc_dense(backend, err); break;
    case OHM_SOLVER_LOOP: status = ohm_loop_alloc(&backend->loop, reduced, mixed_signs, err); break;
    case OHM_SOLVER_CHOLESKY:
    case OHM_SOLVER_LU:
    case OHM_SOLVER_PETSC:
    case OHM_SOLVER_CG: status = alloc_sparse(backend, seconds, err); break;
    default:
        status = ohm_fail(err, OHM_E_METHOD, "solver %s is not built in", ohm_solver_name(kind));
        break;
    }
    if (status == OHM_OK && (kind == OHM_SOLVER_LU || (mixed_signs && kind == OHM_SOLVER_DENSE))
        && (backend->scale = OHM_ARRAY(double, (size_t)reduced->unknowns)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "network: %d unknowns", reduced->unknowns);
    if (status != OHM_OK) {
        ohm_backend_free(backend);
        return status;
    }
    *out = backend;
    return OHM_OK;
}

void
ohm_backend_free(ohm_backend *backend)
{
    if (backend == NULL)
        return;
    ohm_assembly_free(backend->assembly);
    ohm_dense_lu_free(backend->dense_lu);
    ohm_cholesky_free(backend->cholesky);
    ohm_lu_free(backend->lu);
    ohm_cg_free(backend->cg);
    ohm_petsc_free(backend->petsc);
    ohm_loop_free(backend->loop);
    free(backend->order);
    free(backend->scale);
    free(backend->matrix);
    free(backend->guess);
    free(backend);
}

/* ---- describing --------------------------------------------------------------------- */

ohm_solver_kind
ohm_backend_kind(const ohm_backend *backend)
{
    return backend->kind;
}

const int *
ohm_backend_order(const ohm_backend *backend)
{
    return backend->cholesky != NULL ? ohm_cholesky_order(backend->cholesky) : backend->order;
}

const char *
ohm_backend_ordering(const ohm_backend *backend)
{
    return backend->cholesky != NULL ? ohm_cholesky_analysed(backend->cholesky)->ordering
         : backend->lu != NULL ? "AMD" : "";
}

double
ohm_backend_seconds(const ohm_backend *backend)
{
    return backend->cholesky != NULL ? ohm_cholesky_analysed(backend->cholesky)->seconds : 0.0;
}

double
ohm_backend_fill(const ohm_backend *backend)
{
    const double n = backend->reduced->unknowns, loops = ohm_loop_count(backend->reduced);

    switch (backend->kind) {
    case OHM_SOLVER_DENSE: return backend->mixed_signs ? n * n : n * (n + 1.0) / 2.0;
    case OHM_SOLVER_CHOLESKY: return ohm_cholesky_analysed(backend->cholesky)->fill;
    case OHM_SOLVER_LU: return ohm_lu_analysed(backend->lu)->fill;
    case OHM_SOLVER_LOOP: return backend->mixed_signs ? loops * loops : loops * (loops + 1.0) / 2.0;
    case OHM_SOLVER_CG: return ohm_cg_pattern(backend->cg)->entries;
    case OHM_SOLVER_PETSC: return ohm_petsc_pattern(backend->petsc)->entries;
    default: return 0.0;
    }
}

double
ohm_backend_flops(const ohm_backend *backend)
{
    const double n = backend->reduced->unknowns;

    switch (backend->kind) {
    case OHM_SOLVER_DENSE: return n * n * n * (backend->mixed_signs ? 2.0 / 3.0 : 1.0 / 3.0);
    case OHM_SOLVER_CHOLESKY: return ohm_cholesky_analysed(backend->cholesky)->flops;
    case OHM_SOLVER_LU: return ohm_lu_analysed(backend->lu)->flops;
    case OHM_SOLVER_LOOP: return ohm_loop_flops(backend->loop);
    case OHM_SOLVER_CG: return 4.0 * ohm_cg_pattern(backend->cg)->entries + 12.0 * n;
    case OHM_SOLVER_PETSC: return 4.0 * ohm_petsc_pattern(backend->petsc)->entries + 12.0 * n;
    default: return 0.0;
    }
}

/* ---- factoring ---------------------------------------------------------------------- */

/* scale_u = 1 / sqrt(sum of |g| at u): then a small pivot means cancellation, and not
 * merely a node of small conductances. */
static void
scale_nodes(double *scale, const ohm_reduced *reduced, const double *g)
{
    const int n = reduced->unknowns;

    memset(scale, 0, (size_t)n * sizeof *scale);
    for (int b = 0; b < reduced->branches; b++) {
        const double size = fabs(g[reduced->edge[b]]);

        if (reduced->tail[b] != n)
            scale[reduced->tail[b]] += size;
        if (reduced->head[b] != n)
            scale[reduced->head[b]] += size;
    }
    for (int u = 0; u < n; u++)
        scale[u] = 1.0 / sqrt(scale[u]);
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

static ohm_status
factor_dense(ohm_backend *backend, const double *g, ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;

    if (!backend->mixed_signs) {
        sum_dense(backend->matrix, backend->reduced, g, false);
        return ohm_dense_cholesky(backend->matrix, n, err);
    }
    double *matrix = ohm_dense_lu_matrix(backend->dense_lu);

    sum_dense(matrix, backend->reduced, g, true);
    scale_nodes(backend->scale, backend->reduced, g);
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++)
            matrix[i + j * n] *= backend->scale[i] * backend->scale[j];
    return ohm_dense_lu_factor(backend->dense_lu, err);
}

static ohm_status
factor_lu(ohm_backend *backend, const double *g, ohm_error *err)
{
    const ohm_pattern *pattern = ohm_lu_pattern(backend->lu);
    double *value = ohm_lu_values(backend->lu);

    ohm_assembly_sum(value, backend->assembly, g);
    scale_nodes(backend->scale, backend->reduced, g);
    for (int j = 0; j < pattern->n; j++)
        for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++)
            value[k] *= backend->scale[pattern->row[k]] * backend->scale[j];
    return ohm_lu_factor(backend->lu, err);
}

ohm_status
ohm_backend_factor(ohm_backend *backend, const double *g, ohm_error *err)
{
    ohm_status status;

    switch (backend->kind) {
    case OHM_SOLVER_DENSE:
        status = factor_dense(backend, g, err);
        break;
    case OHM_SOLVER_LU:
        status = factor_lu(backend, g, err);
        break;
    case OHM_SOLVER_CHOLESKY:
        ohm_assembly_sum(ohm_cholesky_values(backend->cholesky), backend->assembly, g);
        return ohm_cholesky_factor(backend->cholesky, err);
    case OHM_SOLVER_CG:
        ohm_assembly_sum(ohm_cg_values(backend->cg), backend->assembly, g);
        return ohm_cg_factor(backend->cg, backend->share, err);
    case OHM_SOLVER_PETSC:
        ohm_assembly_sum(ohm_petsc_values(backend->petsc), backend->assembly, g);
        return ohm_petsc_factor(backend->petsc, err);
    default:
        status = ohm_loop_factor(backend->loop, g, err);
        break;
    }
    if (status == OHM_E_SINGULAR && backend->mixed_signs)
        return ohm_fail_within(err, status, "the conductances of the circuit cancel");
    return status;
}

/* ---- solving ------------------------------------------------------------------------ */

static void
rescale(double *x, const ohm_backend *backend)
{
    if (backend->scale != NULL)
        for (int u = 0; u < backend->reduced->unknowns; u++)
            x[u] *= backend->scale[u];
}

ohm_status
ohm_backend_solve(double *x, double tolerance, size_t *iterations, ohm_backend *backend, ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;
    ohm_status status = OHM_OK;

    switch (backend->kind) {
    case OHM_SOLVER_CHOLESKY:
        return ohm_cholesky_solve(x, 1, backend->cholesky, err);
    case OHM_SOLVER_CG:
        memset(backend->guess, 0, n * sizeof *backend->guess);
        status = ohm_cg_solve(backend->guess, x, tolerance, iterations, backend->cg, err);
        memcpy(x, backend->guess, n * sizeof *x);
        return status;
    case OHM_SOLVER_PETSC:
        memset(backend->guess, 0, n * sizeof *backend->guess);
        status = ohm_petsc_solve(backend->guess, x, tolerance, iterations, backend->petsc, err);
        memcpy(x, backend->guess, n * sizeof *x);
        return status;
    case OHM_SOLVER_LOOP:
        ohm_loop_solve(x, backend->loop);
        return OHM_OK;
    default:
        break;
    }
    rescale(x, backend);
    if (backend->kind == OHM_SOLVER_LU)
        status = ohm_lu_solve(x, 1, backend->lu, err);
    else if (backend->mixed_signs)
        ohm_dense_lu_solve(x, 1, backend->dense_lu, false);
    else
        ohm_dense_cholesky_solve(x, 1, backend->matrix, n);
    rescale(x, backend);
    return status;
}

/* ---- sixteen vectors side by side: two registers a row --------------------------------- */

_Static_assert((int)OHM_NETWORK_LANES == 2 * (int)OHM_LANES, "the kernels take two registers a row");

/* row -= factor * (a, b) */
OHM_INLINE void
take_off(double *row, double factor, ohm_lanes a, ohm_lanes b)
{
    ohm_lanes_store(row, ohm_lanes_load(row) - factor * a);
    ohm_lanes_store(row + OHM_LANES, ohm_lanes_load(row + OHM_LANES) - factor * b);
}

typedef struct {
    double *x;                  /* n by lanes */
    const ohm_ldl *ldl;
} ldl_args;

/* x = (L D L^T)^-1 x: the factor is read once for all of them. */
OHM_INLINE void
solve_ldl_body(const ldl_args *args)
{
    const ohm_ldl *ldl = args->ldl;

    for (int j = 0; j < ldl->n; j++) {
        const double *own = args->x + (size_t)j * OHM_NETWORK_LANES;
        const ohm_lanes a = ohm_lanes_load(own), b = ohm_lanes_load(own + OHM_LANES);

        for (int k = ldl->start[j] + 1; k < ldl->start[j] + ldl->count[j]; k++)
            take_off(args->x + (size_t)ldl->row[k] * OHM_NETWORK_LANES, ldl->value[k], a, b);
    }
    for (int j = ldl->n - 1; j >= 0; j--) {
        double *own = args->x + (size_t)j * OHM_NETWORK_LANES;
        const double share = 1.0 / ldl->value[ldl->start[j]];
        ohm_lanes a = ohm_lanes_load(own) * share, b = ohm_lanes_load(own + OHM_LANES) * share;

        for (int k = ldl->start[j] + 1; k < ldl->start[j] + ldl->count[j]; k++) {
            const double *from = args->x + (size_t)ldl->row[k] * OHM_NETWORK_LANES;

            a -= ldl->value[k] * ohm_lanes_load(from);
            b -= ldl->value[k] * ohm_lanes_load(from + OHM_LANES);
        }
        ohm_lanes_store(own, a);
        ohm_lanes_store(own + OHM_LANES, b);
    }
}

OHM_KERNEL(solve_ldl, ldl_args)

typedef struct {
    double *x;                  /* n by lanes */
    const double *factor;       /* n*n, L in the lower triangle */
    size_t n;
} dense_args;

/* x = (L L^T)^-1 x. */
OHM_INLINE void
solve_dense_body(const dense_args *args)
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
            take_off(args->x + i * OHM_NETWORK_LANES, column[i], a, b);
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

OHM_KERNEL(solve_dense, dense_args)

/* Solves for one column brought to size 1: the squares cg works with must not underflow, and
 * of sets that belong together some are as good as zero. */
static ohm_status
solve_scaled(double *column, double tolerance, size_t *iterations, ohm_backend *backend, ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;
    double most = 0.0;

    for (size_t u = 0; u < n; u++)
        most = fmax(most, fabs(column[u]));
    if (!(most > 0.0))
        return OHM_OK;
    for (size_t u = 0; u < n; u++)
        column[u] /= most;
    const ohm_status status = ohm_backend_solve(column, tolerance, iterations, backend, err);

    for (size_t u = 0; u < n; u++)
        column[u] *= most;
    return status;
}

/* Solves n by lanes that stand column by column. */
static ohm_status
solve_columns(double *column, double tolerance, size_t *iterations, ohm_backend *backend, ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;
    ohm_status status = OHM_OK;

    if (backend->kind == OHM_SOLVER_CHOLESKY)
        return ohm_cholesky_solve(column, OHM_NETWORK_LANES, backend->cholesky, err);
    if (backend->kind == OHM_SOLVER_DENSE && !backend->mixed_signs) {
        ohm_dense_cholesky_solve(column, OHM_NETWORK_LANES, backend->matrix, n);
        return OHM_OK;
    }
    for (size_t l = 0; l < OHM_NETWORK_LANES && status == OHM_OK; l++)
        status = solve_scaled(column + l * n, tolerance, iterations, backend, err);
    return status;
}

ohm_status
ohm_backend_solve_lanes(double *x, double *scratch, double tolerance, size_t *iterations, ohm_backend *backend,
                        ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;
    ohm_status status;
    ohm_ldl ldl;

    if (backend->kind == OHM_SOLVER_CHOLESKY
        && ohm_cholesky_analysed(backend->cholesky)->kind == OHM_CHOLESKY_SIMPLICIAL) {
        if ((status = ohm_cholesky_columns(&ldl, backend->cholesky, err)) == OHM_OK)
            solve_ldl(&(ldl_args){ x, &ldl });
        return status;
    }
    if (backend->kind == OHM_SOLVER_DENSE && !backend->mixed_signs && n <= LANES_DENSE_MAX) {
        solve_dense(&(dense_args){ x, backend->matrix, n });
        return OHM_OK;
    }
    for (size_t u = 0; u < n; u++)
        for (size_t l = 0; l < OHM_NETWORK_LANES; l++)
            scratch[u + l * n] = x[u * OHM_NETWORK_LANES + l];
    status = solve_columns(scratch, tolerance, iterations, backend, err);
    for (size_t u = 0; u < n && status == OHM_OK; u++)
        for (size_t l = 0; l < OHM_NETWORK_LANES; l++)
            x[u * OHM_NETWORK_LANES + l] = scratch[u + l * n];
    return status;
}

ohm_status
ohm_backend_log_determinant(double *out, const ohm_backend *backend, ohm_error *err)
{
    switch (backend->kind) {
    case OHM_SOLVER_CHOLESKY:
        *out = ohm_cholesky_log_determinant(backend->cholesky);
        return OHM_OK;
    case OHM_SOLVER_LOOP:
        *out = ohm_loop_log_determinant(backend->loop);
        return OHM_OK;
    case OHM_SOLVER_DENSE:
        if (!backend->mixed_signs) {
            *out = ohm_dense_cholesky_log_determinant(backend->matrix, (size_t)backend->reduced->unknowns);
            return OHM_OK;
        }
        break;
    default:
        break;
    }
    return ohm_fail(err, OHM_E_METHOD, "log determinant: not by %s", ohm_solver_name(backend->kind));
}
