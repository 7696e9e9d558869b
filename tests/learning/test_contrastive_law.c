/* tests/learning/test_contrastive_law.c -- mirrors lib/learning/contrastive_law.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_law.h"

#include <float.h>
#include <math.h>

static const double ROUNDING = 8.0 * DBL_EPSILON;       /* a handful of operations, and pow */

/* All three laws run from 1/R0 down to 1/(taps R0). */
START_TEST(taps_share_their_ends_and_fall)
{
    ohm_contrastive_plan p;

    ohm_contrastive_defaults(&p, OHM_EDGE_POTENTIOMETER);
    p.law = (ohm_contrastive_law)_i;
    ck_assert(test_close(ohm_contrastive_conductance(&p, 0, 1.0), 64.0, ROUNDING));
    ck_assert(test_close(ohm_contrastive_conductance(&p, 0, 255.0), 64.0 / 255.0, ROUNDING));
    for (double tap = 1.0; tap < 255.0; tap++)
        ck_assert_double_gt(ohm_contrastive_conductance(&p, 0, tap),
                            ohm_contrastive_conductance(&p, 0, tap + 1.0));
    ck_assert_double_eq(ohm_contrastive_change(&p, 7.0, 1e-30), 1.0);
    ck_assert_double_eq(ohm_contrastive_change(&p, 7.0, -1e-30), -1.0);
    ck_assert_double_eq(ohm_contrastive_change(&p, 7.0, 0.0), 0.0);
    ck_assert_double_eq(ohm_contrastive_clip(&p, 0, 256.0), 255.0);
    ck_assert_double_eq(ohm_contrastive_clip(&p, 0, 0.0), 1.0);
}
END_TEST

START_TEST(memristors_write_by_their_law)
{
    const double low = 0.1, high = 4.0, c = 0.01, w = 0.3;
    ohm_contrastive_plan p;

    ohm_contrastive_defaults(&p, OHM_EDGE_MEMRISTOR);
    p.low = &low;
    p.high = &high;
    ck_assert(test_close(ohm_contrastive_conductance(&p, 0, w), 0.1 + 3.9 * w, ROUNDING));
    ck_assert(test_close(ohm_contrastive_change(&p, w, c), -5.0 * c * 4.0 * w * (1.0 - w), ROUNDING));
    ck_assert_double_eq(ohm_contrastive_change(&p, 1.0, c), 0.0);       /* the window traps */
    p.law = OHM_WRITE_RAW;
    ck_assert(test_close(ohm_contrastive_change(&p, 1.0, c), -5.0 * c, ROUNDING));
    p.law = OHM_WRITE_THRESH;
    p.threshold = 1e-4;
    ck_assert_double_eq(ohm_contrastive_change(&p, w, 1e-4), 0.0);
    ck_assert(test_close(ohm_contrastive_change(&p, w, -c), 5.0 * (c - 1e-4), ROUNDING));
}
END_TEST

START_TEST(conductors_and_gates_go_against_the_contrast)
{
    const double v_th = 0.7;
    ohm_contrastive_plan p;

    ohm_contrastive_defaults(&p, OHM_EDGE_TRANSISTOR);
    p.v_th = &v_th;
    ck_assert(test_close(ohm_contrastive_conductance(&p, 0, 2.0), 1.3, ROUNDING));
    ck_assert(test_close(ohm_contrastive_change(&p, 2.0, 0.02), -5.0 / 0.1 * 0.01, ROUNDING));
    p.threshold = 0.02;
    ck_assert_double_eq(ohm_contrastive_change(&p, 2.0, 0.02), 0.0);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_law");
    TCase *tc = tcase_create("contrastive_law");

    tcase_add_loop_test(tc, taps_share_their_ends_and_fall, OHM_TAP_LINEAR_R, OHM_TAP_LINEAR_K + 1);
    tcase_add_test(tc, memristors_write_by_their_law);
    tcase_add_test(tc, conductors_and_gates_go_against_the_contrast);
    suite_add_tcase(suite, tc);
    return suite;
}
