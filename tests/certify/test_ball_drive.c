/* tests/certify/test_ball_drive.c -- mirrors lib/certify/ball_drive.c */
#include "certify/ball_drive.h"
#include "certify/ball_text.h"
#include "support/test.h"

#include <math.h>

enum { BITS = 128, ORDERS = 40 };

static ohm_waveform
random_wave(ohm_rng *rng)
{
    return (ohm_waveform){ ohm_rng_between(rng, -1.0, 1.0), ohm_rng_between(rng, -2.0, 2.0),
                           ohm_rng_below(rng, 4) == 0 ? 0.0 : ohm_rng_between(rng, 0.1, 3.0),
                           ohm_rng_between(rng, -3.0, 3.0), NULL };
}

/* The doubles of waveform.c, good to rounding, agree; both roads are about the same number. */
START_TEST(doubles_agree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_waveform wave = random_wave(rng);
    const double at = ohm_rng_between(rng, 0.0, 3.0);
    double series[ORDERS];
    arb_ptr ball = _arb_vec_init(ORDERS);
    arb_t t;

    arb_init(t);
    arb_set_d(t, at);
    ohm_ball_wave_series(ball, ORDERS, &wave, t, BITS);
    ohm_waveform_series(series, ORDERS, &wave, at);
    for (slong k = 0; k < ORDERS; k++)
        ck_assert_double_le(fabs(series[k] - ohm_ball_middle(ball + k)),
                            1e-12 * pow(2.0 * M_PI * 3.0, (double)k) / tgamma((double)k + 1.0));
    ohm_ball_wave_integral(ball, &wave, t, BITS);
    ck_assert_double_le(fabs(ohm_waveform_integral(&wave, at) - ohm_ball_middle(ball)), 1e-14);
    arb_clear(t);
    _arb_vec_clear(ball, ORDERS);
    ohm_rng_free(rng);
}
END_TEST

/* The integral's slope is the wave: over a short way the series integrates to the difference. */
START_TEST(the_integral_of_the_series_is_the_integral)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_waveform wave = random_wave(rng);
    arb_ptr ball = _arb_vec_init(ORDERS);
    arb_t t, from, to, sum;

    arb_init(t);
    arb_init(from);
    arb_init(to);
    arb_init(sum);
    arb_set_d(t, 0.75);
    ohm_ball_wave_series(ball, ORDERS, &wave, t, BITS);
    ohm_ball_wave_integral(from, &wave, t, BITS);
    for (slong k = ORDERS; k-- > 0;) {              /* sum c_k h^(k+1) / (k+1), h = 1/16 */
        arb_div_ui(t, ball + k, (ulong)k + 1, BITS);
        arb_add(sum, sum, t, BITS);
        arb_mul_2exp_si(sum, sum, -4);
    }
    arb_set_d(t, 0.8125);
    ohm_ball_wave_integral(to, &wave, t, BITS);
    arb_sub(to, to, from, BITS);
    arb_sub(to, to, sum, BITS);
    ck_assert_double_le(ohm_ball_magnitude(to), 1e-36);     /* 40 orders of (2 pi 3 / 16)^k / k!: 1e-45 */
    arb_clear(t);
    arb_clear(from);
    arb_clear(to);
    arb_clear(sum);
    _arb_vec_clear(ball, ORDERS);
    ohm_rng_free(rng);
}
END_TEST

/* A ball of times holds what every time in it gives. */
START_TEST(a_ball_of_times_covers)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_waveform wave = random_wave(rng);
    arb_t t, wide, narrow;

    arb_init(t);
    arb_init(wide);
    arb_init(narrow);
    arb_set_d(t, 1.0);
    arb_add_error_2exp_si(t, -2);
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            ohm_ball_wave_series(wide, 1, &wave, t, BITS);
        else
            ohm_ball_wave_integral(wide, &wave, t, BITS);
        for (int k = 0; k < 50; k++) {
            arb_t at;

            arb_init(at);
            arb_set_d(at, ohm_rng_between(rng, 0.75, 1.25));
            if (i == 0)
                ohm_ball_wave_series(narrow, 1, &wave, at, BITS);
            else
                ohm_ball_wave_integral(narrow, &wave, at, BITS);
            ck_assert(arb_contains(wide, narrow));
            arb_clear(at);
        }
    }
    arb_clear(t);
    arb_clear(wide);
    arb_clear(narrow);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_drive");
    TCase *cases = tcase_create("ball_drive");

    tcase_add_loop_test(cases, doubles_agree, 0, 16);
    tcase_add_loop_test(cases, the_integral_of_the_series_is_the_integral, 0, 16);
    tcase_add_loop_test(cases, a_ball_of_times_covers, 0, 8);
    suite_add_tcase(suite, cases);
    return suite;
}
