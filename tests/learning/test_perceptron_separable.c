/* tests/learning/test_perceptron_separable.c -- mirrors lib/learning/perceptron_separable.c */
#include "learning/perceptron_separable.h"
#include "support/test.h"

#include <string.h>

static ohm_error err;

static ohm_perceptron_task *
table_of(size_t inputs, unsigned bits, ohm_perceptron_code code)
{
    char text[16 + 64] = "table:";
    ohm_perceptron_task *task;

    for (size_t k = 0; k < (size_t)1 << inputs; k++)
        strcat(text, bits >> k & 1 ? "1" : "0");
    test_ok(ohm_perceptron_task_gate(&task, text, code, &err), &err);
    return task;
}

static ohm_separation *
decide(const ohm_perceptron_task *task)
{
    ohm_separation *s;

    test_ok(ohm_separation_decide(&s, task, &err), &err);
    return s;
}

/* Every table: a verdict that passes its own check, the same in both codes, and as many
 * separable ones as there are threshold functions (OEIS A000609: 4, 14, 104, 1882). */
START_TEST(threshold_functions_are_counted)
{
    static const size_t THRESHOLD_FUNCTIONS[] = { 0, 4, 14, 104, 1882 };
    const size_t inputs = (size_t)_i, tables = (size_t)1 << ((size_t)1 << inputs);
    size_t separable = 0;

    for (size_t bits = 0; bits < tables; bits++) {
        ohm_perceptron_task *task = table_of(inputs, (unsigned)bits, bits % 2 ? OHM_CODE_PM : OHM_CODE_01);
        ohm_separation *s = decide(task);

        test_ok(ohm_separation_verify(s, task, &err), &err);
        separable += s->separable;
        ohm_separation_free(s);
        ohm_perceptron_task_free(task);
    }
    ck_assert_uint_eq(separable, THRESHOLD_FUNCTIONS[inputs]);
}
END_TEST

START_TEST(xor_is_refused_by_four_ones)
{
    ohm_perceptron_task *task = table_of(2, 6, _i == 0 ? OHM_CODE_01 : OHM_CODE_PM);
    ohm_separation *s = decide(task);

    ck_assert(!s->separable && s->weight == NULL);
    for (size_t k = 0; k < 4; k++)
        ck_assert_int_eq(s->multiplier[k], 1);
    ohm_separation_free(s);
    ohm_perceptron_task_free(task);
}
END_TEST

/* The largest table: majority of 11 inputs is separable, their parity is not. */
START_TEST(wide_tables_are_decided)
{
    enum { INPUTS = 11, CORNERS = 1 << INPUTS };
    char text[16 + CORNERS] = "table:";
    ohm_perceptron_task *task;

    for (unsigned k = 0; k < CORNERS; k++) {
        const int ones = __builtin_popcount(k);

        text[6 + k] = (_i == 0 ? 2 * ones > INPUTS : ones % 2) ? '1' : '0';
    }
    test_ok(ohm_perceptron_task_gate(&task, text, OHM_CODE_01, &err), &err);
    ohm_separation *s = decide(task);
    ck_assert(s->separable == (_i == 0));
    ohm_separation_free(s);
    ohm_perceptron_task_free(task);
}
END_TEST

/* A forged verdict does not pass. */
START_TEST(forgeries_are_caught)
{
    ohm_perceptron_task *xor = table_of(2, 6, OHM_CODE_01), *or = table_of(2, 14, OHM_CODE_01);
    ohm_separation *s = decide(xor), *w = decide(or);

    ck_assert(w->separable);
    test_fails(ohm_separation_verify(w, xor, &err), OHM_E_UNPROVED, &err, "misses corner");
    test_fails(ohm_separation_verify(s, or, &err), OHM_E_UNPROVED, &err, "sums to");
    s->multiplier[0] = -1;
    test_fails(ohm_separation_verify(s, xor, &err), OHM_E_UNPROVED, &err, "negative");
    memset(s->multiplier, 0, 4 * sizeof *s->multiplier);
    test_fails(ohm_separation_verify(s, xor, &err), OHM_E_UNPROVED, &err, "zero");
    ohm_separation_free(s);
    ohm_separation_free(w);
    ohm_perceptron_task_free(xor);
    ohm_perceptron_task_free(or);
}
END_TEST

START_TEST(data_have_no_table)
{
    const double row[2] = { 0.5, 1.0 };
    ohm_perceptron_task *task;
    ohm_separation *s;

    test_ok(ohm_perceptron_task_data(&task, 1, 1, 1, row, OHM_CODE_01, false, &err), &err);
    test_fails(ohm_separation_decide(&s, task, &err), OHM_E_METHOD, &err, "truth tables");
    ck_assert_ptr_null(s);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    ohm_perceptron_task *task = table_of(2, _i == 0 ? 6 : 8, OHM_CODE_01);
    ohm_separation *s = NULL;

    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_separation_decide(&s, task, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(s);
    }
    ohm_separation_free(s);
    ohm_perceptron_task_free(task);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_separable");
    TCase *cases = tcase_create("perceptron_separable");

    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, threshold_functions_are_counted, 1, 5);
    tcase_add_loop_test(cases, xor_is_refused_by_four_ones, 0, 2);
    tcase_add_loop_test(cases, wide_tables_are_decided, 0, 2);
    tcase_add_test(cases, forgeries_are_caught);
    tcase_add_test(cases, data_have_no_table);
    tcase_add_loop_test(cases, refused_memory_is_reported, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
