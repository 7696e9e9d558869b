/* tests/device/test_channel_shape.c -- mirrors lib/device/channel_shape.c */
#include "device/channel_shape.h"
#include "support/test.h"

#ifdef HAVE_FLINT_ARB_H
#include <flint/acb.h>
#include <flint/acb_calc.h>
#else
#include <acb.h>
#include <acb_calc.h>
#endif

#include <math.h>
#include <string.h>

enum { BITS = 160 };

/* What the header promises of A, 1 - A and H. */
static const double FACTOR_TOL = 1e-14;

static const double RATIOS[] = { 0.01, 0.02, 0.1, 0.25, 0.5, 0.9, 0.9999, 1.0, 1.0001, 1.7, 4.0, 40.0 };
static const double FLOWS[] = {
    1e-6, 0.01, 0.3, 0.59, 0.61, 1.0, 2.0, 5.0, 12.0, 29.0, 31.0, 60.0, 100.0, 160.0, 175.0, 320.0, 1000.0,
    1e4
};
enum { RATIOS_COUNT = sizeof RATIOS / sizeof *RATIOS, FLOWS_COUNT = sizeof FLOWS / sizeof *FLOWS };

static ohm_cone cone;
static ohm_cone_rule rule;

static void
set_cone(double ratio)
{
    ck_assert_int_eq(ohm_cone_rule_fill(&rule, NULL), OHM_OK);
    ohm_cone_set(&cone, ratio, &rule);
}

/* ---- the same integrals in balls, over x/L as the paper has them ------------------------ */
typedef struct {
    double p, r;
    bool moment;                /* integrate u - q, not the small one of q and 1 - q */
} ball_case;

/* u = x r / (1 - (1 - r) x), and q or u - q; for flow outwards 1 - q. */
static int
ball_integrand(acb_ptr out, const acb_t x, void *data, slong order, slong bits)
{
    const ball_case *c = data;
    acb_t u, q, t, whole;

    (void)order;                /* no branch cuts: holomorphic where 1 - (1 - r) x != 0 */
    acb_init(u);
    acb_init(q);
    acb_init(t);
    acb_init(whole);
    acb_set_d(t, c->r);
    acb_sub_ui(t, t, 1, bits);
    acb_mul(t, t, x, bits);
    acb_add_ui(t, t, 1, bits);
    acb_set_d(u, c->r);
    acb_mul(u, u, x, bits);
    acb_div(u, u, t, bits);
    acb_set_d(t, c->p);
    acb_expm1(whole, t, bits);
    acb_mul(t, t, u, bits);
    acb_expm1(q, t, bits);
    acb_div(q, q, whole, bits);
    if (c->moment)
        acb_sub(out, u, q, bits);
    else if (c->p > 0.0)
        acb_set(out, q);
    else {
        acb_sub_ui(out, q, 1, bits);
        acb_neg(out, out);
    }
    acb_clear(u);
    acb_clear(q);
    acb_clear(t);
    acb_clear(whole);
    return 0;
}

static double
ball_integral(double p, double r, bool moment)
{
    ball_case c = { p, r, moment };
    acb_calc_integrate_opt_t options;
    acb_t zero, one, sum;
    mag_t tolerance;
    slong bits = BITS + (slong)(2.0 * fabs(p));     /* e^p and its like cancel inside */

    acb_init(zero);
    acb_init(one);
    acb_init(sum);
    mag_init(tolerance);
    acb_calc_integrate_opt_init(options);
    acb_one(one);
    mag_set_ui_2exp_si(tolerance, 1, -110);
    acb_calc_integrate(sum, ball_integrand, &c, zero, one, 110, tolerance, options, bits);
    const double value = arf_get_d(arb_midref(acb_realref(sum)), ARF_RND_NEAR);
    /* the ball says how far to trust it */
    ck_assert_msg(mag_get_d(arb_radref(acb_realref(sum))) < 1e-17 * fabs(value), "p %g r %g: ball too wide",
                  p, r);
    acb_clear(zero);
    acb_clear(one);
    acb_clear(sum);
    mag_clear(tolerance);
    return value;
}

