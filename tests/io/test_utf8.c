/* tests/io/test_utf8.c -- mirrors lib/io/utf8.c */
#include "io/utf8.h"
#include "support/test.h"

#include <string.h>

/* The encoding by its definition (RFC 3629, section 3). */
static size_t
encode(char text[5], uint32_t code)
{
    const size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

    memset(text, 0, 5);
    for (size_t k = length - 1; k > 0; k--, code >>= 6)
        text[k] = (char)(0x80 | (code & 0x3f));
    text[0] = (char)(lead[length] | code);
    return length;
}

START_TEST(every_character_is_read)
{
    char text[5];
    uint32_t code;

    for (uint32_t c = 1; c <= 0x10ffff; c++) {
        const size_t length = encode(text, c);
        const bool surrogate = c >= 0xd800 && c <= 0xdfff;

        ck_assert_uint_eq(ohm_utf8_next(&code, text), surrogate ? 0 : length);
        ck_assert(surrogate || code == c);
    }
}
END_TEST

START_TEST(nothing_else_is)
{
    static const char *const bad[] = { "\x80", "\xbf", "\xc3", "\xc3(", "\xe2\x82", "\xf0\x9f\x98", "\xc0\x80", "\xc1\xbf",
                                       "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
                                       "\xff" };
    uint32_t code;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        ck_assert_msg(ohm_utf8_next(&code, bad[k]) == 0, "case %zu", k);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/utf8");
    TCase *cases = tcase_create("utf8");

    tcase_add_test(cases, every_character_is_read);
    tcase_add_test(cases, nothing_else_is);
    suite_add_tcase(suite, cases);
    return suite;
}
