/* tests/case/test_values.c -- mirrors lib/case/values.c */
#include "case/values.h"
#include "io/graphml.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

/* Four nodes; x is declared as long, as double with a default, and once more for all. */
static ohm_table *
sample(const char *fallback)
{
    char text[2048];
    ohm_source *source;
    ohm_table *table;
    ohm_error err;

    snprintf(text, sizeof text,
             "<graphml><key id=\"i\" for=\"node\" attr.name=\"x\" attr.type=\"long\"/>"
             "<key id=\"d\" for=\"node\" attr.name=\"x\" attr.type=\"double\"><default>0.5</default></key>"
             "<key id=\"a\" for=\"all\" attr.name=\"x\" attr.type=\"double\">%s</key><graph>"
             "<node id=\"0\"><data key=\"i\">7</data></node><node id=\"1\"><data key=\"d\">7.25</data></node>"
             "<node id=\"2\"/><node id=\"3\"><data key=\"i\">1</data><data key=\"a\">1</data></node>"
             "</graph></graphml>", fallback);
    test_ok(ohm_source_of(&source, "t", text, strlen(text), &err), &err);
    test_ok(ohm_graphml_read(&table, source, &err), &err);
    ohm_source_close(source);
    return table;
}

START_TEST(the_column_with_a_cell_speaks)
{
    ohm_table *table = sample("");
    const char *text;
    ohm_values values;
    ohm_error err;
    double x = 0.0;
    bool present;

    test_ok(ohm_values_open(&values, table, OHM_FOR_NODE, "x", &err), &err);
    ck_assert_uint_eq(values.columns, 3);
    test_ok(ohm_values_number(&x, &present, &values, 0, &err), &err);
    ck_assert(present && x == 7.0);
    test_ok(ohm_values_number(&x, &present, &values, 1, &err), &err);
    ck_assert(present && x == 7.25);
    test_ok(ohm_values_number(&x, &present, &values, 2, &err), &err);
    ck_assert(present && x == 0.5);                             /* the default */
    test_ok(ohm_values_text(&text, &values, 2, &err), &err);
    ck_assert_str_eq(text, "0.5");
    test_fails(ohm_values_number(&x, &present, &values, 3, &err), OHM_E_CONTENT, &err,
               "node 3 (id \"3\"): x has two values");
    test_ok(ohm_values_open(&values, table, OHM_FOR_NODE, "y", &err), &err);
    ck_assert_uint_eq(values.columns, 0);
    test_ok(ohm_values_number(&x, &present, &values, 0, &err), &err);
    ck_assert(!present && x == 0.5);
    ohm_table_free(table);
}
END_TEST

START_TEST(two_defaults_are_one_too_many)
{
    ohm_table *table = sample("<default>0.75</default>");
    ohm_values values;
    ohm_error err;
    double x = 0.0;
    bool present;

    test_ok(ohm_values_open(&values, table, OHM_FOR_NODE, "x", &err), &err);
    test_ok(ohm_values_number(&x, &present, &values, 1, &err), &err);
    ck_assert(present && x == 7.25);
    test_fails(ohm_values_number(&x, &present, &values, 2, &err), OHM_E_CONTENT, &err, "x has two defaults");
    test_ok(ohm_values_open(&values, table, OHM_FOR_EDGE, "x", &err), &err);
    ck_assert_uint_eq(values.columns, 1);
    ohm_table_free(table);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/values");
    TCase *cases = tcase_create("values");

    tcase_add_test(cases, the_column_with_a_cell_speaks);
    tcase_add_test(cases, two_defaults_are_one_too_many);
    suite_add_tcase(suite, cases);
    return suite;
}
