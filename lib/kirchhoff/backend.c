/* lib/kirchhoff/backend.c -- see backend.h */
#include "kirchhoff/backend.h"
#include "kirchhoff/backend_kinds.h"

#include <math.h>
#include <stdlib.h>

const char *
ohm_solver_name(ohm_solver_kind kind)
{
    switch (kind) {
    case OHM_SOLVER_AUTO: return "auto";
    case OHM_SOLVER_DENSE: return "dense";
    case OHM_SOLVER_CHOLESKY: return "cholesky";
    case OHM_SOLVER_LU: return "lu";
    case OHM_SOLVER_CG: return "cg";
    case OHM_SOLVER_LOOP: return "loop";
    case OHM_SOLVER_PETSC: return "petsc";
    }
    return "unknown";
}

ohm_status
ohm_backend_alloc(ohm_backend **out, ohm_solver_kind kind, const ohm_reduced *reduced, bool mixed_signs,
                  double seconds, ohm_error *err)
{
    *out = NULL;
    if (mixed_signs && (kind == OHM_SOLVER_CHOLESKY || kind == OHM_SOLVER_CG || kind == OHM_SOLVER_PETSC))
        return ohm_fail(err, OHM_E_METHOD, "%s needs all conductances positive: use lu or dense",
                        ohm_solver_name(kind));
    switch (kind) {
    case OHM_SOLVER_DENSE: return ohm_backend_dense(out, reduced, mixed_signs, err);
    case OHM_SOLVER_CHOLESKY: return ohm_backend_cholesky(out, reduced, seconds, err);
    case OHM_SOLVER_LU: return ohm_backend_lu(out, reduced, mixed_signs, err);
    case OHM_SOLVER_LOOP: return ohm_backend_loop(out, reduced, mixed_signs, err);
    case OHM_SOLVER_CG: return ohm_backend_cg(out, reduced, err);
    case OHM_SOLVER_PETSC: return ohm_backend_petsc(out, reduced, err);
    default: return ohm_fail(err, OHM_E_METHOD, "solver %s is no backend", ohm_solver_name(kind));
    }
}

void
ohm_backend_free(ohm_backend *backend)
{
    if (backend != NULL)
        backend->calls->free(backend);
}

const ohm_backend_facts *
ohm_backend_described(const ohm_backend *backend)
{
    return &backend->facts;
}

const int *
ohm_backend_order(const ohm_backend *backend)
{
    return backend->order;
}

ohm_status
ohm_backend_factor(ohm_backend *backend, const double *g, ohm_error *err)
{
    const ohm_status status = backend->calls->factor(backend, g, err);

    if (status == OHM_E_SINGULAR && backend->facts.mixed_signs)
        return ohm_fail_within(err, status, "the conductances of the circuit cancel");
    return status;
}

ohm_status
ohm_backend_solve(double *x, double tolerance, size_t *iterations, ohm_backend *backend, ohm_error *err)
{
    return backend->calls->solve(x, tolerance, iterations, backend, err);
}

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

/* Solves for n by lanes numbers that stand column by column. */
static ohm_status
solve_columns(double *column, double tolerance, size_t *iterations, ohm_backend *backend, ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;
    ohm_status status = OHM_OK;

    if (backend->calls->solve_columns != NULL)
        return backend->calls->solve_columns(column, backend, err);
    for (size_t l = 0; l < OHM_NETWORK_LANES && status == OHM_OK; l++)
        status = solve_scaled(column + l * n, tolerance, iterations, backend, err);
    return status;
}

ohm_status
ohm_backend_solve_lanes(double *x, double *scratch, double tolerance, size_t *iterations, ohm_backend *backend,
                        ohm_error *err)
{
    const size_t n = (size_t)backend->reduced->unknowns;

    if (backend->calls->solve_lanes != NULL)
        return backend->calls->solve_lanes(x, backend, err);
    for (size_t u = 0; u < n; u++)
        for (size_t l = 0; l < OHM_NETWORK_LANES; l++)
            scratch[u + l * n] = x[u * OHM_NETWORK_LANES + l];
    const ohm_status status = solve_columns(scratch, tolerance, iterations, backend, err);

    for (size_t u = 0; u < n && status == OHM_OK; u++)
        for (size_t l = 0; l < OHM_NETWORK_LANES; l++)
            x[u * OHM_NETWORK_LANES + l] = scratch[u + l * n];
    return status;
}

ohm_status
ohm_backend_log_determinant(double *out, const ohm_backend *backend, ohm_error *err)
{
    if (backend->calls->log_determinant == NULL)
        return ohm_fail(err, OHM_E_METHOD, "log determinant: not by %s", ohm_solver_name(backend->facts.kind));
    *out = backend->calls->log_determinant(backend);
    return OHM_OK;
}
