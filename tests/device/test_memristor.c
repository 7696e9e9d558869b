/* tests/device/test_memristor.c -- mirrors lib/device/memristor.c */
#include "device/memristor.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

enum { EDGES = 12 };

/* Every kind of memristor the law knows, with random numbers. */
static ohm_memristors *
random_memristors(ohm_rng *rng, ohm_control_mode control)
{
    static const char *const windows[] = { "none", "strukov", "joglekar:2", "biolek:2", "prodromakis:2,1" };
    ohm_memristors *device;

    ck_assert_int_eq(ohm_memristors_alloc(&device, EDGES, NULL), OHM_OK);
    for (size_t k = 0; k < EDGES; k++) {
        device->r_on[k] = ohm_rng_between(rng, 0.5, 2.0);
        device->xi[k] = ohm_rng_between(rng, 0.0, 10.0);
        device->alpha[k] = ohm_rng_between(rng, -1.0, 1.0);
        device->w_rest[k] = ohm_rng_uniform(rng);
        device->beta[k] = ohm_rng_between(rng, 0.5, 2.0);
        device->polarity[k] = (signed char)((int)ohm_rng_below(rng, 3) - 1);
        device->sign[k] = ohm_rng_below(rng, 4) == 0 ? -1 : 1;
        ck_assert_int_eq(ohm_window_parse(&device->window[k], windows[k % 5], NULL), OHM_OK);
    }
    device->control = control;
    ohm_memristors_survey(device);
    return device;
}

START_TEST(resistance_is_linear_and_signed)
{
    ohm_memristors *device;
    const double w[3] = { 0.0, 0.5, 1.0 };
    double resistance[3];

    ck_assert_int_eq(ohm_memristors_alloc(&device, 3, NULL), OHM_OK);
    device->sign[1] = -1;
    ohm_memristors_survey(device);
    ck_assert(device->active && !device->windowed && !device->rectified && !device->relaxing);
    ck_assert_int_eq(ohm_memristors_resistance(resistance, w, device, NULL), OHM_OK);
    ck_assert(resistance[0] == 1.0 && resistance[1] == -51.0 && resistance[2] == 101.0);
    ohm_memristors_free(device);
}
END_TEST

START_TEST(non_positive_resistance_is_refused)
{
    const double bad[] = { -0.02, NAN, INFINITY };
    ohm_memristors *device;
    double w[2] = { 0.5, bad[_i] }, resistance[2];
    ohm_error err;

    ck_assert_int_eq(ohm_memristors_alloc(&device, 2, NULL), OHM_OK);
    test_fails(ohm_memristors_resistance(resistance, w, device, &err), OHM_E_DOMAIN, &err, "edge 1");
    ohm_memristors_free(device);
}
END_TEST

START_TEST(power_is_that_of_the_resistances)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_memristors *device = random_memristors(rng, OHM_CONTROL_CURRENT);
    double w[EDGES], i[EDGES], r[EDGES], sum = 0.0, size = 0.0;

    for (int k = 0; k < EDGES; k++) {
        w[k] = ohm_rng_uniform(rng);
        i[k] = ohm_rng_normal(rng);
    }
    ck_assert_int_eq(ohm_memristors_resistance(r, w, device, NULL), OHM_OK);
    for (int k = 0; k < EDGES; k++) {
        sum += r[k] * i[k] * i[k];
        size += fabs(r[k]) * i[k] * i[k];
    }
    ck_assert_double_eq_tol(ohm_memristors_power(w, i, device), sum, 1e-14 * size);
    ohm_memristors_free(device);
    ohm_rng_free(rng);
}
END_TEST

