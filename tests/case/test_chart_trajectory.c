/* tests/case/test_chart_trajectory.c -- mirrors lib/case/chart_trajectory.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


/* Seven memories are lines, eight are a band with its extremes; below, what is delivered. */
START_TEST(few_are_lines_and_many_a_band)
{
    ohm_record *record = test_record(".csv", _i == 0
        ? "time_s,w_0,w_1,delivered_3_A\n0,0.1,0.2,5\n1,0.2,0.3,6\n"
        : "time_s,w_0,w_1,w_2,w_3,w_4,w_5,w_6,w_7,power_W\n0,0,1,2,3,4,5,6,7,5\n1,1,2,3,4,5,6,7,8,6\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_trajectory_fits(record));
    test_ok(ohm_chart_trajectory_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 2);
    ck_assert_uint_eq(canvas.panel[0].count, _i == 0 ? 2 : 4);
    ck_assert_int_eq(canvas.panel[0].series[0].mark, _i == 0 ? OHM_MARK_LINE : OHM_MARK_BAND);
    ck_assert_str_eq(canvas.panel[1].y.unit, _i == 0 ? "A" : "W");
    ck_assert(canvas.panel[1].series[0].y[1] == 6.0);
    if (_i == 1)
        ck_assert(canvas.panel[0].series[2].y[0] == 0.0 && canvas.panel[0].series[3].y[0] == 7.0);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_trajectory");
    TCase *cases = tcase_create("chart_trajectory");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, few_are_lines_and_many_a_band, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
