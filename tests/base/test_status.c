/* tests/base/test_status.c -- mirrors lib/base/status.c */
#include "support/test.h"

#include <string.h>

START_TEST(failing_keeps_status_and_numbers)
{
    ohm_error err;

    ck_assert_int_eq(ohm_fail(&err, OHM_E_DOMAIN, "w[%d] = %g", 7, 1.5), OHM_E_DOMAIN);
    ck_assert_int_eq(err.status, OHM_E_DOMAIN);
    ck_assert_str_eq(err.text, "w[7] = 1.5");
}
END_TEST

START_TEST(null_error_is_allowed)
{
    ck_assert_int_eq(ohm_fail(NULL, OHM_E_ARG, "nobody listens"), OHM_E_ARG);
    ck_assert_int_eq(ohm_fail_within(NULL, OHM_E_ARG, "nobody"), OHM_E_ARG);
}
END_TEST

START_TEST(context_goes_before_the_text)
{
    ohm_error err;

    ohm_fail(&err, OHM_E_IO, "disk full");
    ck_assert_int_eq(ohm_fail_within(&err, OHM_E_IO, "row %d", 3), OHM_E_IO);
    ck_assert_str_eq(err.text, "row 3: disk full");
}
END_TEST

START_TEST(long_text_is_cut_and_terminated)
{
    char longer[2 * OHM_ERROR_TEXT];
    ohm_error err;

    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    ohm_fail(&err, OHM_E_ARG, "%s", longer);
    ck_assert_uint_eq(strlen(err.text), OHM_ERROR_TEXT - 1);
}
END_TEST

START_TEST(every_status_has_its_own_name)
{
    for (int i = OHM_OK; i <= OHM_E_INTERNAL; i++)
        for (int j = OHM_OK; j < i; j++)
            ck_assert_str_ne(ohm_status_name((ohm_status)i), ohm_status_name((ohm_status)j));
}
END_TEST

START_TEST(a_message_is_one_line)
{
    ohm_error err;

    ohm_fail(&err, OHM_E_CONTENT, "id \"%s\"", "a\nb\r\tc\x01");
    ck_assert_str_eq(err.text, "id \"a b  c \"");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/status");
    TCase *cases = tcase_create("status");

    tcase_add_test(cases, failing_keeps_status_and_numbers);
    tcase_add_test(cases, null_error_is_allowed);
    tcase_add_test(cases, context_goes_before_the_text);
    tcase_add_test(cases, long_text_is_cut_and_terminated);
    tcase_add_test(cases, every_status_has_its_own_name);
    tcase_add_test(cases, a_message_is_one_line);
    suite_add_tcase(suite, cases);
    return suite;
}
