/* tests/io/test_hdf5.c -- mirrors lib/io/hdf5.c */
#include "io/hdf5.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_HDF5

#include <hdf5.h>

enum { ROWS = 40000, COLUMNS = 3 };         /* several chunks, and a part of one */

/* Read back by HDF5's own calls, not ours. */
START_TEST(rows_arrive_in_order)
{
    static double value[ROWS][COLUMNS], back[ROWS][COLUMNS];
    ohm_rng *rng = test_rng(1);
    char path[64], unit[8] = "";
    hsize_t extent[2];
    ohm_hdf5 *file;
    ohm_error err;
    size_t set;

    snprintf(path, sizeof path, "rows-%ld.h5", (long)getpid());
    test_ok(ohm_hdf5_create(&file, path, &err), &err);
    test_ok(ohm_hdf5_fact(file, "program", "caf\xc3\xa9", &err), &err);
    test_ok(ohm_hdf5_add_set(&set, file, "w", COLUMNS, "1", &err), &err);
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++)
            value[r][c] = ohm_rng_normal(rng);
        test_ok(ohm_hdf5_append(file, set, value[r], &err), &err);
    }
    test_ok(ohm_hdf5_close(file, &err), &err);

    const hid_t in = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT), dataset = H5Dopen2(in, "w", H5P_DEFAULT);
    const hid_t space = H5Dget_space(dataset), attribute = H5Aopen(dataset, "unit", H5P_DEFAULT);
    const hid_t type = H5Aget_type(attribute);
    H5Sget_simple_extent_dims(space, extent, NULL);
    ck_assert_uint_eq(extent[0], ROWS);
    ck_assert_uint_eq(extent[1], COLUMNS);
    ck_assert_int_ge(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, back), 0);
    ck_assert_int_eq(memcmp(value, back, sizeof value), 0);
    ck_assert_int_ge(H5Aread(attribute, type, unit), 0);
    ck_assert_str_eq(unit, "1");
    ck_assert_int_gt(H5Aexists(in, "program"), 0);
    H5Tclose(type);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(in);
    unlink(path);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(mistakes_are_values)
{
    ohm_hdf5 *file;
    ohm_error err;
    char path[64];
    size_t set;

    snprintf(path, sizeof path, "mistakes-%ld.h5", (long)getpid());
    test_fails(ohm_hdf5_create(&file, "/nonexistent/x.h5", &err), OHM_E_IO, &err, "/nonexistent/x.h5");
    ck_assert_ptr_null(file);
    test_ok(ohm_hdf5_create(&file, path, &err), &err);
    test_fails(ohm_hdf5_add_set(&set, file, "w", 0, "1", &err), OHM_E_ARG, &err, "without columns");
    test_ok(ohm_hdf5_add_set(&set, file, "w", 1, "1", &err), &err);
    test_fails(ohm_hdf5_add_set(&set, file, "w", 1, "1", &err), OHM_E_IO, &err, "cannot write w");
    test_ok(ohm_hdf5_close(file, &err), &err);
    unlink(path);
    test_ok(ohm_hdf5_close(NULL, &err), &err);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/hdf5");
    TCase *cases = tcase_create("hdf5");

    tcase_add_test(cases, rows_arrive_in_order);
    tcase_add_test(cases, mistakes_are_values);
    suite_add_tcase(suite, cases);
    return suite;
}

#else

START_TEST(it_says_that_it_is_not_built_in)
{
    ohm_hdf5 *file;
    ohm_error err;

    test_fails(ohm_hdf5_create(&file, "x.h5", &err), OHM_E_METHOD, &err, "not built in");
    ck_assert_ptr_null(ohm_hdf5_version());
    test_ok(ohm_hdf5_close(NULL, &err), &err);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/hdf5");
    TCase *cases = tcase_create("hdf5");

    tcase_add_test(cases, it_says_that_it_is_not_built_in);
    suite_add_tcase(suite, cases);
    return suite;
}

#endif
