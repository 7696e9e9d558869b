/* tests/figure/test_scale.c -- mirrors lib/figure/scale.c */
#include "figure/scale.h"
#include "support/test.h"

#include <math.h>

/* scale * value lies in [1, 1000), or the value needed no prefix. */
START_TEST(prefix_leaves_one_to_thousand)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    for (int k = 0; k < 1000; k++) {
        const double value = pow(10.0, ohm_rng_between(rng, -15.0, 15.0));
        const ohm_prefix prefix = ohm_prefix_for(value);

        if (prefix.scale == 1.0)
            ck_assert_msg(value >= 0.1 && value < 1e4, "%g without a prefix", value);
        else
            ck_assert_msg(value * prefix.scale >= 1.0 && value * prefix.scale < 1000.0, "%g %s", value,
                          prefix.sign);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(prefixes_have_their_names)
{
    ck_assert_str_eq(ohm_prefix_for(0.0185).sign, "m");
    ck_assert_str_eq(ohm_prefix_for(3e-6).sign, "\302\265");
    ck_assert_str_eq(ohm_prefix_for(99.98).sign, "");
    ck_assert_str_eq(ohm_prefix_for(2e7).sign, "M");
    ck_assert_str_eq(ohm_prefix_for(0.0).sign, "");
    ck_assert_str_eq(ohm_prefix_for(1e-30).sign, "");
    ck_assert_str_eq(ohm_prefix_for(NAN).sign, "");
}
END_TEST

/* At most six tics, at 1, 2 or 5 times a power of ten, and never fewer than two. */
START_TEST(tics_are_few_and_round)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    for (int k = 0; k < 1000; k++) {
        const double extent = pow(10.0, ohm_rng_between(rng, -12.0, 12.0));
        const double distance = ohm_tic_distance(-0.3 * extent, 0.7 * extent);
        const double digit = distance / pow(10.0, floor(log10(distance) + 1e-9));

        ck_assert_msg(extent / distance <= 5.0 + 1e-9 && extent / distance >= 2.0, "%g: %g", extent, distance);
        ck_assert_msg(fabs(digit - 1.0) < 1e-9 || fabs(digit - 2.0) < 1e-9 || fabs(digit - 5.0) < 1e-9, "%g", digit);
    }
    ck_assert(ohm_tic_distance(1.0, 1.0) == 0.0 && ohm_tic_distance(INFINITY, -INFINITY) == 0.0);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(decades_are_few)
{
    ck_assert(ohm_decade_distance(1.0, 1e5) == 10.0 && ohm_decade_distance(1.0, 1e6) == 100.0);
    ck_assert(ohm_decade_distance(1e-20, 1.0) == 1e4 && ohm_decade_distance(0.0, 0.0) == 10.0);
}
END_TEST

/* A band reaches down to its lower edge, and ends that are given are kept. */
START_TEST(extents_hold_all_series)
{
    const double x[2] = { 0.0, 1.0 }, high[2] = { 2.0, NAN }, low[2] = { -1.0, 1.0 };
    const ohm_series band = { .mark = OHM_MARK_BAND, .n = 2, .x = x, .y = high, .y_low = low };
    const ohm_figure figure = { .x = { "x", "s", false, NAN, 5.0 }, .y = { "y", "V", false, NAN, NAN },
                                .count = 1, .series = &band };
    double from, to;

    ohm_figure_extent(&from, &to, &figure, &figure.x);
    ck_assert(from == 0.0 && to == 5.0);
    ohm_figure_extent(&from, &to, &figure, &figure.y);
    ck_assert(from == -1.0 && to == 2.0);
    ck_assert(ohm_axis_prefix(&figure, &figure.y).scale == 1.0);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("figure/scale");
    TCase *cases = tcase_create("scale");

    tcase_add_loop_test(cases, prefix_leaves_one_to_thousand, 0, 5);
    tcase_add_test(cases, prefixes_have_their_names);
    tcase_add_loop_test(cases, tics_are_few_and_round, 0, 3);
    tcase_add_test(cases, decades_are_few);
    tcase_add_test(cases, extents_hold_all_series);
    suite_add_tcase(suite, cases);
    return suite;
}
