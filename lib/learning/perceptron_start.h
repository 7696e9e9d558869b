/* lib/learning/perceptron_start.h -- private: what a realization starts from.
 *
 * Every function restarts the stream of (realization, purpose), so the order of calls
 * does not matter. */
#ifndef OHM_LEARNING_PERCEPTRON_START_H
#define OHM_LEARNING_PERCEPTRON_START_H

#include "base/rng.h"
#include "learning/perceptron.h"

/* The given weights, or drawn ones: U(-1, 1) sqrt(6 / (n_in + n_out)) with the sizes of the
 * adjacent layers, biases by the same law, states of hpgain U(0, 1) (or both 0). */
void ohm_perceptron_draw_weights(double *weight, const ohm_perceptron_plan *plan, size_t realization,
                                 ohm_rng *rng);

/* Which pattern each sample is: drawn evenly, or every one in order where plan->samples is
 * 0; times counts them and is cleared first. */
void ohm_perceptron_draw_data(uint32_t *data, double *times, size_t samples, size_t patterns,
                              const ohm_perceptron_plan *plan, size_t realization, ohm_rng *rng);

/* The thresholds each weight's device really has, at stride `stride`: the nominal ones,
 * spread. */
void ohm_perceptron_draw_thresholds(double *threshold, size_t stride, const ohm_perceptron_plan *plan,
                                    size_t realization, ohm_rng *rng);

#endif
