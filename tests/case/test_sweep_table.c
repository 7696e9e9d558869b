/* tests/case/test_sweep_table.c -- mirrors lib/case/sweep_table.c */
#include "case/sweep_table.h"
#include "io/csv.h"
#include "io/hdf5.h"
#include "support/test.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ohm_sweep *sweep;
static char path[64], folder[32];

static void
make_sweep(void)
{
    static const char text[] = "{\"command\":[\"c\",\"{a}\",\"{f}\"],\"vary\":{\"a\":[0.5,1],\"f\":[\"x\",\"y,z\"]},"
                               "\"columns\":{\"r\":\"r\",\"q\":\"q\"}}";
    ohm_source *source;
    ohm_error err;

    test_ok(ohm_source_of(&source, "s", text, strlen(text), &err), &err);
    test_ok(ohm_sweep_read(&sweep, source, 1, &err), &err);
    ohm_source_close(source);
    snprintf(folder, sizeof folder, "sweep-table-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
free_sweep(void)
{
    ohm_sweep_free(sweep);
    unlink(path);
    rmdir(folder);
}

static const char *const rows[] = {
    "{\"point\":0,\"exit\":0,\"message\":null,\"values\":[1.5,\"1/4\"]}",
    "{\"point\":1,\"exit\":0,\"message\":null,\"values\":[true,\"3\"]}",
    "{\"point\":2,\"exit\":4,\"message\":\"no, \\\"singular\\\"\",\"values\":[null,null]}",
    "{\"point\":3,\"exit\":0,\"message\":null,\"values\":[-2,null]}",
};
static const ohm_fact facts[] = { { "program", "\"ohmega\"" } };

START_TEST(a_survey_counts)
{
    ohm_sweep_survey survey;
    ohm_error err;

    test_ok(ohm_sweep_survey_make(&survey, sweep, rows, &err), &err);
    ck_assert_uint_eq(survey.failed, 1);
    ck_assert_uint_eq(survey.first_failed, 2);
    ck_assert(survey.message);
    ck_assert(survey.present[0] == 3 && survey.present[1] == 2);
    ck_assert(!survey.text[0] && survey.text[1]);
    ohm_sweep_survey_free(&survey);
}
END_TEST

START_TEST(the_table_is_tidy)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    ohm_error err;

    test_ok(ohm_sweep_table_print(stream, sweep, rows, facts, 1, &err), &err);
    fclose(stream);
    ck_assert_str_eq(text, "# program: \"ohmega\"\n# format: 1\npoint,a,f,r,q,exit,message\n"
                     "0,0.5,x,1.5,1/4,0,\n1,0.5,\"y,z\",1,3,0,\n2,1,x,,,4,\"no, "
                         "\"\"singular\"\"\"\n3,1,\"y,z\",-2,,0,\n");
    free(text);
}
END_TEST

/* Without texts and failures our own reader, which is strict, takes the table. */
START_TEST(numbers_read_back)
{
    static const char spec[] = "{\"command\":[\"c\",\"{a}\"],\"vary\":{\"a\":[0.1,0.2,0.3]},\"columns\":{\"r\":\"r\"}}";
    const char *const good[] = {
        "{\"point\":0,\"exit\":0,\"message\":null,\"values\":[0.1]}",
        "{\"point\":1,\"exit\":0,\"message\":null,\"values\":[1e-300]}",
        "{\"point\":2,\"exit\":0,\"message\":null,\"values\":[3]}",
    };
    ohm_source *source;
    ohm_sweep *plain;
    ohm_csv *csv;
    ohm_error err;

    test_ok(ohm_source_of(&source, "s", spec, strlen(spec), &err), &err);
    test_ok(ohm_sweep_read(&plain, source, 1, &err), &err);
    ohm_source_close(source);
    snprintf(path, sizeof path, "%s/t.csv", folder);
    test_ok(ohm_sweep_table_write(path, false, plain, good, facts, 1, &err), &err);
    test_fails(ohm_sweep_table_write(path, false, plain, good, facts, 1, &err), OHM_E_IO, &err, "exists");
    test_ok(ohm_source_open(&source, path, &err), &err);
    test_ok(ohm_csv_read(&csv, source, &err), &err);
    ck_assert_uint_eq(csv->rows, 3);
    ck_assert_uint_eq(csv->columns, 4);
    ck_assert_double_eq(csv->value[ohm_csv_find(csv, "r") + csv->columns], 1e-300);
    ck_assert_double_eq(csv->value[ohm_csv_find(csv, "a") + 2 * csv->columns], 0.3);
    ohm_csv_free(csv);
    ohm_source_close(source);
    ohm_sweep_free(plain);
}
END_TEST

START_TEST(another_sweep_s_row_is_refused)
{
    const char *const wrong[] = { rows[0], rows[1], "{\"point\":2,\"exit\":0,\"values\":[1]}", rows[3] };
    const char *const torn[] = { rows[0], rows[1], "{\"point\":2", rows[3] };
    ohm_sweep_survey survey;
    ohm_error err;

    test_fails(ohm_sweep_survey_make(&survey, sweep, wrong, &err), OHM_E_CONTENT, &err, "point 2");
    test_fails(ohm_sweep_survey_make(&survey, sweep, torn, &err), OHM_E_CONTENT, &err, "JSON");
}
END_TEST

START_TEST(a_suffix_says_the_format)
{
    ohm_error err;

    test_ok(ohm_sweep_table_check("a.csv", &err), &err);
    test_fails(ohm_sweep_table_check("a.txt", &err), OHM_E_ARG, &err, ".csv or .h5");
    if (ohm_hdf5_version() == NULL)
        test_fails(ohm_sweep_table_check("a.h5", &err), OHM_E_METHOD, &err, "not built in");
    else
        test_ok(ohm_sweep_table_check("a.h5", &err), &err);
}
END_TEST

/* Equal rows give equal bytes, also as HDF5; reading it back is tests/tools/sweep.sh's. */
START_TEST(hdf5_is_the_same_twice)
{
    static char bytes[2][4 << 20];
    size_t length[2] = { 0, 0 };
    ohm_error err;

    snprintf(path, sizeof path, "%s/t.h5", folder);
    for (int k = 0; k < 2 && ohm_hdf5_version() != NULL; k++) {
        FILE *file;

        test_ok(ohm_sweep_table_write(path, k > 0, sweep, rows, facts, 1, &err), &err);
        ck_assert_ptr_nonnull(file = fopen(path, "r"));
        length[k] = fread(bytes[k], 1, sizeof bytes[k], file);
        fclose(file);
        ck_assert_uint_gt(length[k], 0);
        ck_assert_uint_lt(length[k], sizeof bytes[k]);
    }
    ck_assert_uint_eq(length[0], length[1]);
    ck_assert_mem_eq(bytes[0], bytes[1], length[0]);
}
END_TEST

/* stdio does without a buffer it is refused, so a refusal need not be a failure; but
 * a failure leaves no file. */
START_TEST(refused_memory_is_an_error)
{
    bool fired = test_alloc_enabled();

    snprintf(path, sizeof path, "%s/t.csv", folder);
    for (unsigned long k = 0; fired; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_sweep_table_write(path, true, sweep, rows, facts, 1, NULL);
        fired = test_alloc_allow();
        ck_assert(fired || status == OHM_OK);
        ck_assert((status == OHM_OK) == (access(path, F_OK) == 0));
        unlink(path);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/sweep_table");
    TCase *tcase = tcase_create("sweep_table");

    tcase_add_checked_fixture(tcase, make_sweep, free_sweep);
    tcase_add_test(tcase, a_survey_counts);
    tcase_add_test(tcase, the_table_is_tidy);
    tcase_add_test(tcase, numbers_read_back);
    tcase_add_test(tcase, another_sweep_s_row_is_refused);
    tcase_add_test(tcase, a_suffix_says_the_format);
    tcase_add_test(tcase, hdf5_is_the_same_twice);
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
