/* tests/case/test_chart_spectrum.c -- mirrors lib/case/chart_spectrum.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


static const char ANSWER[] = TEST_ANSWER("fixed-points", "{}", "{\"fixed_points\":["
    "{\"eigenvalues\":[],\"kind\":\"stable node\"},"
    "{\"eigenvalues\":[[1,0.5],[1,-0.5]],\"kind\":\"unstable focus\"},"
    "{\"eigenvalues\":[[-1,0]],\"kind\":\"stable node\"},"
    "{\"eigenvalues\":[[-2,0]],\"kind\":\"stable node\"}]}");

/* A key entry and a style for a kind, whatever came without eigenvalues before. */
START_TEST(kinds_share_a_style)
{
    ohm_record *record = test_record(".json", ANSWER);
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_spectrum_fits(record));
    test_ok(ohm_chart_spectrum_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 3);
    ck_assert_str_eq(canvas.panel[0].series[0].label, "unstable focus");
    ck_assert(canvas.panel[0].series[0].y[1] == -0.5);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "stable node");
    ck_assert_ptr_null(canvas.panel[0].series[2].label);
    ck_assert(canvas.panel[0].series[0].style == 0 && canvas.panel[0].series[1].style == 1);
    ck_assert_uint_eq(canvas.panel[0].series[2].style, 1);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(without_eigenvalues_there_is_no_figure)
{
    ohm_record *record = test_record(".json", TEST_ANSWER("fixed-points", "{}",
                                     "{\"fixed_points\":[{\"eigenvalues\":[],\"kind\":\"stable node\"}]}"));
    ohm_canvas canvas = { 0 };
    ohm_error err;

    test_fails(ohm_chart_spectrum_draw(&canvas, record, &PLAIN, &err), OHM_E_METHOD, &err, "no eigenvalues");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_spectrum");
    TCase *cases = tcase_create("chart_spectrum");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, kinds_share_a_style);
    tcase_add_test(cases, without_eigenvalues_there_is_no_figure);
    suite_add_tcase(suite, cases);
    return suite;
}
