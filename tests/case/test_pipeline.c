/* tests/case/test_pipeline.c -- mirrors lib/case/pipeline.c */
#include "case/pipeline.h"
#include "support/test.h"

#include <string.h>

static ohm_status
read_text(ohm_pipeline **out, const char *text, ohm_error *err)
{
    ohm_json *node;
    ohm_status status;

    test_ok(ohm_json_parse(&node, text, err), err);
    status = ohm_pipeline_read(out, node, err);
    ohm_json_free(node);
    return status;
}

static const char *
place(void *data, const char *name, size_t length)
{
    (void)data;
    if (length == 1 && name[0] == 'N')
        return "12";
    return length == 5 && memcmp(name, "empty", 5) == 0 ? "" : NULL;
}

START_TEST(one_command_or_several)
{
    ohm_pipeline *p;
    ohm_error err;

    test_ok(read_text(&p, "[\"memory\",\"a.graphml\"]", &err), &err);
    ck_assert_uint_eq(p->commands, 1);
    ck_assert_uint_eq(p->command[0].words, 2);
    ck_assert_str_eq(p->command[0].word[1], "a.graphml");
    ohm_pipeline_free(p);
    test_ok(read_text(&p, "[[\"generate\",\"ring\",\"4\"],[\"memory\",\"-\"]]", &err), &err);
    ck_assert_uint_eq(p->commands, 2);
    ck_assert_str_eq(p->command[1].word[0], "memory");
    ohm_pipeline_free(p);
}
END_TEST

START_TEST(places_are_filled)
{
    ohm_pipeline *pattern, *p;
    ohm_error err;

    test_ok(read_text(&pattern, "[\"generate\",\"{N}\",\"w={N},{N}\",\"a{empty}b\",\"{{N}}\",\"plain\"]",
                      &err), &err);
    test_ok(ohm_pipeline_fill(&p, pattern, place, NULL, &err), &err);
    ck_assert_str_eq(p->command[0].word[1], "12");
    ck_assert_str_eq(p->command[0].word[2], "w=12,12");
    ck_assert_str_eq(p->command[0].word[3], "ab");
    ck_assert_str_eq(p->command[0].word[5], "plain");
    /* a doubled brace stands for one, and what is between is no place */
    ck_assert_str_eq(p->command[0].word[4], "{N}");
    ohm_pipeline_free(p);
    ohm_pipeline_free(pattern);
    test_ok(read_text(&pattern, "[\"x{other}y\"]", &err), &err);
    test_fails(ohm_pipeline_fill(&p, pattern, place, NULL, &err), OHM_E_CONTENT, &err,
               "nothing is called other");
    ck_assert_ptr_null(p);
    ohm_pipeline_free(pattern);
}
END_TEST

START_TEST(what_is_no_command_is_refused)
{
    static const char *const wrong[][2] = {
        { "\"memory\"", "array of words" }, { "[]", "array of words" }, { "[[]]", "array of words" },
        { "{}", "array of words" }, { "[\"simulate\",3]", "word 1 is no text" },
            { "[\"a\",[\"b\"]]", "word 1" },
        { "[[\"a\"],\"b\"]", "array of words" }, { "[\"a{b\"]", "brace" }, { "[\"a}b\"]", "brace" },
        { "[\"{}\"]", "brace" }, { "[\"{a{b}}\"]", "brace" }
    };
    ohm_pipeline *p;
    ohm_error err;

    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        test_fails(read_text(&p, wrong[k][0], &err), OHM_E_CONTENT, &err, wrong[k][1]);
        ck_assert_ptr_null(p);
    }
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    ohm_json *node;
    ohm_pipeline *p, *q;
    ohm_error err;
    ohm_status status = OHM_E_NOMEM;

    test_ok(ohm_json_parse(&node, "[[\"a\",\"{N}\"],[\"b\"]]", &err), &err);
    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        q = NULL;
        test_alloc_refuse(k);
        status = ohm_pipeline_read(&p, node, NULL);
        if (status == OHM_OK)
            status = ohm_pipeline_fill(&q, p, place, NULL, NULL);
        const bool fired = test_alloc_allow();
        ck_assert(fired ? status == OHM_E_NOMEM : status == OHM_OK);
        ohm_pipeline_free(p);
        ohm_pipeline_free(q);
    }
    ohm_json_free(node);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/pipeline");
    TCase *tcase = tcase_create("pipeline");

    tcase_add_test(tcase, one_command_or_several);
    tcase_add_test(tcase, places_are_filled);
    tcase_add_test(tcase, what_is_no_command_is_refused);
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
