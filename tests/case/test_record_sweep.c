/* tests/case/test_record_sweep.c -- mirrors lib/case/record_sweep.c */
#include "support/record_text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

START_TEST(words_are_gaps)
{
    ohm_record *record = test_record(".csv", TEST_HEAD("sweep",
                                                       "{}") "point,n,\"a,b\",method\n0,3,0.5,taylor\n"
                                     "1,4,,\"no, \"\"never\"\"\"\n");

    ck_assert_uint_eq(record->table->rows, 2);
    ck_assert_uint_eq(record->table->columns, 4);
    ck_assert(ohm_record_has(record, "a,b"));
    ck_assert(record->table->value[2] == 0.5 && record->table->value[5] == 4.0);
    ck_assert(isnan(record->table->value[3]) && isnan(record->table->value[6]));
    ohm_record_free(record);
}
END_TEST

START_TEST(ragged_rows_are_refused)
{
    ohm_record *record;
    ohm_error err;

    test_fails(test_record_read(&record, ".csv", TEST_HEAD("sweep", "{}") "point,n\n0\n", &err),
               OHM_E_CONTENT, &err,
               "row 0 has 1 cells");
    test_fails(test_record_read(&record, ".csv", TEST_HEAD("sweep", "{}"), &err), OHM_E_CONTENT, &err,
               "no header");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/record_sweep");
    TCase *cases = tcase_create("record_sweep");

    tcase_add_test(cases, words_are_gaps);
    tcase_add_test(cases, ragged_rows_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
