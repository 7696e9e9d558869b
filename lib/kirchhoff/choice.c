/* lib/kirchhoff/choice.c -- see choice.h */
#include "kirchhoff/choice.h"

#include <stdio.h>

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
ohm_choose_backend(ohm_backend **out, ohm_solver_choice *choice, const ohm_reduced *reduced,
                   const ohm_network_options *options, ohm_error *err)
{
    ohm_solver_kind kind = options->solver;

    if (kind == OHM_SOLVER_AUTO)
        kind = options->mixed_signs ? OHM_SOLVER_LU : OHM_SOLVER_CHOLESKY;
    const ohm_status status = ohm_backend_alloc(out, kind, reduced, options->mixed_signs, err);
    if (status != OHM_OK)
        return status;
    choice->kind = kind;
    choice->unknowns = reduced->unknowns;
    choice->fill = ohm_backend_fill(*out);
    choice->flops = ohm_backend_flops(*out);
    snprintf(choice->why, sizeof choice->why, "%s: factor of %.3g entries, %.3g flops", ohm_solver_name(kind),
             choice->fill, choice->flops);
    return OHM_OK;
}
