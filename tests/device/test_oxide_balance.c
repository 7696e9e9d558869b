/* tests/device/test_oxide_balance.c -- mirrors lib/device/oxide_balance.c */
#include "device/oxide_sample.h"

/* The identity and everything else a step asserts, over random devices of all statistics and
 * steps from 1e-5 to 1e3: a broken one would make the step fail.  At U = 0 H must fall. */
START_TEST(energy_identity_over_random_devices)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_error err;

    for (int reduced = 0; reduced < 2; reduced++) {
        ohm_oxide_model *model = sample_random(rng, 12 + (size_t)_i, true);

        if (reduced)
            ohm_oxide_model_reduce(model);
        ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
        for (double dt = 1e-5; dt < 2e3; dt *= 10.0) {
            const double before = ohm_oxide_last(oxide, 0)->energy, still = 0.0;
            const double voltage = ohm_rng_between(rng, -3.0, 3.0);

            test_ok(ohm_oxide_step(oxide, dt, &still, &err), &err);
            const ohm_oxide_record *record = ohm_oxide_last(oxide, 0);
            const double size = fabs(record->energy) + fabs(before) + 1.0;

            if (dt > 1e-5)          /* the first has the given n, p relax in the reduced model */
                ck_assert_msg(record->energy <= before + 1e-12 * size, "H rose by %g at dt = %g",
                              record->energy - before, dt);
            ck_assert_double_le(fabs(record->identity_defect), 1e-12 * size);
            test_ok(ohm_oxide_step(oxide, dt, &voltage, &err), &err);
            test_ok(ohm_oxide_step(oxide, dt, &still, &err), &err);
        }
        ohm_oxide_free(oxide);
        ohm_oxide_model_free(model);
    }
    ohm_rng_free(rng);
}
END_TEST

/* A steady device turns exactly the power U I into heat, and its vacancies leave x = 1 as the
 * theory page lists (uniform N = 128 differs in the third digit). */
START_TEST(steady_dissipation_is_power)
{
    static const double voltage[2] = { 5.0, 10.0 }, depleted[2] = { 0.22156, 2.965e-3 };

    for (int k = 0; k < 2; k++) {
        ohm_oxide_model *model = sample_std(128, OHM_GRID_COSINE);
        ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
        double D[129];

        sample_steps(oxide, 1e5, voltage[k], 4);
        const ohm_oxide_record *record = ohm_oxide_last(oxide, 0);
        const double heat = record->dissipation[0] + record->dissipation[1] + record->dissipation[2];

        ck_assert(test_close(heat, voltage[k] * record->current, 1e-11));
        ohm_oxide_profile(D, oxide, 0, 2);
        ck_assert_double_eq_tol(D[128], depleted[k], 1e-2 * depleted[k]);
        ohm_oxide_free(oxide);
        ohm_oxide_model_free(model);
    }
}
END_TEST

/* A Schottky contact of infinite velocity is ohmic, one of zero blocks; in between the identity
 * holds (the steps assert it) and less current flows. */
START_TEST(schottky_contacts)
{
    static const double velocity[4] = { 1e9, 10.0, 1.0, 1e-9 };
    double current[4], ohmic;
    ohm_oxide_model *model = sample_std(32, OHM_GRID_COSINE);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);

    sample_steps(oxide, 0.05, 5.0, 20);
    ohmic = ohm_oxide_last(oxide, 0)->current;
    ohm_oxide_free(oxide);
    for (int k = 0; k < 4; k++) {
        for (size_t i = 0; i < 2; i++)
            for (size_t side = 0; side < 2; side++) {
                model->species[i].contact[side].kind = OHM_CONTACT_SCHOTTKY;
                model->species[i].contact[side].velocity = velocity[k];
            }
        oxide = sample_started(model, 1, OHM_OXIDE_IE);
        sample_steps(oxide, 0.05, 5.0, 20);
        current[k] = ohm_oxide_last(oxide, 0)->current;
        ohm_oxide_free(oxide);
    }
    ck_assert(test_close(current[0], ohmic, 1e-6));
    ck_assert_double_lt(current[1], current[0]);
    ck_assert_double_lt(current[2], current[1]);
    ck_assert_double_lt(fabs(current[3]), 1e-3 * current[2]);
    ohm_oxide_model_free(model);
}
END_TEST

/* Recombination dissipates, and leaves equilibrium alone. */
START_TEST(recombination_dissipates)
{
    const ohm_srh srh = { 0.05, { 1e-2, 1e-2 } };

    for (int reduced = 0; reduced < 2; reduced++) {
        ohm_oxide_model *model = sample_std(32, OHM_GRID_COSINE), *plain = sample_std(32, OHM_GRID_COSINE);
        double with[33], without[33];

        model->recombination = (ohm_recombination){ ohm_srh_rate, &srh, { 0, 1 } };
        if (reduced) {
            ohm_oxide_model_reduce(model);
            ohm_oxide_model_reduce(plain);
        }
        ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE),
                  *bare = sample_started(plain, 1, OHM_OXIDE_IE);
        ohm_oxide_profile(with, oxide, 0, 0);
        ohm_oxide_profile(without, bare, 0, 0);
        for (size_t j = 0; j <= 32; j++)
            ck_assert(test_close(with[j], without[j], 1e-11));
        sample_steps(oxide, 0.05, -6.0, 10);
        sample_steps(bare, 0.05, -6.0, 10);
        if (!reduced)
            ck_assert_double_gt(ohm_oxide_last(oxide, 0)->recombination, 1e-3);
        ck_assert(!test_close(ohm_oxide_last(oxide, 0)->current, ohm_oxide_last(bare, 0)->current, 1e-3));
        ohm_oxide_free(oxide);
        ohm_oxide_free(bare);
        ohm_oxide_model_free(model);
        ohm_oxide_model_free(plain);
    }
}
END_TEST

/* Contacts out of equilibrium: the identity with its general right side P is asserted in every
 * step, doping, double charge and all. */
START_TEST(unmatched_data_keep_the_identity)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_model *model = sample_random(rng, 20, true);

    model->species[1].contact[1].density *= 1.7;
    ck_assert_double_gt(ohm_oxide_model_mismatch(model), 0.1);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    for (double dt = 1e-3; dt < 2.0; dt *= 10.0) {
        sample_steps(oxide, dt, 2.0, 1);
        ck_assert_double_le(fabs(ohm_oxide_last(oxide, 0)->identity_defect),
                            1e-12 * (1.0 + fabs(ohm_oxide_last(oxide, 0)->energy)));
    }
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_balance");
    TCase *cases = tcase_create("oxide_balance");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, energy_identity_over_random_devices, 0, 12);
    tcase_add_test(cases, steady_dissipation_is_power);
    tcase_add_test(cases, schottky_contacts);
    tcase_add_test(cases, recombination_dissipates);
    tcase_add_loop_test(cases, unmatched_data_keep_the_identity, 0, 6);
    suite_add_tcase(suite, cases);
    return suite;
}
