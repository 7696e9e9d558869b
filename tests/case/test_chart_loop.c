/* tests/case/test_chart_loop.c -- mirrors lib/case/chart_loop.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


/* Eight steps of a period of 4: the last period, and what came before. */
START_TEST(last_period_is_told_apart)
{
    ohm_record *record = test_record(".csv", TEST_HEAD("device oxide", "{\"voltage\":\"sin:10,0.25\"}")
        "time,voltage,current\n1,10,1\n2,0,0\n3,-10,-1\n4,0,0\n5,10,2\n6,0,0\n7,-10,-2\n8,0,0\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_loop_fits(record));
    test_ok(ohm_chart_loop_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert_uint_eq(canvas.panel[0].series[1].n, 5);
    ck_assert(canvas.panel[0].series[1].y[1] == 2.0);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(a_terminal_has_a_loop_too)
{
    ohm_record *record = test_record(".csv", "time_s,w_0,v_0_V,v_1_V,delivered_0_A,delivered_1_A\n"
                                     "0,0.5,0,0,0,0\n1,0.5,0,1,-2,2\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_loop_fits(record));
    test_ok(ohm_chart_loop_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert(canvas.panel[0].series[0].x[1] == 1.0 && canvas.panel[0].series[0].y[1] == 2.0);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(a_constant_voltage_has_none)
{
    ohm_record *record = test_record(".csv", "time,voltage,current\n1,10,1\n2,10,2\n");

    ck_assert(!ohm_chart_loop_fits(record));
    ohm_record_free(record);
    (void)PLAIN;
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_loop");
    TCase *cases = tcase_create("chart_loop");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, last_period_is_told_apart);
    tcase_add_test(cases, a_terminal_has_a_loop_too);
    tcase_add_test(cases, a_constant_voltage_has_none);
    suite_add_tcase(suite, cases);
    return suite;
}
