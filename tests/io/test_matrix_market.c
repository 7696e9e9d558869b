/* tests/io/test_matrix_market.c -- mirrors lib/io/matrix_market.c */
#include "io/matrix_market.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_small_matrix)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_mtx mtx;
    ohm_error err;

    ohm_mtx_begin(&mtx, file, 2, 3, 2, false, "one\ntwo");
    test_ok(ohm_mtx_entry(&mtx, 0, 2, 0.1, &err), &err);
    test_ok(ohm_mtx_entry(&mtx, 1, 0, -1.0, &err), &err);
    test_ok(ohm_mtx_end(&mtx, &err), &err);
    fclose(file);
    ck_assert_str_eq(text, "%%MatrixMarket matrix coordinate real general\n% one\n% two\n2 3 2\n1 3 0.1\n2 1 -1\n");
    free(text);
}
END_TEST

START_TEST(mistakes_are_refused)
{
    FILE *nowhere = fopen("/dev/null", "w");
    ohm_mtx mtx;
    ohm_error err;

    ohm_mtx_begin(&mtx, nowhere, 2, 2, 1, true, NULL);
    test_fails(ohm_mtx_entry(&mtx, 2, 0, 1.0, &err), OHM_E_ARG, &err, "(2, 0)");
    test_fails(ohm_mtx_entry(&mtx, 0, 0, 0.5, &err), OHM_E_ARG, &err, "0.5");
    test_fails(ohm_mtx_entry(&mtx, 0, 0, NAN, &err), OHM_E_ARG, &err, "nan");
    test_fails(ohm_mtx_end(&mtx, &err), OHM_E_ARG, &err, "1 entries are missing");
    test_ok(ohm_mtx_entry(&mtx, 0, 0, 1.0, &err), &err);
    test_fails(ohm_mtx_entry(&mtx, 0, 1, 1.0, &err), OHM_E_ARG, &err, "0 to come");
    test_ok(ohm_mtx_end(&mtx, &err), &err);
    fclose(nowhere);
    FILE *full = fopen("/dev/full", "w");
    if (full != NULL) {
        ohm_mtx_begin(&mtx, full, 0, 0, 0, true, NULL);
        test_fails(ohm_mtx_end(&mtx, &err), OHM_E_IO, &err, "cannot be written");
        fclose(full);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/matrix_market");
    TCase *cases = tcase_create("matrix_market");

    tcase_add_test(cases, a_small_matrix);
    tcase_add_test(cases, mistakes_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
