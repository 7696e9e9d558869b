/* tests/device/test_window_series.c -- mirrors lib/device/window_series.c */
#include "device/window_series.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>

static const char *const SPELLINGS[] = {
    "none", "strukov", "joglekar:1", "joglekar:2", "joglekar:7", "joglekar:12", "biolek:1", "biolek:5",
    "prodromakis:1,1", "prodromakis:2.5,0.8"
};

enum { ORDERS = 40, STRIDE = 3 };

/* w(s) = a + b s + c s^2 stays in [0, 1] for |s| <= 0.2; f of it is analytic, and its series
 * truncated at order 39 is below rounding there: (s / radius)^40 with radius > 1/2.  The
 * coefficients of x^24 grow like binomials, so rounding is amplified by at most ~100. */
static const double SERIES_TOL = 1e-13;

START_TEST(series_is_the_function)
{
    for (int start = 0; start < 3; start++) {       /* also where x = 2w - 1 vanishes, and a bound */
        const double a[3] = { 0.5, 0.3, 1.0 }, b = -0.4, c = 0.1;
        double w[ORDERS * STRIDE] = { 0 }, f[ORDERS];
        ohm_window window;

        ck_assert_int_eq(ohm_window_parse(&window, SPELLINGS[_i], NULL), OHM_OK);
        double *scratch = calloc(ohm_window_series_scratch(&window, ORDERS) + 1, sizeof *scratch);

        w[0] = a[start];
        w[STRIDE] = b;
        w[2 * STRIDE] = c;
        for (int falls = 0; falls < 2; falls++) {
            for (size_t k = 0; k < ORDERS; k++)
                ohm_window_series_order(f, k, w, STRIDE, falls, &window, scratch, ORDERS);
            for (double s = 0.0; s < 0.21; s += 0.05) {
                double sum = 0.0;

                for (int k = ORDERS; k-- > 0;)
                    sum = sum * s + f[k];
                ck_assert_double_eq_tol(sum, ohm_window_value(&window, a[start] + s * (b + s * c), falls),
                                        SERIES_TOL);
            }
        }
        free(scratch);
    }
}
END_TEST

START_TEST(slope_series_is_the_slope)
{
    for (int start = 0; start < 3; start++) {
        const double a[3] = { 0.5, 0.3, 1.0 }, b = -0.4, c = 0.1;
        double w[ORDERS * STRIDE] = { 0 }, slope[ORDERS];
        ohm_window window;

        ck_assert_int_eq(ohm_window_parse(&window, SPELLINGS[_i], NULL), OHM_OK);
        double *scratch = calloc(ohm_window_slope_series_scratch(&window, ORDERS) + 1, sizeof *scratch);

        w[0] = a[start];
        w[STRIDE] = b;
        w[2 * STRIDE] = c;
        for (int falls = 0; falls < 2; falls++) {
            for (size_t k = 0; k < ORDERS; k++)
                ohm_window_slope_series_order(slope, k, w, STRIDE, falls, &window, scratch, ORDERS);
            for (double s = 0.0; s < 0.21; s += 0.05) {
                double sum = 0.0;

                for (int k = ORDERS; k-- > 0;)
                    sum = sum * s + slope[k];
                /* 2 p times what the series of f loses, p <= 12 */
                ck_assert_double_eq_tol(sum, ohm_window_slope(&window, a[start] + s * (b + s * c), falls),
                                        24.0 * SERIES_TOL);
            }
        }
        free(scratch);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/window_series");
    TCase *cases = tcase_create("series");

    tcase_add_loop_test(cases, series_is_the_function, 0, sizeof SPELLINGS / sizeof *SPELLINGS);
    tcase_add_loop_test(cases, slope_series_is_the_slope, 0, sizeof SPELLINGS / sizeof *SPELLINGS);
    suite_add_tcase(suite, cases);
    return suite;
}
