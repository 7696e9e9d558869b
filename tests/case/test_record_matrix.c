/* tests/case/test_record_matrix.c -- mirrors lib/case/record_matrix.c */
#include "support/record_text.h"
#include "support/test.h"

#include <string.h>


static const double WANTED[6] = { 0.5, -1.0, 0.0, 2.0, 1.0 / 3.0, 7.0 };

static void
expect_wanted(ohm_record *record)
{
    ck_assert_int_eq(record->form, OHM_RECORD_MATRIX);
    ck_assert_uint_eq(record->rows, 2);
    ck_assert_uint_eq(record->columns, 3);
    for (int k = 0; k < 6; k++)
        ck_assert_msg(record->entry[k] == WANTED[k], "entry %d: %g", k, record->entry[k]);
    ohm_record_free(record);
}

/* One matrix in three formats, exact and not. */
START_TEST(three_formats_are_one_matrix)
{
    expect_wanted(test_record(".csv", TEST_HEAD("matrix", "{}") "1/2,-1,0\n2,1/3,7\n"));
    expect_wanted(test_record(".json", TEST_ANSWER("matrix", "{}", "{\"rows\":2,\"cols\":3,\"entries\":"
                                                   "[[\"1/2\",\"-1\",\"0\"],[2,\"1/3\",7]]}")));
    expect_wanted(test_record(".mtx",
                              "%%MatrixMarket matrix coordinate real general\n% command: \"matrix\"\n2 3 5\n"
                              "1 1 0.5\n1 2 -1\n2 1 2\n2 2 0.3333333333333333\n2 3 7\n"));
}
END_TEST

START_TEST(mistakes_have_places)
{
    ohm_record *record;
    ohm_error err;

    test_fails(test_record_read(&record, ".csv", TEST_HEAD("matrix", "{}") "1,2\n3\n", &err), OHM_E_CONTENT,
               &err,
               "row 1 has 1");
    test_fails(test_record_read(&record, ".csv", TEST_HEAD("matrix", "{}") "1,2\n3,x\n", &err), OHM_E_CONTENT,
               &err,
               "row 1, column 1: \"x\"");
    test_fails(test_record_read(&record, ".csv", TEST_HEAD("matrix", "{}"), &err), OHM_E_CONTENT, &err,
               "0 x 0");
    test_fails(test_record_read(&record, ".mtx",
                                "%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n", &err),
               OHM_E_CONTENT, &err, ":3");
    test_fails(test_record_read(&record, ".mtx", "%%MatrixMarket matrix array real general\n2 2\n", &err),
               OHM_E_CONTENT,
               &err, "coordinate");
    test_fails(test_record_read(&record, ".json", TEST_ANSWER("matrix", "{}", "{\"entries\":[[1],[true]]}"),
                                &err),
               OHM_E_CONTENT, &err, "entries[1][0]");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/record_matrix");
    TCase *cases = tcase_create("record_matrix");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, three_formats_are_one_matrix);
    tcase_add_test(cases, mistakes_have_places);
    suite_add_tcase(suite, cases);
    return suite;
}
