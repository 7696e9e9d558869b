/* tests/case/test_canvas.c -- mirrors lib/case/canvas.c */
#include "case/canvas.h"
#include "support/test.h"

#include <string.h>


/* Two panels with a series each, all of the canvas's own memory. */
static void
fill(ohm_canvas *canvas)
{
    for (int p = 0; p < 2; p++) {
        double *x = ohm_canvas_numbers(canvas, 3);

        for (int k = 0; x != NULL && k < 3; k++)
            x[k] = (double)(k + p);
        ohm_canvas_panel(canvas, ohm_canvas_axis("Time", "s"),
                         ohm_canvas_axis(ohm_canvas_text(canvas, "w %d", p), NULL));
        ohm_canvas_last(canvas)->crossed = true;
        ohm_canvas_add(canvas, (ohm_series){ .n = 3, .x = x, .y = x });
    }
}

START_TEST(panels_keep_their_series)
{
    ohm_canvas canvas = { 0 };

    fill(&canvas);
    ck_assert(!canvas.failed);
    ck_assert_uint_eq(canvas.panels, 2);
    for (size_t p = 0; p < 2; p++) {
        ck_assert_uint_eq(canvas.panel[p].count, 1);
        ck_assert(canvas.panel[p].series[0].x[0] == (double)p);
    }
    ck_assert_str_eq(canvas.panel[1].y.label, "w 1");
    ohm_canvas_free(&canvas);
    ohm_canvas_free(&canvas);
}
END_TEST

START_TEST(a_failure_stays)
{
    ohm_canvas canvas = { 0 };
    ohm_error err;

    ohm_canvas_panel(&canvas, ohm_canvas_axis("x", NULL), ohm_canvas_axis("y", NULL));
    ohm_canvas_add(&canvas, (ohm_series){ .n = 1 });        /* numbers that were refused */
    fill(&canvas);
    test_fails(ohm_canvas_write(&canvas, "x.svg", NULL, false, &err), OHM_E_NOMEM, &err, "memory");
    ohm_canvas_free(&canvas);
}
END_TEST

START_TEST(refused_memory_is_remembered)
{
    ohm_canvas canvas;

    if (!test_alloc_enabled())
        return;
    for (unsigned long k = 0; ; k++) {
        canvas = (ohm_canvas){ 0 };
        test_alloc_refuse(k);
        fill(&canvas);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(canvas.failed, refused);
        ohm_canvas_free(&canvas);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/canvas");
    TCase *cases = tcase_create("canvas");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, panels_keep_their_series);
    tcase_add_test(cases, a_failure_stays);
    tcase_add_test(cases, refused_memory_is_remembered);
    suite_add_tcase(suite, cases);
    return suite;
}
