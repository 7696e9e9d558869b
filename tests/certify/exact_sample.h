/* tests/certify/exact_sample.h -- an arena for a test, and random regular matrices in it. */
#ifndef OHM_TESTS_CERTIFY_EXACT_SAMPLE_H
#define OHM_TESTS_CERTIFY_EXACT_SAMPLE_H

#include "certify/exact.h"
#include "support/test.h"

static ohm_arena *arena;
static ohm_rng *rng;

static inline void
open_arena(unsigned long seed)
{
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    rng = test_rng(seed);
}

static inline void
close_arena(void)
{
    ohm_error err;

    test_ok(ohm_arena_status(arena, &err), &err);
    ohm_arena_free(arena);
    ohm_rng_free(rng);
}

/* A random regular matrix: L U with unit diagonals and a scaled middle. */
static inline ohm_q *
random_regular(size_t n)
{
    ohm_q *low = ohm_q_identity(arena, n), *high = ohm_q_identity(arena, n);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            ohm_q_put(low, i, j, ohm_q_random(arena, 1, 1, 0, 9, rng));
            ohm_q_put(high, j, i, ohm_q_random(arena, 1, 1, 0, 9, rng));
        }
    return ohm_q_mul3(low, ohm_q_diagonal(ohm_q_random(arena, n, 1, 1, 9, rng)), high);
}

#endif
