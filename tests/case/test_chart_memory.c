/* tests/case/test_chart_memory.c -- mirrors lib/case/chart_memory.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


#define CIRCUIT(path, edges, gamma) \
    "{\"command\":\"memory\",\"inputs\":[{\"path\":\"" path "\"}],\"result\":{\"gamma\":\"x\",\"edges\":" #edges \
    ",\"gamma_float\":" #gamma "}}\n"

START_TEST(families_are_files_of_one_name)
{
    ohm_record *record = test_record(".jsonl", CIRCUIT("a/ring-4.graphml", 4, 0.25) CIRCUIT("k5.graphml", 10,
                                                                                            0.6)
                                     CIRCUIT("ring-8.graphml", 8, 0.125));
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_memory_fits(record));
    test_ok(ohm_chart_memory_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 2);
    ck_assert_str_eq(canvas.panel[0].series[0].label, "ring");
    ck_assert_uint_eq(canvas.panel[0].series[0].n, 2);
    ck_assert(canvas.panel[0].series[0].x[1] == 8.0 && canvas.panel[0].series[0].y[1] == 0.125);
    ck_assert_str_eq(canvas.panel[0].series[1].label, "k");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(one_family_needs_no_key)
{
    ohm_record *record = test_record(".jsonl", CIRCUIT("-", 4, 0.25) CIRCUIT("-", 8, 0.125));
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_memory_fits(record));
    test_ok(ohm_chart_memory_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 1);
    ck_assert_ptr_null(canvas.panel[0].series[0].label);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_memory");
    TCase *cases = tcase_create("chart_memory");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, families_are_files_of_one_name);
    tcase_add_test(cases, one_family_needs_no_key);
    suite_add_tcase(suite, cases);
    return suite;
}
