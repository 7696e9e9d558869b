/* tests/kirchhoff/test_assembly.c -- mirrors lib/kirchhoff/assembly.c */
#include "base/array.h"
#include "kirchhoff/assembly.h"
#include "support/reduced_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* A diagonal entry sums at most 4 MOST conductances below 10; each sum rounds once. */
static const double SUM_TOL = 4.0 * MOST * MOST * 10.0 * DBL_EPSILON;

/* Entry by entry the dense matrix, whatever the order and the triangle. */
START_TEST(entries_are_those_of_the_laplacian)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, _i % 2 == 0,
                                         0.1, rng);
    int order[3 * MOST];
    size_t shuffled[3 * MOST];
    ohm_pairs pairs;
    ohm_error err;

    test_ok(ohm_pairs_list(&pairs, at->reduced, &err), &err);
    for (size_t u = 0; u < at->n; u++)
        shuffled[u] = u;
    ohm_rng_shuffle(shuffled, at->n, rng);
    for (size_t u = 0; u < at->n; u++)
        order[u] = (int)shuffled[u];
    for (size_t k = 0; k < pairs.count; k++)
        pairs.a[k] = order[pairs.a[k]], pairs.b[k] = order[pairs.b[k]];
    for (int lower = 0; lower < 2; lower++) {
        ohm_pattern *pattern;
        ohm_assembly *assembly;

        test_ok(ohm_pattern_alloc(&pattern, at->n, pairs.count, pairs.a, pairs.b, lower, &err), &err);
        test_ok(ohm_assembly_alloc(&assembly, at->reduced, pattern, order, &err), &err);
        double *value = OHM_ARRAY(double, (size_t)pattern->entries);
        for (int again = 0; again < 2; again++)         /* nothing is left of the time before */
            ohm_assembly_sum(value, assembly, at->circuit->g);
        for (size_t i = 0; i < at->n; i++)
            for (size_t j = 0; j < at->n; j++) {
                const int place = ohm_pattern_find(pattern, order[i], order[j]);

                ck_assert_double_eq_tol(place < 0 ? 0.0 : value[place], at->dense[i + j * at->n], SUM_TOL);
            }
        free(value);
        ohm_assembly_free(assembly);
        ohm_pattern_free(pattern);
    }
    ohm_pairs_free(&pairs);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* Whatever the signs: |A_ij| is at most the sum of |g| at either end. */
START_TEST(scaled_entries_are_at_most_one)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 2.0, true, 0.1, rng);
    double scale[3 * MOST];

    ohm_assembly_scale(scale, at->reduced, at->circuit->g);
    for (size_t i = 0; i < at->n; i++)
        for (size_t j = 0; j < at->n; j++)
            ck_assert_double_le(fabs(at->dense[i + j * at->n]) * scale[i] * scale[j], 1.0 + SUM_TOL);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/assembly");
    TCase *cases = tcase_create("assembly");

    tcase_add_loop_test(cases, entries_are_those_of_the_laplacian, 0, SEEDS);
    tcase_add_loop_test(cases, scaled_entries_are_at_most_one, 0, SEEDS);
    suite_add_tcase(suite, cases);
    return suite;
}
