/* tests/learning/test_contrastive_write.c -- mirrors lib/learning/contrastive_write.c */
#include "learning/contrastive_write.h"
#include "learning/contrastive_net.h"

#include <math.h>

/* Runge and Kutta, steps of 1/100: (1/100)^4 times the fifth derivative, at most of order 1. */
static const double DRIVE_TOL = 1e-8;

/* Strukov's window has a closed form: the logistic function of T. */
START_TEST(a_drive_solves_its_law)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_window none = { OHM_WINDOW_NONE, 0.0, 0.0 }, strukov = { OHM_WINDOW_STRUKOV, 0.0, 0.0 };
    const double w = ohm_rng_between(rng, 0.05, 0.95), time = ohm_rng_between(rng, -2.0, 2.0);

    ck_assert_double_le(fabs(ohm_contrastive_drive(&strukov, w, time)
                             - 1.0 / (1.0 + (1.0 / w - 1.0) * exp(-time))),
                        DRIVE_TOL);
    ck_assert_double_eq(ohm_contrastive_drive(&none, w, time), fmin(1.0, fmax(0.0, w + time)));
    /* there and back: the flow of an autonomous law is a group */
    ck_assert_double_le(fabs(ohm_contrastive_drive(&strukov, ohm_contrastive_drive(&strukov, w, time), -time)
                             - w),
                        DRIVE_TOL);
    ohm_rng_free(rng);
}
END_TEST

/* A bound forgets: what the free pulse would have written beyond it is lost. */
START_TEST(bounds_forget)
{
    const ohm_window none = { OHM_WINDOW_NONE, 0.0, 0.0 };

    ck_assert_double_eq(ohm_contrastive_pulses(&none, 2.0, 0.75, 0.25, 0.0), 0.5);
    ck_assert_double_eq(ohm_contrastive_pulses(&none, 1.0, 0.5, 0.25, 0.125), 0.375);
}
END_TEST

/* A network written by pulses of a square law without a window is one of the raw law, away from the bounds;
 * with a window it is that times the window, to first order in the gain. */
START_TEST(pulses_are_raw_writes)
{
    double theta[3][NET_EDGES], start[NET_EDGES];
    ohm_error err;

    for (int run = 0; run < 3; run++) {
        ohm_rng *rng = test_rng((unsigned long)_i);
        test_net w;

        test_net_plan(&w, OHM_EDGE_MEMRISTOR, 1, rng);
        w.plan.law = run == 0 ? OHM_WRITE_RAW : OHM_WRITE_PULSE;
        w.plan.gain = 1e-4;
        w.plan.window.kind = run == 2 ? OHM_WINDOW_STRUKOV : OHM_WINDOW_NONE;
        test_net_open(&w, rng);
        const ohm_contrastive_batch batch = test_net_batch(&w, 0, NET_SAMPLES);

        memcpy(start, ohm_learner_parameters(w.learner), sizeof start);
        test_ok(ohm_learner_step(NULL, w.learner, &batch, &err), &err);
        memcpy(theta[run], ohm_learner_parameters(w.learner), sizeof start);
        test_net_close(&w);
        ohm_rng_free(rng);
    }
    for (size_t e = 0; e < NET_EDGES; e++) {
        const double raw = theta[0][e] - start[e], window = start[e] * (1.0 - start[e]);

        ck_assert_double_le(fabs(theta[1][e] - theta[0][e]), 1e-15);
        /* second order: gain^2 = 1e-8 */
        ck_assert_double_le(fabs(theta[2][e] - start[e] - window * raw), 1e-8);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_write");
    TCase *tc = tcase_create("contrastive_write");

    tcase_add_loop_test(tc, a_drive_solves_its_law, 0, 20);
    tcase_add_test(tc, bounds_forget);
    tcase_add_loop_test(tc, pulses_are_raw_writes, 0, 5);
    suite_add_tcase(suite, tc);
    return suite;
}
