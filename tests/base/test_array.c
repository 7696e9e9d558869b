/* tests/base/test_array.c -- mirrors lib/base/array.c */
#include "base/array.h"
#include "support/test.h"

#include <stdint.h>
#include <stdlib.h>

START_TEST(overflow_is_refused)
{
    ck_assert_ptr_null(ohm_array(SIZE_MAX / 4, 8));
    ck_assert_ptr_null(ohm_zeros(SIZE_MAX, 2));
    ck_assert_ptr_null(ohm_resize(NULL, SIZE_MAX / 2, 3));
}
END_TEST

START_TEST(nothing_is_still_a_pointer)
{
    double *none = OHM_ARRAY(double, 0);

    ck_assert_ptr_nonnull(none);
    free(none);
}
END_TEST

START_TEST(copies_and_resizes_keep_content)
{
    const int digits[3] = { 3, 1, 4 };
    int *copy = ohm_copy(digits, 3, sizeof *digits);

    ck_assert_ptr_nonnull(copy);
    int *longer = ohm_resize(copy, 1000, sizeof *copy);
    ck_assert_ptr_nonnull(longer);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(longer[i], digits[i]);
    free(longer);
}
END_TEST

/* A long array begins on a line of the cache; its size need not be one of whole lines. */
START_TEST(long_arrays_are_aligned)
{
    for (size_t n = 4096; n < 4096 + 64; n++) {
        unsigned char *array = OHM_ARRAY(unsigned char, n);

        ck_assert_ptr_nonnull(array);
        ck_assert_uint_eq((uintptr_t)array % 64, 0);
        array[n - 1] = 1;                       /* the sanitizer would see it fall outside */
        free(array);
    }
}
END_TEST

START_TEST(zeros_are_zero)
{
    double *zeros = OHM_ZEROS(double, 100);

    for (int i = 0; i < 100; i++)
        ck_assert(zeros[i] == 0.0);
    free(zeros);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/array");
    TCase *cases = tcase_create("array");

    tcase_add_test(cases, overflow_is_refused);
    tcase_add_test(cases, nothing_is_still_a_pointer);
    tcase_add_test(cases, copies_and_resizes_keep_content);
    tcase_add_test(cases, long_arrays_are_aligned);
    tcase_add_test(cases, zeros_are_zero);
    suite_add_tcase(suite, cases);
    return suite;
}
