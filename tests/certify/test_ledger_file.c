/* tests/certify/test_ledger_file.c -- mirrors lib/certify/ledger_file.c */
#include "certify/ledger_file.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CLAIMS = 3 };

static ohm_json *claim[CLAIMS];
static char folder[64];

static void
make_claims(void)
{
    static const char *const ids[CLAIMS] = { "AB-1", "AB-2", "X-1" };

    for (size_t k = 0; k < CLAIMS; k++) {
        claim[k] = ohm_json_object();
        ohm_json_set(claim[k], "id", ohm_json_string(ids[k]));
        ohm_json_set(claim[k], "value", ohm_json_string("1/7"));
    }
    strcpy(folder, "test_ledger_file.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static const char *
in_folder(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void
drop_claims(void)
{
    for (size_t k = 0; k < CLAIMS; k++)
        ohm_json_free(claim[k]);
    unlink(in_folder("AB.json"));
    unlink(in_folder("X.json"));
    unlink(in_folder("SHA256SUMS"));
    ck_assert_int_eq(rmdir(folder), 0);
}

/* Replaces the first `from` of a file by a `to` of the same length. */
static void
edit(const char *name, const char *from, const char *to)
{
    char text[4096] = "", *at;
    FILE *file = fopen(in_folder(name), "r+");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_gt(fread(text, 1, sizeof text - 1, file), 0);
    ck_assert_ptr_nonnull(at = strstr(text, from));
    memcpy(at, to, strlen(to));
    rewind(file);
    fputs(text, file);
    fclose(file);
}

#define CLAIMS_CONST ((const ohm_json *const *)claim)

START_TEST(what_was_written_compares)
{
    ohm_error err;

    make_claims();
    test_ok(ohm_ledger_write(folder, CLAIMS_CONST, CLAIMS, false, &err), &err);
    test_ok(ohm_ledger_compare(folder, CLAIMS_CONST, CLAIMS, &err), &err);
    test_ok(ohm_ledger_compare(folder, CLAIMS_CONST + 1, 1, &err), &err);      /* one of a file */
    test_fails(ohm_ledger_write(folder, CLAIMS_CONST, CLAIMS, false, &err), OHM_E_IO, &err, "SHA256SUMS");
    test_ok(ohm_ledger_write(folder, CLAIMS_CONST, CLAIMS, true, &err), &err);
    drop_claims();
}
END_TEST

START_TEST(an_edited_digit_is_seen)
{
    ohm_error err;

    make_claims();
    test_ok(ohm_ledger_write(folder, CLAIMS_CONST, CLAIMS, false, &err), &err);
    edit("AB.json", "1/7", "1/9");
    test_fails(ohm_ledger_compare(folder, CLAIMS_CONST, CLAIMS, &err), OHM_E_UNPROVED, &err, "AB-1");
    edit("AB.json", "1/9", "1/7");
    edit("AB.json", "{\"id\":\"AB-2\"", "{ \"id\":\"AB-2");     /* elsewhere: the checksum */
    ck_assert_int_ne(ohm_ledger_compare(folder, CLAIMS_CONST, 1, &err), OHM_OK);
    drop_claims();
}
END_TEST

START_TEST(a_sum_of_another_file_is_seen)
{
    ohm_error err;

    make_claims();
    test_ok(ohm_ledger_write(folder, CLAIMS_CONST, CLAIMS, false, &err), &err);
    edit("AB.json", "1/7\"},\n{\"id\":\"AB-2\",\"value\":\"1/7", "1/7\"},\n{\"id\":\"AB-2\",\"value\":\"1/8");
    test_fails(ohm_ledger_compare(folder, CLAIMS_CONST, 1, &err), OHM_E_UNPROVED, &err, "SHA256SUMS");
    drop_claims();
}
END_TEST

START_TEST(what_is_missing_is_named)
{
    ohm_error err;

    make_claims();
    ck_assert_int_eq(ohm_ledger_compare(folder, CLAIMS_CONST, CLAIMS, &err), OHM_E_IO);
    test_ok(ohm_ledger_write(folder, CLAIMS_CONST, 1, false, &err), &err);
    test_fails(ohm_ledger_compare(folder, CLAIMS_CONST, 2, &err), OHM_E_UNPROVED, &err, "no claim AB-2");
    edit("AB.json", "\"format\":1", "\"format\":7");
    test_fails(ohm_ledger_compare(folder, CLAIMS_CONST, 1, &err), OHM_E_CONTENT, &err, "format must be 1");
    ck_assert_int_eq(ohm_ledger_write("not/there", CLAIMS_CONST, 1, false, &err), OHM_E_IO);
    drop_claims();
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    bool refused = true;

    make_claims();
    for (unsigned long k = 0; refused; k++) {
        test_alloc_refuse(k);
        ohm_status status = ohm_ledger_write(folder, CLAIMS_CONST, CLAIMS, true, NULL);

        if (status == OHM_OK)
            status = ohm_ledger_compare(folder, CLAIMS_CONST, CLAIMS, NULL);
        refused = test_alloc_allow();
        if (!refused)
            ck_assert_int_eq(status, OHM_OK);
        else    /* stdio reports a buffer it could not get as an input or output error */
            ck_assert_msg(status != OHM_OK || k > 0, "allocation %lu: %s", k, ohm_status_name(status));
    }
    drop_claims();
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ledger_file");
    TCase *cases = tcase_create("ledger_file");

    tcase_add_test(cases, what_was_written_compares);
    tcase_add_test(cases, an_edited_digit_is_seen);
    tcase_add_test(cases, a_sum_of_another_file_is_seen);
    tcase_add_test(cases, what_is_missing_is_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
