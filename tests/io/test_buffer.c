/* tests/io/test_buffer.c -- mirrors lib/io/buffer.c */
#include "io/buffer.h"
#include "support/test.h"

#include <string.h>

static void
expect(const char *text, bool attribute, const char *expected)
{
    ohm_buffer buffer = { .bytes = NULL };

    ohm_buffer_escape(&buffer, text, attribute);
    ohm_buffer_byte(&buffer, '\0');
    ck_assert(!buffer.failed && !buffer.unfit);
    ck_assert_str_eq(buffer.bytes, expected);
    ohm_buffer_free(&buffer);
}

START_TEST(escapes_of_text_and_attributes)
{
    expect("a<b>&\"c\"\t\n\r", false, "a&lt;b&gt;&amp;\"c\"\t\n&#13;");
    expect("a<b>&\"c\"\t\n\r", true, "a&lt;b&gt;&amp;&quot;c&quot;&#9;&#10;&#13;");
    expect("", true, "");
    expect("caf\xc3\xa9", false, "caf\xc3\xa9");
}
END_TEST

START_TEST(what_is_no_xml_is_marked)
{
    static const char *const unfit[] = { "\x01", "a\x1f", "\xff", "\xef\xbf\xbe" };

    for (size_t k = 0; k < sizeof unfit / sizeof *unfit; k++) {
        ohm_buffer buffer = { .bytes = NULL };

        ohm_buffer_escape(&buffer, unfit[k], false);
        ck_assert(buffer.unfit && !buffer.failed);
        ohm_buffer_free(&buffer);
    }
}
END_TEST

START_TEST(it_grows_and_remembers_refusals)
{
    ohm_buffer buffer = { .bytes = NULL };

    for (int k = 0; k < 100000; k++)
        ohm_buffer_byte(&buffer, (char)('a' + k % 26));
    ck_assert_uint_eq(buffer.length, 100000);
    for (size_t k = 0; k < buffer.length; k++)
        ck_assert_int_eq(buffer.bytes[k], (int)('a' + k % 26));
    ohm_buffer_free(&buffer);
    if (test_alloc_enabled()) {
        test_alloc_refuse(0);
        ohm_buffer_put(&buffer, "x");
        ck_assert(test_alloc_allow());
        ck_assert(buffer.failed && buffer.length == 0);
        ohm_buffer_put(&buffer, "y");
        ck_assert(buffer.failed);
        ohm_buffer_free(&buffer);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/buffer");
    TCase *cases = tcase_create("buffer");

    tcase_add_test(cases, escapes_of_text_and_attributes);
    tcase_add_test(cases, what_is_no_xml_is_marked);
    tcase_add_test(cases, it_grows_and_remembers_refusals);
    suite_add_tcase(suite, cases);
    return suite;
}
