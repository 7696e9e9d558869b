/* tests/io/test_xml_door.c -- mirrors lib/io/xml_door.c, through what GraphML keeps */
#include "io/graphml_sample.h"

/* Children of a node that are none of ours come out as they went in. */
START_TEST(foreign_xml_is_printed_as_it_was)
{
    static const char *const pieces[] = {
        "<!-- a comment -->", "<?target some data?>", "<?target?>", "<desc>a &amp; b &lt; c</desc>", "<empty/>",
        "<p:e xmlns:p=\"urn:p\" p:a=\"1 &quot;2&quot; &#10;\" b=\"2\"><p:f>x</p:f>tail</p:e>",
        "<e xmlns=\"urn:other\"><f/></e>", "<c><![CDATA[<raw> & ]]]]><![CDATA[>]]></c>", "<port name=\"n\"><port name=\"m\"/></port>",
    };
    char text[512];

    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        ohm_table *table;
        ohm_error err;
        char *out;

        snprintf(text, sizeof text, "<graphml><graph><node id=\"a\">%s</node></graph></graphml>", pieces[k]);
        test_ok(read_text(&table, text, strlen(text), &err), &err);
        out = written(table);
        ck_assert_msg(strstr(out, pieces[k]) != NULL, "%s became\n%s", pieces[k], out);
        free(out);
        ohm_table_free(table);
    }
}
END_TEST

START_TEST(document_types_are_kept)
{
    static const char *const types[] = {
        "<!DOCTYPE graphml>", "<!DOCTYPE graphml SYSTEM \"g.dtd\">", "<!DOCTYPE graphml SYSTEM 'with\"quote'>",
        "<!DOCTYPE graphml PUBLIC \"-//X//Y\" \"g.dtd\">",
    };
    char text[512];

    for (size_t k = 0; k < sizeof types / sizeof *types; k++) {
        ohm_table *table;
        ohm_error err;
        char *out;

        snprintf(text, sizeof text, "%s<graphml><graph><node id=\"a\"/></graph></graphml>", types[k]);
        test_ok(read_text(&table, text, strlen(text), &err), &err);
        out = written(table);
        ck_assert_msg(strstr(out, types[k]) != NULL, "%s became\n%s", types[k], out);
        free(out);
        ohm_table_free(table);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/xml_door");
    TCase *cases = tcase_create("xml_door");

    tcase_add_test(cases, foreign_xml_is_printed_as_it_was);
    tcase_add_test(cases, document_types_are_kept);
    suite_add_tcase(suite, cases);
    return suite;
}
