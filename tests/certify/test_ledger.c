/* tests/certify/test_ledger.c -- mirrors lib/certify/ledger.c */
#include "certify/ledger.h"
#include "support/test.h"

#include <string.h>

static bool
has_family(const char *id)
{
    static const char *const families[] = { "C17-", "X-", "CON-", "SIL-", "JUN-", "DUR-" };

    for (size_t k = 0; k < sizeof families / sizeof *families; k++)
        if (strncmp(id, families[k], strlen(families[k])) == 0)
            return true;
    return false;
}

START_TEST(ids_are_unique_and_found)
{
    const size_t count = ohm_ledger_count();

    ck_assert_uint_ge(count, 60);
    for (size_t k = 0; k < count; k++) {
        const char *id = ohm_ledger_at(k)->id;

        ck_assert_msg(ohm_ledger_find(id) == ohm_ledger_at(k), "%s stands twice", id);
        ck_assert_msg(has_family(id), "%s: of no family", id);
    }
    ck_assert_ptr_null(ohm_ledger_at(count));
    ck_assert_ptr_null(ohm_ledger_find("C17-999"));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ledger");
    TCase *cases = tcase_create("ledger");

    tcase_add_test(cases, ids_are_unique_and_found);
    suite_add_tcase(suite, cases);
    return suite;
}
