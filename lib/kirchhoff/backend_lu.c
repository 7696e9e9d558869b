/* lib/kirchhoff/backend_lu.c -- the reduced Laplacian by sparse LU with pivoting, scaled: any signs. */
#include "base/array.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/backend_kinds.h"
#include "solve/lu.h"

#include <stdlib.h>

typedef struct {
    ohm_backend base;
    ohm_lu *lu;
    ohm_assembly *assembly;
    double *scale;              /* n */
} lu_backend;

static void
lu_free(ohm_backend *base)
{
    lu_backend *own = (lu_backend *)base;

    ohm_assembly_free(own->assembly);
    ohm_lu_free(own->lu);
    free(own->scale);
    free(own);
}

static ohm_status
lu_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    lu_backend *own = (lu_backend *)base;
    const ohm_pattern *pattern = ohm_lu_pattern(own->lu);
    double *value = ohm_lu_values(own->lu);

    ohm_assembly_sum(value, own->assembly, g);
    ohm_assembly_scale(own->scale, base->reduced, g);
    for (int j = 0; j < pattern->n; j++)
        for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++)
            value[k] *= own->scale[pattern->row[k]] * own->scale[j];
    return ohm_lu_factor(own->lu, err);
}

static ohm_status
lu_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    lu_backend *own = (lu_backend *)base;

    (void)tolerance, (void)iterations;
    for (int u = 0; u < base->reduced->unknowns; u++)
        x[u] *= own->scale[u];
    const ohm_status status = ohm_lu_solve(x, 1, own->lu, err);

    for (int u = 0; u < base->reduced->unknowns; u++)
        x[u] *= own->scale[u];
    return status;
}

static const ohm_backend_calls LU = { .free = lu_free, .factor = lu_factor, .solve = lu_solve };

static ohm_status
analyse(lu_backend *own, const ohm_reduced *reduced, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    ohm_pairs pairs;
    ohm_status status = ohm_pairs_list(&pairs, reduced, err);

    if (status == OHM_OK)
        status = ohm_lu_alloc(&own->lu, n, pairs.count, pairs.a, pairs.b, err);
    if (status == OHM_OK)
        status = ohm_assembly_alloc(&own->assembly, reduced, ohm_lu_pattern(own->lu), NULL, err);
    if (status == OHM_OK && (own->scale = OHM_ARRAY(double, n)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "lu: %zu unknowns", n);
    ohm_pairs_free(&pairs);
    return status;
}

ohm_status
ohm_backend_lu(ohm_backend **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err)
{
    lu_backend *own = OHM_ZEROS(lu_backend, 1);

    if (own == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lu: %d unknowns", reduced->unknowns);
    const ohm_status status = analyse(own, reduced, err);

    if (status != OHM_OK) {
        lu_free(&own->base);
        return status;
    }
    own->base = (ohm_backend){
        .calls = &LU, .reduced = reduced,
        .facts = {
            .kind = OHM_SOLVER_LU, .mixed_signs = mixed_signs, .ordering = "AMD",
            .fill = ohm_lu_analysed(own->lu)->fill, .flops = ohm_lu_analysed(own->lu)->flops,
        },
    };
    *out = &own->base;
    return OHM_OK;
}
