/* lib/dynamics/stepper.h -- what every integrator offers to who drives it.
 *
 * A stepper walks from `from` to `to`, one step at a time, and can be asked about
 * any moment within the last step.  It keeps no bounds: elements that are held
 * stay put, the others move as if there were none (bounds.h watches them). */
#ifndef OHM_DYNAMICS_STEPPER_H
#define OHM_DYNAMICS_STEPPER_H

#include "base/archive.h"
#include "base/status.h"
#include "kirchhoff/network.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t steps, rhs;
    ohm_network_work network;
} ohm_stepper_work;

typedef struct ohm_stepper ohm_stepper;

typedef struct {
    /* Pieces of a step within each of which w_k turns at most once. */
    size_t panels;
    /* (Re)starts at (t, w); hold: M flags, copied. */
    ohm_status (*start)(ohm_stepper *stepper, double t, const double *w, const bool *hold, ohm_error *err);
    /* One step from `to`, not beyond limit; moves from and to. */
    ohm_status (*step)(ohm_stepper *stepper, double limit, ohm_error *err);
    /* M drifts at `to`, as if every element were free. */
    ohm_status (*drift)(double *dwdt, ohm_stepper *stepper, ohm_error *err);
    /* All of w at t in [from, to]. */
    ohm_status (*memory)(double *w, double t, ohm_stepper *stepper, ohm_error *err);
    /* M currents and N potentials there (after a start: at it); w is the memory at t. */
    ohm_status (*circuit)(double *current, double *potential, double t, const double *w,
                          ohm_stepper *stepper, ohm_error *err);
    /* One element there: its memory; the drift it would have were it free. */
    ohm_status (*memory_of)(double *w, size_t k, double t, ohm_stepper *stepper, ohm_error *err);
    ohm_status (*drift_of)(double *dwdt, size_t k, double t, ohm_stepper *stepper, ohm_error *err);
    /* An upper estimate of |w_k(t) - w_k(from)| over the last step. */
    double (*reach)(size_t k, const ohm_stepper *stepper);
    void (*count)(ohm_stepper_work *out, const ohm_stepper *stepper);
    /* Writes down, or takes up, everything the next step depends on, at the end of a
       step; NULL where that cannot be done. */
    void (*exchange)(ohm_stepper *stepper, ohm_archive *archive);
    const ohm_solver_choice *(*choice)(const ohm_stepper *stepper);
    void (*free)(ohm_stepper *stepper);
} ohm_stepper_class;

struct ohm_stepper {            /* first member of every integrator */
    const ohm_stepper_class *calls;
    double from, to;            /* the last step [s] */
};

void ohm_stepper_free(ohm_stepper *stepper);        /* takes NULL */

#endif
