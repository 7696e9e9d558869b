/* tests/learning/test_perceptron_run.c -- mirrors lib/learning/perceptron_run.c */
#include "learning/perceptron_run.h"
#include "support/test.h"

#include <math.h>
#include <stdint.h>

static ohm_perceptron_plan
plan_of(size_t epochs, size_t every)
{
    const ohm_perceptron_shape shape = { 2, 3, 1 };
    ohm_perceptron_plan plan;

    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_HP);
    plan.epochs = epochs;
    plan.every = every;
    plan.first_epoch = 100;
    plan.realizations = 4;
    return plan;
}

/* The first and the last epoch are there, once, and every K-th in between. */
START_TEST(recorded_epochs)
{
    const size_t epochs = (size_t)_i % 7, every = 1 + (size_t)_i / 7;
    const ohm_perceptron_plan plan = plan_of(epochs, every);
    ohm_perceptron_run *run;
    ohm_error err;

    test_ok(ohm_perceptron_run_alloc(&run, &plan, 4, &err), &err);
    ck_assert_uint_eq(run->epoch[0], 100);
    ck_assert_uint_eq(run->epoch[run->points - 1], 100 + epochs);
    for (size_t p = 1; p < run->points; p++)
        ck_assert(run->epoch[p] > run->epoch[p - 1] && run->epoch[p] - run->epoch[p - 1] <= every);
    for (size_t p = 1; p + 1 < run->points; p++)
        ck_assert_uint_eq((run->epoch[p] - 100) % every, 0);
    ck_assert(isnan(run->error[run->points * 4 - 1]) && run->diverged[3] == SIZE_MAX);
    ck_assert_uint_eq(run->weights, 3 * 3 + 4);
    ohm_perceptron_run_free(run);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    const ohm_perceptron_plan plan = plan_of(5, 1);
    ohm_perceptron_run *run = NULL;

    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_perceptron_run_alloc(&run, &plan, 4, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(run);
    }
    ohm_perceptron_run_free(run);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_run");
    TCase *cases = tcase_create("perceptron_run");

    tcase_add_loop_test(cases, recorded_epochs, 0, 28);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
