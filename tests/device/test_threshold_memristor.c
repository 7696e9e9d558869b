/* tests/device/test_threshold_memristor.c -- mirrors lib/device/threshold_memristor.c */
#include "device/threshold_memristor.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double THRESHOLD[3] = { 20.0, 20.5, 21.0 };
static const double WINDOW = 0.25;

/* u + I_i is rounded once (error ulp(I)/2) and taken back exactly (Sterbenz): 21.25 A
 * has ulp 2^-48. */
static const double OFFSET_TOL = 0x1p-49;

static ohm_threshold_memristor *
device_of(size_t variables, double window)
{
    ohm_threshold_memristor *device;
    ohm_error err;

    test_ok(ohm_threshold_alloc(&device, variables, THRESHOLD, window, &err), &err);
    return device;
}

/* The pulse for i moves i by tau u and nothing else, for either sign of u. */
START_TEST(intended_update_inside_the_window)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_threshold_memristor *device = device_of(3, WINDOW);
    const size_t i = ohm_rng_below(rng, 3);
    const double tau = 0.1, u = ohm_rng_between(rng, -WINDOW, WINDOW) * (1.0 - 1e-9);
    double gamma[3] = { 0.0 };
    ohm_threshold_tally tally = { 0 };

    ohm_threshold_write(gamma, device, i, u, tau, 0.0, &tally);
    for (size_t j = 0; j < 3; j++)
        ck_assert_double_eq_tol(gamma[j], j == i ? tau * u : 0.0, tau * OFFSET_TOL);
    ck_assert_uint_eq(tally.pulses, 1);
    ck_assert_uint_eq(tally.dead + tally.crosstalk + tally.clipped, 0);
    ck_assert(test_close(tally.charge, (fabs(u) + THRESHOLD[i]) * tau, 4.0 * DBL_EPSILON));
    ohm_threshold_free(device);
    ohm_rng_free(rng);
}
END_TEST

/* |u| >= a is lost, and lands in a neighbour where |u| + I_i - I_j falls in its window. */
START_TEST(overdrive_is_dead_and_crosses)
{
    ohm_threshold_memristor *device = device_of(3, WINDOW);
    double gamma[3] = { 0.0 };
    ohm_threshold_tally tally = { 0 };

    ohm_threshold_write(gamma, device, 1, -WINDOW, 0.1, 0.0, &tally);  /* exactly a: dead */
    ck_assert(gamma[0] == 0.0 && gamma[1] == 0.0 && gamma[2] == 0.0);
    ohm_threshold_write(gamma, device, 0, 0.625, 0.1, 0.0, &tally);    /* 20.625: only I_1 */
    ck_assert(gamma[0] == 0.0 && gamma[2] == 0.0);
    ck_assert_double_eq_tol(gamma[1], 0.1 * (0.625 + 20.0 - 20.5), 0.1 * OFFSET_TOL);
    ohm_threshold_write(gamma, device, 0, 0.0, 0.1, 0.0, &tally);      /* no pulse at all */
    ck_assert_uint_eq(tally.pulses, 2);
    ck_assert_uint_eq(tally.dead, 2);
    ck_assert_uint_eq(tally.crosstalk, 1);
    ohm_threshold_free(device);
}
END_TEST

/* Two roads: the closed form, and the waveform integrated piece by piece.  Each of the at
 * most 3 * 6 pieces rounds its ends by some ulps of a current up to 32 A. */
static const double FOLLOW_TOL = 18.0 * 64.0 * DBL_EPSILON;

START_TEST(trapezoid_equals_its_waveform)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_threshold_memristor *device = device_of(3, _i % 4 == 3 ? INFINITY : WINDOW);
    const double peak = ohm_rng_between(rng, -22.0, 22.0), tau = ohm_rng_uniform(rng);
    const double rise = ohm_rng_uniform(rng);
    const ohm_threshold_pulse pulse = { peak, tau, rise };
    const double time[4] = { 0.0, rise, rise + tau, tau + 2.0 * rise };
    const double current[4] = { 0.0, peak, peak, 0.0 };
    double gamma[3] = { 0.0 };
    ohm_error err;

    device->rate = 0.5 + ohm_rng_uniform(rng);
    test_ok(ohm_threshold_follow(gamma, device, 4, time, current, &err), &err);
    for (size_t j = 0; j < 3; j++)
        ck_assert_double_eq_tol(gamma[j], ohm_threshold_move(device, j, &pulse), FOLLOW_TOL);
    ohm_threshold_free(device);
    ohm_rng_free(rng);
}
END_TEST

