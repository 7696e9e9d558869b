/* tests/certify/test_relaxing_law.c -- mirrors lib/certify/relaxing_law.c */
#include "certify/relaxing_law.h"
#include "certify/ball_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

enum { BITS = 128 };

typedef struct { arb_t alpha, w_rest, kappa, xi, w0; } numbers;

static ohm_relaxing_law
random_law(numbers *x, bool plain, ohm_rng *rng)
{
    arb_init(x->alpha);
    arb_init(x->w_rest);
    arb_init(x->kappa);
    arb_init(x->xi);
    arb_init(x->w0);
    arb_set_d(x->alpha, (ohm_rng_below(rng, 2) ? 1.0 : -1.0) * ohm_rng_between(rng, 0.05, 0.5));
    arb_set_d(x->w_rest, (double)ohm_rng_below(rng, 3) / 2.0);
    arb_set_d(x->kappa, ohm_rng_between(rng, -1.0, 1.0));
    arb_set_d(x->xi, plain ? 0.0 : ohm_rng_between(rng, 0.5, 20.0));
    arb_set_d(x->w0, ohm_rng_between(rng, 0.3, 0.7));
    return (ohm_relaxing_law){ x->alpha, x->w_rest, x->kappa, x->xi, x->w0 };
}

static void
numbers_clear(numbers *x)
{
    arb_clear(x->alpha);
    arb_clear(x->w_rest);
    arb_clear(x->kappa);
    arb_clear(x->xi);
    arb_clear(x->w0);
}

/* It is a flow: t1 and then t2 is t1 + t2; and it begins with the slope of the equation. */
START_TEST(times_add_up)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    numbers x;
    ohm_relaxing_law law = random_law(&x, _i % 4 == 0, rng);
    arb_t t, first, both, slope;
    ohm_error err;

    arb_init(t);
    arb_init(first);
    arb_init(both);
    arb_init(slope);
    arb_set_d(t, 0.0625);
    test_ok(ohm_relaxing_law_at(first, t, &law, BITS, &err), &err);
    arb_set_d(t, 0.1875);
    test_ok(ohm_relaxing_law_at(both, t, &law, BITS, &err), &err);
    arb_set_d(t, 0.125);
    arb_get_mid_arb(first, first);                  /* 1e-38 off, which shrinks or grows little */
    law.w0 = first;
    test_ok(ohm_relaxing_law_at(slope, t, &law, BITS, &err), &err);
    arb_sub(slope, slope, both, BITS);
    ck_assert_double_le(ohm_ball_magnitude(slope), 1e-34);

    law.w0 = x.w0;
    arb_set_ui(t, 1);
    arb_mul_2exp_si(t, t, -50);
    test_ok(ohm_relaxing_law_at(first, t, &law, BITS, &err), &err);
    arb_sub(first, first, x.w0, BITS);
    arb_div(first, first, t, BITS);
    arb_mul(slope, x.xi, x.w0, BITS);
    arb_add_ui(slope, slope, 1, BITS);
    arb_div(slope, x.kappa, slope, BITS);
    arb_sub(both, x.w0, x.w_rest, BITS);
    arb_mul(both, both, x.alpha, BITS);
    arb_sub(slope, both, slope, BITS);
    arb_sub(slope, slope, first, BITS);
    ck_assert_double_le(ohm_ball_magnitude(slope), 1e-12);      /* second order: 2^-50 times w'' of 20 */
    arb_clear(t);
    arb_clear(first);
    arb_clear(both);
    arb_clear(slope);
    numbers_clear(&x);
    ohm_rng_free(rng);
}
END_TEST

/* Far enough it either comes to rest inside or leaves; the latter is not proved. */
START_TEST(leaving_is_not_proved)
{
    ohm_rng *rng = test_rng(1);
    numbers x;
    const ohm_relaxing_law law = random_law(&x, _i == 0, rng);
    arb_t t, w;
    ohm_error err;

    arb_init(t);
    arb_init(w);
    arb_set_d(x.alpha, 0.25);
    arb_set_d(x.w_rest, 0.0);
    arb_set_d(x.kappa, -0.5);                       /* everything drives w up */
    arb_set_d(t, 0.01);
    test_ok(ohm_relaxing_law_at(w, t, &law, BITS, &err), &err);
    arb_set_d(t, 100.0);
    ck_assert_int_eq(ohm_relaxing_law_at(w, t, &law, BITS, &err), OHM_E_UNPROVED);
    arb_clear(t);
    arb_clear(w);
    numbers_clear(&x);
    ohm_rng_free(rng);
}
END_TEST

/* At rest exactly nothing is claimed: the fractions have w0 for a root. */
START_TEST(rest_is_not_proved)
{
    ohm_rng *rng = test_rng(1);
    numbers x;
    const ohm_relaxing_law law = random_law(&x, false, rng);
    arb_t t, w;
    ohm_error err;

    arb_init(t);
    arb_init(w);
    arb_set_d(x.alpha, 0.5);
    arb_set_d(x.w_rest, 0.0);
    arb_set_d(x.w0, 0.5);
    arb_set_d(x.xi, 2.0);
    arb_set_d(x.kappa, 0.5);                        /* 0.5 * 0.5 = 0.5 / 2 */
    arb_set_d(t, 1.0);
    test_fails(ohm_relaxing_law_at(w, t, &law, BITS, &err), OHM_E_PRECISION, &err, "at rest");
    arb_clear(t);
    arb_clear(w);
    numbers_clear(&x);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/relaxing_law");
    TCase *cases = tcase_create("relaxing_law");

    tcase_add_loop_test(cases, times_add_up, 0, 32);
    tcase_add_loop_test(cases, leaving_is_not_proved, 0, 2);
    tcase_add_test(cases, rest_is_not_proved);
    suite_add_tcase(suite, cases);
    return suite;
}
