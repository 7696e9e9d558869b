/* lib/kirchhoff/backend_cg.c -- the reduced Laplacian by our conjugate gradients: all g > 0. */
#include "base/array.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/backend_kinds.h"
#include "solve/cg.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    ohm_backend base;
    ohm_cg *cg;
    ohm_assembly *assembly;
    int *order;                 /* n */
    double *guess;              /* n */
    double share;               /* of the modified preconditioner */
} cg_backend;

static void
cg_free(ohm_backend *base)
{
    cg_backend *own = (cg_backend *)base;

    ohm_assembly_free(own->assembly);
    ohm_cg_free(own->cg);
    free(own->order);
    free(own->guess);
    free(own);
}

static ohm_status
cg_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    cg_backend *own = (cg_backend *)base;

    ohm_assembly_sum(ohm_cg_values(own->cg), own->assembly, g);
    return ohm_cg_factor(own->cg, own->share, err);
}

static ohm_status
cg_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    cg_backend *own = (cg_backend *)base;
    const size_t size = (size_t)base->reduced->unknowns * sizeof *x;

    memset(own->guess, 0, size);
    const ohm_status status = ohm_cg_solve(own->guess, x, tolerance, iterations, own->cg, err);

    memcpy(x, own->guess, size);
    return status;
}

static const ohm_backend_calls CG = { .free = cg_free, .factor = cg_factor, .solve = cg_solve };

/* Reverse breadth first from ground: what modified incomplete Cholesky asks for. */
static ohm_status
number_unknowns(cg_backend *own, const ohm_reduced *reduced, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    int *work = OHM_ARRAY(int, 4 * n + 1);
    ohm_status status;

    own->order = OHM_ARRAY(int, n);
    if (work == NULL || own->order == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "cg: %zu unknowns", n);
    } else {
        int *reached = work, *depth = work + 3 * n;

        status = ohm_reduced_walk(reached, work + n, work + 2 * n, depth, reduced, err);
        for (size_t k = 0; status == OHM_OK && k < n; k++)
            own->order[reached[k]] = (int)(n - 1 - k);
        if (status == OHM_OK && n > 0)
            own->share = ohm_cg_share(depth[reached[n - 1]]);
    }
    free(work);
    return status;
}

static ohm_status
analyse(cg_backend *own, const ohm_reduced *reduced, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    ohm_pairs pairs;
    ohm_status status = ohm_pairs_list(&pairs, reduced, err);

    if (status == OHM_OK)
        status = number_unknowns(own, reduced, err);
    for (size_t k = 0; status == OHM_OK && k < pairs.count; k++) {
        pairs.a[k] = own->order[pairs.a[k]];
        pairs.b[k] = own->order[pairs.b[k]];
    }
    if (status == OHM_OK)
        status = ohm_cg_alloc(&own->cg, n, pairs.count, pairs.a, pairs.b, err);
    if (status == OHM_OK)
        status = ohm_assembly_alloc(&own->assembly, reduced, ohm_cg_pattern(own->cg), own->order, err);
    if (status == OHM_OK && (own->guess = OHM_ARRAY(double, n)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "cg: %zu unknowns", n);
    ohm_pairs_free(&pairs);
    return status;
}

ohm_status
ohm_backend_cg(ohm_backend **out, const ohm_reduced *reduced, ohm_error *err)
{
    cg_backend *own = OHM_ZEROS(cg_backend, 1);

    if (own == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "cg: %d unknowns", reduced->unknowns);
    const ohm_status status = analyse(own, reduced, err);

    if (status != OHM_OK) {
        cg_free(&own->base);
        return status;
    }
    const double entries = ohm_cg_pattern(own->cg)->entries;

    own->base = (ohm_backend){
        .calls = &CG, .reduced = reduced, .order = own->order,
        .facts = {
            .kind = OHM_SOLVER_CG, .ordering = "", .fill = entries,
            .flops = 4.0 * entries + 12.0 * reduced->unknowns,
        },
    };
    *out = &own->base;
    return OHM_OK;
}
