/* lib/learning/perceptron_separable.h -- can one monotone node compute a truth table?
 *
 * Exactly one of these has a solution (Farkas):
 *
 *     y_k (w . x_k + b) >= 1 for all k            or   sum_k lambda_k y_k (x_k, 1) = 0,
 *                                                      lambda >= 0, sum_k lambda_k > 0
 *
 * with y_k = +-1 the wanted side of corner x_k.  Either solution is found in integers
 * and can be checked by additions alone, whoever found it. */
#ifndef OHM_LEARNING_PERCEPTRON_SEPARABLE_H
#define OHM_LEARNING_PERCEPTRON_SEPARABLE_H

#include "learning/perceptron_task.h"

#include <stdint.h>

typedef struct {
    bool separable;
    size_t inputs, patterns;
    int64_t *weight;            /* inputs + 1 with b last, where separable; else NULL */
    int64_t *multiplier;        /* patterns, lambda, where not; else NULL */
} ohm_separation;               /* owns its arrays */

/* Decides, by the simplex method in integers, for a task that is a truth table.
 * OHM_E_METHOD where it is not, OHM_E_NOMEM; OHM_E_UNPROVED never, unless the verdict
 * fails its own check. */
ohm_status ohm_separation_decide(ohm_separation **out, const ohm_perceptron_task *task, ohm_error *err);
void ohm_separation_free(ohm_separation *separation);       /* takes NULL */

/* Checks a verdict in integers; OHM_E_UNPROVED names the corner or coordinate. */
ohm_status ohm_separation_verify(const ohm_separation *separation, const ohm_perceptron_task *task,
                                 ohm_error *err);

#endif
