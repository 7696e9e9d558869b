/* tests/case/test_chart_profile.c -- mirrors lib/case/chart_profile.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


START_TEST(densities_over_potential)
{
    ohm_record *record = test_record(".json", TEST_ANSWER("device oxide", "{}",
        "{\"x\":[0,1],\"n\":[1,0.1],\"D\":[2,3],\"V\":[0,5],\"steps\":[]}"));
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_profile_fits(record));
    test_ok(ohm_chart_profile_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 2);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "D");
    ck_assert(canvas.panel[0].y.log && !canvas.panel[1].y.log);
    ck_assert(canvas.panel[1].series[0].y[1] == 5.0);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(a_mesh_is_points)
{
    ohm_record *record = test_record(".json", TEST_ANSWER("device oxide", "{}",
        "{\"x\":[0,1],\"y\":[0,0.5],\"D\":[2,3],\"V\":[0,5]}"));
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_profile_fits(record));
    test_ok(ohm_chart_profile_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 2);
    ck_assert_int_eq(canvas.panel[0].series[0].mark, OHM_MARK_POINTS);
    ck_assert(canvas.panel[0].series[0].value[1] == 3.0 && canvas.panel[0].equal);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_profile");
    TCase *cases = tcase_create("chart_profile");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, densities_over_potential);
    tcase_add_test(cases, a_mesh_is_points);
    suite_add_tcase(suite, cases);
    return suite;
}
