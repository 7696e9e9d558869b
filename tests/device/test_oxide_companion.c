/* tests/device/test_oxide_companion.c -- mirrors lib/device/oxide_companion.c */
#include "device/oxide_sample.h"

/* Updates at a fixed voltage converge to what a step finds; dI/dU is its derivative, by central
 * differences of whole steps (1e-4 steps: 1e-8 curvature, 1e-9 rounding). */
START_TEST(companion_is_current_and_slope)
{
    enum { DEVICES = 3 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_model *model = sample_random(rng, 20, true);
    const double h = 1e-4, dt = 1e-2;
    double voltage[DEVICES], current[DEVICES], conductance[DEVICES], change, settled[DEVICES], slope[DEVICES];
    ohm_error err;

    if (_i % 2 == 1)
        ohm_oxide_model_reduce(model);
    ohm_oxide *oxide = sample_started(model, DEVICES, _i % 4 < 2 ? OHM_OXIDE_IE : OHM_OXIDE_BDF2);
    for (size_t k = 0; k < DEVICES; k++)
        voltage[k] = 0.2 * (double)(k + 1);
    test_ok(ohm_oxide_step(oxide, dt, voltage, &err), &err);
    for (size_t k = 0; k < DEVICES; k++)
        voltage[k] *= 1.5;
    test_ok(ohm_oxide_begin(oxide, dt, &err), &err);
    for (int round = 0; round < 30 && (round == 0 || !ohm_oxide_settled(oxide)); round++)
        ohm_oxide_update(current, conductance, &change, oxide, voltage);
    ck_assert(ohm_oxide_settled(oxide));
    test_ok(ohm_oxide_settle(settled, slope, oxide, voltage, &err), &err);
    for (size_t k = 0; k < DEVICES; k++) {
        ck_assert_double_eq_tol(current[k], settled[k], 1e-9 * (1.0 + fabs(current[k])));
        ck_assert(test_close(conductance[k], slope[k], 1e-8));
    }
    for (int side = 0; side < 2; side++) {
        double moved[DEVICES], unused[DEVICES], at[DEVICES];

        for (size_t k = 0; k < DEVICES; k++)
            moved[k] = voltage[k] + (side == 0 ? h : -h);
        test_ok(ohm_oxide_settle(at, unused, oxide, moved, &err), &err);
        for (size_t k = 0; k < DEVICES; k++)
            slope[k] = side == 0 ? at[k] : (slope[k] - at[k]) / (2.0 * h);
    }
    for (size_t k = 0; k < DEVICES; k++)
        ck_assert_msg(test_close(slope[k], conductance[k], 1e-5), "dI/dU %g, by differences %g",
                      conductance[k], slope[k]);
    test_ok(ohm_oxide_settle(settled, slope, oxide, voltage, &err), &err);
    test_ok(ohm_oxide_commit(oxide, &err), &err);
    ck_assert_double_eq_tol(ohm_oxide_last(oxide, 1)->current, settled[1], 1e-9 * (1.0 + fabs(settled[1])));
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_companion");
    TCase *cases = tcase_create("oxide_companion");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, companion_is_current_and_slope, 0, 8);
    suite_add_tcase(suite, cases);
    return suite;
}
