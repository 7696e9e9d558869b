/* tests/base/test_rng.c -- mirrors lib/base/rng.c */
#include "support/test.h"

#include <math.h>

/* Published known answer of philox4x32-10 for counter 0 and key 0 (Random123's kat_vectors). */
START_TEST(known_answer)
{
    ohm_rng *rng;

    ck_assert_int_eq(ohm_rng_alloc(&rng, 0, 0, NULL), OHM_OK);
    ck_assert_uint_eq(ohm_rng_u32(rng), 0x6627e8d5u);
    ck_assert_uint_eq(ohm_rng_u32(rng), 0xe169c58du);
    ck_assert_uint_eq(ohm_rng_u32(rng), 0xbc57ac4cu);
    ck_assert_uint_eq(ohm_rng_u32(rng), 0x9b00dbd8u);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(restart_returns_the_stream)
{
    ohm_rng *rng;
    double first[7];

    ck_assert_int_eq(ohm_rng_alloc(&rng, 5, (uint64_t)_i, NULL), OHM_OK);
    for (int k = 0; k < 7; k++)
        first[k] = ohm_rng_normal(rng);
    ohm_rng_restart(rng, (uint64_t)_i + 1);
    ck_assert(ohm_rng_normal(rng) != first[0]);
    ohm_rng_restart(rng, (uint64_t)_i);
    for (int k = 0; k < 7; k++)
        ck_assert(ohm_rng_normal(rng) == first[k]);
    ohm_rng_free(rng);
}
END_TEST

/* Means of n draws spread by sigma/sqrt(n); 5 of those never fails for a fixed seed that passed. */
START_TEST(moments)
{
    enum { DRAWS = 100000 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    double uniform = 0.0, normal = 0.0, square = 0.0;

    for (int k = 0; k < DRAWS; k++) {
        const double u = ohm_rng_uniform(rng), z = ohm_rng_normal(rng);

        ck_assert(u >= 0.0 && u < 1.0);
        uniform += u;
        normal += z;
        square += z * z;
    }
    ck_assert_double_eq_tol(uniform / DRAWS, 0.5, 5.0 * sqrt(1.0 / 12.0 / DRAWS));
    ck_assert_double_eq_tol(normal / DRAWS, 0.0, 5.0 * sqrt(1.0 / DRAWS));
    ck_assert_double_eq_tol(square / DRAWS, 1.0, 5.0 * sqrt(2.0 / DRAWS));
    ohm_rng_free(rng);
}
END_TEST

START_TEST(shuffle_permutes)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t index[50];
    bool seen[50] = { false };

    for (size_t k = 0; k < 50; k++)
        index[k] = k;
    ohm_rng_shuffle(index, 50, rng);
    for (size_t k = 0; k < 50; k++) {
        ck_assert(index[k] < 50 && !seen[index[k]]);
        seen[index[k]] = true;
    }
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/rng");
    TCase *cases = tcase_create("rng");

    tcase_add_test(cases, known_answer);
    tcase_add_loop_test(cases, restart_returns_the_stream, 0, 5);
    tcase_add_loop_test(cases, moments, 0, 3);
    tcase_add_loop_test(cases, shuffle_permutes, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}
