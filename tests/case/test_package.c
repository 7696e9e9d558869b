/* tests/case/test_package.c -- mirrors lib/case/package.c */
#include "case/package.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static const char good[] =
    "{\"title\":\"T\",\"paper\":{\"doi\":\"x\"},\"inputs\":[\"a.graphml\",{\"file\":\"d/b.csv\",\"sha256\":"
    "\"0123456789012345678901234567890123456789012345678901234567890123\"}],"
    "\"steps\":[{\"name\":\"one\",\"command\":[\"memory\",\"a.graphml\"],\"exit\":4,\"save\":\"x.json\","
    "\"needs\":\"gnuplot\",\"figure\":\"f.svg\",\"expect\":["
    "{\"path\":\"gamma\",\"value\":\"1/2\"},"
    "{\"path\":\"w\",\"take\":\"mean\",\"value\":0.5,\"tolerance\":1e-3,\"relative\":1e-2},"
    "{\"path\":\"nodes\",\"between\":[1,2]},{\"text\":\"words\"},"
    "{\"table\":\"r.csv\",\"like\":\"d/b.csv\",\"tolerance\":1e-9}]},"
    "{\"name\":\"two\",\"command\":[\"info\",\"a.graphml\"]}]}";

static ohm_status
read_text(ohm_package **out, const char *text, ohm_error *err)
{
    ohm_source *source;
    ohm_status status;

    test_ok(ohm_source_of(&source, "manifest.json", text, strlen(text), err), err);
    status = ohm_package_read(out, source, err);
    ohm_source_close(source);
    return status;
}

START_TEST(a_manifest_is_read)
{
    ohm_package *p;
    ohm_error err;

    test_ok(read_text(&p, good, &err), &err);
    ck_assert_str_eq(p->title, "T");
    ck_assert_uint_eq(p->inputs, 2);
    ck_assert_ptr_null(p->input[0].sha256);
    ck_assert_str_eq(p->input[1].file, "d/b.csv");
    ck_assert_uint_eq(p->steps, 2);
    ck_assert_int_eq(p->step[0].exit, 4);
    ck_assert_str_eq(p->step[0].save, "x.json");
    ck_assert_str_eq(p->step[0].needs, "gnuplot");
    ck_assert(p->step[0].json && !p->step[1].json);
    ck_assert_uint_eq(p->step[0].expectations, 6);
    const ohm_expectation *e = p->step[0].expectation;
    ck_assert(e[0].kind == OHM_EXPECT_VALUE && e[0].tolerance == 0.0);
    ck_assert(e[1].take == OHM_TAKE_MEAN && e[1].tolerance == 1e-3 && e[1].relative == 1e-2);
    ck_assert(e[2].kind == OHM_EXPECT_BETWEEN && e[2].low == 1.0 && e[2].high == 2.0);
    ck_assert(e[3].kind == OHM_EXPECT_TEXT && e[4].kind == OHM_EXPECT_TABLE && e[5].kind == OHM_EXPECT_FILE);
    ck_assert_str_eq(e[4].like, "d/b.csv");
    ck_assert_str_eq(e[5].text, "f.svg");
    ck_assert_uint_eq(p->step[1].expectations, 0);
    ohm_package_free(p);
}
END_TEST

/* What a step, an expectation or the whole must not be, and what is said of it. */
static const struct {
    const char *form, *text, *words;
} wrong[] = {
    { "%s", "[]", "must be an object" },
    { "%s", "{\"steps\":[]}", "\"title\" is missing" },
    { "%s", "{\"title\":\"T\",\"steps\":[]}", "one step at least" },
    { "%s", "{\"title\":\"T\",\"stepz\":[]}", "stepz" },
    { "{\"title\":\"T\",\"inputs\":[%s],\"steps\":[{\"name\":\"a\",\"command\":[\"info\"]}]}", "\"/etc/x\"",
      "input 0" },
    { "{\"title\":\"T\",\"inputs\":[%s],\"steps\":[{\"name\":\"a\",\"command\":[\"info\"]}]}",
      "\"a/../../b\"", "no file" },
    { "{\"title\":\"T\",\"inputs\":[%s],\"steps\":[{\"name\":\"a\",\"command\":[\"info\"]}]}",
      "{\"file\":\"a\",\"sha256\":\"ab\"}", "64" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"exit\":0", "array of words" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\",\"../x\"]", "outside" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\",\"/x\"]", "outside" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\",\"--drive=/x\"]",
      "outside" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\",\"csv:a/..\"]", "outside" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\"],\"exit\":-1", "\"exit\"" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\"],\"exit\":1.5",
      "\"exit\"" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\"],\"figure\":\"/f\"",
      "\"figure\"" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",%s}]}", "\"command\":[\"info\"],\"expect\":{}",
      "\"expect\"" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"value\":1}", "\"path\"" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\"}", "needs a" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\",\"value\":1,\"tolerence\":1}", "tolerence" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\",\"value\":1,\"tolerance\":-1}", ">= 0" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\",\"value\":\"1\",\"tolerance\":1}", "only numbers" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\",\"value\":[1]}", "one number" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\",\"between\":[2,1]}", "smaller one first" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a..b\",\"value\":1}", "no step" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"path\":\"a\",\"take\":\"avg\",\"value\":1}", "take" },
    { "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
      "{\"table\":\"a.csv\"}", "\"like\"" },
};

START_TEST(a_wrong_manifest_is_refused)
{
    char text[512];
    ohm_package *p;
    ohm_error err;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, sizeof text, wrong[_i].form, wrong[_i].text);
#pragma GCC diagnostic pop
    test_fails(read_text(&p, text, &err), OHM_E_CONTENT, &err, wrong[_i].words);
    ck_assert_ptr_null(p);
}
END_TEST

START_TEST(words_may_hold_slashes_within)
{
    ohm_package *p;
    ohm_error err;

    test_ok(read_text(&p,
                      "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\",\"d/e..f/..g\",\"1/2\"]}]}",
                      &err), &err);
    ohm_package_free(p);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    ohm_source *source;
    ohm_package *p;
    ohm_error err;
    ohm_status status = OHM_E_NOMEM;

    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        test_ok(ohm_source_of(&source, "manifest.json", good, strlen(good), &err), &err);
        test_alloc_refuse(k);
        status = ohm_package_read(&p, source, &err);
        const bool fired = test_alloc_allow();
        ck_assert_msg(fired ? status == OHM_E_NOMEM : status == OHM_OK, "k %lu: %s", k, err.text);
        ohm_package_free(p);
        ohm_source_close(source);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/package");
    TCase *tcase = tcase_create("package");

    tcase_add_test(tcase, a_manifest_is_read);
    tcase_add_loop_test(tcase, a_wrong_manifest_is_refused, 0, (int)(sizeof wrong / sizeof *wrong));
    tcase_add_test(tcase, words_may_hold_slashes_within);
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
