/* tests/case/test_record.c -- mirrors lib/case/record.c */
#include "support/record_text.h"
#include "support/test.h"

#include <string.h>
#include <unistd.h>


START_TEST(tables_tell_who_wrote_them)
{
    ohm_record *record = test_record(".csv", TEST_HEAD("device oxide", "{\"voltage\":\"sin:10,1\"}")
                                     "time,voltage\n0,1\n1,2\n");

    ck_assert_int_eq(record->form, OHM_RECORD_TABLE);
    ck_assert_str_eq(record->command, "device oxide");
    ck_assert_str_eq(ohm_json_as_string(ohm_record_option(record, "voltage")), "sin:10,1");
    ck_assert(ohm_record_has(record, "voltage") && !ohm_record_has(record, "current"));
    ck_assert_uint_eq(strlen(record->sha256), 64);
    ohm_record_free(record);
}
END_TEST

/* Comments of others are no facts, and no mistake. */
START_TEST(tables_from_elsewhere_have_no_command)
{
    ohm_record *record = test_record(".csv", "# command: not JSON\na,b\n1,2\n");

    ck_assert_str_eq(record->command, "");
    ck_assert_ptr_null(ohm_record_option(record, "seed"));
    ck_assert_ptr_null(ohm_record_argument(record, 0));
    ck_assert_uint_eq(record->table->rows, 1);
    ohm_record_free(record);
}
END_TEST

START_TEST(answers_come_alone_or_in_lines)
{
    ohm_record *one = test_record(".json", TEST_ANSWER("memory", "{}", "{\"gamma\":\"1/2\"}"));
    ohm_record *two = test_record(".jsonl", TEST_ANSWER("memory", "{}", "{\"gamma\":\"1/2\"}") "\n"
                                  TEST_ANSWER("memory", "{}", "{\"gamma\":\"1/3\"}"));

    ck_assert_uint_eq(one->answers, 1);
    ck_assert_uint_eq(two->answers, 2);
    ck_assert_str_eq(ohm_json_as_string(ohm_json_get(ohm_record_result(two, 1), "gamma")), "1/3");
    ck_assert_ptr_null(ohm_record_result(two, 2));
    ck_assert_str_eq(ohm_record_argument(two, 0), "ohmega");
    ohm_record_free(one);
    ohm_record_free(two);
}
END_TEST

START_TEST(circuits_and_matrices_are_known)
{
    ohm_record *circuit = test_record(".xml", "<graphml><graph edgedefault=\"directed\"><node id=\"a\"/>"
                                      "<edge source=\"a\" target=\"a\"/></graph></graphml>");
    ohm_record *edges = test_record(".edges", "0 1\n1 2\n");
    ohm_record *matrix = test_record(".mtx",
                                     "%%MatrixMarket matrix coordinate real general\n% command: \"matrix\"\n"
                                     "2 2 1\n1 2 0.5\n");

    ck_assert_int_eq(circuit->form, OHM_RECORD_CIRCUIT);
    ck_assert_uint_eq(edges->circuit->graph->nodes, 3);
    ck_assert_str_eq(matrix->command, "matrix");
    ck_assert(matrix->entry[1] == 0.5 && matrix->entry[2] == 0.0);
    ohm_record_free(circuit);
    ohm_record_free(edges);
    ohm_record_free(matrix);
}
END_TEST

START_TEST(what_is_wrong_is_said)
{
    ohm_record *record;
    ohm_error err;

    test_fails(test_record_read(&record, ".csv", "", &err), OHM_E_CONTENT, &err, "empty");
    test_fails(test_record_read(&record, ".json", "{\"a\":1}", &err), OHM_E_CONTENT, &err, "\"result\"");
    test_fails(test_record_read(&record, ".json", "{\"result\":{}}\n{oops", &err), OHM_E_CONTENT, &err, ":2");
    test_fails(test_record_read(&record, ".csv", "a,b\n1,x\n", &err), OHM_E_CONTENT, &err, "x");
    test_fails(ohm_record_read(&record, "/nonexistent/x.csv", &err), OHM_E_IO, &err, "/nonexistent/x.csv");
    ck_assert_ptr_null(record);
    ohm_record_free(NULL);
}
END_TEST

/* Every refusal on the way is an error, and nothing leaks. */
START_TEST(refused_memory_is_an_error)
{
    static const char *const TEXT[] = {
        TEST_HEAD("simulate", "{}") "time_s,w_0\n0,1\n",
        TEST_ANSWER("train fluidic", "{}", "{\"cost\":[2,1]}"),
        TEST_HEAD("matrix", "{}") "1,1/2\n0,1\n",
    };
    ohm_record *record;
    char path[64];
    ohm_error err;

    if (!test_alloc_enabled())
        return;
    test_record_write(path, ".csv", TEXT[_i]);
    for (unsigned long k = 0; ; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_record_read(&record, path, &err);
        if (!test_alloc_allow()) {
            ck_assert_int_eq(status, OHM_OK);
            ohm_record_free(record);
            break;
        }
        if (status == OHM_OK)               /* the refusal was the libraries' to bear */
            ohm_record_free(record);
        else
            ck_assert_ptr_null(record);
    }
    unlink(path);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/record");
    TCase *cases = tcase_create("record");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, tables_tell_who_wrote_them);
    tcase_add_test(cases, tables_from_elsewhere_have_no_command);
    tcase_add_test(cases, answers_come_alone_or_in_lines);
    tcase_add_test(cases, circuits_and_matrices_are_known);
    tcase_add_test(cases, what_is_wrong_is_said);
    tcase_add_loop_test(cases, refused_memory_is_an_error, 0, 3);
    suite_add_tcase(suite, cases);
    return suite;
}
