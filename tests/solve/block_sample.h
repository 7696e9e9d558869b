/* tests/solve/block_sample.h -- random block-tridiagonal systems whose solution is known. */
#ifndef OHM_TESTS_SOLVE_BLOCK_SAMPLE_H
#define OHM_TESTS_SOLVE_BLOCK_SAMPLE_H

#include "solve/block_tridiagonal.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns dominate by a factor >= 2, so |A^-1| <= 1 in the 1-norm and kappa <= 40; the
 * elimination adds the number of operations an entry sees, below 1000. */
static const double SOLVE_TOL = 1000.0 * DBL_EPSILON * 40.0;

typedef struct {
    ohm_block_system *blocks;
    double *exact;              /* b entries, the stride of the blocks */
} sample;

/* A random system whose solution is known, diagonally dominant in its columns. */
static inline sample
random_system(ohm_rng *rng, size_t nodes, size_t block, size_t lanes)
{
    sample s;
    ohm_error err;

    test_ok(ohm_block_system_alloc(&s.blocks, nodes, block, lanes, &err), &err);
    ohm_block_system *a = s.blocks;
    const size_t count = nodes * lanes;

    for (size_t e = 0; e < block * block; e++)
        for (size_t t = 0; t < count; t++)
            a->diagonal[e * a->stride + t] = ohm_rng_between(rng, -1.0, 1.0)
                + (e % (block + 1) == 0 ? 8.0 * (double)block : 0.0);
    for (size_t e = 0; e < 2 * block - 1; e++)
        for (size_t t = 0; t < count; t++) {
            a->lower[e * a->stride + t] = ohm_rng_between(rng, -1.0, 1.0);
            a->upper[e * a->stride + t] = ohm_rng_between(rng, -1.0, 1.0);
        }
    s.exact = calloc(block * a->stride, sizeof *s.exact);
    return s;
}

static inline double
arrow_row(const double *entries, const double *y, size_t r, size_t i, size_t j, size_t lane,
          const ohm_block_system *a)
{
    const size_t b = a->block, at = i * a->lanes + lane, from = j * a->lanes + lane;
    double sum = entries[r * a->stride + at] * y[r * a->stride + from];

    if (r + 1 < b)
        sum += entries[(b + r) * a->stride + at] * y[(b - 1) * a->stride + from];
    return sum;
}

/* A new random solution, and the rhs that belongs to it. */
static inline void
pose(sample *s, ohm_rng *rng)
{
    ohm_block_system *a = s->blocks;

    for (size_t r = 0; r < a->block; r++)
        for (size_t t = 0; t < a->nodes * a->lanes; t++)
            s->exact[r * a->stride + t] = ohm_rng_between(rng, -1.0, 1.0);
    for (size_t i = 0; i < a->nodes; i++)
        for (size_t lane = 0; lane < a->lanes; lane++)
            for (size_t r = 0; r < a->block; r++) {
                const size_t at = i * a->lanes + lane;
                double sum = 0.0;

                for (size_t c = 0; c < a->block; c++)
                    sum += a->diagonal[(r * a->block + c) * a->stride + at] * s->exact[c * a->stride + at];
                if (i > 0)
                    sum += arrow_row(a->lower, s->exact, r, i, i - 1, lane, a);
                if (i + 1 < a->nodes)
                    sum += arrow_row(a->upper, s->exact, r, i, i + 1, lane, a);
                a->rhs[r * a->stride + at] = sum;
            }
}

static inline void
check(const sample *s, size_t lane, size_t step)
{
    const ohm_block_system *a = s->blocks;

    for (size_t r = 0; r < a->block; r++)
        for (size_t t = lane; t < a->nodes * a->lanes; t += step)
            ck_assert_double_eq_tol(a->solution[r * a->stride + t], s->exact[r * a->stride + t], SOLVE_TOL);
}

static inline void
sample_free(sample *s)
{
    free(s->exact);
    ohm_block_system_free(s->blocks);
}

#endif
