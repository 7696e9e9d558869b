/* lib/learning/perceptron_calibration.h -- will this device do what the algorithm asks?
 *
 * Pulse programming equals the delta rule iff every update is smaller than the window a,
 * thresholds lie at least a apart, and no read reaches a threshold.  Checked before
 * training, over the box the weights start from (or the weights given) and the data's
 * inputs; training may leave the box, which the audit then counts. */
#ifndef OHM_LEARNING_PERCEPTRON_CALIBRATION_H
#define OHM_LEARNING_PERCEPTRON_CALIBRATION_H

#include "learning/perceptron.h"

enum { OHM_CALIBRATION_WARNINGS = 5, OHM_CALIBRATION_TEXT = 400 };

typedef struct {
    double update;              /* largest |u| a single layer can ask for; NaN with two layers */
    double read;                /* largest |z| at the first layer of nodes */
    double window, lowest, spacing;     /* a; smallest threshold; smallest distance of two, or NaN */
    size_t warnings;
    char warning[OHM_CALIBRATION_WARNINGS][OHM_CALIBRATION_TEXT];     /* each with its consequence */
} ohm_perceptron_calibration;

/* Fills everything; the plan has passed ohm_perceptron_check. */
void ohm_perceptron_calibrate(ohm_perceptron_calibration *out, const ohm_perceptron_plan *plan,
                              const ohm_perceptron_task *task);

/* The largest |T - V| g'(V) of sigmoid or tanh over all V, T in {low, high}: 4/27 for
 * sigmoid with 0/1, 32/27 for tanh. */
double ohm_perceptron_largest_update(ohm_node_kind kind, double low, double high);

/* The outputs V of a sigmoid at which T = 1 and input 1 ask for V (1-V)^2 >= a, so that
 * the pulse is dead and the output frozen (T = 0: mirrored); false where there are none. */
bool ohm_perceptron_frozen(double *low, double *high, double window);

#endif
