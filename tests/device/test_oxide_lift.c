/* tests/device/test_oxide_lift.c -- mirrors lib/device/oxide_lift.c */
#include "device/oxide_lift.h"
#include "device/oxide_sample.h"

/* -(h - h' u) is the Legendre transform, whose slope by h' is -u; and screening is z^2 du/dh'. */
START_TEST(reference_and_screening_are_derivatives)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_model *model = sample_random(rng, 4, true);
    oxide_law law[3];
    const double h = 1e-5;

    oxide_laws_set(law, model);
    for (size_t i = 0; i < 3; i++) {
        const ohm_oxide_species *species = &model->species[i];
        const double u = ohm_rng_between(rng, 0.3, 2.0), slope = ohm_oxide_enthalpy_slope(species, u);
        const double up = oxide_lift_reference(&law[i], species, slope + h);
        const double down = oxide_lift_reference(&law[i], species, slope - h);
        const double du = ohm_oxide_density_at(species, slope + h) - ohm_oxide_density_at(species, slope - h);

        ck_assert_double_eq_tol((up - down) / (2.0 * h), -u, 1e-8);
        ck_assert_double_eq_tol(oxide_screening(&law[i], u),
                                species->charge * species->charge * du / (2.0 * h), 1e-8);
    }
    ohm_oxide_model_free(model);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(levels_come_from_contacts)
{
    ohm_oxide_species species = { .exponent = 1.0 };
    double level[2];

    ck_assert(!oxide_lift_levels(level, &species));
    species.contact[1] = (ohm_contact){ OHM_CONTACT_SCHOTTKY, 2.0, 1.0 };
    ck_assert(oxide_lift_levels(level, &species));
    ck_assert(level[0] == log(2.0) && level[1] == log(2.0));
    species.contact[0] = (ohm_contact){ OHM_CONTACT_OHMIC, 3.0, 0.0 };
    ck_assert(oxide_lift_levels(level, &species));
    ck_assert(level[0] == log(3.0) && level[1] == log(2.0));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_lift");
    TCase *cases = tcase_create("oxide_lift");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, reference_and_screening_are_derivatives, 0, 8);
    tcase_add_test(cases, levels_come_from_contacts);
    suite_add_tcase(suite, cases);
    return suite;
}
