/* tests/case/test_chart_matrix.c -- mirrors lib/case/chart_matrix.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


#include <stdio.h>

START_TEST(entries_are_cells)
{
    ohm_record *record = test_record(".csv", TEST_HEAD("matrix", "{}") "1,-3\n0,2\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_matrix_fits(record));
    test_ok(ohm_chart_matrix_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert(canvas.panel[0].series[0].value[1] == -3.0 && canvas.panel[0].series[0].x[1] == 1.0);
    ck_assert(canvas.panel[0].colour.low == -3.0 && canvas.panel[0].colour.high == 3.0);
    ck_assert(canvas.panel[0].downwards);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

/* 300 columns make blocks of 2, and the largest entry of each survives. */
START_TEST(large_ones_are_shown_by_blocks)
{
    static char text[4000];
    size_t length = (size_t)sprintf(text, "%s", TEST_HEAD("matrix", "{}"));

    for (int c = 0; c < 300; c++)
        length += (size_t)sprintf(text + length, "%s%s", c > 0 ? "," : "", c == 7 ? "-5" : "1");
    ohm_record *record = test_record(".csv", text);
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_matrix_fits(record));
    test_ok(ohm_chart_matrix_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].series[0].n, 150);
    ck_assert(canvas.panel[0].series[0].value[3] == -5.0 && canvas.panel[0].series[0].value[4] == 1.0);
    ck_assert_ptr_nonnull(strstr(canvas.panel[0].colour.label, "2 × 2"));
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_matrix");
    TCase *cases = tcase_create("chart_matrix");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, entries_are_cells);
    tcase_add_test(cases, large_ones_are_shown_by_blocks);
    suite_add_tcase(suite, cases);
    return suite;
}
