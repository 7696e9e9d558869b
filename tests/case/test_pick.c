/* tests/case/test_pick.c -- mirrors lib/case/pick.c */
#include "case/pick.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS = 40 };

/* Sums of at most NUMBERS terms below 1 in two orders: n eps each. */
static const double SUM_TOL = 4.0 * NUMBERS * DBL_EPSILON;

static double
number_at(const ohm_json *root, const char *path, ohm_take take)
{
    ohm_json *value;
    ohm_error err;
    double x = NAN;

    test_ok(ohm_pick(&value, root, path, take, &err), &err);
    (void)ohm_json_as_number(&x, value);
    ohm_json_free(value);
    return x;
}

static ohm_json *
parsed(const char *text)
{
    ohm_json *root;
    ohm_error err;

    test_ok(ohm_json_parse(&root, text, &err), &err);
    return root;
}

START_TEST(a_path_leads_to_its_value)
{
    ohm_json *root = parsed("{\"a\":{\"b\":[1,[2,3],{\"c\":\"x\"}]},\"t\":true,\"n\":null}");
    ohm_json *value;
    ohm_error err;
    bool truth = false;

    ck_assert_double_eq(number_at(root, "a.b[0]", OHM_TAKE_VALUE), 1.0);
    ck_assert_double_eq(number_at(root, ".a.b[1][-1]", OHM_TAKE_VALUE), 3.0);
    ck_assert_double_eq(number_at(root, "a.b[-2][0]", OHM_TAKE_VALUE), 2.0);
    test_ok(ohm_pick(&value, root, "a.b[-1].c", OHM_TAKE_VALUE, &err), &err);
    ck_assert_str_eq(ohm_json_as_string(value), "x");
    ohm_json_free(value);
    test_ok(ohm_pick(&value, root, "t", OHM_TAKE_VALUE, &err), &err);
    ck_assert(ohm_json_as_bool(&truth, value) && truth);
    ohm_json_free(value);
    ohm_json_free(root);
}
END_TEST

START_TEST(what_is_not_there_is_null)
{
    static const char *const paths[] = { "n", "z", "a[2]", "a[-3]", "a.b", "n.x[4]" };
    ohm_json *root = parsed("{\"a\":[1,2],\"n\":null}"), *value;
    ohm_error err;

    for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
        test_ok(ohm_pick(&value, root, paths[k], OHM_TAKE_VALUE, &err), &err);
        ck_assert_msg(ohm_json_is_null(value), "%s", paths[k]);
        ohm_json_free(value);
    }
    test_ok(ohm_pick(&value, NULL, "a", OHM_TAKE_VALUE, &err), &err);
    ck_assert(ohm_json_is_null(value));
    ohm_json_free(value);
    ohm_json_free(root);
}
END_TEST

START_TEST(what_is_no_single_value_is_refused)
{
    ohm_json *root = parsed("{\"a\":[1,2],\"o\":{\"x\":1},\"s\":[1,\"2\"]}"), *value;
    ohm_error err;

    test_fails(ohm_pick(&value, root, "a", OHM_TAKE_VALUE, &err), OHM_E_CONTENT, &err, "an array of 2");
    test_fails(ohm_pick(&value, root, "o", OHM_TAKE_VALUE, &err), OHM_E_CONTENT, &err, "an object of 1");
    test_fails(ohm_pick(&value, root, "a[*]", OHM_TAKE_VALUE, &err), OHM_E_CONTENT, &err, "many numbers");
    test_fails(ohm_pick(&value, root, "s", OHM_TAKE_MEAN, &err), OHM_E_CONTENT, &err, "take the mean");
    ohm_json_free(root);
}
END_TEST

START_TEST(what_is_no_path_is_refused)
{
    static const char *const paths[] = { "", ".", "a.", "a..b", "a[", "a[x]", "a[1", "[1]x", "a.[1]", "a]" };
    ohm_error err;

    for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
        const ohm_status status = ohm_pick_check(paths[k], OHM_TAKE_MEAN, &err);

        ck_assert_msg(status == OHM_E_CONTENT, "\"%s\" passed for a path", paths[k]);
    }
    test_ok(ohm_pick_check("a[0][-1].b[*].c", OHM_TAKE_MEAN, &err), &err);
}
END_TEST

