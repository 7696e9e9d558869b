/* tests/case/test_chart_lyapunov.c -- mirrors lib/case/chart_lyapunov.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


START_TEST(exponents_are_lines)
{
    ohm_record *record = test_record(".csv",
                                     "time_s,exponent_0_per_s,exponent_1_per_s\n1,0.9,-14\n2,0.91,-14.5\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_lyapunov_fits(record));
    test_ok(ohm_chart_lyapunov_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert(canvas.panel[0].series[1].y[1] == -14.5);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "λ₂");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_lyapunov");
    TCase *cases = tcase_create("chart_lyapunov");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, exponents_are_lines);
    suite_add_tcase(suite, cases);
    return suite;
}
