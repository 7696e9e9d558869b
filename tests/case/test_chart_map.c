/* tests/case/test_chart_map.c -- mirrors lib/case/chart_map.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


/* V1 = x1 on a grid: it is 1/2 along x1 = 1/2. */
START_TEST(the_decision_is_a_line)
{
    ohm_record *record = test_record(".csv", TEST_HEAD("train perceptron", "{\"coding\":\"01\"}")
        "x1,x2,V1\n0,0,0\n0,1,0\n0.8,0,0.8\n0.8,1,0.8\n1,0,1\n1,1,1\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_map_fits(record));
    test_ok(ohm_chart_map_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    const ohm_series *line = &canvas.panel[0].series[1];
    ck_assert_uint_eq(line->n, 3);
    ck_assert_double_eq_tol(line->x[0], 0.5, 1e-15);
    ck_assert_double_eq_tol(line->x[1], 0.5, 1e-15);
    ck_assert(fabs(line->y[0] - line->y[1]) == 1.0);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(points_that_are_no_grid_are_no_map)
{
    ohm_record *record = test_record(".csv", "x1,x2,V1\n0,0,0\n0,1,0\n1,0,0\n2,1,0\n");

    (void)PLAIN;
    ck_assert(!ohm_chart_map_fits(record));
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_map");
    TCase *cases = tcase_create("chart_map");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, the_decision_is_a_line);
    tcase_add_test(cases, points_that_are_no_grid_are_no_map);
    suite_add_tcase(suite, cases);
    return suite;
}
