/* tests/case/test_chart.c -- mirrors lib/case/chart.c */
#include "case/chart.h"
#include "support/record_text.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>


/* The kind a file becomes by itself, and what --kind finds. */
static void
expect_kind(ohm_record *record, const char *kind)
{
    const ohm_chart plain = { 0 };
    const char *found;
    ohm_error err;

    test_ok(ohm_chart_kind(&found, record, &plain, &err), &err);
    ck_assert_str_eq(found, kind);
    ohm_record_free(record);
}

START_TEST(provenance_says_what_to_draw)
{
    expect_kind(test_record(".csv", TEST_HEAD("simulate", "{}") "time_s,w_0\n0,1\n"), "trajectory");
    expect_kind(test_record(".csv", TEST_HEAD("device oxide",
                                              "{}") "time,voltage,current,energy\n0,1,1,1\n1,2,1,1\n"),
                "loop");
    expect_kind(test_record(".csv", TEST_HEAD("device oxide",
                                              "{}") "time,voltage,current,energy\n0,1,1,1\n1,1,1,1\n"),
                "transient");
    expect_kind(test_record(".csv", TEST_HEAD("train perceptron",
                                              "{}") "x1,x2,V1\n0,0,1\n0,1,1\n1,0,1\n1,1,1\n"), "map");
    expect_kind(test_record(".csv", TEST_HEAD("train contrastive", "{}") "step,error_V2\n0,1\n"), "training");
    expect_kind(test_record(".csv", TEST_HEAD("device channel", "{}") "dv_V,conductance_pS\n0,1\n1,1\n"),
                "sweep");
    expect_kind(test_record(".csv", "a,b\n0,1\n"), "columns");
    expect_kind(test_record(".edges", "0 1\n"), "network");
    expect_kind(test_record(".json", TEST_ANSWER("memory", "{}", "{\"gamma\":\"0\",\"edges\":1}")), "memory");
}
END_TEST

START_TEST(the_wrong_kind_says_what_is_right)
{
    ohm_record *record = test_record(".json", TEST_ANSWER("memory", "{}", "{\"gamma\":\"0\",\"edges\":1}"));
    ohm_record *other = test_record(".json", TEST_ANSWER("info", "{}", "{\"nodes\":1}"));
    const ohm_chart loop = { .kind = "loop" }, none = { .kind = "pie" }, plain = { 0 };
    const char *found;
    ohm_error err;

    test_fails(ohm_chart_kind(&found, record, &loop, &err), OHM_E_ARG, &err, "an answer of ohmega memory");
    test_fails(ohm_chart_kind(&found, record, &loop, &err), OHM_E_ARG, &err, "this file becomes memory");
    test_fails(ohm_chart_kind(&found, record, &none, &err), OHM_E_ARG, &err, "no such kind");
    test_fails(ohm_chart_kind(&found, other, &plain, &err), OHM_E_METHOD, &err, "no figure of it");
    ck_assert_ptr_null(found);
    ohm_record_free(record);
    ohm_record_free(other);
}
END_TEST

START_TEST(rows_end)
{
    size_t count = 0;

    while (ohm_chart_row_at(count) != NULL)
        count++;
    ck_assert_uint_eq(count, 13);
}
END_TEST

START_TEST(figures_are_files)
{
    ohm_record *record = test_record(".csv", TEST_HEAD("simulate", "{}") "time_s,w_0\n0,1\n1,0.5\n");
    const ohm_chart chart = { .replace = true };
    static const char *const SUFFIX[] = { ".svg", ".gp", ".dat" };
    char path[64];
    ohm_error err;

    if (system("command -v gnuplot >/dev/null") == 0) {
        snprintf(path, sizeof path, "/tmp/ohmega-chart-%ld.svg", (long)getpid());
        test_ok(ohm_chart_write(path, record, &chart, &err), &err);
        for (int k = 0; k < 3; k++) {
            snprintf(path, sizeof path, "/tmp/ohmega-chart-%ld%s", (long)getpid(), SUFFIX[k]);
            ck_assert_int_eq(remove(path), 0);
        }
    }
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart");
    TCase *cases = tcase_create("chart");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, provenance_says_what_to_draw);
    tcase_add_test(cases, the_wrong_kind_says_what_is_right);
    tcase_add_test(cases, rows_end);
    tcase_add_test(cases, figures_are_files);
    suite_add_tcase(suite, cases);
    return suite;
}
