/* lib/dynamics/field.h -- a right-hand side, whoever computes it.
 *
 * The memory equation has two forms here (flow.h, omega_flow.h); an integrator
 * that needs only dw/dt takes either through this. */
#ifndef OHM_DYNAMICS_FIELD_H
#define OHM_DYNAMICS_FIELD_H

#include "base/status.h"

#include <stddef.h>

typedef struct {
    void *self;                 /* borrowed */
    /* dw/dt at (t, w), bounds not minded */
    ohm_status (*rhs)(double *dwdt, double t, const double *w, void *self, ohm_error *err);
    /* J v at the state of the last rhs; NULL where it is not offered */
    ohm_status (*product)(double *jv, const double *v, void *self, ohm_error *err);
    /* M currents and N potentials of the last rhs */
    const double *(*current)(const void *self);
    const double *(*potential)(const void *self);
} ohm_field;

#endif
