/* tests/solve/test_block_sparse.c -- mirrors lib/solve/block_sparse.c */
#include "solve/block_sparse.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns dominate by a factor >= 2: condition below 100, and refinement keeps the residual at
 * rounding. */
static const double SOLVE_TOL = 1000.0 * DBL_EPSILON;

/* A ring with random chords. */
static size_t
random_edges(size_t *tail, size_t *head, size_t nodes, ohm_rng *rng)
{
    size_t edges = 0;

    for (size_t i = 0; i + 1 < nodes; i++) {
        tail[edges] = i;
        head[edges++] = i + 1;
    }
    for (size_t i = 0; i < nodes; i++) {
        const size_t j = i + 2 + ohm_rng_below(rng, 5);

        if (j < nodes) {
            tail[edges] = ohm_rng_uniform(rng) < 0.5 ? i : j;
            head[edges] = tail[edges] == i ? j : i;
            edges++;
        }
    }
    return edges;
}

/* y += (arrow block at these places) x. */
static void
arrow_apply(double *y, const ohm_block_sparse *m, const size_t *place, const double *x)
{
    const size_t b = m->block;

    for (size_t r = 0; r < b; r++)
        y[r] += m->value[place[r] + (r + 1 == b ? b - 1 : 0)] * x[r];
    for (size_t r = 0; r + 1 < b; r++)
        y[r] += m->value[place[b - 1] + r] * x[b - 1];
}

START_TEST(known_solution_comes_back)
{
    enum { NODES_MAX = 60 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t nodes = 2 + ohm_rng_below(rng, NODES_MAX - 2);
    size_t tail[2 * NODES_MAX], head[2 * NODES_MAX];
    ohm_error err;

    for (size_t b = 1; b <= 5; b++) {
        const size_t edges = random_edges(tail, head, nodes, rng), n = nodes * b;
        double *exact = calloc(n, sizeof *exact), *f = calloc(n, sizeof *f), *x = calloc(n, sizeof *x);
        ohm_block_sparse *m;

        test_ok(ohm_block_sparse_alloc(&m, nodes, edges, tail, head, b, &err), &err);
        for (int round = 0; round < 2; round++) {
            for (size_t k = 0; k < m->entries; k++)
                m->value[k] = ohm_rng_between(rng, -1.0, 1.0);
            for (size_t i = 0; i < nodes; i++)
                for (size_t c = 0; c < b; c++)
                    m->value[m->diagonal[i * b + c] + c] += 30.0 * (double)b;
            for (size_t k = 0; k < n; k++)
                exact[k] = ohm_rng_between(rng, -1.0, 1.0);
            memset(f, 0, n * sizeof *f);
            for (size_t i = 0; i < nodes; i++)
                for (size_t r = 0; r < b; r++)
                    for (size_t c = 0; c < b; c++)
                        f[i * b + r] += m->value[m->diagonal[i * b + c] + r] * exact[i * b + c];
            for (size_t e = 0; e < edges; e++) {
                arrow_apply(f + tail[e] * b, m, m->forth + e * b, exact + head[e] * b);
                arrow_apply(f + head[e] * b, m, m->back + e * b, exact + tail[e] * b);
            }
            test_ok(ohm_block_sparse_factor(m, &err), &err);
            test_ok(ohm_block_sparse_solve(x, f, m, &err), &err);
            for (size_t k = 0; k < n; k++)
                ck_assert_double_eq_tol(x[k], exact[k], SOLVE_TOL);
        }
        ck_assert_double_ge(ohm_block_sparse_fill(m), (double)n);
        ohm_block_sparse_free(m);
        free(exact);
        free(f);
        free(x);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(singular_and_too_large_are_said)
{
    const size_t tail[1] = { 0 }, head[1] = { 1 };
    ohm_block_sparse *m;
    ohm_error err;

    test_ok(ohm_block_sparse_alloc(&m, 2, 1, tail, head, 2, &err), &err);
    test_fails(ohm_block_sparse_factor(m, &err), OHM_E_SINGULAR, &err, "singular");
    ohm_block_sparse_free(m);
    test_fails(ohm_block_sparse_alloc(&m, (size_t)1 << 40, 1, tail, head, 2, &err), OHM_E_METHOD, &err,
               "32-bit");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/block_sparse");
    TCase *cases = tcase_create("block_sparse");

    tcase_add_loop_test(cases, known_solution_comes_back, 0, 8);
    tcase_add_test(cases, singular_and_too_large_are_said);
    suite_add_tcase(suite, cases);
    return suite;
}