/* dw/dt of one element by hand, for each polarity and both controls. */
START_TEST(drift_by_hand)
{
    ohm_memristors *device;
    const double w[3] = { 0.4, 0.4, 0.4 }, i[3] = { -2.0, -2.0, -2.0 };
    double resistance[3], drift[3];

    ck_assert_int_eq(ohm_memristors_alloc(&device, 3, NULL), OHM_OK);
    for (int k = 0; k < 3; k++) {
        device->r_on[k] = 3.0;
        device->xi[k] = 5.0;
        device->alpha[k] = 2.0;
        device->w_rest[k] = 0.1;
        device->beta[k] = 4.0;
        device->polarity[k] = (signed char)(k - 1);
    }
    ck_assert_int_eq(ohm_memristors_resistance(resistance, w, device, NULL), OHM_OK);
    ohm_memristors_drift(drift, w, i, resistance, device);
    ck_assert_double_eq_tol(drift[0], 0.6 - 1.5, 1e-15);
    ck_assert_double_eq_tol(drift[1], 0.6 - 1.5, 1e-15);
    ck_assert_double_eq_tol(drift[2], 0.6 + 1.5, 1e-15);
    device->control = OHM_CONTROL_VOLTAGE;              /* R = 9, v = -18 */
    ohm_memristors_drift(drift, w, i, resistance, device);
    ck_assert_double_eq_tol(drift[2], 0.6 + 4.5, 1e-15);
    ohm_memristors_free(device);
}
END_TEST

/* Central differences at h = 1e-6 of numbers of order 10: eps * 10 / h + h^2. */
static const double DIFFERENCE_TOL = 2e-8;

START_TEST(slopes_are_the_derivatives)
{
    const double h = 1e-6;
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_memristors *device = random_memristors(rng, _i % 2 ? OHM_CONTROL_VOLTAGE : OHM_CONTROL_CURRENT);
    double w[EDGES], i[EDGES], r[EDGES], by_w[EDGES], by_i[EDGES], up[EDGES], down[EDGES];

    for (int k = 0; k < EDGES; k++) {
        w[k] = ohm_rng_between(rng, 0.1, 0.9);
        i[k] = ohm_rng_between(rng, 0.1, 1.0) * (ohm_rng_below(rng, 2) ? 1.0 : -1.0);
    }
    ck_assert_int_eq(ohm_memristors_resistance(r, w, device, NULL), OHM_OK);
    ohm_memristors_drift_slopes(by_w, by_i, w, i, r, device);
    for (int step = 0; step < 2; step++) {              /* by w, then by i */
        double *moved = step == 0 ? w : i, *slope = step == 0 ? by_w : by_i;

        for (int k = 0; k < EDGES; k++)
            moved[k] += h;
        ck_assert_int_eq(ohm_memristors_resistance(r, w, device, NULL), OHM_OK);
        ohm_memristors_drift(up, w, i, r, device);
        for (int k = 0; k < EDGES; k++)
            moved[k] -= 2.0 * h;
        ck_assert_int_eq(ohm_memristors_resistance(r, w, device, NULL), OHM_OK);
        ohm_memristors_drift(down, w, i, r, device);
        for (int k = 0; k < EDGES; k++) {
            ck_assert_double_eq_tol(slope[k], (up[k] - down[k]) / (2.0 * h), DIFFERENCE_TOL * (1.0 + fabs(slope[k])));
            moved[k] += h;
        }
    }
    ohm_memristors_free(device);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    ohm_memristors *device;
    ohm_status status;
    unsigned long k = 0;

    do {
        test_alloc_refuse(k++);
        status = ohm_memristors_alloc(&device, 5, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(device);
    } while (true);
    ck_assert_int_eq(status, OHM_OK);
    ohm_memristors_free(device);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/memristor");
    TCase *cases = tcase_create("memristor");

    tcase_add_test(cases, resistance_is_linear_and_signed);
    tcase_add_loop_test(cases, non_positive_resistance_is_refused, 0, 3);
    tcase_add_loop_test(cases, power_is_that_of_the_resistances, 0, 5);
    tcase_add_test(cases, drift_by_hand);
    tcase_add_loop_test(cases, slopes_are_the_derivatives, 0, 20);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
