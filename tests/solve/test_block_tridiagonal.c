/* tests/solve/test_block_tridiagonal.c -- mirrors lib/solve/block_tridiagonal.c, block_core.c,
 * block_banded.c */
#include "base/lanes.h"
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
static sample
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

static double
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
static void
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

static void
check(const sample *s, size_t lane, size_t step)
{
    const ohm_block_system *a = s->blocks;

    for (size_t r = 0; r < a->block; r++)
        for (size_t t = lane; t < a->nodes * a->lanes; t += step)
            ck_assert_double_eq_tol(a->solution[r * a->stride + t], s->exact[r * a->stride + t], SOLVE_TOL);
}

static void
sample_free(sample *s)
{
    free(s->exact);
    ohm_block_system_free(s->blocks);
}

/* Every size of block, one lane and eight, odd and even numbers of nodes: solve, solve again
 * with the factors, and solve by the pivoted band. */
START_TEST(known_solution_comes_back)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_error err;

    for (size_t block = 1; block <= OHM_BLOCK_MAX; block++)
        for (size_t lanes = 1; lanes <= OHM_LANES; lanes += OHM_LANES - 1) {
            sample s = random_system(rng, 1 + (size_t)_i + ohm_rng_below(rng, 30), block, lanes);
            const size_t lane = ohm_rng_below(rng, lanes);

            pose(&s, rng);
            ohm_block_system_solve(s.blocks);
            check(&s, 0, 1);
            pose(&s, rng);
            ohm_block_system_resolve(s.blocks);
            check(&s, 0, 1);
            pose(&s, rng);
            test_ok(ohm_block_system_solve_pivoted(s.blocks, lane, &err), &err);
            check(&s, lane, lanes);
            sample_free(&s);
        }
    ohm_rng_free(rng);
}
END_TEST

/* A matrix that is regular but has a zero on its diagonal: the fast road must say so with a
 * number that is not finite, and the pivoted one must answer. */
START_TEST(vanishing_pivot_shows)
{
    ohm_rng *rng = test_rng(1);
    sample s = random_system(rng, 5, 2, OHM_LANES);
    ohm_block_system *a = s.blocks;
    ohm_error err;

    a->diagonal[3] = 0.0;               /* node 0, lane 3: [[0, 1], [1, 0]] */
    a->diagonal[a->stride + 3] = 1.0;
    a->diagonal[2 * a->stride + 3] = 1.0;
    a->diagonal[3 * a->stride + 3] = 0.0;
    pose(&s, rng);
    ohm_block_system_solve(a);
    ck_assert(!isfinite(a->solution[3]));
    check(&s, 2, OHM_LANES);            /* the neighbour is not disturbed */
    test_ok(ohm_block_system_solve_pivoted(a, 3, &err), &err);
    check(&s, 3, OHM_LANES);
    sample_free(&s);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(singular_is_said)
{
    ohm_block_system *a;
    ohm_error err;

    test_ok(ohm_block_system_alloc(&a, 3, 2, 1, &err), &err);
    test_fails(ohm_block_system_solve_pivoted(a, 0, &err), OHM_E_SINGULAR, &err, "node 0");
    ohm_block_system_free(a);
    test_fails(ohm_block_system_alloc(&a, 3, OHM_BLOCK_MAX + 1, 1, &err), OHM_E_ARG, &err, "10 unknowns");
    test_fails(ohm_block_system_alloc(&a, 3, 2, 3, &err), OHM_E_ARG, &err, "3 lanes");
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        ohm_block_system *a;
        ohm_error err;

        test_alloc_refuse(k);
        ohm_status status = ohm_block_system_alloc(&a, 4, 3, 1, &err);
        if (status == OHM_OK) {
            for (size_t e = 0; e < 3; e++)
                for (size_t i = 0; i < 4; i++)
                    a->diagonal[4 * e * a->stride + i] = 1.0;
            status = ohm_block_system_solve_pivoted(a, 0, &err);
        }
        const bool refused = test_alloc_allow();

        ohm_block_system_free(a);
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/block_tridiagonal");
    TCase *cases = tcase_create("block_tridiagonal");

    tcase_add_loop_test(cases, known_solution_comes_back, 0, 8);
    tcase_add_test(cases, vanishing_pivot_shows);
    tcase_add_test(cases, singular_is_said);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
