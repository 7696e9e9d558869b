/* tests/certify/test_ball_text.c -- mirrors lib/certify/ball_text.c */
#include "certify/ball_text.h"
#include "support/test.h"
#include "topology/exempt.h"

#include <math.h>
#include <string.h>

/* A ball of either sign and any size, exact now and then. */
static void
random_ball(arb_t x, ohm_rng *rng)
{
    arb_set_d(x, ohm_rng_between(rng, -1.0, 1.0));
    arb_div_ui(x, x, 3, 200);
    arb_mul_2exp_si(x, x, (slong)ohm_rng_below(rng, 200) - 100);
    if (ohm_rng_below(rng, 3) == 0)
        arb_get_mid_arb(x, x);
    else
        mag_set_d(arb_radref(x), ohm_rng_uniform(rng) * pow(2.0, (double)ohm_rng_below(rng, 40) - 60.0));
}

/* What is printed, read back at more bits, contains what was printed. */
START_TEST(printing_loses_nothing)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    arb_t x, back;
    ohm_ball ball;
    ohm_error err;

    arb_init(x);
    arb_init(back);
    for (int i = 0; i < 100; i++) {
        random_ball(x, rng);
        test_ok(ohm_ball_print(&ball, x, 128, &err), &err);
        test_ok(ohm_ball_read(back, ball.mid, ball.rad, 400, &err), &err);
        ck_assert_msg(arb_contains(back, x), "[%s +/- %s]", ball.mid, ball.rad);
        /* and not much more: three digits of the radius, and 41 of the midpoint */
        ck_assert_double_le(ohm_ball_radius(back), 1.01 * ohm_ball_radius(x) + 1e-38 * ohm_ball_magnitude(x));
        free(ball.mid);
        free(ball.rad);
    }
    arb_clear(x);
    arb_clear(back);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(max_radius_is_the_largest)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    enum { N = 7 };
    arb_ptr x = _arb_vec_init(N);
    ohm_balls *balls;
    double largest = 0.0;

    for (slong k = 0; k < N; k++)
        random_ball(x + k, rng);
    ck_assert_int_eq(ohm_balls_alloc(&balls, x, N, 100, NULL), OHM_OK);
    ck_assert_uint_eq(balls->count, N);
    for (slong k = 0; k < N; k++) {
        largest = fmax(largest, strtod(balls->ball[k].rad, NULL));
        ck_assert_double_ge(strtod(balls->ball[k].rad, NULL), ohm_ball_radius(x + k));
    }
    ck_assert_double_eq(balls->max_radius, largest);
    ohm_balls_free(balls);
    ohm_balls_free(NULL);
    _arb_vec_clear(x, N);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_is_no_ball_is_refused)
{
    static const char *const wrong[][2] = {
        { "", "0" }, { "nan", "0" }, { "[1 +/- 2]", "0" }, { "0.5", "" }, { "0.5", "-1e-3" },
            { "0.5", "inf" }, { "1..2", "0" }
    };
    ohm_ball ball;
    ohm_error err;
    arb_t x;

    arb_init(x);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        test_fails(ohm_ball_read(x, wrong[i][0], wrong[i][1], 64, &err), OHM_E_CONTENT, &err,
                   "not a decimal number");
    arb_indeterminate(x);
    test_fails(ohm_ball_print(&ball, x, 64, &err), OHM_E_PRECISION, &err, "not finite");
    ck_assert(isinf(ohm_ball_magnitude(x)));
    arb_clear(x);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    arb_ptr x;
    ohm_balls *balls;
    unsigned long k = 0;
    ohm_status status = OHM_E_NOMEM;

    exempt_flint();
    x = _arb_vec_init(3);
    for (slong i = 0; i < 3; i++) {
        arb_set_si(x + i, i + 1);
        arb_div_ui(x + i, x + i, 7, 100);
    }
    for (; test_alloc_enabled() && status == OHM_E_NOMEM; k++) {
        test_alloc_refuse(k);
        status = ohm_balls_alloc(&balls, x, 3, 100, NULL);
        const bool refused = test_alloc_allow();

        ck_assert(refused == (status == OHM_E_NOMEM));
    }
    if (test_alloc_enabled()) {
        ck_assert_uint_eq(k, 2 + 2 * 3 + 1);
        ohm_balls_free(balls);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_text");
    TCase *cases = tcase_create("ball_text");

    tcase_add_loop_test(cases, printing_loses_nothing, 0, 8);
    tcase_add_loop_test(cases, max_radius_is_the_largest, 0, 8);
    tcase_add_test(cases, what_is_no_ball_is_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
