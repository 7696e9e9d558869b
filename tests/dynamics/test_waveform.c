/* tests/dynamics/test_waveform.c -- mirrors lib/dynamics/waveform.c */
#include "dynamics/waveform.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const double TIMES[4] = { 0.5, 1.0, 2.5, 3.0 };
static const double VALUES[4] = { 1.0, 3.0, 0.0, -1.0 };

static ohm_waveform
wave_of(int i, const ohm_polyline *line)
{
    const ohm_waveform waves[] = {
        { 0.7, 0.0, 0.0, 0.0, NULL },
        { 0.2, 1.5, 0.8, 0.3, NULL },
        { 0.0, 2.0, 1e-9, 0.4, NULL },
        { 0.1, 2.0, 0.0, 0.4, NULL },
        { 9.9, 9.9, 9.9, 9.9, line }
    };

    return waves[i];
}

/* Simpson over 2000 panels errs by h^4 |f''''| / 180 < 1e-9 away from kinks; the kinks
 * of TIMES fall on panel ends. */
static const double SIMPSON_TOL = 1e-9;

START_TEST(integral_is_the_integral)
{
    enum { PANELS = 2000 };
    ohm_polyline *line;
    double sum = 0.0;

    ck_assert_int_eq(ohm_polyline_alloc(&line, 4, TIMES, VALUES, NULL), OHM_OK);
    const ohm_waveform wave = wave_of(_i, line);
    const double end = 4.0, h = end / PANELS;

    for (int k = 0; k < PANELS; k++)
        sum += h / 6.0 * (ohm_waveform_at(&wave, k * h) + 4.0 * ohm_waveform_at(&wave, (k + 0.5) * h)
                          + ohm_waveform_at(&wave, (k + 1) * h));
    ck_assert_double_eq_tol(ohm_waveform_integral(&wave, end), sum, SIMPSON_TOL);
    ck_assert(ohm_waveform_integral(&wave, 0.0) == 0.0);
    ohm_polyline_free(line);
}
END_TEST

/* The series of a sine truncated at order 20 over h = 0.3: (omega h)^20 / 20! < 1e-15. */
START_TEST(series_is_the_function)
{
    enum { ORDERS = 21 };
    double c[ORDERS];
    ohm_polyline *line;

    ck_assert_int_eq(ohm_polyline_alloc(&line, 4, TIMES, VALUES, NULL), OHM_OK);
    const ohm_waveform wave = wave_of(_i, line);

    for (double t = 0.0; t < 2.2; t += 0.1) {
        const double h = wave.line == NULL ? 0.3 : 0.5 * (ohm_polyline_next(line, t) - t);
        double sum = 0.0;

        ohm_waveform_series(c, ORDERS, &wave, t);
        for (int k = ORDERS; k-- > 0;)
            sum = sum * h + c[k];
        ck_assert_double_eq_tol(sum, ohm_waveform_at(&wave, t + h), 1e-13);
    }
    ohm_polyline_free(line);
}
END_TEST

START_TEST(bounds_hold_everywhere)
{
    const double h = 1e-3;
    ohm_polyline *line;
    double value, slope;

    ck_assert_int_eq(ohm_polyline_alloc(&line, 4, TIMES, VALUES, NULL), OHM_OK);
    const ohm_waveform wave = wave_of(_i, line);

    for (double from = 0.0; from < 3.5; from += 0.45) {
        ohm_waveform_bounds(&value, &slope, &wave, from, from + 1.2);
        for (double t = from; t + h <= from + 1.2; t += h) {
            const double now = ohm_waveform_at(&wave, t), next = ohm_waveform_at(&wave, t + h);

            ck_assert(fabs(now) <= value * (1.0 + 1e-15));
            ck_assert(fabs(next - now) <= slope * h * (1.0 + 1e-12) + 1e-15);
        }
    }
    ohm_polyline_free(line);
}
END_TEST

START_TEST(line_passes_through_its_points_and_rests_outside)
{
    ohm_polyline *line;

    ck_assert_int_eq(ohm_polyline_alloc(&line, 4, TIMES, VALUES, NULL), OHM_OK);
    const ohm_waveform wave = wave_of(4, line);

    for (int i = 0; i < 4; i++)
        ck_assert(ohm_waveform_at(&wave, TIMES[i]) == VALUES[i]);
    ck_assert(ohm_waveform_at(&wave, 0.0) == 1.0 && ohm_waveform_at(&wave, 10.0) == -1.0);
    ck_assert(ohm_polyline_next(line, 1.0) == 2.5 && isinf(ohm_polyline_next(line, 3.0)));
    ohm_polyline_free(line);
}
END_TEST

START_TEST(unsorted_and_unnumbered_lines_are_refused)
{
    const double repeated[3] = { 0.0, 1.0, 1.0 }, broken[3] = { 0.0, NAN, 2.0 }, value[3] = { 0 };
    ohm_polyline *line;
    ohm_error err;

    test_fails(ohm_polyline_alloc(&line, 3, repeated, value, &err), OHM_E_ARG, &err, "point 2");
    test_fails(ohm_polyline_alloc(&line, 3, broken, value, &err), OHM_E_ARG, &err, "point 1");
    test_fails(ohm_polyline_alloc(&line, 0, broken, value, &err), OHM_E_ARG, &err, "no points");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/waveform");
    TCase *cases = tcase_create("waveform");

    tcase_add_loop_test(cases, integral_is_the_integral, 0, 5);
    tcase_add_loop_test(cases, series_is_the_function, 0, 5);
    tcase_add_loop_test(cases, bounds_hold_everywhere, 0, 5);
    tcase_add_test(cases, line_passes_through_its_points_and_rests_outside);
    tcase_add_test(cases, unsorted_and_unnumbered_lines_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
