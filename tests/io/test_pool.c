/* tests/io/test_pool.c -- mirrors lib/io/pool.c */
#include "io/pool.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(equal_bytes_have_one_name)
{
    enum { WORDS = 5000 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    uint32_t name[WORDS], again;
    ohm_pool *pool;
    ohm_error err;
    char text[32];

    test_ok(ohm_pool_alloc(&pool, &err), &err);
    ck_assert_uint_eq(ohm_pool_find(pool, "", 0), OHM_POOL_NONE);
    for (int k = 0; k < WORDS; k++) {
        snprintf(text, sizeof text, "w%d", k);
        test_ok(ohm_pool_add(&name[k], pool, text, strlen(text), &err), &err);
        ck_assert_uint_ne(name[k], OHM_POOL_NONE);
    }
    for (int k = 0; k < WORDS; k++) {
        const int word = (int)ohm_rng_below(rng, WORDS);

        snprintf(text, sizeof text, "w%d", word);
        test_ok(ohm_pool_add(&again, pool, text, strlen(text), &err), &err);
        ck_assert_uint_eq(again, name[word]);
        ck_assert_uint_eq(ohm_pool_find(pool, text, strlen(text)), name[word]);
        ck_assert_str_eq(ohm_pool_text(pool, name[word]), text);
    }
    ohm_pool_free(pool);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(strings_may_be_empty_long_or_hold_nuls)
{
    const size_t length = 3000000;              /* more than a chunk */
    char *longest = malloc(length);
    uint32_t empty, split, joined, large;
    ohm_pool *pool;
    ohm_error err;

    memset(longest, 'x', length);
    test_ok(ohm_pool_alloc(&pool, &err), &err);
    test_ok(ohm_pool_add(&empty, pool, "", 0, &err), &err);
    test_ok(ohm_pool_add(&split, pool, "a\0b", 3, &err), &err);
    test_ok(ohm_pool_add(&joined, pool, "a", 1, &err), &err);
    test_ok(ohm_pool_add(&large, pool, longest, length, &err), &err);
    ck_assert_uint_ne(empty, OHM_POOL_NONE);
    ck_assert_uint_ne(split, joined);
    ck_assert_uint_eq(ohm_pool_length(pool, split), 3);
    ck_assert_int_eq(memcmp(ohm_pool_text(pool, split), "a\0b", 4), 0);
    ck_assert_uint_eq(ohm_pool_length(pool, large), length);
    ck_assert_int_eq(memcmp(ohm_pool_text(pool, large), longest, length), 0);
    ck_assert_ptr_null(ohm_pool_text(pool, OHM_POOL_NONE));
    free(longest);
    ohm_pool_free(pool);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/pool");
    TCase *cases = tcase_create("pool");

    tcase_add_loop_test(cases, equal_bytes_have_one_name, 0, 3);
    tcase_add_test(cases, strings_may_be_empty_long_or_hold_nuls);
    suite_add_tcase(suite, cases);
    return suite;
}
