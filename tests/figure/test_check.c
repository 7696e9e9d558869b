/* tests/figure/test_check.c -- mirrors lib/figure/check.c; its data are read in test_script.c */
#include "figure/script.h"
#include "support/test.h"

#include <math.h>

static const double X[3] = { 0.0, 1.0, 2.0 }, Y[3] = { 0.018, 0.019, 0.02 };

static ohm_figure
figure_of(const ohm_series *series, size_t count)
{
    return (ohm_figure){
        .x = { "Time", "s", false, NAN, NAN },
        .y = { "Drain current", "A", false, NAN, NAN },
        .count = count, .series = series,
    };
}

static ohm_status
check(const ohm_figure *figure, ohm_error *err)
{
    const ohm_sheet sheet = { .count = 1, .panel = figure };

    return ohm_sheet_check(&sheet, err);
}

START_TEST(what_cannot_be_drawn_is_refused)
{
    static const double none[2] = { NAN, NAN }, one[1] = { 0.0 };
    const ohm_series empty = { .label = "empty", .mark = OHM_MARK_LINE, .n = 0 };
    const ohm_series gaps = { .label = "gaps", .mark = OHM_MARK_LINE, .n = 2, .x = none, .y = none };
    const ohm_series zero = { .label = "zero", .mark = OHM_MARK_LINE, .n = 1, .x = one, .y = one };
    const ohm_series control = { .label = "new\nline", .mark = OHM_MARK_LINE, .n = 3, .x = X, .y = Y };
    ohm_figure figure = figure_of(&empty, 1);
    ohm_error err;

    test_fails(check(&figure, &err), OHM_E_ARG, &err, "no finite point");
    figure.series = &gaps;
    test_fails(check(&figure, &err), OHM_E_ARG, &err, "no finite point");
    figure.series = &control;
    test_fails(check(&figure, &err), OHM_E_ARG, &err, "control character 10");
    figure.series = &zero;
    test_ok(check(&figure, &err), &err);
    figure.y.log = true;
    test_fails(check(&figure, &err), OHM_E_DOMAIN, &err, "logarithmic");
    figure.y.log = false;
    figure.x.low = figure.x.high = 1.0;
    test_fails(check(&figure, &err), OHM_E_ARG, &err, "axis from 1 to 1");
}
END_TEST

START_TEST(colours_are_checked_where_they_are_used)
{
    static const double value[3] = { 0.0, 1.0, 2.0 };
    ohm_series cells = { .mark = OHM_MARK_CELLS, .n = 3, .x = X, .y = Y };
    ohm_figure figure = figure_of(&cells, 1);
    ohm_error err;

    test_fails(check(&figure, &err), OHM_E_ARG, &err, "cells without values");
    cells.value = value;
    test_ok(check(&figure, &err), &err);
    figure.colour = (ohm_axis){ "Entry", NULL, true, NAN, NAN };
    test_fails(check(&figure, &err), OHM_E_DOMAIN, &err, "logarithmic");
    figure.colour = (ohm_axis){ "Entry", NULL, false, 1.0, 0.0 };
    test_fails(check(&figure, &err), OHM_E_ARG, &err, "axis from 1 to 0");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("figure/check");
    TCase *cases = tcase_create("check");

    tcase_add_test(cases, what_cannot_be_drawn_is_refused);
    tcase_add_test(cases, colours_are_checked_where_they_are_used);
    suite_add_tcase(suite, cases);
    return suite;
}