/* Theory: own tau u + u^2 t_r / I_pk, lower thresholds dragged by a^2 t_r / I_pk. */
START_TEST(slew_drags_lower_thresholds)
{
    static const double DRAG = 5.92417061611e-05, OWN = 1.00094786730e-02, PRINTED = 1e-13;
    ohm_threshold_memristor *device = device_of(3, WINDOW);
    double gamma[3] = { 0.0 };
    ohm_threshold_pulse pulse;

    ohm_threshold_write(gamma, device, 2, 0.1, 0.1, 0.02, NULL);
    ck_assert_double_eq_tol(gamma[0], DRAG, PRINTED);
    ck_assert_double_eq_tol(gamma[1], DRAG, PRINTED);
    ck_assert_double_eq_tol(gamma[2], OWN, PRINTED);
    pulse = ohm_threshold_compensate(ohm_threshold_address(device, 2, 0.1, 0.1, 0.02), 0.1);
    ck_assert_double_eq_tol(ohm_threshold_move(device, 2, &pulse), 0.1 * 0.1, OFFSET_TOL);
    ohm_threshold_free(device);
}
END_TEST

/* A pulse and its mirror image cancel: the law is odd in the current. */
START_TEST(mirror_pulse_undoes)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_threshold_memristor *device = device_of(3, WINDOW);
    const double u = ohm_rng_between(rng, -1.0, 1.0);
    const double start[3] = { 0.3, -0.2, 0.1 };
    double gamma[3] = { 0.3, -0.2, 0.1 };

    ohm_threshold_write(gamma, device, 1, u, 0.7, 0.1, NULL);
    ohm_threshold_write(gamma, device, 1, -u, 0.7, 0.1, NULL);
    for (size_t j = 0; j < 3; j++)
        ck_assert_double_eq_tol(gamma[j], start[j], 2.0 * DBL_EPSILON);
    ohm_threshold_free(device);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(limits_hold_and_are_counted)
{
    ohm_threshold_memristor *device = device_of(1, INFINITY);
    double gamma = 0.4;
    ohm_threshold_tally tally = { 0 };

    device->low = -0.5;
    device->high = 0.5;
    ohm_threshold_write(&gamma, device, 0, 0.05, 1.0, 0.0, &tally);
    ck_assert_uint_eq(tally.clipped, 0);
    ohm_threshold_write(&gamma, device, 0, 3.0, 1.0, 0.0, &tally);
    ck_assert(gamma == 0.5);
    ohm_threshold_write(&gamma, device, 0, -3.0, 1.0, 0.0, &tally);
    ck_assert(gamma == -0.5);
    ck_assert_uint_eq(tally.clipped, 2);
    gamma = NAN;
    ohm_threshold_write(&gamma, device, 0, 3.0, 1.0, 0.0, &tally);
    ck_assert(isnan(gamma));
    ohm_threshold_free(device);
}
END_TEST

START_TEST(bad_devices_are_refused)
{
    const double zero = 0.0, time[2] = { 0.0, -1.0 }, current[2] = { 0.0, 1.0 };
    ohm_threshold_memristor *device;
    double gamma[3] = { 0.0 };
    ohm_error err;

    test_fails(ohm_threshold_alloc(&device, 0, THRESHOLD, 1.0, &err), OHM_E_ARG, &err, "no internal");
    test_fails(ohm_threshold_alloc(&device, 1, &zero, 1.0, &err), OHM_E_ARG, &err, "threshold[0]");
    test_fails(ohm_threshold_alloc(&device, 3, THRESHOLD, NAN, &err), OHM_E_ARG, &err, "window");
    ck_assert_ptr_null(device);
    device = device_of(3, WINDOW);
    test_fails(ohm_threshold_follow(gamma, device, 1, time, current, &err), OHM_E_ARG, &err, "1 points");
    test_fails(ohm_threshold_follow(gamma, device, 2, time, current, &err), OHM_E_ARG, &err, "point 1");
    ohm_threshold_free(device);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    ohm_threshold_memristor *device = NULL;

    if (!test_alloc_enabled())
        return;
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_threshold_alloc(&device, 3, THRESHOLD, WINDOW, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(device);
    }
    ohm_threshold_free(device);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/threshold_memristor");
    TCase *cases = tcase_create("threshold_memristor");

    tcase_add_loop_test(cases, intended_update_inside_the_window, 0, 20);
    tcase_add_test(cases, overdrive_is_dead_and_crosses);
    tcase_add_loop_test(cases, trapezoid_equals_its_waveform, 0, 40);
    tcase_add_test(cases, slew_drags_lower_thresholds);
    tcase_add_loop_test(cases, mirror_pulse_undoes, 0, 10);
    tcase_add_test(cases, limits_hold_and_are_counted);
    tcase_add_test(cases, bad_devices_are_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
