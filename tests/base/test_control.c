/* tests/base/test_control.c -- mirrors lib/base/control.c */
#include "base/control.h"
#include "support/test.h"

static void
remember(void *data, double fraction)
{
    *(double *)data = fraction;
}

START_TEST(progress_is_told_and_a_stop_is_heard)
{
    volatile sig_atomic_t stop = 0;
    double told = -1.0;
    const ohm_control control = { &stop, remember, &told };

    ck_assert_int_eq(ohm_control_point(&control, 0.25, NULL), OHM_OK);
    ck_assert(told == 0.25);
    stop = 1;
    ck_assert_int_eq(ohm_control_point(&control, 0.5, NULL), OHM_E_INTERRUPT);
    ck_assert_int_eq(ohm_control_point(NULL, 0.5, NULL), OHM_OK);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/control");
    TCase *cases = tcase_create("control");

    tcase_add_test(cases, progress_is_told_and_a_stop_is_heard);
    suite_add_tcase(suite, cases);
    return suite;
}
