/* tests/learning/test_perceptron_task.c -- mirrors lib/learning/perceptron_task.c */
#include "learning/perceptron_task.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static ohm_perceptron_task *
gate(const char *name, ohm_perceptron_code code)
{
    ohm_perceptron_task *task;
    ohm_error err;

    test_ok(ohm_perceptron_task_gate(&task, name, code, &err), &err);
    return task;
}

/* Gates against C's operators; the complements are complements. */
START_TEST(gates_are_what_they_say)
{
    static const char *const NAME[6] = { "or", "and", "xor", "nor", "nand", "xnor" };
    const double low = _i == 0 ? 0.0 : -1.0;

    for (int g = 0; g < 6; g++) {
        ohm_perceptron_task *task = gate(NAME[g], _i == 0 ? OHM_CODE_01 : OHM_CODE_PM);

        ck_assert(task->inputs == 2 && task->outputs == 1 && task->patterns == 4);
        for (int k = 0; k < 4; k++) {
            const int a = k >> 1, b = k & 1, plain = g % 3 == 0 ? a | b : g % 3 == 1 ? a & b : a ^ b;
            const int bit = g < 3 ? plain : !plain;

            ck_assert(task->input[2 * k] == (a ? 1.0 : low) && task->input[2 * k + 1] == (b ? 1.0 : low));
            ck_assert(task->target[k] == (bit ? 1.0 : low) && task->bit[k] == bit);
        }
        ohm_perceptron_task_free(task);
    }
}
END_TEST

START_TEST(tables_count_with_the_first_input_most_significant)
{
    ohm_perceptron_task *task = gate("table:00010111", OHM_CODE_01);   /* majority of three */

    ck_assert_uint_eq(task->inputs, 3);
    for (size_t k = 0; k < 8; k++) {
        const double *x = task->input + 3 * k;

        ck_assert(4.0 * x[0] + 2.0 * x[1] + x[2] == (double)k);
        ck_assert(task->bit[k] == (x[0] + x[1] + x[2] >= 2.0));
    }
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(bad_gates_are_refused)
{
    static const char *const BAD[] = {
        "", "maybe", "table:", "table:1", "table:011", "table:01x0", "table:01101"
    };
    ohm_perceptron_task *task;
    ohm_error err;

    test_fails(ohm_perceptron_task_gate(&task, BAD[_i], OHM_CODE_01, &err), OHM_E_ARG, &err, "gate \"");
    ck_assert_ptr_null(task);
}
END_TEST

START_TEST(data_is_checked_row_by_row)
{
    const double rows[6] = { 0.5, -2.0, 1.0, 3.0, 4.0, 0.0 };
    double bad[6];
    ohm_perceptron_task *task;
    ohm_error err;

    test_ok(ohm_perceptron_task_data(&task, 2, 1, 2, rows, OHM_CODE_01, false, &err), &err);
    ck_assert(task->input[2] == 3.0 && task->target[1] == 0.0 && task->bit == NULL);
    ohm_perceptron_task_free(task);
    test_fails(ohm_perceptron_task_data(&task, 2, 1, 2, rows, OHM_CODE_PM, false, &err), OHM_E_CONTENT, &err,
               "row 1, column 2: label 0 is neither -1 nor 1");
    memcpy(bad, rows, sizeof bad);
    bad[4] = NAN;
    test_fails(ohm_perceptron_task_data(&task, 2, 1, 2, bad, OHM_CODE_01, true, &err), OHM_E_CONTENT, &err,
               "row 1, column 1");
    ck_assert_ptr_null(task);
    test_fails(ohm_perceptron_task_data(&task, 2, 0, 2, rows, OHM_CODE_01, false, &err), OHM_E_ARG, &err,
               "0 labels");
    test_ok(ohm_perceptron_task_data(&task, 1, 2, 2, rows, OHM_CODE_01, true, &err), &err);
    ck_assert(task->target[3] == 0.0 && task->target[0] == -2.0);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    ohm_perceptron_task *task = NULL;

    if (!test_alloc_enabled())
        return;
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_perceptron_task_gate(&task, "xor", OHM_CODE_01, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(task);
    }
    ohm_perceptron_task_free(task);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_task");
    TCase *cases = tcase_create("perceptron_task");

    tcase_add_loop_test(cases, gates_are_what_they_say, 0, 2);
    tcase_add_test(cases, tables_count_with_the_first_input_most_significant);
    tcase_add_loop_test(cases, bad_gates_are_refused, 0, 7);
    tcase_add_test(cases, data_is_checked_row_by_row);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
