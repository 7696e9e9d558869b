/* tests/learning/test_band.c -- mirrors lib/learning/band.c */
#include "learning/band.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* 0 .. 10 in any order: all is known. */
START_TEST(whole_numbers_are_summarized)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t order[11];
    double x[13] = { NAN, NAN };

    for (size_t k = 0; k < 11; k++)
        order[k] = k;
    ohm_rng_shuffle(order, 11, rng);
    for (size_t k = 0; k < 11; k++)
        x[2 + k] = (double)order[k];
    const ohm_band band = ohm_band_of(x, 13);

    ck_assert_uint_eq(band.count, 11);
    ck_assert_double_eq(band.mean, 5.0);
    ck_assert_double_eq(band.sd, sqrt(10.0));
    ck_assert_double_eq(band.median, 5.0);
    ck_assert_double_eq(band.q10, 1.0);
    ck_assert_double_eq(band.q90, 9.0);
    ck_assert_double_eq(band.least, 0.0);
    ck_assert_double_eq(band.most, 10.0);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(nothing_is_no_number)
{
    double x[2] = { NAN, NAN };
    const ohm_band band = ohm_band_of(x, 2);

    ck_assert_uint_eq(band.count, 0);
    ck_assert(isnan(band.mean) && isnan(band.median) && isnan(band.q10) && isnan(band.least)
              && isnan(band.sd));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("band");
    TCase *tc = tcase_create("band");

    tcase_add_loop_test(tc, whole_numbers_are_summarized, 0, 5);
    tcase_add_test(tc, nothing_is_no_number);
    suite_add_tcase(suite, tc);
    return suite;
}
