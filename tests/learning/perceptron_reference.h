/* tests/learning/perceptron_reference.h -- the algorithms once more, one network at a time.
 *
 * Written from the specification with the threshold memristor of lib/device and the
 * scalar nodes, without lanes: the second road for the ensemble's kernels. */
#ifndef OHM_TESTS_LEARNING_PERCEPTRON_REFERENCE_H
#define OHM_TESTS_LEARNING_PERCEPTRON_REFERENCE_H

#include "device/threshold_memristor.h"
#include "learning/perceptron.h"

/* Trains weight[] (and the node states rest[]) on every pattern once an epoch, in order. */
void reference_train(double *weight, double *rest, const ohm_perceptron_plan *plan,
                     const ohm_perceptron_task *task, ohm_threshold_tally *tally);

/* 1/2 sum over the patterns of (T - V)^2. */
double reference_error(const double *weight, const double *rest, const ohm_perceptron_plan *plan,
                       const ohm_perceptron_task *task);

#endif
