/* tests/dynamics/test_stepper.c -- mirrors lib/dynamics/stepper.c */
#include "dynamics/stepper.h"
#include "support/test.h"

static int freed;

static void
count_free(ohm_stepper *stepper)
{
    (void)stepper;
    freed++;
}

START_TEST(free_reaches_the_class_and_takes_null)
{
    const ohm_stepper_class calls = { .free = count_free };
    ohm_stepper stepper = { &calls, 0.0, 0.0 };

    ohm_stepper_free(NULL);
    ck_assert_int_eq(freed, 0);
    ohm_stepper_free(&stepper);
    ck_assert_int_eq(freed, 1);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/stepper");
    TCase *cases = tcase_create("stepper");

    tcase_add_test(cases, free_reaches_the_class_and_takes_null);
    suite_add_tcase(suite, cases);
    return suite;
}