/* {"s":[{"x":..},...]} against the numbers it was made of. */
START_TEST(takes_are_what_they_are_called)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 2 + ohm_rng_below(rng, NUMBERS - 1);
    ohm_json *root = ohm_json_object(), *list = ohm_json_array();
    double low = INFINITY, high = -INFINITY, sum = 0.0, squares = 0.0, first = 0.0, last = 0.0;
    size_t below = 0, above = 0;

    for (size_t k = 0; k < n; k++) {
        ohm_json *one = ohm_json_object();

        last = ohm_rng_uniform(rng);
        first = k == 0 ? last : first;
        low = fmin(low, last);
        high = fmax(high, last);
        sum += last;
        squares += last * last;
        ohm_json_set(one, "x", ohm_json_number(last));
        ohm_json_append(list, one);
    }
    ohm_json_set(root, "s", list);
    const double mean = sum / (double)n, median = number_at(root, "s[*].x", OHM_TAKE_MEDIAN);
    const double variance = (squares - (double)n * mean * mean) / ((double)n - 1.0);
    const double sd = number_at(root, "s[*].x", OHM_TAKE_SD);
    ck_assert_double_eq(number_at(root, "s[*].x", OHM_TAKE_COUNT), (double)n);
    ck_assert_double_eq(number_at(root, "s[*].x", OHM_TAKE_MIN), low);
    ck_assert_double_eq(number_at(root, "s[*].x", OHM_TAKE_MAX), high);
    ck_assert_double_eq(number_at(root, "s[*].x", OHM_TAKE_FIRST), first);
    ck_assert_double_eq(number_at(root, "s[*].x", OHM_TAKE_LAST), last);
    ck_assert_double_eq_tol(number_at(root, "s[*].x", OHM_TAKE_SUM), sum, (double)n * SUM_TOL);
    ck_assert_double_eq_tol(number_at(root, "s[*].x", OHM_TAKE_MEAN), mean, SUM_TOL);
    ck_assert_double_eq_tol(sd * sd, variance, (double)n * SUM_TOL);
    for (size_t k = 0; k < n; k++) {
        double x = 0.0;

        ck_assert(ohm_json_as_number(&x, ohm_json_get(ohm_json_at(list, k), "x")));
        below += x < median;
        above += x > median;
    }
    ck_assert_uint_eq(below, above);
    ohm_json_free(root);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(too_few_numbers_are_null)
{
    ohm_json *root = parsed("{\"one\":[3],\"none\":[],\"holes\":[null,2,null]}");

    ck_assert_double_nan(number_at(root, "one", OHM_TAKE_SD));
    ck_assert_double_nan(number_at(root, "none", OHM_TAKE_MEAN));
    ck_assert_double_nan(number_at(root, "absent[*]", OHM_TAKE_MAX));
    ck_assert_double_eq(number_at(root, "none", OHM_TAKE_COUNT), 0.0);
    ck_assert_double_eq(number_at(root, "absent", OHM_TAKE_SUM), 0.0);
    ck_assert_double_eq(number_at(root, "holes", OHM_TAKE_MEAN), 2.0);
    ohm_json_free(root);
}
END_TEST

START_TEST(a_take_is_called_by_its_name)
{
    ohm_take take = OHM_TAKE_VALUE;
    ohm_error err;

    test_ok(ohm_take_parse(&take, "median", &err), &err);
    ck_assert_int_eq(take, OHM_TAKE_MEDIAN);
    test_ok(ohm_take_parse(&take, "last", &err), &err);
    ck_assert_int_eq(take, OHM_TAKE_LAST);
    test_fails(ohm_take_parse(&take, "avg", &err), OHM_E_CONTENT, &err, "mean");
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    ohm_json *root = parsed("{\"a\":[1,2,3],\"t\":\"text\"}"), *value;
    ohm_status status = OHM_E_NOMEM;

    if (test_alloc_enabled())
        for (unsigned long k = 0; status != OHM_OK; k++) {
            test_alloc_refuse(k);
            status = ohm_pick(&value, root, k % 2 == 0 ? "a" : "t", k % 2 == 0 ? OHM_TAKE_SUM
                              : OHM_TAKE_VALUE, NULL);
            const bool fired = test_alloc_allow();
            ck_assert(fired ? status == OHM_E_NOMEM : status == OHM_OK);
            ohm_json_free(value);
        }
    ohm_json_free(root);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/pick");
    TCase *tcase = tcase_create("pick");

    tcase_add_test(tcase, a_path_leads_to_its_value);
    tcase_add_test(tcase, what_is_not_there_is_null);
    tcase_add_test(tcase, what_is_no_single_value_is_refused);
    tcase_add_test(tcase, what_is_no_path_is_refused);
    tcase_add_loop_test(tcase, takes_are_what_they_are_called, 0, 50);
    tcase_add_test(tcase, too_few_numbers_are_null);
    tcase_add_test(tcase, a_take_is_called_by_its_name);
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
