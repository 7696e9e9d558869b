/* lib/learning/perceptron_train.h -- an ensemble of realizations, trained in parallel. */
#ifndef OHM_LEARNING_PERCEPTRON_TRAIN_H
#define OHM_LEARNING_PERCEPTRON_TRAIN_H

#include "base/control.h"
#include "learning/perceptron_run.h"

/* Trains the ensemble.  A run diverges when after an epoch some |w| > 1e6, E_total > 1e9,
 * or either is NaN; it stops there.  Errors are in units of 0/1 targets (E/4 for -1/+1).
 * OHM_E_ARG and OHM_E_METHOD as from ohm_perceptron_check, OHM_E_NOMEM.
 * On OHM_E_INTERRUPT *out holds the realizations that were finished, at least the first ones
 * as far as they came; only then does it depend on the threads, and the moment. */
ohm_status ohm_perceptron_train(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                                const ohm_perceptron_task *task, const ohm_control *control,
                                ohm_error *err);

/* The same with the instruction set numbered `set` of ohm_lanes_sets, for comparing them. */
ohm_status ohm_perceptron_train_with(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                                     const ohm_perceptron_task *task, size_t set,
                                     const ohm_control *control, ohm_error *err);

#endif
