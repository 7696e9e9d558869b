/* tests/solve/test_sparse.c -- mirrors lib/solve/sparse.c */
#include "solve/sparse.h"
#include "support/random_graph.h"
#include "support/test.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <string.h>

enum { ORDER_MAX = 20, PAIRS_MAX = 80 };

typedef struct {
    size_t n, pairs;
    int a[PAIRS_MAX], b[PAIRS_MAX];
    bool filled[ORDER_MAX][ORDER_MAX];
} draft;

/* Random pairs, repeats and diagonal ones among them. */
static void
draw(draft *out, ohm_rng *rng)
{
    memset(out, 0, sizeof *out);
    out->n = 1 + ohm_rng_below(rng, ORDER_MAX);
    out->pairs = ohm_rng_below(rng, PAIRS_MAX + 1);
    for (size_t k = 0; k < out->pairs; k++) {
        const size_t i = ohm_rng_below(rng, out->n), j = ohm_rng_below(rng, out->n);

        out->a[k] = (int)i;
        out->b[k] = (int)j;
        out->filled[i][j] = out->filled[j][i] = true;
    }
    for (size_t i = 0; i < out->n; i++)
        out->filled[i][i] = true;
}

START_TEST(every_entry_is_found_once)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    draft drawn;
    ohm_pattern *pattern;
    ohm_error err;

    draw(&drawn, rng);
    for (int lower = 0; lower < 2; lower++) {
        int found = 0;

        test_ok(ohm_pattern_alloc(&pattern, drawn.n, drawn.pairs, drawn.a, drawn.b, lower, &err), &err);
        for (int j = 0; j < pattern->n; j++) {
            ck_assert_int_eq(pattern->row[ohm_pattern_diagonal(pattern, j)], j);
            for (int k = pattern->start[j]; k + 1 < pattern->start[j + 1]; k++)
                ck_assert_int_lt(pattern->row[k], pattern->row[k + 1]);
            for (int i = 0; i < pattern->n; i++) {
                const int at = ohm_pattern_find(pattern, i, j);

                ck_assert_int_eq(at >= 0, drawn.filled[i][j]);
                ck_assert_int_eq(at, ohm_pattern_find(pattern, j, i));
                if (at >= 0 && i <= j)
                    found++;
            }
        }
        ck_assert_int_eq(found, pattern->entries);
        ohm_pattern_free(pattern);
    }
    ohm_rng_free(rng);
}
END_TEST

/* Both triangles of one matrix give the product of the dense one. */
START_TEST(product_agrees_with_the_dense_one)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double dense[ORDER_MAX][ORDER_MAX], x[ORDER_MAX], y[ORDER_MAX];
    draft drawn;
    ohm_pattern *pattern;
    ohm_error err;

    draw(&drawn, rng);
    for (size_t i = 0; i < drawn.n; i++)
        for (size_t j = 0; j <= i; j++)
            dense[i][j] = dense[j][i] = ohm_rng_normal(rng);
    test_normals(x, drawn.n, rng);
    for (int lower = 0; lower < 2; lower++) {
        double value[PAIRS_MAX + ORDER_MAX];

        test_ok(ohm_pattern_alloc(&pattern, drawn.n, drawn.pairs, drawn.a, drawn.b, lower, &err), &err);
        for (int j = 0; j < pattern->n; j++)
            for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++)
                value[k] = dense[pattern->row[k]][j];
        ohm_pattern_apply(y, pattern, value, x);
        for (size_t i = 0; i < drawn.n; i++) {
            double sum = 0.0, size = 0.0;

            for (size_t j = 0; j < drawn.n; j++)
                if (drawn.filled[i][j]) {
                    sum += dense[i][j] * x[j];
                    size += fabs(dense[i][j] * x[j]);
                }
            ck_assert_double_eq_tol(y[i], sum, 2.0 * ORDER_MAX * DBL_EPSILON * size);
        }
        ohm_pattern_free(pattern);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(more_than_32_bits_are_refused)
{
    ohm_pattern *pattern;
    ohm_error err;

    test_fails(ohm_pattern_alloc(&pattern, INT_MAX, 0, NULL, NULL, false, &err), OHM_E_METHOD, &err, "32 bits");
    ck_assert_ptr_null(pattern);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    const int a[2] = { 0, 1 }, b[2] = { 1, 2 };

    for (unsigned long k = 0; ; k++) {
        ohm_pattern *pattern;

        test_alloc_refuse(k);
        const ohm_status status = ohm_pattern_alloc(&pattern, 3, 2, a, b, true, NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ohm_pattern_free(pattern);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/sparse");
    TCase *cases = tcase_create("sparse");

    tcase_add_loop_test(cases, every_entry_is_found_once, 0, 20);
    tcase_add_loop_test(cases, product_agrees_with_the_dense_one, 0, 20);
    tcase_add_test(cases, more_than_32_bits_are_refused);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
