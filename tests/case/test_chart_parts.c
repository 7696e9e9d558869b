/* tests/case/test_chart_parts.c -- mirrors lib/case/chart_parts.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


START_TEST(quantiles_are_linear_between_neighbours)
{
    const double sorted[5] = { 0.0, 1.0, 2.0, 3.0, 10.0 };

    ck_assert(ohm_quantile(sorted, 5, 0.0) == 0.0 && ohm_quantile(sorted, 5, 1.0) == 10.0);
    ck_assert(ohm_quantile(sorted, 5, 0.5) == 2.0);
    ck_assert_double_eq_tol(ohm_quantile(sorted, 5, 0.875), 6.5, 1e-15);
    ck_assert(ohm_quantile(sorted, 1, 0.3) == 0.0);
}
END_TEST

/* Of three numbers the quantiles at 10 % and 90 % lie 1/5 from the ends. */
START_TEST(bands_hold_the_quantiles)
{
    ohm_record *record = test_record(".csv", "time_s,w_0,w_1,w_2\n0,0.1,0.2,0.9\n");
    const size_t column[3] = { 1, 2, 3 };
    const double time[1] = { 0.0 };
    ohm_canvas canvas = { 0 };

    (void)PLAIN;
    ohm_canvas_panel(&canvas, ohm_canvas_axis("x", NULL), ohm_canvas_axis("y", NULL));
    ohm_chart_band(&canvas, record->table, column, 3, time, 0);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert_double_eq_tol(canvas.panel[0].series[0].y_low[0], 0.12, 1e-15);
    ck_assert_double_eq_tol(canvas.panel[0].series[0].y[0], 0.76, 1e-15);
    ck_assert_double_eq_tol(canvas.panel[0].series[1].y[0], 0.2, 1e-15);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(wide_ranges_are_seen)
{
    const double wide[3] = { 1e-3, NAN, 1.0 }, zero[2] = { 0.0, 1.0 };

    ck_assert(ohm_chart_wide(wide, 3, 1000.0) && !ohm_chart_wide(wide, 3, 1001.0));
    ck_assert(!ohm_chart_wide(zero, 2, 1.0) && !ohm_chart_wide(NULL, 2, 1.0));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_parts");
    TCase *cases = tcase_create("chart_parts");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, quantiles_are_linear_between_neighbours);
    tcase_add_test(cases, bands_hold_the_quantiles);
    tcase_add_test(cases, wide_ranges_are_seen);
    suite_add_tcase(suite, cases);
    return suite;
}
