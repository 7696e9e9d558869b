/* tests/certify/test_ledger.c -- mirrors lib/certify/ledger.c */
#include "certify/ledger.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(ids_are_unique_and_found)
{
    const size_t count = ohm_ledger_count();

    ck_assert_uint_ge(count, 60);
    for (size_t k = 0; k < count; k++) {
        const char *id = ohm_ledger_at(k)->id;

        ck_assert_msg(ohm_ledger_find(id) == ohm_ledger_at(k), "%s stands twice", id);
        ck_assert_msg(strncmp(id, "C17-", 4) == 0 || strncmp(id, "X-", 2) == 0 || strncmp(id, "CON-", 4) == 0
                          || strncmp(id, "SIL-", 4) == 0 || strncmp(id, "JUN-", 4) == 0 || strncmp(id, "DUR-", 4) == 0,
                      "%s: of no family", id);
    }
    ck_assert_ptr_null(ohm_ledger_at(count));
    ck_assert_ptr_null(ohm_ledger_find("C17-999"));
}
END_TEST

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

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ledger");
    TCase *cases = tcase_create("ledger");

    tcase_add_test(cases, ids_are_unique_and_found);
    tcase_add_test(cases, the_page_has_every_claim);
    suite_add_tcase(suite, cases);
    return suite;
}