START_TEST(factors_lie_in_the_balls)
{
    const double r = RATIOS[_i];

    set_cone(r);
    for (int j = 0; j < FLOWS_COUNT && FLOWS[j] < 400.0; j++)
        for (int sign = -1; sign <= 1; sign += 2) {
            const double p = sign * FLOWS[j], small = ball_integral(p, r, false);
            ohm_cone_factors f;

            ohm_cone_evaluate(&f, p, &cone);
            ck_assert_msg(test_close(p > 0.0 ? f.a : f.complement, small, FACTOR_TOL),
                          "r %g p %g: %.17g %.17g", r, p, p > 0.0 ? f.a : f.complement, small);
            ck_assert(test_close(p > 0.0 ? f.complement : f.a, 1.0 - small, FACTOR_TOL));
            if (FLOWS[j] > 1e-3)        /* the balls of u - q are wide for less */
                ck_assert_msg(test_close(f.h, ball_integral(p, r, true) / p, FACTOR_TOL), "r %g p %g: H", r,
                              p);
        }
}
END_TEST

/* Where two ways converge they agree, so the joints do not show.  Slopes of the closed
 * form lose |z| there, the series and rules 1/p; 200 units cover both. */
static const double JOINT_TOL = 5e-14;

static void
same_factors(const ohm_cone_factors *x, const ohm_cone_factors *y, double tol)
{
    ck_assert(test_close(x->a, y->a, tol));
    ck_assert(test_close(x->complement, y->complement, tol));
    ck_assert(test_close(x->h, y->h, tol));
    ck_assert(test_close(x->a_p, y->a_p, tol));
    ck_assert(test_close(x->a_r, y->a_r, tol));
    ck_assert_double_eq_tol(x->h_p, y->h_p, tol * fabs(x->h));
    ck_assert_double_eq_tol(x->h_r, y->h_r, tol * (fabs(x->h_r) + fabs(x->h)));
}

START_TEST(ways_agree_where_they_meet)
{
    ohm_cone_factors one, other;

    set_cone(RATIOS[_i]);
    for (int sign = -1; sign <= 1; sign += 2) {
        ohm_cone_by_series(&one, 0.6 * sign, &cone);
        ohm_cone_by_quadrature(&other, 0.6 * sign, &cone);
        same_factors(&one, &other, JOINT_TOL);
        ohm_cone_by_quadrature(&one, 55.0 * (1.0 - 1e-15) * sign / cone.steepness, &cone);
        ohm_cone_by_quadrature(&other, 55.0 * (1.0 + 1e-15) * sign / cone.steepness, &cone);
        same_factors(&one, &other, JOINT_TOL);
        ohm_cone_by_quadrature(&one, 310.0 * sign / cone.steepness, &cone);
        ohm_cone_by_closed_form(&other, 310.0 * sign / cone.steepness, &cone);
        same_factors(&one, &other, JOINT_TOL);
    }
}
END_TEST

/* Inverted cones: A(p, r) = 1 - A(-p, 1/r), H(p, r) = H(-p, 1/r). */
START_TEST(inverted_cones_mirror)
{
    static ohm_cone inverted;
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double ratio = exp(ohm_rng_between(rng, -4.0, 4.0));

    set_cone(ratio);
    ohm_cone_set(&inverted, 1.0 / ratio, &rule);
    for (int k = 0; k < 100; k++) {
        const double p = (ohm_rng_uniform(rng) - 0.5) * exp(ohm_rng_between(rng, -8.0, 10.0));
        ohm_cone_factors f, g;

        ohm_cone_evaluate(&f, p, &cone);
        ohm_cone_evaluate(&g, -p, &inverted);
        ck_assert(test_close(f.a, g.complement, 2.0 * FACTOR_TOL));
        ck_assert(test_close(f.h, g.h, 2.0 * FACTOR_TOL));
        ck_assert(test_close(f.a_p, g.a_p, JOINT_TOL));
    }
    ohm_rng_free(rng);
}
END_TEST

