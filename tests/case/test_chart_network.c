/* tests/case/test_chart_network.c -- mirrors lib/case/chart_network.c */
#include "case/chart_kinds.h"
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const ohm_chart PLAIN = { 0 };


static const char CIRCUIT[] =
    "<graphml><key id=\"p\" for=\"node\" attr.name=\"potential\" attr.type=\"double\"/>"
    "<key id=\"w\" for=\"edge\" attr.name=\"w\" attr.type=\"double\"/><graph edgedefault=\"directed\">"
    "<node id=\"a\"><data key=\"p\">1</data></node><node id=\"b\"><data key=\"p\">0</data></node>"
    "<edge source=\"a\" target=\"b\"><data key=\"w\">0</data></edge>"
    "<edge source=\"b\" target=\"a\"><data key=\"w\">1</data></edge>"
    "<edge source=\"a\" target=\"a\"><data key=\"w\">0.5</data></edge></graph></graphml>";

/* Currents 1, 1/101 and 0 A: the wide edge, and the thin ones with the bow and the loop. */
START_TEST(width_is_current_and_colour_is_state)
{
    ohm_record *record = test_record(".graphml", CIRCUIT);
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_network_fits(record));
    test_ok(ohm_chart_network_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    const ohm_series *thin = &canvas.panel[0].series[0], *wide = &canvas.panel[0].series[1];
    ck_assert(wide->weight > thin->weight);
    ck_assert_uint_eq(wide->n, 3);                      /* two ends and a gap */
    ck_assert(wide->value[0] == 0.0 && isnan(wide->x[2]));
    ck_assert_uint_eq(thin->n, 36);                     /* seventeen points and a gap, twice */
    ck_assert(thin->value[0] == 1.0 && thin->value[18] == 0.5);
    ck_assert(canvas.panel[0].bare);
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

/* An edge back and forth: the second leaves the line of the first. */
START_TEST(parallel_edges_are_bowed)
{
    ohm_record *record = test_record(".graphml", CIRCUIT);
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ck_assert(ohm_chart_network_fits(record));
    test_ok(ohm_chart_network_draw(&canvas, record, &PLAIN, &err), &err);
    ck_assert(!canvas.failed);
    const ohm_series *thin = &canvas.panel[0].series[0], *wide = &canvas.panel[0].series[1];
    const double dx = wide->x[1] - wide->x[0], dy = wide->y[1] - wide->y[0];
    const double off = (thin->x[8] - wide->x[0]) * dy - (thin->y[8] - wide->y[0]) * dx;
    ck_assert(fabs(off) > 0.05 * (dx * dx + dy * dy));
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

START_TEST(nothing_is_no_figure)
{
    ohm_record *record = test_record(".graphml",
                                     "<graphml><graph edgedefault=\"directed\"><node id=\"a\"/></graph>"
                                     "</graphml>");
    ohm_canvas canvas = { 0 };
    ohm_error err;

    test_fails(ohm_chart_network_draw(&canvas, record, &PLAIN, &err), OHM_E_METHOD, &err, "no edges");
    ohm_canvas_free(&canvas);
    ohm_record_free(record);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/chart_network");
    TCase *cases = tcase_create("chart_network");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, width_is_current_and_colour_is_state);
    tcase_add_test(cases, parallel_edges_are_bowed);
    tcase_add_test(cases, nothing_is_no_figure);
    suite_add_tcase(suite, cases);
    return suite;
}
