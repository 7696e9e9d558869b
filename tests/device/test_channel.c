/* tests/device/test_channel.c -- mirrors lib/device/channel.c */
#include "device/channel.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* The factors are good to 1e-14 (channel_shape.h); here their rounding is a few units. */
static const double NUMBER_TOL = 2e-15;

static ohm_channel channel;
static ohm_cone_rule rule;

static void
set_channel(double length, double base, double tip)
{
    const ohm_channel_geometry geometry = { length, base, tip };

    ck_assert_int_eq(ohm_cone_rule_fill(&rule, NULL), OHM_OK);
    ohm_channel_set(&channel, &geometry, &rule);
}

typedef struct {
    ohm_channel_stimulus at;
    double radius_base, p, ratio, g;
} reference;

/* The table of the specification, found with 40 digits. */
static const reference REFERENCES[] = {
    { { 1.0, 0.0, 0.2, 0.2 }, 200.0, 4.01697312588, 0.64896021050480341, 5.4520869369225262 },
    { { -1.0, 0.0, 0.2, 0.2 }, 200.0, -4.01697312588, 1.484982307705444, 12.475730422831513 },
    { { 0.0, 0.05, 0.3, 0.1 }, 200.0, 2.02061022429, 0.89142722227154179, 11.233674965950396 },
    { { 1.0, -0.0994, 0.2, 0.2 }, 200.0, 0.0, 0.4895640624877583, 4.1129575999736492 },
    { { 1.0, 0.0, 0.2, 0.1 }, 50.0, 4.01697312588, 0.88469696948221218, 1.8581435010849614 }
};

