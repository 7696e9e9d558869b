/* tests/device/test_oxide_flux.c -- mirrors lib/device/oxide_flux.c */
#include "device/oxide_flux.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

/* Eight random edges of one species of each statistics. */
typedef struct {
    ohm_oxide_model model;
    oxide_law law[3];
    double weight[8], left[4][8], right[4][8], flux[4][8], by_left[3][8], by_right[3][8], drop[3][8];
    oxide_edges edges;
} sample;

static void
draw(sample *s, ohm_rng *rng, double spread)
{
    *s = (sample){ .model = { .species_count = 3, .lambda2 = 0.3 } };
    for (size_t i = 0; i < 3; i++) {
        ohm_oxide_species *species = &s->model.species[i];

        species->charge = (double)ohm_rng_below(rng, 5) - 2.0;
        species->mobility = ohm_rng_between(rng, 0.5, 2.0);
        species->exponent = i == 1 ? ohm_rng_between(rng, 1.1, 3.0) : 1.0;
        species->saturation = i == 2 ? 3.0 : 0.0;
        for (size_t t = 0; t < 8; t++) {
            s->left[i][t] = 2.9 * pow(10.0, -spread * ohm_rng_uniform(rng));
            s->right[i][t] = t == 0 ? s->left[i][t] : 2.9 * pow(10.0, -spread * ohm_rng_uniform(rng));
        }
    }
    for (size_t t = 0; t < 8; t++) {
        s->weight[t] = ohm_rng_between(rng, 1.0, 50.0);
        s->left[3][t] = ohm_rng_between(rng, -5.0, 5.0);
        s->right[3][t] = t == 1 ? s->left[3][t] : ohm_rng_between(rng, -5.0, 5.0);
    }
    oxide_laws_set(s->law, &s->model);
    s->edges = (oxide_edges){ .count = 8, .species_count = 3, .law = s->law, .lambda2 = 0.3,
                              .weight = s->weight, .slopes = true };
    for (size_t i = 0; i < 4; i++) {
        s->edges.left[i] = s->left[i];
        s->edges.right[i] = s->right[i];
        s->edges.flux[i] = s->flux[i];
    }
    for (size_t i = 0; i < 3; i++) {
        s->edges.by_left[i] = s->by_left[i];
        s->edges.by_right[i] = s->by_right[i];
        s->edges.by_drop_left[i] = s->edges.by_drop_right[i] = s->drop[i];
    }
}

/* h'(u_r) - h'(u_l) + z (V_r - V_l). */
static double
drive(const sample *s, size_t i, size_t t)
{
    const ohm_oxide_species *species = &s->model.species[i];

    return ohm_oxide_enthalpy_slope(species, s->right[i][t])
           - ohm_oxide_enthalpy_slope(species, s->left[i][t])
           + species->charge * (s->right[3][t] - s->left[3][t]);
}

/* A flux runs down h'(u) + z V: each edge dissipates, whatever the statistics. */
START_TEST(fluxes_dissipate)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    sample s;

    draw(&s, rng, 6.0);
    oxide_fluxes(&s.edges);
    for (size_t i = 0; i < 3; i++)
        for (size_t t = 0; t < 8; t++)
            ck_assert_double_le(s.flux[i][t] * drive(&s, i, t), 1e-12);
    ohm_rng_free(rng);
}
END_TEST

/* Where h'(u) + z V is constant nothing flows: u_r is made to balance u_l.  What rounding of
 * u_r leaves is an ulp of the one-sided flux, times the enhancement (up to 1e3 here). */
