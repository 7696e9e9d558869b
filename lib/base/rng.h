/* lib/base/rng.h -- counter-based random streams (Philox4x32-10).
 *
 * A stream is fixed by (seed, stream) alone: realization r of an ensemble takes
 * stream r and sees the same numbers whatever the threads or the ensemble size.
 * Source: Salmon et al., SC11 (2011), through Random123. */
#ifndef OHM_BASE_RNG_H
#define OHM_BASE_RNG_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ohm_rng ohm_rng;

/* What provenance records: "philox4x32-10". */
#define OHM_RNG_NAME "philox4x32-10"

/* Opens stream `stream` of `seed` at its start; free with ohm_rng_free. */
ohm_status ohm_rng_alloc(ohm_rng **out, uint64_t seed, uint64_t stream, ohm_error *err);
void ohm_rng_free(ohm_rng *rng);            /* takes NULL */

/* Moves to the start of another stream of the same seed, without allocating. */
void ohm_rng_restart(ohm_rng *rng, uint64_t stream);

uint32_t ohm_rng_u32(ohm_rng *rng);
uint64_t ohm_rng_u64(ohm_rng *rng);
double ohm_rng_uniform(ohm_rng *rng);       /* in [0, 1), 53 bits */
double ohm_rng_between(ohm_rng *rng, double low, double high);
double ohm_rng_normal(ohm_rng *rng);        /* mean 0, variance 1; Box-Muller */
size_t ohm_rng_below(ohm_rng *rng, size_t n);   /* in [0, n), unbiased; n >= 1 */

/* Fisher-Yates: every order of the n indices equally likely. */
void ohm_rng_shuffle(size_t *index, size_t n, ohm_rng *rng);

#endif
