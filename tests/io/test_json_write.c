/* tests/io/test_json_write.c -- mirrors lib/io/json_write.c */
#include "io/json.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_json *random_tree(ohm_rng *rng, int depth);

static ohm_json *
random_container(ohm_rng *rng, int depth, bool object)
{
    static const char *const keys[] = { "", "w", "\"quoted\"", "line\nfeed", "\xce\xa9", "a\\b", "\x01\x1f" };
    ohm_json *node = object ? ohm_json_object() : ohm_json_array();
    const size_t n = ohm_rng_below(rng, 6);

    for (size_t i = 0; i < n; i++) {
        if (object)
            ohm_json_set(node, keys[ohm_rng_below(rng, 7)], random_tree(rng, depth + 1));
        else
            ohm_json_append(node, random_tree(rng, depth + 1));
    }
    return node;
}

static ohm_json *
random_tree(ohm_rng *rng, int depth)
{
    const double x = ohm_rng_normal(rng) * exp(200.0 * ohm_rng_uniform(rng) - 100.0);

    switch (ohm_rng_below(rng, depth > 5 ? 6 : 8)) {
    case 0: return ohm_json_null();
    case 1: return ohm_json_bool(ohm_rng_below(rng, 2) == 0);
    case 2: return ohm_json_integer((long long)ohm_rng_u64(rng));
    case 3: return ohm_json_number(x);
    case 4: return ohm_json_number(floor(x));
    case 5: return ohm_json_string(ohm_rng_below(rng, 2) == 0 ? "caf\xc3\xa9 \xf0\x9f\x98\x80" : "\x7f\"/\\\t");
    case 6: return random_container(rng, depth, true);
    }
    return random_container(rng, depth, false);
}

/* The same kinds, values, and keys in the same order. */
static bool
same(const ohm_json *a, const ohm_json *b)
{
    double x, y;
    long long i, j;
    bool p, q;

    if (ohm_json_is_object(a) != ohm_json_is_object(b) || ohm_json_is_array(a) != ohm_json_is_array(b) ||
        ohm_json_is_null(a) != ohm_json_is_null(b) || ohm_json_size(a) != ohm_json_size(b))
        return false;
    for (size_t k = 0; k < ohm_json_size(a); k++) {
        if (ohm_json_is_object(a) &&
            (strcmp(ohm_json_key_at(a, k), ohm_json_key_at(b, k)) != 0 ||
             !same(ohm_json_value_at(a, k), ohm_json_value_at(b, k))))
            return false;
        if (ohm_json_is_array(a) && !same(ohm_json_at(a, k), ohm_json_at(b, k)))
            return false;
    }
    if (ohm_json_as_string(a) != NULL)
        return ohm_json_as_string(b) != NULL && strcmp(ohm_json_as_string(a), ohm_json_as_string(b)) == 0;
    if (ohm_json_as_bool(&p, a))
        return ohm_json_as_bool(&q, b) && p == q;
    if (ohm_json_as_integer(&i, a))
        return ohm_json_as_integer(&j, b) && i == j;
    if (ohm_json_as_number(&x, a))
        return !ohm_json_as_integer(&j, b) && ohm_json_as_number(&y, b) && x == y;
    return true;
}

START_TEST(trees_round_trip)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_json *root = random_container(rng, 0, _i % 2 == 0), *back;
    ohm_error err;
    char *text;

    test_ok(ohm_json_print(&text, root, &err), &err);
    test_ok(ohm_json_parse(&back, text, &err), &err);
    ck_assert_msg(same(root, back), "%s", text);
    free(text);
    ohm_json_free(back);
    ohm_json_free(root);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(indented_text_says_the_same)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_json *root = random_container(rng, 0, true), *back;
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_error err;

    test_ok(ohm_json_write(file, root, true, &err), &err);
    fclose(file);
    ck_assert_int_eq(text[length - 1], '\n');
    test_ok(ohm_json_parse(&back, text, &err), &err);
    ck_assert_msg(same(root, back), "%s", text);
    free(text);
    ohm_json_free(back);
    ohm_json_free(root);
    ohm_rng_free(rng);
}
END_TEST

static void
expect_text(ohm_json *root, const char *expected)
{
    ohm_error err;
    char *text;

    test_ok(ohm_json_print(&text, root, &err), &err);
    ck_assert_str_eq(text, expected);
    free(text);
    ohm_json_free(root);
}

START_TEST(what_is_printed)
{
    const double values[] = { 0.1, NAN, 3.0, -1e300 };
    ohm_json *object = ohm_json_object();

    expect_text(ohm_json_numbers(values, 4), "[0.1,null,3.0,-1e+300]");
    expect_text(ohm_json_numbers(values, 0), "[]");
    expect_text(ohm_json_number(INFINITY), "null");
    expect_text(ohm_json_string("bad \xff\xc3 byte"), "\"bad \xef\xbf\xbd\xef\xbf\xbd byte\"");
    ohm_json_set(object, "b", ohm_json_integer(1));
    ohm_json_set(object, "a", ohm_json_string(NULL));
    ohm_json_set(object, "b", ohm_json_bool(true));
    expect_text(object, "{\"b\":true,\"a\":null}");
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
    FILE *full = fopen("/dev/full", "w");
    ohm_json *root = ohm_json_integer(1);
    ohm_error err;

    if (full != NULL) {
        test_fails(ohm_json_write(full, root, false, &err), OHM_E_IO, &err, "cannot be written");
        fclose(full);
    }
    ohm_json_free(root);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/json_write");
    TCase *cases = tcase_create("json_write");

    tcase_add_loop_test(cases, trees_round_trip, 0, 100);
    tcase_add_loop_test(cases, indented_text_says_the_same, 0, 20);
    tcase_add_test(cases, what_is_printed);
    tcase_add_test(cases, a_full_disk_is_noticed);
    suite_add_tcase(suite, cases);
    return suite;
}
