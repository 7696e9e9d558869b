/* tests/device/test_window.c -- mirrors lib/device/window.c */
#include "device/window.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const char *const SPELLINGS[] = {
    "none", "strukov", "joglekar:1", "joglekar:7", "biolek:3", "prodromakis:1.5,0.8"
};

START_TEST(spelling_round_trips)
{
    char text[OHM_WINDOW_TEXT];
    ohm_window window;

    ck_assert_int_eq(ohm_window_parse(&window, SPELLINGS[_i], NULL), OHM_OK);
    ck_assert_str_eq(ohm_window_print(text, &window), SPELLINGS[_i]);
}
END_TEST

START_TEST(nonsense_is_refused)
{
    static const char *const bad[] = {
        "", "hann", "joglekar", "joglekar:", "joglekar:0", "joglekar:1.5", "joglekar:2,3", "biolek:nan",
        "prodromakis:1", "prodromakis:-1,1", "prodromakis:1,0", "strukov:1", "joglekar:1e9"
    };
    ohm_window window;
    ohm_error err;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        test_fails(ohm_window_parse(&window, bad[i], &err), OHM_E_CONTENT, &err, "window");
}
END_TEST

/* A window lets nothing through the bound it guards. */
START_TEST(guarded_bounds_are_closed)
{
    ohm_window window;

    ck_assert_int_eq(ohm_window_parse(&window, SPELLINGS[_i], NULL), OHM_OK);
    ck_assert_double_eq_tol(ohm_window_value(&window, 0.0, true), 0.0, 1e-15);
    ck_assert_double_eq_tol(ohm_window_value(&window, 1.0, false), 0.0, 1e-15);
    ck_assert(ohm_window_value(&window, 1.5, false) == ohm_window_value(&window, 1.0, false));
}
END_TEST

/* Central differences err by h^2 f'''/6 + eps/h: about 1e-9 at h = 1e-6 for p <= 7. */
static const double DIFFERENCE_TOL = 1e-8;

START_TEST(slope_is_the_derivative)
{
    const double h = 1e-6;
    ohm_window window;

    ck_assert_int_eq(ohm_window_parse(&window, SPELLINGS[_i], NULL), OHM_OK);
    for (double w = 0.05; w < 1.0; w += 0.1)
        for (int falls = 0; falls < 2; falls++) {
            const double difference = (ohm_window_value(&window, w + h, falls)
                                       - ohm_window_value(&window, w - h, falls)) / (2.0 * h);

            ck_assert_double_eq_tol(ohm_window_slope(&window, w, falls), difference, DIFFERENCE_TOL);
        }
}
END_TEST

START_TEST(values_by_hand)
{
    ohm_window window;

    ck_assert_int_eq(ohm_window_parse(&window, "joglekar:2", NULL), OHM_OK);
    ck_assert_double_eq_tol(ohm_window_value(&window, 0.25, true), 1.0 - 1.0 / 16.0, 1e-15);
    ck_assert_int_eq(ohm_window_parse(&window, "biolek:1", NULL), OHM_OK);
    ck_assert_double_eq_tol(ohm_window_value(&window, 0.25, true), 1.0 - 0.5625, 1e-15);
    ck_assert_double_eq_tol(ohm_window_value(&window, 0.25, false), 1.0 - 0.0625, 1e-15);
    ck_assert_int_eq(ohm_window_parse(&window, "prodromakis:1,2", NULL), OHM_OK);
    ck_assert_double_eq_tol(ohm_window_value(&window, 0.5, true), 0.5, 1e-15);
}
END_TEST

Suite *
test_suite(void)
{
    const int spellings = sizeof SPELLINGS / sizeof *SPELLINGS;
    Suite *suite = suite_create("device/window");
    TCase *cases = tcase_create("window");

    tcase_add_loop_test(cases, spelling_round_trips, 0, spellings);
    tcase_add_test(cases, nonsense_is_refused);
    tcase_add_loop_test(cases, guarded_bounds_are_closed, 1, spellings);
    tcase_add_loop_test(cases, slope_is_the_derivative, 0, spellings);
    tcase_add_test(cases, values_by_hand);
    suite_add_tcase(suite, cases);
    return suite;
}
