/* tests/device/test_oxide_model.c -- mirrors lib/device/oxide_model.c */
#include "device/oxide_sample.h"

#include <float.h>

START_TEST(preset_is_matched)
{
    ohm_oxide_model *model = sample_std(10, OHM_GRID_COSINE);
    ohm_error err;

    test_ok(ohm_oxide_model_check(model, &err), &err);
    ck_assert_double_eq_tol(model->potential[0], log(20.0), 4 * DBL_EPSILON);
    ck_assert_double_eq_tol(model->potential[1], log(2.0), 8 * DBL_EPSILON);
    ck_assert_double_le(ohm_oxide_model_mismatch(model), 1e-14);
    ck_assert(model->x[0] == 0.0 && model->x[10] == 1.0);
    for (size_t j = 0; j <= 10; j++)        /* the cosine grid mirrors itself */
        ck_assert_double_eq_tol(model->x[j] + model->x[10 - j], 1.0, 4 * DBL_EPSILON);
    model->species[1].contact[1].density *= 1.01;
    ck_assert_double_eq_tol(ohm_oxide_model_mismatch(model), log(1.01), 1e-13);
    ohm_oxide_model_free(model);
    test_fails(ohm_oxide_model_preset(&model, "st", 4, OHM_GRID_UNIFORM, &err), OHM_E_ARG, &err, "std");
    test_fails(ohm_oxide_model_alloc(&model, 3, 0, OHM_GRID_UNIFORM, &err), OHM_E_ARG, &err, "0 cells");
    test_fails(ohm_oxide_model_alloc(&model, 9, 4, OHM_GRID_UNIFORM, &err), OHM_E_ARG, &err, "9 species");
}
END_TEST

/* h' and its inverse undo each other for every statistics. */
START_TEST(enthalpy_slope_inverts)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_species species = { .exponent = 1.0 };

    for (int kind = 0; kind < 3; kind++) {
        const double u = ohm_rng_between(rng, 0.01, 1.9);

        species.exponent = kind == 1 ? ohm_rng_between(rng, 1.2, 3.0) : 1.0;
        species.saturation = kind == 2 ? 2.0 : 0.0;
        ck_assert(
            test_close(ohm_oxide_density_at(&species, ohm_oxide_enthalpy_slope(&species, u)), u, 1e-13));
    }
    species = (ohm_oxide_species){ .exponent = 2.0 };
    ck_assert(ohm_oxide_density_at(&species, -1.0) == 0.0);
    ohm_rng_free(rng);
}
END_TEST

/* Slopes of the recombination rate against differences; no rate in equilibrium. */
START_TEST(srh_vanishes_in_equilibrium)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_srh srh = { 0.05, { 0.1, 0.3 } };
    const double n = ohm_rng_between(rng, 0.1, 2.0), p = ohm_rng_between(rng, 0.1, 2.0), h = 1e-6;
    double rate, slope[2], up, down, unused[2];

    ohm_srh_rate(&rate, slope, n, 0.0025 / n, &srh);
    ck_assert_double_le(fabs(rate), 1e-16);
    ohm_srh_rate(&rate, slope, n, p, &srh);
    ohm_srh_rate(&up, unused, n + h, p, &srh);
    ohm_srh_rate(&down, unused, n - h, p, &srh);
    ck_assert_double_eq_tol((up - down) / (2 * h), slope[0], 1e-8);
    ohm_srh_rate(&up, unused, n, p + h, &srh);
    ohm_srh_rate(&down, unused, n, p - h, &srh);
    ck_assert_double_eq_tol((up - down) / (2 * h), slope[1], 1e-8);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_model");
    TCase *cases = tcase_create("oxide_model");

    tcase_add_test(cases, preset_is_matched);
    tcase_add_loop_test(cases, enthalpy_slope_inverts, 0, 10);
    tcase_add_loop_test(cases, srh_vanishes_in_equilibrium, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}
