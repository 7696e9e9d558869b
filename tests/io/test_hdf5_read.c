/* tests/io/test_hdf5_read.c -- mirrors lib/io/hdf5_read.c */
#include "io/hdf5.h"
#include "io/hdf5_read.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>


/* What hdf5.h writes comes back to the bit; what is not there is not an error. */
START_TEST(what_was_written_is_read)
{
    enum { ROWS = 100, COLUMNS = 3 };
    double value[ROWS][COLUMNS], *back;
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_hdf5_input *input;
    ohm_hdf5 *file;
    size_t set, rows, columns;
    char path[64], *text;
    ohm_error err;

    snprintf(path, sizeof path, "read-%ld.h5", (long)getpid());
    if (ohm_hdf5_version() == NULL)
        return;
    test_ok(ohm_hdf5_create(&file, path, &err), &err);
    test_ok(ohm_hdf5_fact(file, "command", "\"simulate\"", &err), &err);
    test_ok(ohm_hdf5_add_set(&set, file, "w", COLUMNS, "1", &err), &err);
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++)
            value[r][c] = ohm_rng_normal(rng);
        test_ok(ohm_hdf5_append(file, set, value[r], &err), &err);
    }
    test_ok(ohm_hdf5_close(file, &err), &err);
    test_ok(ohm_hdf5_open(&input, path, &err), &err);
    test_ok(ohm_hdf5_read_fact(&text, input, "command", &err), &err);
    ck_assert_str_eq(text, "\"simulate\"");
    free(text);
    test_ok(ohm_hdf5_read_fact(&text, input, "nosuch", &err), &err);
    ck_assert_ptr_null(text);
    test_ok(ohm_hdf5_read_set(&back, &rows, &columns, input, "w", &err), &err);
    ck_assert_uint_eq(rows, ROWS);
    ck_assert_uint_eq(columns, COLUMNS);
    ck_assert_int_eq(memcmp(back, value, sizeof value), 0);
    free(back);
    test_ok(ohm_hdf5_read_set(&back, &rows, &columns, input, "nosuch", &err), &err);
    ck_assert_ptr_null(back);
    ohm_hdf5_input_close(input);
    unlink(path);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(other_files_are_refused)
{
    ohm_hdf5_input *input;
    char path[64];
    ohm_error err;

    if (ohm_hdf5_version() == NULL) {
        test_fails(ohm_hdf5_open(&input, "x.h5", &err), OHM_E_METHOD, &err, "not built in");
        return;
    }
    test_fails(ohm_hdf5_open(&input, "/nonexistent/x.h5", &err), OHM_E_IO, &err, "/nonexistent/x.h5");
    snprintf(path, sizeof path, "text-%ld.h5", (long)getpid());
    FILE *file = fopen(path, "w");
    fputs("no HDF5", file);
    fclose(file);
    test_fails(ohm_hdf5_open(&input, path, &err), OHM_E_CONTENT, &err, "no HDF5");
    ck_assert_ptr_null(input);
    ohm_hdf5_input_close(NULL);
    unlink(path);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/hdf5_read");
    TCase *cases = tcase_create("hdf5_read");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, what_was_written_is_read, 0, 3);
    tcase_add_test(cases, other_files_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