/* Slopes against central differences of the same function, step 1e-5 |p|: truncation
 * 1e-10 of third derivatives, rounding 1e-15/1e-5. */
START_TEST(slopes_are_differences)
{
    static ohm_cone above, below;
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double ratio = exp(ohm_rng_between(rng, -3.0, 3.0)), step = 1e-5;

    set_cone(ratio);
    ohm_cone_set(&above, ratio * (1.0 + step), &rule);
    ohm_cone_set(&below, ratio * (1.0 - step), &rule);
    for (int k = 0; k < 100; k++) {
        const double p = (ohm_rng_uniform(rng) - 0.5) * exp(ohm_rng_between(rng, -3.0, 7.0));
        const double dp = step * (1.0 + fabs(p)), dr = 2.0 * step * ratio;
        ohm_cone_factors f, more, less;

        ohm_cone_evaluate(&f, p, &cone);
        ohm_cone_evaluate(&more, p + dp, &cone);
        ohm_cone_evaluate(&less, p - dp, &cone);
        ck_assert_double_eq_tol(f.a_p, (more.a - less.a) / (2.0 * dp), 1e-9);
        ck_assert_double_eq_tol(f.h_p, (more.h - less.h) / (2.0 * dp), 1e-9);
        ohm_cone_evaluate(&more, p, &above);
        ohm_cone_evaluate(&less, p, &below);
        ck_assert_double_eq_tol(f.a_r * ratio, (more.a - less.a) / dr * ratio, 1e-9);
        ck_assert_double_eq_tol(f.h_r * ratio, (more.h - less.h) / dr * ratio, 1e-9);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(limits_and_edges)
{
    ohm_cone_factors f;

    set_cone(0.25);
    ohm_cone_evaluate(&f, 0.0, &cone);          /* the numbers of the specification */
    ck_assert(test_close(f.a, 0.2827974938310625, 1e-15));
    ck_assert(test_close(f.h, 0.068997911525885414, 2e-15));
    ohm_cone_evaluate(&f, 1e4, &cone);          /* A = r/P (1 + 2 (1 - r)/P + ...) */
    ck_assert(test_close(f.a, 2.5e-5 * (1.0 + 1.5e-4 + 6.0 * 0.5625e-8 + 24.0 * 0.421875e-12
                                            + 120.0 * 0.31640625e-16), 2e-15));
    ohm_cone_evaluate(&f, -1e4, &cone);
    ck_assert(test_close(f.complement, 4e-4 * (1.0 - 6e-4 + 6.0 * 9e-8 - 24.0 * 27e-12 + 120.0 * 81e-16),
                         3e-15));
    ohm_cone_evaluate(&f, 1e300, &cone);
    ck_assert(f.a >= 0.0 && f.a < 1e-299 && f.complement == 1.0);
    ohm_cone_evaluate(&f, -1e300, &cone);
    ck_assert(f.a == 1.0 && f.complement < 1e-298);
    ohm_cone_evaluate(&f, (double)NAN, &cone);
    ck_assert(isnan(f.a) && isnan(f.h) && isnan(f.a_p) && isnan(f.a_r));
    set_cone(1.0);                              /* a cylinder: A = 1/p - 1/expm1(p) */
    ohm_cone_evaluate(&f, 3.0, &cone);
    ck_assert(test_close(f.a, 1.0 / 3.0 - 1.0 / expm1(3.0), 1e-15));
    ohm_cone_evaluate(&f, 0.0, &cone);
    ck_assert(test_close(f.h, 1.0 / 12.0, 1e-15));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/channel_shape");
    TCase *cases = tcase_create("shape");

    tcase_set_timeout(cases, 30.0);
    tcase_add_loop_test(cases, factors_lie_in_the_balls, 0, RATIOS_COUNT);
    tcase_add_loop_test(cases, ways_agree_where_they_meet, 0, RATIOS_COUNT);
    tcase_add_loop_test(cases, inverted_cones_mirror, 0, 20);
    tcase_add_loop_test(cases, slopes_are_differences, 0, 20);
    tcase_add_test(cases, limits_and_edges);
    suite_add_tcase(suite, cases);
    return suite;
}
