/* lib/learning/perceptron_order.c -- see perceptron_order.h */
#include "learning/perceptron_order.h"
#include "base/array.h"

#include <stdlib.h>

typedef struct {
    uint32_t count;             /* draws from one word, below bound, bound - 1, ... */
    uint32_t reject;            /* 2^32 mod the product of those bounds */
} batch;

struct ohm_perceptron_shuffler {
    size_t elements, batches;
    batch *batch;               /* one per word, from bound = elements down to 2 */
    uint32_t *draw;             /* elements, scratch */
};

void
ohm_perceptron_shuffler_free(ohm_perceptron_shuffler *shuffler)
{
    if (shuffler != NULL) {
        free(shuffler->batch);
        free(shuffler->draw);
    }
    free(shuffler);
}

/* As many draws as one word holds, of those left with this bound. */
static batch
make_batch(size_t bound)
{
    const uint64_t words = (uint64_t)1 << 32;
    uint64_t product = bound;
    uint32_t count = 1;

    while (count < bound - 1 && product * (bound - count) <= words)
        product *= bound - count++;
    return (batch){ count, (uint32_t)(words % product) };
}

ohm_status
ohm_perceptron_shuffler_alloc(ohm_perceptron_shuffler **out, size_t n, ohm_error *err)
{
    ohm_perceptron_shuffler *s = OHM_ZEROS(ohm_perceptron_shuffler, 1);

    *out = NULL;
    if (s != NULL) {
        s->batch = OHM_ARRAY(batch, n);
        s->draw = OHM_ARRAY(uint32_t, n);
    }
    if (s == NULL || s->batch == NULL || s->draw == NULL) {
        ohm_perceptron_shuffler_free(s);
        return ohm_fail(err, OHM_E_NOMEM, "shuffle: %zu elements", n);
    }
    s->elements = n;
    for (size_t bound = n; bound > 1; bound -= s->batch[s->batches++].count)
        s->batch[s->batches] = make_batch(bound);
    *out = s;
    return OHM_OK;
}

static void
draw_all(ohm_perceptron_shuffler *s, ohm_rng *rng)
{
    uint64_t bound = s->elements;
    uint32_t *draw = s->draw;

    for (size_t b = 0; b < s->batches; b++) {
        const uint32_t count = s->batch[b].count;
        uint64_t rest;

        do {
            rest = ohm_rng_u32(rng);
            for (uint32_t k = 0; k < count; k++) {
                const uint64_t scaled = rest * (bound - k);

                draw[k] = (uint32_t)(scaled >> 32);
                rest = (uint32_t)scaled;
            }
        } while (rest < s->batch[b].reject);
        draw += count;
        bound -= count;
    }
}

void
ohm_perceptron_shuffle(uint32_t *order, ohm_perceptron_shuffler *s, ohm_rng *rng)
{
    draw_all(s, rng);
    for (size_t k = 0; k + 1 < s->elements; k++) {
        const size_t last = s->elements - 1 - k, from = s->draw[k];
        const uint32_t moved = order[from];

        order[from] = order[last];
        order[last] = moved;
    }
}
