/* lib/kirchhoff/backend_petsc.c -- the reduced Laplacian by PETSc's conjugate gradients with
 * algebraic multigrid, where configured: all g > 0. */
#include "base/array.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/backend_kinds.h"
#include "solve/petsc.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    ohm_backend base;
    ohm_petsc *petsc;
    ohm_assembly *assembly;
    double *guess;              /* n */
} petsc_backend;

static void
petsc_free(ohm_backend *base)
{
    petsc_backend *own = (petsc_backend *)base;

    ohm_assembly_free(own->assembly);
    ohm_petsc_free(own->petsc);
    free(own->guess);
    free(own);
}

static ohm_status
petsc_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    petsc_backend *own = (petsc_backend *)base;

    ohm_assembly_sum(ohm_petsc_values(own->petsc), own->assembly, g);
    return ohm_petsc_factor(own->petsc, err);
}

static ohm_status
petsc_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    petsc_backend *own = (petsc_backend *)base;
    const size_t size = (size_t)base->reduced->unknowns * sizeof *x;

    memset(own->guess, 0, size);
    const ohm_status status = ohm_petsc_solve(own->guess, x, tolerance, iterations, own->petsc, err);

    memcpy(x, own->guess, size);
    return status;
}

static const ohm_backend_calls PETSC = { .free = petsc_free, .factor = petsc_factor, .solve = petsc_solve };

static ohm_status
analyse(petsc_backend *own, const ohm_reduced *reduced, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    ohm_pairs pairs;
    ohm_status status = ohm_pairs_list(&pairs, reduced, err);

    if (status == OHM_OK)
        status = ohm_petsc_alloc(&own->petsc, n, pairs.count, pairs.a, pairs.b, err);
    if (status == OHM_OK)
        status = ohm_assembly_alloc(&own->assembly, reduced, ohm_petsc_pattern(own->petsc), NULL, err);
    if (status == OHM_OK && (own->guess = OHM_ARRAY(double, n)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "petsc: %zu unknowns", n);
    ohm_pairs_free(&pairs);
    return status;
}

ohm_status
ohm_backend_petsc(ohm_backend **out, const ohm_reduced *reduced, ohm_error *err)
{
    petsc_backend *own = OHM_ZEROS(petsc_backend, 1);

    if (own == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "petsc: %d unknowns", reduced->unknowns);
    const ohm_status status = analyse(own, reduced, err);

    if (status != OHM_OK) {
        petsc_free(&own->base);
        return status;
    }
    const double entries = ohm_petsc_pattern(own->petsc)->entries;

    own->base = (ohm_backend){
        .calls = &PETSC, .reduced = reduced,
        .facts = {
            .kind = OHM_SOLVER_PETSC, .ordering = "", .fill = entries,
            .flops = 4.0 * entries + 12.0 * reduced->unknowns,
        },
    };
    *out = &own->base;
    return OHM_OK;
}