START_TEST(equilibrium_carries_no_flux)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    sample s;

    draw(&s, rng, 0.3);
    for (size_t i = 0; i < 3; i++)
        for (size_t t = 0; t < 8; t++) {
            const ohm_oxide_species *species = &s.model.species[i];
            const double level = ohm_oxide_enthalpy_slope(species, s.left[i][t])
                - species->charge * (s.right[3][t] - s.left[3][t]) * 0.05;

            s.right[i][t] = fmax(ohm_oxide_density_at(species, level), 0.1);
        }
    for (size_t t = 0; t < 8; t++)
        s.right[3][t] = s.left[3][t] + 0.05 * (s.right[3][t] - s.left[3][t]);
    oxide_fluxes(&s.edges);
    for (size_t i = 0; i < 3; i++)
        for (size_t t = 0; t < 8; t++)
            if (s.right[i][t] > 0.1)
                ck_assert_double_le(fabs(s.flux[i][t]), 1e5 * DBL_EPSILON * s.weight[t]);
    ohm_rng_free(rng);
}
END_TEST

/* Central differences of the flux: 1e-6 relative steps leave 1e-9 of rounding and curvature. */
START_TEST(slopes_match_differences)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    sample s, up, down;

    draw(&s, rng, 2.0);
    oxide_fluxes(&s.edges);
    for (size_t i = 0; i < 3; i++)
        for (int which = 0; which < 3; which++) {
            double step[8];

            for (size_t t = 0; t < 8; t++)
                step[t] = which == 2 ? 1e-5 : 1e-6 * (which == 0 ? s.left[i][t] : s.right[i][t]);
            for (int side = 0; side < 2; side++) {
                sample *moved = side == 0 ? &up : &down;
                const double sign = side == 0 ? 1.0 : -1.0;
                ohm_rng *again = test_rng((unsigned long)_i);

                draw(moved, again, 2.0);
                ohm_rng_free(again);
                for (size_t t = 0; t < 8; t++) {
                    double *x = which == 0 ? &moved->left[i][t] : which == 1 ? &moved->right[i][t]
                        : &moved->right[3][t];
                    *x += sign * step[t];
                }
                oxide_fluxes(&moved->edges);
            }
            for (size_t t = 0; t < 8; t++) {
                const double slope = (up.flux[i][t] - down.flux[i][t]) / (2.0 * step[t]);
                const double given = which == 0   ? -s.by_left[i][t]
                                     : which == 1 ? s.by_right[i][t]
                                                  : s.drop[i][t];
                const double size = fabs(s.by_left[i][t]) + fabs(s.by_right[i][t]);

                ck_assert_msg(fabs(slope - given) <= 1e-7 * size,
                              "species %zu, slope %d, edge %zu: %g, not %g", i, which, t, given, slope);
            }
        }
    ohm_rng_free(rng);
}
END_TEST

/* Without a field the flux is Fick's, with a strong one it is the density upwind. */
START_TEST(limits_of_weak_and_strong_fields)
{
    ohm_rng *rng = test_rng(1);
    sample s;

    draw(&s, rng, 1.0);
    s.model.species[0].charge = 1.0;
    oxide_laws_set(s.law, &s.model);
    for (size_t t = 0; t < 8; t++)
        s.right[3][t] = s.left[3][t] + (t % 2 == 0 ? 0.0 : 600.0 * (t % 4 == 1 ? 1.0 : -1.0));
    oxide_fluxes(&s.edges);
    for (size_t t = 0; t < 8; t++) {
        const double scale = s.law[0].mobility * s.weight[t];
        const double fick = scale * (s.left[0][t] - s.right[0][t]);
        const double upwind = t % 4 == 1 ? -600.0 * scale * s.right[0][t] : 600.0 * scale * s.left[0][t];

        ck_assert(test_close(s.flux[0][t], t % 2 == 0 ? fick : upwind, 1e-13));
    }
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_flux");
    TCase *cases = tcase_create("oxide_flux");

    tcase_add_loop_test(cases, fluxes_dissipate, 0, 20);
    tcase_add_loop_test(cases, equilibrium_carries_no_flux, 0, 20);
    tcase_add_loop_test(cases, slopes_match_differences, 0, 20);
    tcase_add_test(cases, limits_of_weak_and_strong_fields);
    suite_add_tcase(suite, cases);
    return suite;
}
