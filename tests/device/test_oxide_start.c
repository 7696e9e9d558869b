/* tests/device/test_oxide_start.c -- mirrors lib/device/oxide_start.c */
#include "device/oxide_sample.h"

/* State 0 at any voltage is steady for frozen D: a tiny step at that voltage moves nothing,
 * and the current it starts with is the one it goes on with. */
START_TEST(start_is_steady)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_model *model = sample_random(rng, 24, _i % 2 == 0);
    const double voltage = ohm_rng_between(rng, -4.0, 4.0);
    double before[25], after[25];
    ohm_oxide *oxide;
    ohm_error err;

    for (size_t i = 0; i < 2; i++) {
        free(model->species[i].initial);
        model->species[i].initial = NULL;
    }
    ohm_oxide_model_reduce(model);
    test_ok(ohm_oxide_alloc(&oxide, model, 1, OHM_OXIDE_IE, &err), &err);
    test_ok(ohm_oxide_start(oxide, &voltage, &err), &err);
    const double current = ohm_oxide_last(oxide, 0)->current;
    ohm_oxide_profile(before, oxide, 0, 0);
    sample_steps(oxide, 1e-9, voltage, 1);
    ohm_oxide_profile(after, oxide, 0, 0);
    for (size_t j = 0; j < 25; j++)
        ck_assert(test_close(before[j], after[j], 1e-5));
    ck_assert_double_eq_tol(ohm_oxide_last(oxide, 0)->current, current, 1e-4 * (1.0 + fabs(current)));
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_start");
    TCase *cases = tcase_create("oxide_start");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, start_is_steady, 0, 6);
    suite_add_tcase(suite, cases);
    return suite;
}
