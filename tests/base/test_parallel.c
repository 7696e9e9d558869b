/* tests/base/test_parallel.c -- mirrors lib/base/parallel.c */
#include "base/parallel.h"
#include "support/test.h"

#include <string.h>

enum { PIECES = 1000 };

static ohm_status
square(void *data, size_t index, ohm_error *err)
{
    size_t *result = data;

    (void)err;
    result[index] += index * index;
    return OHM_OK;
}

START_TEST(every_piece_is_done_once)
{
    size_t result[PIECES] = { 0 };

    ck_assert_int_eq(ohm_parallel(PIECES, (size_t)_i, square, result, NULL), OHM_OK);
    for (size_t k = 0; k < PIECES; k++)
        ck_assert_uint_eq(result[k], k * k);
    ck_assert_int_eq(ohm_parallel(0, (size_t)_i, square, NULL, NULL), OHM_OK);
}
END_TEST

static ohm_status
fail_from_seventh(void *data, size_t index, ohm_error *err)
{
    (void)data;
    return index >= 7 ? ohm_fail(err, OHM_E_DOMAIN, "piece %zu", index) : OHM_OK;
}

/* Pieces start in order, so the smallest failing one always runs: the answer is 7 at any threads. */
START_TEST(the_first_failure_is_reported)
{
    ohm_error err;

    test_fails(ohm_parallel(PIECES, (size_t)_i, fail_from_seventh, NULL, &err), OHM_E_DOMAIN, &err,
               "piece 7");
    ck_assert_str_eq(err.text, "piece 7");
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        size_t result[PIECES] = { 0 };

        test_alloc_refuse(k);
        const ohm_status status = ohm_parallel(PIECES, 2, square, result, NULL);
        if (!test_alloc_allow())
            break;
        /* a refused thread is done without, a refused list of threads is not */
        ck_assert(status == OHM_E_NOMEM || result[PIECES - 1] == (size_t)(PIECES - 1) * (PIECES - 1));
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/parallel");
    TCase *cases = tcase_create("parallel");

    tcase_add_loop_test(cases, every_piece_is_done_once, 1, 5);
    tcase_add_loop_test(cases, the_first_failure_is_reported, 1, 5);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
