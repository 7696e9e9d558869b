/* tests/case/test_chart_transient.c -- mirrors lib/case/chart_transient.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


START_TEST(current_energy_dissipation)
{
    ohm_record *record = test_record(".csv", "time,voltage,current,energy,dissipation_n,dissipation_D\n"
                                     "1,10,1,5,100,3\n2,10,2,4,1,2\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_transient_fits(record));
    test_ok(ohm_chart_transient_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 3);
    ck_assert(canvas.panel[0].series[0].y[1] == 2.0 && canvas.panel[1].series[0].y[1] == 4.0);
    ck_assert_str_eq(canvas.panel[2].series[1].label, "D");
    ck_assert(canvas.panel[2].y.log);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_transient");
    TCase *cases = tcase_create("chart_transient");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, current_energy_dissipation);
    suite_add_tcase(suite, cases);
    return suite;
}
