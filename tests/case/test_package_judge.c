/* tests/case/test_package_judge.c -- mirrors lib/case/package_judge.c */
#include "case/package.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Judges {"path": .., ...} as the manifest writes it, of an answer. */
static ohm_judgement
judged(const char *expectation, const char *answer, const char *output, const char *work)
{
    char text[512];
    ohm_judgement verdict;
    ohm_source *source;
    ohm_package *p;
    ohm_json *root = NULL;
    ohm_error err;

    snprintf(text, sizeof text,
             "{\"title\":\"T\",\"steps\":[{\"name\":\"a\",\"command\":[\"info\"],\"expect\":[%s]}]}",
             expectation);
    test_ok(ohm_source_of(&source, "m", text, strlen(text), &err), &err);
    test_ok(ohm_package_read(&p, source, &err), &err);
    if (answer != NULL)
        test_ok(ohm_json_parse(&root, answer, &err), &err);
    test_ok(ohm_expectation_judge(&verdict, p->step[0].expectation, output, root, work, &err), &err);
    ohm_json_free(root);
    ohm_package_free(p);
    ohm_source_close(source);
    return verdict;
}

/* On and beyond the edge of a tolerance, which random numbers move about. */
START_TEST(a_tolerance_is_what_it_says)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double value = ohm_rng_between(rng, -2.0, 2.0), tolerance = ohm_rng_between(rng, 0.01, 0.1);
    const double relative = ohm_rng_between(rng, 0.01, 0.1), side = ohm_rng_uniform(rng) < 0.5 ? -1.0 : 1.0;
    const double room = tolerance + relative * (value < 0.0 ? -value : value);
    char expectation[256], answer[64];

    snprintf(expectation, sizeof expectation,
             "{\"path\":\"x\",\"value\":%.17g,\"tolerance\":%.17g,\"relative\":%.17g}",
             value, tolerance, relative);
    snprintf(answer, sizeof answer, "{\"x\":%.17g}", value + side * room * 0.999);
    ck_assert(judged(expectation, answer, "", ".").holds);
    snprintf(answer, sizeof answer, "{\"x\":%.17g}", value + side * room * 1.001);
    ck_assert(!judged(expectation, answer, "", ".").holds);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(scalars_are_equal_or_not)
{
    ck_assert(judged("{\"path\":\"x\",\"value\":\"1/2\"}", "{\"x\":\"1/2\"}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":\"1/2\"}", "{\"x\":0.5}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":0.5}", "{\"x\":\"0.5\"}", "", ".").holds);
    ck_assert(judged("{\"path\":\"x\",\"value\":3}", "{\"x\":3}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":3}", "{\"x\":3.0000001}", "", ".").holds);
    ck_assert(judged("{\"path\":\"x\",\"value\":true}", "{\"x\":true}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":true}", "{\"x\":false}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":true}", "{\"x\":1}", "", ".").holds);
    ck_assert(judged("{\"path\":\"x\",\"value\":null}", "{\"x\":null}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":1}", "{\"y\":1}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":1}", NULL, "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"value\":1}", "{\"x\":[1]}", "", ".").holds);
    ck_assert(judged("{\"path\":\"x\",\"between\":[1,2]}", "{\"x\":2}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"between\":[1,2]}", "{\"x\":2.1}", "", ".").holds);
    ck_assert(!judged("{\"path\":\"x\",\"between\":[1,2]}", "{\"x\":\"1\"}", "", ".").holds);
}
END_TEST

START_TEST(a_verdict_says_what_was_found)
{
    const ohm_judgement v = judged("{\"path\":\"x[0]\",\"value\":1,\"tolerance\":0.5}", "{\"x\":[2]}", "",
                                   ".");

    ck_assert_str_eq(v.what, "x[0]");
    ck_assert_str_eq(v.found, "2");
    ck_assert_str_eq(v.expected, "1 +- 0.5");
    ck_assert_str_eq(judged("{\"path\":\"x\",\"value\":1}", "{}", "", ".").found, "nothing");
}
END_TEST

START_TEST(text_is_looked_for)
{
    ck_assert(judged("{\"text\":\"memory  1/2\"}", NULL, "effective memory  1/2\n", ".").holds);
    ck_assert(!judged("{\"text\":\"memory  1/3\"}", NULL, "effective memory  1/2\n", ".").holds);
}
END_TEST

static void
put_file(const char *folder, const char *name, const char *text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_ptr_nonnull(file = fopen(path, "w"));
    fputs(text, file);
    fclose(file);
}

START_TEST(tables_are_compared_number_by_number)
{
    static const char expectation[] = "{\"table\":\"a\",\"like\":\"b\",\"tolerance\":0.01}";
    static const char *const names[] = { "a", "b" };
    char folder[] = "package-judge-XXXXXX", path[64];

    ck_assert_ptr_nonnull(mkdtemp(folder));
    put_file(folder, "b", "t,x\n0,1\n1,2\n");
    put_file(folder, "a", "# seed: 3\nt,x\n0,1.005\n1,2\n");
    ck_assert(judged(expectation, NULL, "", folder).holds);
    put_file(folder, "a", "t,x\n0,1\n1,2.02\n");
    ck_assert(!judged(expectation, NULL, "", folder).holds);
    put_file(folder, "a", "t,y\n0,1\n1,2\n");
    ck_assert(!judged(expectation, NULL, "", folder).holds);
    put_file(folder, "a", "t,x\n0,1\n");
    ck_assert(!judged(expectation, NULL, "", folder).holds);
    put_file(folder, "a", "t,x\n0,one\n");
    ck_assert(!judged(expectation, NULL, "", folder).holds);
    for (size_t k = 0; k < 2; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[k]);
        remove(path);
    }
    const ohm_judgement gone = judged(expectation, NULL, "", folder);
    ck_assert(!gone.holds);
    ck_assert_ptr_null(strstr(gone.found, folder));     /* a temporary name is no part of a verdict */
    rmdir(folder);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/package_judge");
    TCase *tcase = tcase_create("package_judge");

    tcase_add_loop_test(tcase, a_tolerance_is_what_it_says, 0, 100);
    tcase_add_test(tcase, scalars_are_equal_or_not);
    tcase_add_test(tcase, a_verdict_says_what_was_found);
    tcase_add_test(tcase, text_is_looked_for);
    tcase_add_test(tcase, tables_are_compared_number_by_number);
    suite_add_tcase(suite, tcase);
    return suite;
}
