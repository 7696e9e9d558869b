/* tests/dynamics/test_hysteresis.c -- mirrors lib/dynamics/hysteresis.c */
#include "dynamics/hysteresis.h"
#include "support/test.h"

#include <math.h>

/* Chords of a circle of n points: the area of the polygon is (n / 2) sin(2 pi / n). */
START_TEST(area_of_a_polygon)
{
    const int n = 7 + 10 * _i;
    ohm_hysteresis loop = { 0 };

    for (int k = 0; k < n; k++)
        ohm_hysteresis_add(&loop, 3.0 * cos(2.0 * M_PI * k / n), 2.0 * sin(2.0 * M_PI * k / n));
    /* counter-clockwise: integral of I dU is minus the area */
    ck_assert_double_eq_tol(ohm_hysteresis_area(&loop), -6.0 * 0.5 * n * sin(2.0 * M_PI / n), 1e-12);
    ck_assert_double_gt(ohm_hysteresis_pinch(&loop), 0.7);
}
END_TEST

/* A figure of eight through the origin, by hand: two triangles of one sense each. */
START_TEST(pinched_loop_by_hand)
{
    static const double point[][2] = { { 0, 0 }, { 2, 4 }, { 2, 1 }, { 0, 0 }, { -2, -4 }, { -2, -1 }, { 0, 0 } };
    ohm_hysteresis loop = { 0 };

    for (int k = 0; k < 7; k++)
        ohm_hysteresis_add(&loop, point[k][0], point[k][1]);
    ck_assert_double_eq_tol(loop.positive, 4.0 - 1.0, 1e-15);
    ck_assert_double_eq_tol(loop.negative, 4.0 - 1.0, 1e-15);
    ck_assert(ohm_hysteresis_pinch(&loop) == 0.0);
}
END_TEST

/* A segment across U = 0 is shared between the lobes at the crossing. */
START_TEST(segments_are_split_at_zero)
{
    ohm_hysteresis loop = { 0 };

    ohm_hysteresis_add(&loop, -1.0, 2.0);
    ohm_hysteresis_add(&loop, 3.0, 6.0);
    ck_assert_double_eq_tol(loop.negative, 2.5, 1e-15);         /* I runs from 2 to 3 */
    ck_assert_double_eq_tol(loop.positive, 13.5, 1e-15);
    ck_assert_double_eq_tol(ohm_hysteresis_pinch(&loop), 0.5, 1e-15);
}
END_TEST

START_TEST(last_period_is_the_last_complete_one)
{
    double from, to;

    ohm_hysteresis_last_period(&from, &to, 3.7, 1.0);
    ck_assert(from == 2.0 && to == 3.0);
    ohm_hysteresis_last_period(&from, &to, 3.0 * 0.1, 0.1);
    ck_assert_double_eq_tol(from, 0.2, 1e-15);
    ohm_hysteresis_last_period(&from, &to, 0.7, 1.0);
    ck_assert(from == 0.0 && to == 0.7);
    ohm_hysteresis_last_period(&from, &to, 5.0, INFINITY);
    ck_assert(from == 0.0 && to == 5.0);
}
END_TEST

START_TEST(nothing_gives_no_pinch)
{
    ohm_hysteresis loop = { 0 };

    ck_assert(isnan(ohm_hysteresis_pinch(&loop)) && ohm_hysteresis_area(&loop) == 0.0);
    ohm_hysteresis_add(&loop, 1.0, 1.0);
    ck_assert(isnan(ohm_hysteresis_pinch(&loop)));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/hysteresis");
    TCase *cases = tcase_create("hysteresis");

    tcase_add_loop_test(cases, area_of_a_polygon, 0, 5);
    tcase_add_test(cases, pinched_loop_by_hand);
    tcase_add_test(cases, segments_are_split_at_zero);
    tcase_add_test(cases, last_period_is_the_last_complete_one);
    tcase_add_test(cases, nothing_gives_no_pinch);
    suite_add_tcase(suite, cases);
    return suite;
}
