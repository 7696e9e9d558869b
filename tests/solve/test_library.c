/* tests/solve/test_library.c -- mirrors lib/solve/library.c */
#include "solve/library.h"
#include "support/test.h"

#include <ctype.h>
#include <string.h>

/* Numbers between dots: a macro that was not expanded would show letters. */
static void
ck_version(const char *text)
{
    ck_assert_msg(isdigit((unsigned char)text[0]) && strchr(text, '.') != NULL, "%s", text);
}

START_TEST(versions_are_numbers)
{
    ck_version(ohm_cholmod_version());
    ck_version(ohm_klu_version());
    ck_version(ohm_sundials_version());
#ifdef HAVE_PETSC
    ck_version(ohm_petsc_version());
#else
    ck_assert_ptr_null(ohm_petsc_version());
#endif
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/library");
    TCase *cases = tcase_create("library");

    tcase_add_test(cases, versions_are_numbers);
    suite_add_tcase(suite, cases);
    return suite;
}
