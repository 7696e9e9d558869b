/* tests/io/test_json_read.c -- mirrors lib/io/json_read.c */
#include "io/json.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

START_TEST(no_json_is_refused_with_its_place)
{
    static const struct { const char *text, *words; } bad[] = {
        { "", ":1:0" }, { "{", ":1:1" }, { "{\"a\":1,\n\"a\":2}", ":2:3" }, { "[1e999]", ":1:" },
        { "[1] 2", ":1:" }, { "[nan]", ":1:" }, { "[99999999999999999999]", ":1:" }, { "\"\xff\"", ":1:" },
        { "[1,]", ":1:" }, { "\"\\u0000\"", ":1:" }, { "{\"a\" 1}", ":1:" }
    };
    char deep[5000];
    ohm_json *root;
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        test_fails(ohm_json_parse(&root, bad[k].text, &err), OHM_E_CONTENT, &err, bad[k].words);
        ck_assert_ptr_null(root);
    }
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    test_fails(ohm_json_parse(&root, deep, &err), OHM_E_CONTENT, &err, "JSON:1:");
    test_fails(ohm_json_read(&root, "/nonexistent/task.json", &err), OHM_E_IO, &err, "/nonexistent/task.json");
}
END_TEST

/* Ours while building and copying, jansson's while reading. */
START_TEST(refused_memory_is_reported)
{
    const double values[] = { 1.0, 2.0 };

    for (unsigned long k = 0;; k++) {
        ohm_json *root, *list, *back = NULL;
        char *text = NULL;
        ohm_status status;

        test_alloc_refuse(k);
        root = ohm_json_object();
        list = ohm_json_array();
        for (int n = 0; n < 20; n++)
            ohm_json_append(list, ohm_json_string("text"));
        ohm_json_set(root, "list", list);
        ohm_json_set(root, "numbers", ohm_json_numbers(values, 2));
        status = ohm_json_print(&text, root, NULL);
        if (status == OHM_OK)
            status = ohm_json_parse(&back, text, NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ck_assert((back == NULL) == refused);
        free(text);
        ohm_json_free(back);
        ohm_json_free(root);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/json_read");
    TCase *cases = tcase_create("json_read");

    tcase_add_test(cases, no_json_is_refused_with_its_place);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
