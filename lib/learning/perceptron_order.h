/* lib/learning/perceptron_order.h -- private: fast, unbiased shuffles of sample orders.
 *
 * Fisher-Yates with every order equally likely.  One 32-bit word serves several draws:
 * multiplied by a bound, its high half is the draw and its low half the word for the
 * next one; words whose last low half falls below 2^32 mod (product of the bounds)
 * would favour some orders and are drawn again.
 * Source: Brackett-Rozinsky and Lemire, Softw. Pract. Exper. 55 (2025) 155. */
#ifndef OHM_LEARNING_PERCEPTRON_ORDER_H
#define OHM_LEARNING_PERCEPTRON_ORDER_H

#include "base/rng.h"

#include <stddef.h>
#include <stdint.h>

/* How n elements are shuffled: which draws share a word; and room for the draws, so one
 * thread at a time. */
typedef struct ohm_perceptron_shuffler ohm_perceptron_shuffler;

/* For orders of n <= 2^31 elements. */
ohm_status ohm_perceptron_shuffler_alloc(ohm_perceptron_shuffler **out, size_t n, ohm_error *err);
void ohm_perceptron_shuffler_free(ohm_perceptron_shuffler *shuffler);       /* takes NULL */

void ohm_perceptron_shuffle(uint32_t *order, ohm_perceptron_shuffler *shuffler, ohm_rng *rng);

#endif
