/* tests/learning/test_fluidic_loop.c -- mirrors lib/learning/fluidic_loop.c */
#include "learning/fluidic_loop.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

enum { SAMPLES = 401 };

static double time_at[SAMPLES], voltage[SAMPLES], conductance[SAMPLES];
static ohm_error err;

static ohm_channel_drive
drive_of(double frequency)
{
    return (ohm_channel_drive){
        .geometry = { 10.0, 200.0, 50.0 }, .stimulus = { 0.0, 0.0, 0.2, 0.2 }, .amplitude = 1.0,
        .frequency = frequency, .settle = 4, .samples = SAMPLES
    };
}

static double
width(double frequency)
{
    const ohm_channel_drive drive = drive_of(frequency);
    ohm_channel_lobes lobes;

    test_ok(ohm_channel_loop(time_at, voltage, conductance, &lobes, &drive, &err), &err);
    return fabs(lobes.positive) + fabs(lobes.negative);
}

/* tau = 4.8 ms: widest near 1/(2 pi tau) = 33 Hz, closed far off on either side. */
START_TEST(loops_are_widest_in_between)
{
    const double middle = width(33.0);

    ck_assert_double_lt(width(0.03), 0.01 * middle);
    ck_assert_double_lt(width(3e4), 0.01 * middle);
    ck_assert_double_lt(width(5.0), middle);
    ck_assert_double_lt(width(200.0), middle);
}
END_TEST

/* Pinched: no current without a voltage; slow drives follow g_inf. */
START_TEST(slow_loops_follow_the_steady_law)
{
    static ohm_cone_rule rule;
    static ohm_channel channel;
    const ohm_channel_drive drive = drive_of(1e-3);
    ohm_channel_lobes lobes;

    test_ok(ohm_channel_loop(time_at, voltage, conductance, &lobes, &drive, &err), &err);
    test_ok(ohm_cone_rule_fill(&rule, &err), &err);
    ohm_channel_set(&channel, &drive.geometry, &rule);
    for (int k = 0; k < SAMPLES; k++) {
        const ohm_channel_stimulus at = { voltage[k], 0.0, 0.2, 0.2 };
        ohm_channel_response out;

        ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
        /* lag of tau dg/dt: 4.8 ms of 2 pi mHz times 5 pS */
        ck_assert_double_eq_tol(conductance[k], out.g, 3e-4);
        ck_assert_double_eq_tol(voltage[k], sin(2e-3 * M_PI * time_at[k]), 1e-12);
    }
    ck_assert_double_eq_tol(time_at[SAMPLES - 1] - time_at[0], 1000.0, 1e-9);
}
END_TEST

/* A cylinder keeps its g: no hysteresis at any frequency. */
START_TEST(a_cylinder_has_no_loop)
{
    ohm_channel_drive drive = drive_of(33.0);
    ohm_channel_lobes lobes;

    drive.geometry.radius_base = 50.0;
    test_ok(ohm_channel_loop(time_at, voltage, conductance, &lobes, &drive, &err), &err);
    ck_assert_double_eq_tol(lobes.positive, 0.0, 1e-12);
    ck_assert_double_eq_tol(lobes.negative, 0.0, 1e-12);
    drive.frequency = 0.0;
    test_fails(ohm_channel_loop(time_at, voltage, conductance, &lobes, &drive, &err), OHM_E_ARG, &err,
               "0 Hz");
    drive = drive_of(1.0);
    drive.geometry.length = -1.0;
    test_fails(ohm_channel_loop(time_at, voltage, conductance, &lobes, &drive, &err), OHM_E_DOMAIN, &err,
               "length");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/fluidic_loop");
    TCase *cases = tcase_create("loop");

    tcase_add_test(cases, loops_are_widest_in_between);
    tcase_add_test(cases, slow_loops_follow_the_steady_law);
    tcase_add_test(cases, a_cylinder_has_no_loop);
    suite_add_tcase(suite, cases);
    return suite;
}
