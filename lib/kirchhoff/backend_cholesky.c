/* lib/kirchhoff/backend_cholesky.c -- the reduced Laplacian by sparse Cholesky: all g > 0. */
#include "base/array.h"
#include "base/lanes.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/backend_kinds.h"
#include "solve/cholesky.h"

#include <stdlib.h>

typedef struct {
    ohm_backend base;
    ohm_cholesky *cholesky;
    ohm_assembly *assembly;
} cholesky_backend;

static void
cholesky_free(ohm_backend *base)
{
    cholesky_backend *own = (cholesky_backend *)base;

    ohm_assembly_free(own->assembly);
    ohm_cholesky_free(own->cholesky);
    free(own);
}

static ohm_status
cholesky_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    cholesky_backend *own = (cholesky_backend *)base;

    ohm_assembly_sum(ohm_cholesky_values(own->cholesky), own->assembly, g);
    return ohm_cholesky_factor(own->cholesky, err);
}

static ohm_status
cholesky_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    (void)tolerance, (void)iterations;
    return ohm_cholesky_solve(x, 1, ((cholesky_backend *)base)->cholesky, err);
}

static ohm_status
supernodal_solve_columns(double *x, ohm_backend *base, ohm_error *err)
{
    return ohm_cholesky_solve(x, OHM_NETWORK_LANES, ((cholesky_backend *)base)->cholesky, err);
}

_Static_assert((int)OHM_NETWORK_LANES == 2 * (int)OHM_LANES, "the kernel takes two registers a row");

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
            ohm_lanes_take_off(args->x + (size_t)ldl->row[k] * OHM_NETWORK_LANES, ldl->value[k], a, b);
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

static ohm_status
simplicial_solve_lanes(double *x, ohm_backend *base, ohm_error *err)
{
    ohm_ldl ldl;
    const ohm_status status = ohm_cholesky_columns(&ldl, ((cholesky_backend *)base)->cholesky, err);

    if (status == OHM_OK)
        solve_ldl(&(ldl_args){ x, &ldl });
    return status;
}

static double
cholesky_log_determinant(const ohm_backend *base)
{
    return ohm_cholesky_log_determinant(((const cholesky_backend *)base)->cholesky);
}

static const ohm_backend_calls SIMPLICIAL = {
    .free = cholesky_free, .factor = cholesky_factor, .solve = cholesky_solve,
    .solve_lanes = simplicial_solve_lanes, .log_determinant = cholesky_log_determinant,
};
static const ohm_backend_calls SUPERNODAL = {
    .free = cholesky_free, .factor = cholesky_factor, .solve = cholesky_solve,
    .solve_columns = supernodal_solve_columns, .log_determinant = cholesky_log_determinant,
};

static ohm_status
analyse(cholesky_backend *own, const ohm_reduced *reduced, double seconds, ohm_error *err)
{
    ohm_pairs pairs;
    ohm_status status = ohm_pairs_list(&pairs, reduced, err);

    if (status == OHM_OK)
        status = ohm_cholesky_alloc_within(&own->cholesky, (size_t)reduced->unknowns, pairs.count, pairs.a,
                                           pairs.b, OHM_CHOLESKY_AUTO, seconds, err);
    if (status == OHM_OK)
        status = ohm_assembly_alloc(&own->assembly, reduced, ohm_cholesky_pattern(own->cholesky),
                                    ohm_cholesky_order(own->cholesky), err);
    ohm_pairs_free(&pairs);
    return status;
}

ohm_status
ohm_backend_cholesky(ohm_backend **out, const ohm_reduced *reduced, double seconds, ohm_error *err)
{
    cholesky_backend *own = OHM_ZEROS(cholesky_backend, 1);

    if (own == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "cholesky: %d unknowns", reduced->unknowns);
    const ohm_status status = analyse(own, reduced, seconds, err);

    if (status != OHM_OK) {
        cholesky_free(&own->base);
        return status;
    }
    const ohm_cholesky_analysis *found = ohm_cholesky_analysed(own->cholesky);

    own->base = (ohm_backend){
        .calls = found->kind == OHM_CHOLESKY_SIMPLICIAL ? &SIMPLICIAL : &SUPERNODAL,
        .reduced = reduced, .order = ohm_cholesky_order(own->cholesky),
        .facts = {
            .kind = OHM_SOLVER_CHOLESKY, .ordering = found->ordering, .fill = found->fill,
            .flops = found->flops, .seconds = found->seconds,
        },
    };
    *out = &own->base;
    return OHM_OK;
}
