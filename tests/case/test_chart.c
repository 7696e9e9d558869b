/* tests/case/test_chart.c -- mirrors lib/case/chart.c */
#include "case/chart.h"
#include "io/source.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char TABLE[] =
    "time_s,w_0,w_1,w_2,i_0_A,v_1_V,delivered_4_A\n"
    "0,0.1,0.2,0.9,0.001,1,0.004\n"
    "1,0.2,0.3,0.8,0.002,2,0.005\n"
    "2,0.3,0.4,0.7,0.003,3,0.006\n";

static char path[64];

static ohm_csv *
read_table(const char *text)
{
    ohm_source *source;
    ohm_csv *csv;
    ohm_error err;

    test_ok(ohm_source_of(&source, "table", text, strlen(text), &err), &err);
    test_ok(ohm_csv_read(&csv, source, &err), &err);
    ohm_source_close(source);
    return csv;
}

static void
name_path(void)
{
    snprintf(path, sizeof path, "/tmp/ohmega-chart-%ld.svg", (long)getpid());
}

static void
remove_figure(void)
{
    char beside[80];

    remove(path);
    snprintf(beside, sizeof beside, "%.*s.gp", (int)strlen(path) - 4, path);
    remove(beside);
    snprintf(beside, sizeof beside, "%.*s.dat", (int)strlen(path) - 4, path);
    remove(beside);
}

/* The data file beside the figure. */
static char *
drawn_data(void)
{
    static char text[4096];
    char beside[80];

    snprintf(beside, sizeof beside, "%.*s.dat", (int)strlen(path) - 4, path);
    FILE *file = fopen(beside, "r");

    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static ohm_status
write_chart(const ohm_csv *csv, const ohm_chart *chart, ohm_error *err)
{
    name_path();
    return ohm_chart_write(path, csv, chart, err);
}

START_TEST(terminals_come_first)
{
    ohm_csv *csv = read_table(TABLE);
    const ohm_chart chart = { .replace = true };
    ohm_error err;

    test_ok(write_chart(csv, &chart, &err), &err);
    ck_assert_ptr_nonnull(strstr(drawn_data(), "2 0.006"));
    remove_figure();
    ohm_csv_free(csv);
}
END_TEST

/* Of three numbers the quantiles at 10 % and 90 % lie 1/5 from the ends. */
START_TEST(band_holds_the_quantiles)
{
    ohm_csv *csv = read_table(TABLE);
    const ohm_chart chart = { .band = "w", .replace = true };
    ohm_error err;

    test_ok(write_chart(csv, &chart, &err), &err);
    ck_assert_ptr_nonnull(strstr(drawn_data(), "0 0.76 0.12"));
    ck_assert_ptr_nonnull(strstr(drawn_data(), "0 0.2\n"));
    remove_figure();
    ohm_csv_free(csv);
}
END_TEST

START_TEST(what_cannot_be_drawn_is_named)
{
    ohm_csv *csv = read_table(TABLE);
    const ohm_chart none = { .columns = "nosuch" }, mixed = { .columns = "w_0,i_0_A" }, kind = { .band = "q" };
    const ohm_chart axis = { .x = "nosuch" };
    ohm_error err;

    test_fails(write_chart(csv, &none, &err), OHM_E_ARG, &err, "nosuch");
    test_fails(write_chart(csv, &mixed, &err), OHM_E_ARG, &err, "units");
    test_fails(write_chart(csv, &kind, &err), OHM_E_ARG, &err, "\"q\"");
    test_fails(write_chart(csv, &axis, &err), OHM_E_ARG, &err, "x axis");
    ohm_csv_free(csv);
}
END_TEST

START_TEST(quantiles_are_linear_between_neighbours)
{
    const double sorted[5] = { 0.0, 1.0, 2.0, 3.0, 10.0 };

    ck_assert(ohm_quantile(sorted, 5, 0.0) == 0.0 && ohm_quantile(sorted, 5, 1.0) == 10.0);
    ck_assert(ohm_quantile(sorted, 5, 0.5) == 2.0);
    ck_assert_double_eq_tol(ohm_quantile(sorted, 5, 0.875), 6.5, 1e-15);
    ck_assert(ohm_quantile(sorted, 1, 0.3) == 0.0);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart");
    TCase *cases = tcase_create("chart");

    tcase_set_timeout(cases, 60.0);
    if (system("command -v gnuplot >/dev/null") == 0) {
        tcase_add_test(cases, terminals_come_first);
        tcase_add_test(cases, band_holds_the_quantiles);
    }
    tcase_add_test(cases, what_cannot_be_drawn_is_named);
    tcase_add_test(cases, quantiles_are_linear_between_neighbours);
    suite_add_tcase(suite, cases);
    return suite;
}
