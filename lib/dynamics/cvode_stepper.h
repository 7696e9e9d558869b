/* lib/dynamics/cvode_stepper.h -- steps by SUNDIALS' CVODE.
 *
 * For laws without a Taylor recurrence, and as the independent second opinion on
 * our own integrator.  Adams with fixed-point iteration, or BDF whose Newton
 * systems are solved by GMRES with products J v of one network solve each: no
 * M x M matrix is ever formed. */
#ifndef OHM_DYNAMICS_CVODE_STEPPER_H
#define OHM_DYNAMICS_CVODE_STEPPER_H

#include "dynamics/field.h"
#include "dynamics/stepper.h"
#include "solve/cvode.h"

typedef struct {
    ohm_cvode_method method;
    double rtol, atol;
    bool clip;                  /* stop elements at 0 and 1 inside the right-hand side */
    ohm_network *network;       /* whose work and choice are reported; NULL: none */
    const ohm_solver_choice *choice;    /* reported where there is no network */
} ohm_cvode_stepper_options;

/* M edges, N nodes; field is copied, what it points to is borrowed. */
ohm_status ohm_cvode_stepper_alloc(ohm_stepper **out, size_t edges, size_t nodes, const ohm_field *field,
                                   const ohm_cvode_stepper_options *options, ohm_error *err);

#endif
