/* tests/learning/test_perceptron_calibration.c -- mirrors lib/learning/perceptron_calibration.c */
#include "learning/perceptron_calibration.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

static ohm_perceptron_task *task;
static ohm_perceptron_plan plan;
static ohm_perceptron_calibration found;

static void
calibrate(size_t hidden, ohm_node_kind node)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };

    ohm_perceptron_defaults(&plan, &shape, node);
    plan.device = true;
    ohm_perceptron_calibrate(&found, &plan, task);
}

static void
set_up(void)
{
    ck_assert_int_eq(ohm_perceptron_task_gate(&task, "xor", OHM_CODE_01, NULL), OHM_OK);
}

static void
tear_down(void)
{
    ohm_perceptron_task_free(task);
}

static bool
warned_of(const char *words)
{
    for (size_t k = 0; k < found.warnings; k++)
        if (strstr(found.warning[k], words) != NULL)
            return true;
    return false;
}

START_TEST(largest_updates_are_the_proved_ones)
{
    static const double ROUNDING = 4.0 * DBL_EPSILON;

    ck_assert(test_close(ohm_perceptron_largest_update(OHM_NODE_SIGMOID, 0.0, 1.0), 4.0 / 27.0, ROUNDING));
    ck_assert(test_close(ohm_perceptron_largest_update(OHM_NODE_TANH, -1.0, 1.0), 32.0 / 27.0, ROUNDING));
    ck_assert(test_close(ohm_perceptron_largest_update(OHM_NODE_TANH, 0.0, 1.0), 32.0 / 27.0, ROUNDING));
}
END_TEST

/* No output asks for more, and some output asks for that much, also in the mixed code. */
START_TEST(largest_update_is_a_maximum)
{
    enum { STEPS = 10000 };
    const ohm_node_kind kind = _i % 2 == 0 ? OHM_NODE_SIGMOID : OHM_NODE_TANH;
    const double low = _i < 2 ? 0.0 : -1.0, bottom = kind == OHM_NODE_SIGMOID ? 0.0 : -1.0;
    const double proved = ohm_perceptron_largest_update(kind, low, 1.0);
    double met = 0.0;

    for (int k = 0; k <= STEPS; k++) {
        const double v = bottom + (1.0 - bottom) * k / STEPS, slope = (v - bottom) * (1.0 - v);

        met = fmax(met, fmax(fabs(1.0 - v), fabs(low - v)) * slope);
    }
    ck_assert_double_le(met, proved * (1.0 + 4.0 * DBL_EPSILON));
    ck_assert_double_ge(met, proved * (1.0 - 1e-6));    /* flat top: (step / width)^2 */
}
END_TEST

START_TEST(frozen_outputs_are_the_published_ones)
{
    static const double PRINTED = 5e-6;
    double low, high;

    ck_assert(ohm_perceptron_frozen(&low, &high, 0.1));
    ck_assert_double_eq_tol(low, 0.13305, PRINTED);
    ck_assert_double_eq_tol(high, 0.58739, PRINTED);
    ck_assert(ohm_perceptron_frozen(&low, &high, 0.125));
    ck_assert_double_eq_tol(low, 0.19098, PRINTED);
    ck_assert_double_eq_tol(high, 0.5, 1e-12);
    ck_assert(!ohm_perceptron_frozen(&low, &high, 0.15));
}
END_TEST

/* The specification's defaults suit what it asks of them, and 30.4 is its figure. */
START_TEST(defaults_are_calibrated)
{
    for (int kind = 0; kind < OHM_NODE_LINEAR; kind++)
        for (size_t hidden = 0; hidden <= 2; hidden += 2) {
            calibrate(hidden, (ohm_node_kind)kind);
            ck_assert_msg(found.warnings == 0, "%s", found.warning[0]);
            ck_assert(isnan(found.update) == (hidden > 0));
        }
    calibrate(0, OHM_NODE_PARABOLA);
    ck_assert_double_eq_tol(found.update, 30.4, 0.05);
    ck_assert(test_close(found.read, 3.0 * sqrt(2.0), 4.0 * DBL_EPSILON));
}
END_TEST

START_TEST(bad_calibrations_are_told_with_their_consequence)
{
    const double low[3] = { 4.0, 20.0, 36.0 };

    calibrate(0, OHM_NODE_SIGMOID);
    plan.window = 0.1;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(warned_of("frozen while its output is in [0.13305, 0.58739]"));
    plan.window = 0.6;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(found.warnings == 1 && warned_of("0.5 apart are closer than the window a = 0.6"));
    plan.window = 0.25;
    plan.threshold = low;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(found.spacing == 16.0 && found.lowest == 4.0);
    ck_assert(found.warnings == 1 && warned_of("write while it reads"));
    plan.threshold = NULL;
    plan.limit = 0.5;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(found.warnings == 1 && warned_of("saturate at W = 0.5"));
    calibrate(0, OHM_NODE_HP);
    plan.window = 0.25;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(warned_of("pulses with |u| >= a are dead"));
    calibrate(2, OHM_NODE_PARABOLA);
    plan.node.c = 0.5;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(found.warnings == 1 && warned_of("no parabola rises above 1/(4c) = 0.5"));
    calibrate(2, OHM_NODE_HP);
    plan.node.c = 0.5;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(found.warnings == 1 && warned_of("saturated branch"));
}
END_TEST

/* Given weights are the box, not Glorot's; with the rate in the amplitude u is smaller. */
START_TEST(the_box_is_what_training_starts_from)
{
    const double start[3] = { 30.0, -40.0, 5.0 };

    calibrate(0, OHM_NODE_SIGMOID);
    const double update = found.update;
    plan.initial = start;
    plan.initial_sets = 1;
    plan.rate_in_amplitude = true;
    ohm_perceptron_calibrate(&found, &plan, task);
    ck_assert(found.read == 75.0 && warned_of("reads reach |z| = 75"));
    ck_assert(test_close(found.update, plan.rate * update, DBL_EPSILON));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_calibration");
    TCase *cases = tcase_create("perceptron_calibration");

    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, largest_updates_are_the_proved_ones);
    tcase_add_loop_test(cases, largest_update_is_a_maximum, 0, 4);
    tcase_add_test(cases, frozen_outputs_are_the_published_ones);
    tcase_add_test(cases, defaults_are_calibrated);
    tcase_add_test(cases, bad_calibrations_are_told_with_their_consequence);
    tcase_add_test(cases, the_box_is_what_training_starts_from);
    suite_add_tcase(suite, cases);
    return suite;
}
