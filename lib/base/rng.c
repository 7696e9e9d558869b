/* lib/base/rng.c -- see rng.h */
#include "base/rng.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>

#include <Random123/philox.h>

struct ohm_rng {
    philox4x32_key_t key;       /* the seed */
    philox4x32_ctr_t counter;   /* words 0-1 count blocks, 2-3 name the stream */
    philox4x32_ctr_t block;     /* the four words drawn last */
    unsigned used;              /* of them */
    double spare;               /* second number of a Box-Muller pair */
    int has_spare;
};

void
ohm_rng_restart(ohm_rng *rng, uint64_t stream)
{
    rng->counter.v[0] = rng->counter.v[1] = 0;
    rng->counter.v[2] = (uint32_t)stream;
    rng->counter.v[3] = (uint32_t)(stream >> 32);
    rng->used = 4;
    rng->has_spare = 0;
}

ohm_status
ohm_rng_alloc(ohm_rng **out, uint64_t seed, uint64_t stream, ohm_error *err)
{
    ohm_rng *rng = OHM_ZEROS(ohm_rng, 1);

    *out = rng;
    if (rng == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "rng: out of memory");
    rng->key.v[0] = (uint32_t)seed;
    rng->key.v[1] = (uint32_t)(seed >> 32);
    ohm_rng_restart(rng, stream);
    return OHM_OK;
}

void
ohm_rng_free(ohm_rng *rng)
{
    free(rng);
}

uint32_t
ohm_rng_u32(ohm_rng *rng)
{
    if (rng->used == 4) {
        rng->block = philox4x32(rng->counter, rng->key);
        if (++rng->counter.v[0] == 0)
            ++rng->counter.v[1];
        rng->used = 0;
    }
    return rng->block.v[rng->used++];
}

uint64_t
ohm_rng_u64(ohm_rng *rng)
{
    const uint64_t high = ohm_rng_u32(rng);

    return high << 32 | ohm_rng_u32(rng);
}

double
ohm_rng_uniform(ohm_rng *rng)
{
    return (double)(ohm_rng_u64(rng) >> 11) * 0x1p-53;
}

double
ohm_rng_between(ohm_rng *rng, double low, double high)
{
    return low + (high - low) * ohm_rng_uniform(rng);
}

double
ohm_rng_normal(ohm_rng *rng)
{
    if (rng->has_spare) {
        rng->has_spare = 0;
        return rng->spare;
    }
    const double radius = sqrt(-2.0 * log1p(-ohm_rng_uniform(rng)));
    const double angle = 2.0 * M_PI * ohm_rng_uniform(rng);

    rng->spare = radius * sin(angle);
    rng->has_spare = 1;
    return radius * cos(angle);
}

size_t
ohm_rng_below(ohm_rng *rng, size_t n)
{
    /* the words above the largest multiple of n would favour small answers */
    const uint64_t limit = UINT64_MAX - UINT64_MAX % n;
    uint64_t word;

    do
        word = ohm_rng_u64(rng);
    while (word >= limit);
    return (size_t)(word % n);
}

void
ohm_rng_shuffle(size_t *index, size_t n, ohm_rng *rng)
{
    for (size_t i = n; i > 1; i--) {
        const size_t j = ohm_rng_below(rng, i), moved = index[j];

        index[j] = index[i - 1];
        index[i - 1] = moved;
    }
}
