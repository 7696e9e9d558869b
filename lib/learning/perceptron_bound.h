/* lib/learning/perceptron_bound.h -- below what E_total a single layer cannot fall.
 *
 * XOR and XNOR, n_c the number of data at corner c (00, 01, 10, 11), m = n01 + n10,
 * z = n00 + n11:
 *     any monotone node   E >= 1/2 min{ m n11/(m+n11), m n00/(m+n00), z n01/(z+n01), z n10/(z+n10) }
 *     sigmoid with 0/1, tanh with -1/+1 (E/4)          inf E = 1/2 min_c n_c, not attained
 * Proofs: doc/perceptron.md. */
#ifndef OHM_LEARNING_PERCEPTRON_BOUND_H
#define OHM_LEARNING_PERCEPTRON_BOUND_H

#include "learning/perceptron_train.h"

/* The two bounds for counts n00, n01, n10, n11; 0/0 counts as 0. */
double ohm_perceptron_bound_monotone(const double count[4]);
double ohm_perceptron_bound_sigmoid(const double count[4]);

/* The better of those that apply; false where none does (two layers, another table, a
 * node that is not monotone). */
bool ohm_perceptron_bound(double *bound, const ohm_perceptron_plan *plan,
                          const ohm_perceptron_task *task, const double *count);

/* What no output of nodes capped at 1/(4c) can beat: E >= n_1/2 (1 - 1/(4c))^2 for a
 * parabola with c > 1/4 and n_1 data with target 1; 0 for c <= 1/4. */
double ohm_perceptron_bound_ceiling(double c, double ones);

/* All recorded epochs of all runs against their own bound. */
typedef struct {
    bool applies;
    double lowest;              /* the smallest bound of a realization */
    double margin;              /* smallest E - bound met */
    size_t violations;          /* (run, epoch) below its bound by more than rounding */
} ohm_perceptron_bound_check;

ohm_perceptron_bound_check ohm_perceptron_check_bound(const ohm_perceptron_run *run,
                                                      const ohm_perceptron_plan *plan,
                                                      const ohm_perceptron_task *task);

#endif
