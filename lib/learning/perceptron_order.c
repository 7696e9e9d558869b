/* lib/learning/perceptron_order.c -- see perceptron_order.h */
#include "learning/perceptron_order.h"

enum { BATCH = 16 };                /* most draws from one word: 13! > 2^32 */

/* Draws below bound, bound-1, ... (count of them, of the given product) from one word. */
static void
draw_batch(uint32_t draw[BATCH], size_t bound, size_t count, uint64_t product, ohm_rng *rng)
{
    uint64_t rest;

    do {
        rest = ohm_rng_u32(rng);
        for (size_t k = 0; k < count; k++) {
            const uint64_t scaled = rest * (bound - k);

            draw[k] = (uint32_t)(scaled >> 32);
            rest = (uint32_t)scaled;
        }
    } while (rest < product && rest < ((uint64_t)1 << 32) % product);
}

void
ohm_perceptron_shuffle(uint32_t *order, size_t n, ohm_rng *rng)
{
    for (size_t left = n; left > 1;) {
        uint32_t draw[BATCH];
        uint64_t product = left;
        size_t count = 1;

        while (count < left - 1 && product * (left - count) <= (uint64_t)1 << 32)
            product *= left - count++;
        draw_batch(draw, left, count, product, rng);
        for (size_t k = 0; k < count; k++, left--) {
            const uint32_t moved = order[draw[k]];

            order[draw[k]] = order[left - 1];
            order[left - 1] = moved;
        }
    }
}
