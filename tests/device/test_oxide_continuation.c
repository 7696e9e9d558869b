/* tests/device/test_oxide_continuation.c -- mirrors lib/device/oxide_continuation.c */
#include "device/oxide_sample.h"

/* Steps plain Newton does not take: reduced and degenerate, from data far from steady, through
 * dead cores; the continuation finds them, and says it did. */
START_TEST(continuation_takes_hard_steps)
{
    ohm_rng *rng = test_rng(8);
    int continued = 0;

    for (int k = 0; k < 6; k++) {
        ohm_oxide_model *model = sample_random(rng, 20, false);

        model->lambda2 = 4e-3;
        for (size_t i = 0; i < 2; i++)
            model->species[i].exponent = i == 0 ? 1.5 : 2.0;
        ohm_oxide_model_set_built_in(model, 0.0);
        model->species[1].contact[1].density = ohm_oxide_density_at(
            &model->species[1],
            ohm_oxide_enthalpy_slope(&model->species[1], model->species[1].contact[0].density)
                - model->potential[1]);
        ohm_oxide_model_reduce(model);
        if (model->species[1].contact[1].density > 0.05) {
            ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);

            sample_steps(oxide, 1e-4, 1.0, 1);
            continued += ohm_oxide_last(oxide, 0)->continued;
            sample_steps(oxide, 1e-2, 0.0, 5);
            ohm_oxide_free(oxide);
        }
        ohm_oxide_model_free(model);
    }
    ck_assert_int_gt(continued, 0);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_continuation");
    TCase *cases = tcase_create("oxide_continuation");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, continuation_takes_hard_steps);
    suite_add_tcase(suite, cases);
    return suite;
}
