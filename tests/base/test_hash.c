/* tests/base/test_hash.c -- mirrors lib/base/hash.c */
#include "base/hash.h"
#include "support/test.h"

#include <string.h>

/* FIPS 180-2, appendix B.1 */
static const char SHA_OF_ABC[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

START_TEST(known_answer_whole_and_in_parts)
{
    char text[OHM_SHA256_TEXT];
    ohm_sha256 *sum;

    ohm_sha256_of(text, "abc", 3);
    ck_assert_str_eq(text, SHA_OF_ABC);
    ck_assert_int_eq(ohm_sha256_alloc(&sum, NULL), OHM_OK);
    for (int again = 0; again < 2; again++) {
        ohm_sha256_add(sum, "a", 1);
        ohm_sha256_peek(text, sum);             /* looks, and changes nothing */
        ck_assert_str_ne(text, SHA_OF_ABC);
        ohm_sha256_add(sum, "bc", 2);
        ohm_sha256_finish(text, sum);
        ck_assert_str_eq(text, SHA_OF_ABC);
    }
    ohm_sha256_free(sum);
}
END_TEST

START_TEST(missing_file_is_named)
{
    char text[OHM_SHA256_TEXT];
    ohm_error err;

    test_fails(ohm_sha256_of_file(text, "/nonexistent/file", &err), OHM_E_IO, &err, "/nonexistent/file");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/hash");
    TCase *cases = tcase_create("hash");

    tcase_add_test(cases, known_answer_whole_and_in_parts);
    tcase_add_test(cases, missing_file_is_named);
    suite_add_tcase(suite, cases);
    return suite;
}
