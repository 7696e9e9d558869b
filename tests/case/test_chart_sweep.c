/* tests/case/test_chart_sweep.c -- mirrors lib/case/chart_sweep.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


static const char TABLE[] = "dv_V,length_um,radius_base_nm,conductance_pS,ohmic_pS,current_pA\n"
    "0,10,100,1,4,0\n0,10,200,2,4,0\n1,10,100,3,4,3\n1,10,200,4,4,4\n2,10,100,5,4,10\n2,10,200,6,4,12\n";

/* dv has three values, the radius two: three points on each of two curves. */
START_TEST(the_longest_sweep_runs_along_x)
{
    ohm_record *record = test_record(".csv", TABLE);
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_sweep_fits(record));
    test_ok(ohm_chart_sweep_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 2);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "200 nm");
    ck_assert_uint_eq(canvas.panel[0].series[1].n, 3);
    ck_assert_double_eq_tol(canvas.panel[0].series[1].y[2], 6e-12, 1e-27);
    ck_assert(canvas.panel[0].series[1].x[2] == 2.0);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(one_sweep_has_the_ohmic_line)
{
    ohm_record *record = test_record(".csv", "dv_V,conductance_pS,ohmic_pS\n0,1,4\n1,2,4\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_sweep_fits(record));
    test_ok(ohm_chart_sweep_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 1);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "Ohmic");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(three_sweeps_are_too_many)
{
    ohm_record *record = test_record(".csv",
                                     "dv_V,dp_bar,length_um,conductance_pS\n0,0,1,1\n1,0,1,2\n0,1,1,1\n0,0,2,1\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    test_fails(ohm_chart_sweep_draw(&canvas, record, &PLAIN, &err), OHM_E_METHOD, &err, "3 numbers");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_sweep");
    TCase *cases = tcase_create("chart_sweep");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, the_longest_sweep_runs_along_x);
    tcase_add_test(cases, one_sweep_has_the_ohmic_line);
    tcase_add_test(cases, three_sweeps_are_too_many);
    suite_add_tcase(suite, cases);
    return suite;
}
