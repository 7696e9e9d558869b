/* lib/kirchhoff/backend_loop.c -- the reduced Laplacian by loop currents (loop.h), for near-trees. */
#include "base/array.h"
#include "kirchhoff/backend_kinds.h"
#include "kirchhoff/loop.h"

#include <stdlib.h>

typedef struct {
    ohm_backend base;
    ohm_loop *loop;
} loop_backend;

static void
loop_free(ohm_backend *base)
{
    ohm_loop_free(((loop_backend *)base)->loop);
    free(base);
}

static ohm_status
loop_factor(ohm_backend *base, const double *g, ohm_error *err)
{
    return ohm_loop_factor(((loop_backend *)base)->loop, g, err);
}

static ohm_status
loop_solve(double *x, double tolerance, size_t *iterations, ohm_backend *base, ohm_error *err)
{
    (void)tolerance, (void)iterations, (void)err;
    ohm_loop_solve(x, ((loop_backend *)base)->loop);
    return OHM_OK;
}

static double
loop_log_determinant(const ohm_backend *base)
{
    return ohm_loop_log_determinant(((const loop_backend *)base)->loop);
}

static const ohm_backend_calls LOOP = {
    .free = loop_free, .factor = loop_factor, .solve = loop_solve, .log_determinant = loop_log_determinant,
};

ohm_status
ohm_backend_loop(ohm_backend **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err)
{
    const double loops = ohm_loop_count(reduced);
    loop_backend *own = OHM_ZEROS(loop_backend, 1);

    if (own == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "loop: %d unknowns", reduced->unknowns);
    const ohm_status status = ohm_loop_alloc(&own->loop, reduced, mixed_signs, err);

    if (status != OHM_OK) {
        free(own);
        return status;
    }
    own->base = (ohm_backend){
        .calls = &LOOP, .reduced = reduced,
        .facts = {
            .kind = OHM_SOLVER_LOOP, .mixed_signs = mixed_signs, .ordering = "",
            .fill = mixed_signs ? loops * loops : loops * (loops + 1.0) / 2.0,
            .flops = ohm_loop_flops(own->loop),
        },
    };
    *out = &own->base;
    return OHM_OK;
}
