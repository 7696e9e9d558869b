/* tests/certify/test_ledger_page.c -- mirrors lib/certify/ledger_page.c */
#include "certify/ledger.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every id stands in the table and below it. */
START_TEST(the_page_has_every_claim)
{
    char *page = NULL, wanted[64];
    size_t length = 0;
    FILE *file = open_memstream(&page, &length);
    ohm_error err;

    ck_assert_ptr_nonnull(file);
    test_ok(ohm_ledger_markdown(file, &err), &err);
    ck_assert_int_eq(fclose(file), 0);
    for (size_t k = 0; k < ohm_ledger_count(); k++) {
        snprintf(wanted, sizeof wanted, "\n| %s | ", ohm_ledger_at(k)->id);
        ck_assert_msg(strstr(page, wanted) != NULL, "no line%s", wanted);
        snprintf(wanted, sizeof wanted, "\n- **%s**, ", ohm_ledger_at(k)->id);
        ck_assert_msg(strstr(page, wanted) != NULL, "no entry%s", wanted);
    }
    free(page);
}
END_TEST

/* A stream that takes nothing. */
START_TEST(a_full_disk_is_seen)
{
    FILE *file = fopen("/dev/full", "w");
    ohm_error err;

    if (file == NULL)
        return;
    setvbuf(file, NULL, _IONBF, 0);
    test_fails(ohm_ledger_markdown(file, &err), OHM_E_IO, &err, "could not be written");
    fclose(file);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ledger_page");
    TCase *cases = tcase_create("ledger_page");

    tcase_add_test(cases, the_page_has_every_claim);
    tcase_add_test(cases, a_full_disk_is_seen);
    suite_add_tcase(suite, cases);
    return suite;
}
