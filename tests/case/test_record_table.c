/* tests/case/test_record_table.c -- mirrors lib/case/record_table.c */
#include "io/hdf5.h"
#include "support/record_text.h"
#include "support/test.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>


static double
at(const ohm_record *record, const char *column, size_t row)
{
    const size_t c = ohm_csv_find(record->table, column);

    ck_assert_msg(c != SIZE_MAX, "no column %s", column);
    return record->table->value[row * record->table->columns + c];
}

START_TEST(objects_become_rows)
{
    ohm_record *record = test_record(".json", TEST_ANSWER("simulate", "{}", "{\"samples\":["
        "{\"time\":0,\"w\":[0.1,0.2],\"current\":[1,2],\"potential\":[0],\"power\":3},"
        "{\"time\":1,\"w\":[0.3,0.4],\"current\":[5,6],\"potential\":[0],\"power\":7}]}"));

    ck_assert_uint_eq(record->table->rows, 2);
    ck_assert(at(record, "time_s", 1) == 1.0 && at(record, "w_1", 1) == 0.4 && at(record, "i_0_A", 1) == 5.0);
    ck_assert(at(record, "power_W", 0) == 3.0 && at(record, "v_0_V", 0) == 0.0);
    ohm_record_free(record);
}
END_TEST

START_TEST(arrays_become_columns)
{
    ohm_record *cost = test_record(".json", TEST_ANSWER("train fluidic", "{}", "{\"cost\":[2,1,0.5]}"));
    ohm_record *error = test_record(".json", TEST_ANSWER("train contrastive", "{}",
                                    "{\"error\":[2,1],\"step\":[0,10],\"test_error\":null}"));

    ck_assert(at(cost, "step", 2) == 2.0 && at(cost, "cost_V2", 2) == 0.5);
    ck_assert(at(error, "step", 1) == 10.0 && at(error, "error_V2", 1) == 1.0);
    ck_assert(!ohm_record_has(error, "test_error_V2"));
    ohm_record_free(cost);
    ohm_record_free(error);
}
END_TEST

START_TEST(answers_without_rows_are_no_tables)
{
    ohm_record *record = test_record(".json", TEST_ANSWER("simulate", "{}", "{\"time\":1}"));

    ck_assert_ptr_null(record->table);
    ohm_record_free(record);
}
END_TEST

START_TEST(hdf5_is_the_same_table)
{
    const double time[2] = { 0.0, 1.0 }, w[2][2] = { { 0.1, 0.2 }, { 0.3, 0.4 } }, node = 7.0,
        delivered = 0.5;
    size_t times, memories, terminals, currents;
    ohm_record *record;
    ohm_hdf5 *file;
    char path[64];
    ohm_error err;

    if (ohm_hdf5_version() == NULL)
        return;
    snprintf(path, sizeof path, "record-%ld.h5", (long)getpid());
    test_ok(ohm_hdf5_create(&file, path, &err), &err);
    test_ok(ohm_hdf5_fact(file, "command", "\"simulate\"", &err), &err);
    test_ok(ohm_hdf5_add_set(&times, file, "time", 1, "s", &err), &err);
    test_ok(ohm_hdf5_add_set(&memories, file, "w", 2, "1", &err), &err);
    test_ok(ohm_hdf5_add_set(&currents, file, "delivered", 1, "A", &err), &err);
    test_ok(ohm_hdf5_add_set(&terminals, file, "terminals", 1, "node", &err), &err);
    test_ok(ohm_hdf5_append(file, terminals, &node, &err), &err);
    for (int r = 0; r < 2; r++) {
        test_ok(ohm_hdf5_append(file, times, &time[r], &err), &err);
        test_ok(ohm_hdf5_append(file, memories, w[r], &err), &err);
        test_ok(ohm_hdf5_append(file, currents, &delivered, &err), &err);
    }
    test_ok(ohm_hdf5_close(file, &err), &err);
    test_ok(ohm_record_read(&record, path, &err), &err);
    ck_assert_str_eq(record->command, "simulate");
    ck_assert(at(record, "w_1", 1) == 0.4 && at(record, "delivered_7_A", 1) == 0.5);
    ohm_record_free(record);
    unlink(path);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/record_table");
    TCase *cases = tcase_create("record_table");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, objects_become_rows);
    tcase_add_test(cases, arrays_become_columns);
    tcase_add_test(cases, answers_without_rows_are_no_tables);
    tcase_add_test(cases, hdf5_is_the_same_table);
    suite_add_tcase(suite, cases);
    return suite;
}
