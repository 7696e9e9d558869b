/* lib/solve/cvode.h -- ordinary differential equations: the door to SUNDIALS' CVODE.
 *
 *     dy/dt = f(t, y),        y(t0) = y0,         forwards or backwards in t.
 *
 * Variable order and step; Adams with fixed-point iteration for what is not stiff,
 * BDF with matrix-free Newton-GMRES for what is.  The caller walks step by step and
 * may look anywhere inside the last one.  SUNDIALS prints nothing and never ends
 * the program.  Source: Hindmarsh et al., ACM TOMS 31, 363 (2005). */
#ifndef OHM_SOLVE_CVODE_H
#define OHM_SOLVE_CVODE_H

#include "base/status.h"

#include <stddef.h>

typedef enum {
    OHM_CVODE_ADAMS,            /* orders 1 to 12, fixed-point iteration */
    OHM_CVODE_BDF               /* orders 1 to 5, Newton with matrix-free GMRES */
} ohm_cvode_method;

/* Callbacks.  OHM_E_DOMAIN from any of them is recoverable: the step is tried again
 * shorter.  Any other failure ends the step, which returns it with its text. */
typedef struct {
    size_t n;                   /* unknowns; 0 is legal */
    void *data;                 /* handed to the callbacks */
    /* Writes f(t, y). */
    ohm_status (*rhs)(double *ydot, double t, const double *y, void *data, ohm_error *err);
    /* BDF only, each may be NULL: told that products with J = df/dy at (t, y) follow
     * (ydot = f(t, y) is given), and the product Jv = J v; without jac_times the
     * products are difference quotients of f. */
    ohm_status (*jac_setup)(double t, const double *y, const double *ydot, void *data,
                            ohm_error *err);
    ohm_status (*jac_times)(double *jv, const double *v, double t, const double *y, void *data,
                            ohm_error *err);
} ohm_cvode_problem;

typedef struct {
    ohm_cvode_method method;
    double rtol, atol;          /* error of a step in y_k: rtol |y_k| + atol, atol > 0 */
    double step_max;            /* longest step; 0: none */
    int order_max;              /* 0: the method's own */
} ohm_cvode_options;

typedef struct {                /* since ohm_cvode_alloc, restarts included */
    size_t steps;
    size_t rhs;
    size_t jac_times;
    size_t nonlinear_iterations;
    size_t error_failures;      /* steps repeated for their error */
    size_t solver_failures;     /* steps repeated because the iteration failed */
    double last_step;           /* length of the last step [unit of t] */
    int last_order;
} ohm_cvode_statistics;

typedef struct ohm_cvode ohm_cvode;

/* Copies problem, options and y0.  OHM_E_ARG for tolerances that are not positive.
 * Memory: about 20 (Adams) or 20 (BDF with GMRES) vectors of length n. */
ohm_status ohm_cvode_alloc(ohm_cvode **out, const ohm_cvode_problem *problem,
                           const ohm_cvode_options *options, double t0, const double *y0,
                           ohm_error *err);
void ohm_cvode_free(ohm_cvode *cvode);      /* takes NULL */

/* Forgets the history and starts again from (t, y): after an event, a jump in the
 * right-hand side, or when the direction of t turns. */
ohm_status ohm_cvode_restart(ohm_cvode *cvode, double t, const double *y, ohm_error *err);

/* Makes one internal step towards `stop`, never beyond it; *t is the time reached,
 * exactly `stop` when it gets there.  f is never asked for a time beyond `stop`.
 * OHM_E_NOCONV where the step became too short, OHM_E_PRECISION where the tolerance
 * is below rounding; else what a callback said. */
ohm_status ohm_cvode_step(double *t, ohm_cvode *cvode, double stop, ohm_error *err);

/* State at the time last reached, n; owned by cvode, changed by the next step. */
const double *ohm_cvode_state(const ohm_cvode *cvode);

/* y(t), and dy/dt unless NULL, anywhere within the last step, to the order of the
 * method.  OHM_E_ARG outside it. */
ohm_status ohm_cvode_interpolate(double *y, double *ydot, ohm_cvode *cvode, double t,
                                 ohm_error *err);

void ohm_cvode_count(ohm_cvode_statistics *out, const ohm_cvode *cvode);

#endif