START_TEST(reference_numbers)
{
    const reference *r = &REFERENCES[_i];
    ohm_channel_response out;

    set_channel(10.0, r->radius_base, 50.0);
    ohm_channel_evaluate(&out, &r->at, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert_double_eq_tol(out.p, r->p, 1e-11);
    ck_assert(test_close(out.g / out.ohmic, r->ratio, NUMBER_TOL));
    ck_assert(test_close(out.g, r->g, NUMBER_TOL));
}
END_TEST

START_TEST(constants_have_the_authors_digits)
{
    const ohm_channel_stimulus still = { 0.0, 0.0, 0.2, 0.2 }, pushed = { 0.0, 1.0, 0.2, 0.2 };
    const ohm_channel_stimulus driven = { 1.0, 0.0, 0.2, 0.2 };
    ohm_channel_response out;

    set_channel(10.0, 200.0, 50.0);
    ohm_channel_evaluate(&out, &driven, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert(test_close(out.p, 4.016973125884017, 1e-15));
    ohm_channel_evaluate(&out, &pushed, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert(test_close(out.p, 40.412204485754698, 1e-15));
    ohm_channel_evaluate(&out, &still, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert(test_close(out.g, 8.4012653606012899, 1e-15));
    ck_assert(test_close(channel.surplus, -1.4795692397754543, 1e-15));
    ck_assert(ohm_channel_relaxation(OHM_TAU_CONSTANT, 3.0) == 0.0048);
    ck_assert(test_close(ohm_channel_relaxation(OHM_TAU_DIFFUSIVE, 10.0), 1e-10 / (12.0 * 1.75e-9), 1e-15));
}
END_TEST

/* ---- limits ------------------------------------------------------------------------------ */
START_TEST(validity_at_the_published_thresholds)
{
    /* g/g0 -> 1 - 0.104162626895/rho (DV -> inf), 1 + 0.264166757796/rho (DV -> -inf); 3e4 V
     * leave p^-1 corrections of 1e-5 */
    ohm_channel_stimulus at = { 3e4, 0.0, 0.2, 0.2 };
    ohm_channel_response out;

    set_channel(10.0, 200.0, 50.0);
    ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert_double_eq_tol(out.g / out.ohmic, 1.0 - 0.104162626895 / 0.2, 1e-4);
    at.voltage = -3e4;
    ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert_double_eq_tol(out.g / out.ohmic, 1.0 + 0.264166757796 / 0.2, 1e-4);
    /* with flows cancelled g changes sign at 9.79554853518 rho_b */
    for (int sign = -1; sign <= 1; sign += 2) {
        at = (ohm_channel_stimulus){ 9.79554853518 * 0.2 * (1.0 + 1e-9 * sign), 0.0, 0.2, 0.2 };
        at.pressure = -at.voltage * 4.016973125884017 / 40.412204485754698;
        ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
        ck_assert(ohm_channel_judge(&out, &at).positive_conductance == (sign < 0));
    }
}
END_TEST

/* The least dI/dDV over DV, by a fine scan, changes sign at DP = -0.103577 bar. */
START_TEST(current_falls_beyond_the_published_pressure)
{
    set_channel(10.0, 200.0, 50.0);
    for (int beyond = 0; beyond <= 1; beyond++) {
        double least = INFINITY;

        for (double drop = -1.0; drop < 3.0; drop += 1e-4) {
            const ohm_channel_stimulus at = { drop, -0.103577 + (beyond ? -2e-6 : 2e-6), 0.2, 0.2 };
            ohm_channel_response out;

            ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
            least = fmin(least, ohm_channel_judge(&out, &at).slope);
        }
        ck_assert((least < 0.0) == (beyond == 1));
    }
}
END_TEST

/* Weak driving is Ohmic; a cylinder has no surface term; L scales g by 1/L alone. */
START_TEST(limits_of_the_law)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double rho = ohm_rng_between(rng, 0.1, 2.0), base = ohm_rng_between(rng, 20.0, 400.0);
    const ohm_channel_stimulus weak = { 1e-12, 0.0, rho, rho }, strong = { 250.0, 17.6, rho, rho };
    ohm_channel_response out, twice;

    set_channel(10.0, base, 50.0);
    ohm_channel_evaluate(&out, &weak, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert(test_close(out.g, out.ohmic, 1e-10));
    ohm_channel_evaluate(&out, &strong, OHM_DENSITY_PHYSICAL, &channel);    /* a naive e^p overflows */
    ck_assert(isfinite(out.g) && isfinite(out.by_voltage) && isfinite(out.by_radius_base));
    set_channel(20.0, base, 50.0);
    ohm_channel_evaluate(&twice, &strong, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert(test_close(out.g, 2.0 * twice.g, 1e-15));
    set_channel(10.0, 50.0, 50.0);
    ohm_channel_evaluate(&out, &strong, OHM_DENSITY_PHYSICAL, &channel);
    ck_assert(test_close(out.g, out.ohmic, 1e-15));
    ohm_rng_free(rng);
}
END_TEST

/* ---- derivatives --------------------------------------------------------------------------- */
typedef struct {
    ohm_channel_stimulus at;
    ohm_channel_geometry geometry;
} place;

/* Each parameter and the derivative that belongs to it. */
static double *
parameter(place *x, int which)
{
    double *all[] = {
        &x->at.voltage, &x->at.pressure, &x->at.rho_base, &x->at.rho_tip, &x->geometry.length,
        &x->geometry.radius_base, &x->geometry.radius_tip
    };

    return all[which];
}

static double
derivative(const ohm_channel_response *out, int which)
{
    const double all[] = {
        out->by_voltage, out->by_pressure, out->by_rho_base, out->by_rho_tip, out->by_length,
        out->by_radius_base, out->by_radius_tip
    };

    return all[which];
}

static double
conductance(const place *x, ohm_density density)
{
    ohm_channel_response out;

    ohm_channel_set(&channel, &x->geometry, &rule);
    ohm_channel_evaluate(&out, &x->at, density, &channel);
    return out.g;
}

/* Central differences of fourth order, step h = 1e-3 of the parameter: h^4 times fifth
 * derivatives, which p = 40/bar DP makes as large as (p h)^4 ~ 1e-6 relative at 0.3 bar
 * for radii, hence h = 1e-4 and rounding 1e-15/1e-4: 1e-10 of g over the parameter. */
START_TEST(derivatives_are_differences)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_density density = _i % 2 ? OHM_DENSITY_COMPAT : OHM_DENSITY_PHYSICAL;
    const place x = {
        { ohm_rng_between(rng, -5.0, 5.0), ohm_rng_between(rng, -0.3, 0.3), ohm_rng_between(rng, 0.1, 0.4),
          ohm_rng_between(rng, 0.1, 0.4) },
        { ohm_rng_between(rng, 5.0, 15.0), ohm_rng_between(rng, 30.0, 400.0),
          ohm_rng_between(rng, 40.0, 60.0) }
    };
    const double g = fabs(conductance(&x, density));
    ohm_channel_response out;

    ohm_channel_evaluate(&out, &x.at, density, &channel);
    for (int which = 0; which < 7; which++) {
        place y = x;
        double *w = parameter(&y, which), value = *w, sum = 0.0;
        const double h = 1e-4 * fabs(value);

        for (int k = -2; k <= 2; k++) {
            static const double weight[] = { 1.0 / 12.0, -2.0 / 3.0, 0.0, 2.0 / 3.0, -1.0 / 12.0 };

            *w = value + k * h;
            if (k != 0)
                sum += weight[k + 2] * conductance(&y, density);
        }
        ck_assert_msg(fabs(sum / h - derivative(&out,
                                                which)) <= 2e-9 * (g / fabs(value) + fabs(derivative(&out,
                                                                                                     which))),
                      "parameter %d: %.15g, differences %.15g", which, derivative(&out, which), sum / h);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bad_geometry_is_named)
{
    ohm_error err;

    test_fails(ohm_channel_check(&(ohm_channel_geometry){ -1.0, 200.0, 50.0 }, &err), OHM_E_DOMAIN, &err,
               "length = -1");
    test_fails(ohm_channel_check(&(ohm_channel_geometry){ 1.0, 0.0, 50.0 }, &err), OHM_E_DOMAIN, &err,
               "radius_base = 0");
    test_fails(ohm_channel_check(&(ohm_channel_geometry){ 1.0, 1.0, (double)NAN }, &err), OHM_E_DOMAIN, &err,
               "radius_tip = nan");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/channel");
    TCase *cases = tcase_create("channel");

    tcase_add_loop_test(cases, reference_numbers, 0, sizeof REFERENCES / sizeof *REFERENCES);
    tcase_add_test(cases, constants_have_the_authors_digits);
    tcase_add_test(cases, validity_at_the_published_thresholds);
    tcase_add_test(cases, current_falls_beyond_the_published_pressure);
    tcase_add_loop_test(cases, limits_of_the_law, 0, 20);
    tcase_add_loop_test(cases, derivatives_are_differences, 0, 40);
    tcase_add_test(cases, bad_geometry_is_named);
    suite_add_tcase(suite, cases);
    return suite;
}
