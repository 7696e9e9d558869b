/* lib/dynamics/taylor_stepper.h -- steps of the Taylor series of a trajectory.
 *
 * Step and order come from the tolerance: with the coefficients weighted by
 * rtol |w| + atol, order p allows the step
 *
 *     h_p = min over q = p-1, p of |c_q|^(-1/q)                     (Jorba-Zou)
 *
 * and p is raised while h_p per unit of work still grows, the work being that of
 * one factorisation, p solves and the products of series.  The currents take part
 * in the same rule, since samples are read off the same series.  A step also ends
 * where the current of an element with a kink (|i|, Biolek) changes sign.
 * Source: theory/memory.md sec. 4; Jorba & Zou, Exp. Math. 14, 99 (2005). */
#ifndef OHM_DYNAMICS_TAYLOR_STEPPER_H
#define OHM_DYNAMICS_TAYLOR_STEPPER_H

#include "dynamics/problem.h"
#include "dynamics/stepper.h"
#include "dynamics/taylor_series.h"

typedef struct {
    double rtol, atol;          /* of w, per step; > 0 together */
    ohm_network_options network;
} ohm_taylor_options;

/* Memory: about 2 p M + p N doubles, p <= the highest order worth having. */
ohm_status ohm_taylor_stepper_alloc(ohm_stepper **out, const ohm_problem *problem,
                                    const ohm_taylor_options *options, ohm_error *err);

/* The series of the last step, about base.from; borrowed, valid until the next start or
 * step.  For who follows neighbouring trajectories with the same factor. */
ohm_taylor_series *ohm_taylor_stepper_series(ohm_stepper *stepper);

#endif
