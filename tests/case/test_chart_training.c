/* tests/case/test_chart_training.c -- mirrors lib/case/chart_training.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


START_TEST(ensembles_are_bands)
{
    ohm_record *record = test_record(".csv",
                                     "epoch,mean,sd,median,q10,q90\n0,10,1,9,5,20\n1,1,1,0.9,0.5,2\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_training_fits(record));
    test_ok(ohm_chart_training_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panel[0].count, 3);
    ck_assert(canvas.panel[0].series[0].y[0] == 20.0 && canvas.panel[0].series[0].y_low[0] == 5.0);
    ck_assert(canvas.panel[0].y.log);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

/* Realizations of a network: the error above, the share of right answers in test below. */
START_TEST(realizations_are_bands_too)
{
    ohm_record *record = test_record(".csv", "step,mean_V2,median_V2,q10_V2,q90_V2,test_mean,test_median,test_q10,"
                                     "test_q90\n0,2,2,1,3,0.5,0.5,0.4,0.6\n10,1,1,0.5,2,0.9,0.9,0.8,1\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_training_fits(record));
    test_ok(ohm_chart_training_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert_uint_eq(canvas.panels, 2);
    ck_assert(canvas.panel[0].series[0].y_low[1] == 0.5 && canvas.panel[1].series[1].y[1] == 0.9);
    ck_assert_str_eq(canvas.panel[1].y.label, "Accuracy in test");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

/* Costs above, lengths below in metres; potentials are left out. */
START_TEST(weights_stand_below_the_cost)
{
    ohm_record *record = test_record(".csv", "step,cost_V2,length_0_um,v_0_V\n0,2,10,5\n1,1,9,5\n");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_training_fits(record));
    test_ok(ohm_chart_training_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 2);
    ck_assert(!canvas.panel[0].y.log);
    ck_assert_uint_eq(canvas.panel[1].count, 1);
    ck_assert_double_eq_tol(canvas.panel[1].series[0].y[1], 9e-6, 1e-20);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_training");
    TCase *cases = tcase_create("chart_training");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, ensembles_are_bands);
    tcase_add_test(cases, realizations_are_bands_too);
    tcase_add_test(cases, weights_stand_below_the_cost);
    suite_add_tcase(suite, cases);
    return suite;
}
