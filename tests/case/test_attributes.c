/* tests/case/test_attributes.c -- mirrors lib/case/attributes.c */
#include "case/attributes.h"
#include "support/test.h"

START_TEST(each_scope_knows_its_own)
{
    ck_assert_str_eq(ohm_attribute_type(OHM_FOR_EDGE, "r_on"), "double");
    ck_assert_str_eq(ohm_attribute_type(OHM_FOR_EDGE, "polarity"), "int");
    ck_assert_str_eq(ohm_attribute_type(OHM_FOR_EDGE, "window"), "string");
    ck_assert_str_eq(ohm_attribute_type(OHM_FOR_NODE, "injection"), "double");
    ck_assert_ptr_null(ohm_attribute_type(OHM_FOR_NODE, "r_on"));
    ck_assert_ptr_null(ohm_attribute_type(OHM_FOR_EDGE, "potential"));
    ck_assert_ptr_null(ohm_attribute_type(OHM_FOR_EDGE, "R_on"));
    ck_assert_ptr_null(ohm_attribute_type(OHM_FOR_GRAPH, "w"));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/attributes");
    TCase *cases = tcase_create("attributes");

    tcase_add_test(cases, each_scope_knows_its_own);
    suite_add_tcase(suite, cases);
    return suite;
}
