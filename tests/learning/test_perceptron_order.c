/* tests/learning/test_perceptron_order.c -- mirrors lib/learning/perceptron_order.c */
#include "learning/perceptron_order.h"
#include "support/test.h"

#include <math.h>

enum { SHORT = 5, ORDERS = 120, DRAWS = 120000 };

static ohm_perceptron_shuffler *
shuffler_of(size_t n)
{
    ohm_perceptron_shuffler *shuffler;

    ck_assert_int_eq(ohm_perceptron_shuffler_alloc(&shuffler, n, NULL), OHM_OK);
    return shuffler;
}

/* The position of a permutation among all 5!. */
static size_t
rank_of(const uint32_t *order)
{
    size_t rank = 0;

    for (size_t i = 0; i < SHORT; i++) {
        size_t smaller = 0;

        for (size_t j = i + 1; j < SHORT; j++)
            smaller += order[j] < order[i];
        rank = rank * (SHORT - i) + smaller;
    }
    return rank;
}

/* Every order equally likely: chi-squared with 119 degrees of freedom has mean 119 and sd
 * sqrt(238); 5 sd is never passed by a fixed seed that once held. */
START_TEST(every_order_is_equally_likely)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double count[ORDERS] = { 0.0 }, chi = 0.0;
    const double expected = (double)DRAWS / ORDERS;
    ohm_perceptron_shuffler *shuffler = shuffler_of(SHORT);

    for (int d = 0; d < DRAWS; d++) {
        uint32_t order[SHORT] = { 0, 1, 2, 3, 4 };

        ohm_perceptron_shuffle(order, shuffler, rng);
        count[rank_of(order)] += 1.0;
    }
    for (size_t k = 0; k < ORDERS; k++)
        chi += (count[k] - expected) * (count[k] - expected) / expected;
    ck_assert_double_lt(fabs(chi - (ORDERS - 1)), 5.0 * sqrt(2.0 * (ORDERS - 1)));
    ohm_perceptron_shuffler_free(shuffler);
    ohm_rng_free(rng);
}
END_TEST

/* Where an element of a long order ends up is uniform too. */
START_TEST(long_orders_are_permuted_uniformly)
{
    enum { LONG = 100, ROUNDS = 20000 };
    static const double EXPECTED = (double)ROUNDS / LONG;
    ohm_rng *rng = test_rng((unsigned long)_i);
    double count[LONG] = { 0.0 }, chi = 0.0;
    ohm_perceptron_shuffler *shuffler = shuffler_of(LONG);

    for (int round = 0; round < ROUNDS; round++) {
        uint32_t order[LONG];
        bool seen[LONG] = { false };

        for (uint32_t k = 0; k < LONG; k++)
            order[k] = k;
        ohm_perceptron_shuffle(order, shuffler, rng);
        for (size_t k = 0; k < LONG; k++) {
            ck_assert(order[k] < LONG && !seen[order[k]]);
            seen[order[k]] = true;
            count[k] += order[k] == 0;
        }
    }
    for (size_t k = 0; k < LONG; k++)
        chi += (count[k] - EXPECTED) * (count[k] - EXPECTED) / EXPECTED;
    ck_assert_double_lt(fabs(chi - (LONG - 1)), 5.0 * sqrt(2.0 * (LONG - 1)));
    ohm_perceptron_shuffler_free(shuffler);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(nothing_to_shuffle)
{
    ohm_rng *rng = test_rng(1);
    uint32_t order[2] = { 7, 9 };

    for (size_t n = 0; n < 2; n++) {
        ohm_perceptron_shuffler *shuffler = shuffler_of(n);

        ohm_perceptron_shuffle(order, shuffler, rng);
        ck_assert(order[0] == 7 && order[1] == 9);
        ohm_perceptron_shuffler_free(shuffler);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    ohm_perceptron_shuffler *shuffler = NULL;

    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_perceptron_shuffler_alloc(&shuffler, 10, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(shuffler);
    }
    ohm_perceptron_shuffler_free(shuffler);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_order");
    TCase *cases = tcase_create("perceptron_order");

    tcase_add_loop_test(cases, every_order_is_equally_likely, 0, 3);
    tcase_add_loop_test(cases, long_orders_are_permuted_uniformly, 0, 2);
    tcase_add_test(cases, nothing_to_shuffle);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
