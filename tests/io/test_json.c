/* tests/io/test_json.c -- mirrors lib/io/json.c */
#include "io/json.h"
#include "support/test.h"

#include <string.h>

START_TEST(keys_keep_their_order_and_place)
{
    ohm_json *object = ohm_json_object();
    long long value = 0;

    ohm_json_set(object, "b", ohm_json_integer(1));
    ohm_json_set(object, "a", ohm_json_integer(2));
    ohm_json_set(object, "b", ohm_json_integer(3));
    ck_assert_uint_eq(ohm_json_size(object), 2);
    ck_assert_str_eq(ohm_json_key_at(object, 0), "b");
    ck_assert(ohm_json_as_integer(&value, ohm_json_get(object, "b")) && value == 3);
    ck_assert(ohm_json_as_integer(&value, ohm_json_value_at(object, 1)) && value == 2);
    ck_assert_ptr_null(ohm_json_get(object, "c"));
    ck_assert_ptr_null(ohm_json_key_at(object, 2));
    ck_assert(!ohm_json_failed(object));
    ohm_json_free(object);
}
END_TEST

START_TEST(values_are_of_one_kind)
{
    const double numbers[] = { 1.0, 2.0 };
    ohm_json *array = ohm_json_array();
    long long integer;
    double number = 0.0;
    bool flag;

    ohm_json_append(array, ohm_json_integer(7));
    ohm_json_append(array, ohm_json_number(7.5));
    ohm_json_append(array, ohm_json_string("7"));
    ohm_json_append(array, ohm_json_bool(true));
    ohm_json_append(array, ohm_json_null());
    ohm_json_append(array, ohm_json_numbers(numbers, 2));
    ck_assert(ohm_json_as_number(&number, ohm_json_at(array, 0)) && number == 7.0);
    ck_assert(ohm_json_as_number(&number, ohm_json_at(array, 1)) && number == 7.5);
    ck_assert(!ohm_json_as_integer(&integer, ohm_json_at(array, 1)));
    ck_assert(!ohm_json_as_number(&number, ohm_json_at(array, 2)));
    ck_assert_str_eq(ohm_json_as_string(ohm_json_at(array, 2)), "7");
    ck_assert(ohm_json_as_bool(&flag, ohm_json_at(array, 3)) && flag);
    ck_assert(!ohm_json_as_number(&number, ohm_json_at(array, 3)));
    ck_assert(ohm_json_is_null(ohm_json_at(array, 4)) && !ohm_json_is_null(NULL));
    ck_assert(ohm_json_is_array(ohm_json_at(array, 5)) && ohm_json_size(ohm_json_at(array, 5)) == 2);
    ck_assert_ptr_null(ohm_json_at(array, 6));
    ck_assert_ptr_null(ohm_json_as_string(NULL));
    ohm_json_free(array);
}
END_TEST

/* What cannot be put is freed, and its tree says so to the writer. */
START_TEST(a_failure_marks_the_tree)
{
    ohm_json *root = ohm_json_array(), *inner = ohm_json_object();
    ohm_error err;
    char *text;

    ohm_json_append(root, inner);
    ohm_json_set(inner, "missing", NULL);
    ck_assert(ohm_json_failed(root));
    test_fails(ohm_json_print(&text, root, &err), OHM_E_NOMEM, &err, "out of memory");
    ohm_json_free(root);

    root = ohm_json_integer(1);
    ohm_json_set(root, "key", ohm_json_null());
    ck_assert(ohm_json_failed(root));
    ohm_json_free(root);
    ohm_json_append(NULL, ohm_json_null());
    ck_assert(ohm_json_failed(NULL));
    ohm_json_free(NULL);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/json");
    TCase *cases = tcase_create("json");

    tcase_add_test(cases, keys_keep_their_order_and_place);
    tcase_add_test(cases, values_are_of_one_kind);
    tcase_add_test(cases, a_failure_marks_the_tree);
    suite_add_tcase(suite, cases);
    return suite;
}
