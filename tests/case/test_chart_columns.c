/* tests/case/test_chart_columns.c -- mirrors lib/case/chart_columns.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


static const char TABLE[] =
    "time_s,w_0,w_1,w_2,i_0_A,v_1_V,delivered_4_A\n0,0.1,0.2,0.9,0.001,1,0.004\n1,0.2,0.3,0.8,0.002,2,0.005\n";

START_TEST(columns_are_curves)
{
    ohm_record *record = test_record(".csv", TABLE);
    const ohm_chart chart = { .columns = "w_0,w_2" };
    ohm_canvas canvas = { 0 };
    ohm_error err;

    (void)PLAIN;
    ck_assert(ohm_chart_columns_fits(record));
    test_ok(ohm_chart_columns_draw(&canvas, record, &chart, &err), &err);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "edge 2");
    ck_assert(canvas.panel[0].series[1].y[1] == 0.8);
    ck_assert_str_eq(canvas.panel[0].x.unit, "s");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(bands_are_of_a_kind)
{
    ohm_record *record = test_record(".csv", TABLE);
    const ohm_chart chart = { .band = "w" };
    ohm_canvas canvas = { 0 };
    ohm_error err;

    test_ok(ohm_chart_columns_draw(&canvas, record, &chart, &err), &err);
    ck_assert_int_eq(canvas.panel[0].series[0].mark, OHM_MARK_BAND);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(what_cannot_be_drawn_is_named)
{
    ohm_record *record = test_record(".csv", TABLE);
    const ohm_chart none = { .columns = "nosuch" }, mixed = { .columns = "w_0,i_0_A" },
        kind = { .band = "q" };
    const ohm_chart axis = { .x = "nosuch" };
    ohm_canvas canvas = { 0 };
    ohm_error err;

    test_fails(ohm_chart_columns_draw(&canvas, record, &none, &err), OHM_E_ARG, &err, "nosuch");
    test_fails(ohm_chart_columns_draw(&canvas, record, &mixed, &err), OHM_E_ARG, &err, "units");
    test_fails(ohm_chart_columns_draw(&canvas, record, &kind, &err), OHM_E_ARG, &err, "\"q\"");
    test_fails(ohm_chart_columns_draw(&canvas, record, &axis, &err), OHM_E_ARG, &err, "x axis");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_columns");
    TCase *cases = tcase_create("chart_columns");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, columns_are_curves);
    tcase_add_test(cases, bands_are_of_a_kind);
    tcase_add_test(cases, what_cannot_be_drawn_is_named);
    suite_add_tcase(suite, cases);
    return suite;
}
