/* tests/device/test_oxide_physics.c -- mirrors lib/device/oxide_balance.c, oxide_check_step.c,
 * oxide_start.c, oxide_continuation.c, oxide_companion.c: contacts, recombination, saturation, state 0,
 * hard steps, the element a circuit sees */
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

/* Vacancies with a limited number of sites stay below it where Boltzmann ones pile up; and a
 * large number of sites changes nothing. */
START_TEST(saturation_holds)
{
    static const double sites[2] = { 2.0, 1e9 };
    double pile[3], D[41];

    for (int k = 0; k < 3; k++) {
        ohm_oxide_model *model = sample_std(40, OHM_GRID_COSINE);

        if (k < 2)
            model->species[2].saturation = sites[k];
        ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
        sample_steps(oxide, 0.05, 10.0, 20);
        ohm_oxide_profile(D, oxide, 0, 2);
        pile[k] = 0.0;
        for (size_t j = 0; j <= 40; j++)
            pile[k] = fmax(pile[k], D[j]);
        ohm_oxide_free(oxide);
        ohm_oxide_model_free(model);
    }
    ck_assert_double_lt(pile[0], 2.0);
    ck_assert_double_gt(pile[0], 1.5);
    ck_assert_double_gt(pile[2], 2.5);
    ck_assert(test_close(pile[1], pile[2], 1e-7));
}
END_TEST

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
    Suite *suite = suite_create("device/oxide_physics");
    TCase *cases = tcase_create("oxide_physics");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, start_is_steady, 0, 6);
    tcase_add_test(cases, schottky_contacts);
    tcase_add_test(cases, recombination_dissipates);
    tcase_add_test(cases, saturation_holds);
    tcase_add_test(cases, continuation_takes_hard_steps);
    tcase_add_loop_test(cases, unmatched_data_keep_the_identity, 0, 6);
    tcase_add_loop_test(cases, companion_is_current_and_slope, 0, 8);
    suite_add_tcase(suite, cases);
    return suite;
}
