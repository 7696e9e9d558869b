/* lib/learning/contrastive_flow.h -- voltages that relax while conductances learn.
 *
 * Out of equilibrium, every sample with its own free and clamped voltages,
 *
 *     tau dV_F/dt = -(K V_F) at free nodes,  the same for V_C,  V_C = V_F + q at outputs,
 *     dk/dt = -(alpha / eta) mean(dV_C^2 - dV_F^2) / 2,
 *
 * q = eta (L - O) at every instant.  Classical Runge-Kutta of fixed step on (V_F, V_C, k)
 * together, outputs set at every stage, k clipped after each step; it starts from both
 * states in equilibrium.  tau -> 0 is the quasi-static limit, one update of rate alpha dt a
 * step.  Stable for dt below 2.78 tau over the largest eigenvalue of K. */
#ifndef OHM_LEARNING_CONTRASTIVE_FLOW_H
#define OHM_LEARNING_CONTRASTIVE_FLOW_H

#include "learning/contrastive_train.h"

/* Goes `steps` of dt from the parameters of the learner, which take the last ones; free_state
 * and clamped, N, are those of the first sample at the end.  Records before every `every`
 * steps and after the last: outputs are those of the moving free voltages, alignment NaN.
 * OHM_E_METHOD for edges that are not linear, rules other than coupled, pairs forced by their
 * difference, classes, noise, thresholds; OHM_E_NOCONV where the step is unstable. */
ohm_status ohm_contrastive_flow(ohm_contrastive_history **out, double *free_state, double *clamped,
                                ohm_learner *learner, const ohm_contrastive_plan *plan,
                                const ohm_contrastive_data *data, size_t steps, size_t every, double tau,
                                double dt, const ohm_control *control, ohm_error *err);

#endif
