/* lib/learning/perceptron_order.h -- private: fast, unbiased shuffles of sample orders. */
#ifndef OHM_LEARNING_PERCEPTRON_ORDER_H
#define OHM_LEARNING_PERCEPTRON_ORDER_H

#include "base/rng.h"

#include <stddef.h>
#include <stdint.h>

/* Fisher-Yates with every order equally likely, n <= 2^31.  One 32-bit word serves
 * several draws: multiplied by a bound, its high half is the draw and its low half the
 * word for the next one; words whose last low half falls below 2^32 mod (product of the
 * bounds) would favour some orders and are drawn again.
 * Source: Brackett-Rozinsky and Lemire, Softw. Pract. Exper. 55 (2025) 155. */
void ohm_perceptron_shuffle(uint32_t *order, size_t n, ohm_rng *rng);

#endif
