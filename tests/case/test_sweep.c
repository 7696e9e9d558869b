/* tests/case/test_sweep.c -- mirrors lib/case/sweep.c */
#include "case/sweep.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 7 };

static ohm_status
read_text(ohm_sweep **out, const char *text, ohm_error *err)
{
    ohm_source *source;
    ohm_status status;

    test_ok(ohm_source_of(&source, "s.json", text, strlen(text), err), err);
    status = ohm_sweep_read(out, source, SEED, err);
    ohm_source_close(source);
    return status;
}

/* A sweep over one variable x of these values. */
static ohm_status
read_values(ohm_sweep **out, const char *values, ohm_error *err)
{
    char text[512];

    snprintf(text, sizeof text, "{\"command\":[\"a\",\"{x}\"],\"vary\":{\"x\":%s},\"columns\":{\"y\":\"y\"}}",
             values);
    return read_text(out, text, err);
}

static double
value_at(const ohm_sweep *sweep, size_t level)
{
    double x = NAN;

    (void)ohm_json_as_number(&x, ohm_json_at(sweep->variable[0].values, level));
    return x;
}

START_TEST(spreads_are_even_and_their_ends_exact)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double a = 0.1 + ohm_rng_uniform(rng), b = 2.0 + ohm_rng_uniform(rng);
    const size_t n = 3 + ohm_rng_below(rng, 20);
    char values[128];
    ohm_sweep *sweep;
    ohm_error err;

    snprintf(values, sizeof values, "{\"linspace\":[%.17g,%.17g,%zu]}", a, b, n);
    test_ok(read_values(&sweep, values, &err), &err);
    ck_assert_uint_eq(sweep->points, n);
    ck_assert(value_at(sweep, 0) == a && value_at(sweep, n - 1) == b);
    for (size_t k = 1; k < n; k++)      /* each of two numbers below 4 rounded twice */
        ck_assert_double_eq_tol(value_at(sweep, k) - value_at(sweep, k - 1), (b - a) / (double)(n - 1),
                                16.0 * DBL_EPSILON);
    ohm_sweep_free(sweep);
    snprintf(values, sizeof values, "{\"logspace\":[%.17g,%.17g,%zu]}", a, b, n);
    test_ok(read_values(&sweep, values, &err), &err);
    ck_assert(value_at(sweep, 0) == a && value_at(sweep, n - 1) == b);
    for (size_t k = 1; k < n; k++)      /* pow is good to an ulp; log b/a < 4 */
        ck_assert_double_eq_tol(log(value_at(sweep, k) / value_at(sweep, k - 1)),
                                log(b / a) / (double)(n - 1), 16.0 * DBL_EPSILON);
    ohm_sweep_free(sweep);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(ranges_and_seeds_are_whole_numbers)
{
    ohm_sweep *sweep;
    ohm_error err;

    test_ok(read_values(&sweep, "{\"range\":[3,9,2]}", &err), &err);
    ck_assert_uint_eq(sweep->points, 4);
    ck_assert_str_eq(sweep->variable[0].text[3], "9");
    ohm_sweep_free(sweep);
    test_ok(read_values(&sweep, "{\"range\":[3,-4,-3]}", &err), &err);
    ck_assert_uint_eq(sweep->points, 3);
    ck_assert_str_eq(sweep->variable[0].text[2], "-3");
    ohm_sweep_free(sweep);
    test_ok(read_values(&sweep, "{\"seeds\":3}", &err), &err);
    ck_assert_uint_eq(sweep->points, 3);
    ck_assert_double_eq(value_at(sweep, 0), SEED);
    ck_assert_str_eq(sweep->variable[0].text[2], "9");
    ohm_sweep_free(sweep);
    test_ok(read_values(&sweep, "[0.1,\"word\",true,4]", &err), &err);
    ck_assert_str_eq(sweep->variable[0].text[0], "0.1");
    ck_assert_str_eq(sweep->variable[0].text[1], "word");
    ck_assert_str_eq(sweep->variable[0].text[2], "true");
    ck_assert_str_eq(sweep->variable[0].text[3], "4");
    ohm_sweep_free(sweep);
}
END_TEST

/* Every combination comes once, the last variable fastest; names of one group go together. */
START_TEST(points_are_all_combinations)
{
    ohm_sweep *sweep;
    ohm_pipeline *p;
    ohm_error err;
    char want[64];
    size_t point = 0;

    test_ok(read_text(&sweep, "{\"command\":[\"c\",\"{a}-{b}-{t}-{point}\"],\"vary\":[{\"a\":[0,1,2]},"
                      "{\"b\":[0,1],\"t\":[\"x\",\"y\"]}],\"columns\":{\"y\":\"y\"}}", &err), &err);
    ck_assert_uint_eq(sweep->points, 6);
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 2; b++, point++) {
            test_ok(ohm_sweep_fill(&p, sweep, point, &err), &err);
            snprintf(want, sizeof want, "%d-%d-%c-%zu", a, b, "xy"[b], point);
            ck_assert_str_eq(p->command[0].word[1], want);
            ohm_pipeline_free(p);
        }
    ohm_sweep_free(sweep);
}
END_TEST

/* A random grid: levels as digits of the point, most significant first. */
START_TEST(levels_are_digits_of_the_point)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t a = 1 + ohm_rng_below(rng, 5), b = 1 + ohm_rng_below(rng, 5), c = 1 + ohm_rng_below(rng, 5);
    char text[256];
    ohm_sweep *sweep;
    ohm_error err;

    snprintf(text, sizeof text,
             "{\"command\":[\"{a}{b}{c}\"],\"vary\":{\"a\":{\"range\":[1,%zu]},\"b\":{\"range\":"
             "[1,%zu]},\"c\":{\"range\":[1,%zu]}},\"columns\":{\"y\":\"y\"}}", a, b, c);
    test_ok(read_text(&sweep, text, &err), &err);
    ck_assert_uint_eq(sweep->points, a * b * c);
    for (size_t p = 0; p < sweep->points; p++)
        ck_assert_uint_eq((ohm_sweep_level(sweep, 0, p) * b + ohm_sweep_level(sweep, 1, p)) * c
                          + ohm_sweep_level(sweep, 2, p), p);
    ohm_sweep_free(sweep);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(a_row_holds_what_was_picked)
{
    ohm_sweep *sweep;
    ohm_json *result;
    ohm_error err;
    char *row;

    test_ok(read_text(&sweep,
                      "{\"command\":[\"c\",\"{a}\"],\"vary\":{\"a\":[0,1]},\"columns\":{\"x\":\"x[1]\","
                      "\"m\":{\"path\":\"x\",\"take\":\"mean\"},\"n\":{\"path\":\"x\",\"take\":\"count\"},\"t\":\"t\"}}", &err), &err);
    test_ok(ohm_json_parse(&result, "{\"x\":[1,2],\"t\":\"1/3\"}", &err), &err);
    test_ok(ohm_sweep_row(&row, sweep, 1, 0, NULL, result, &err), &err);
    ck_assert_str_eq(row, "{\"point\":1,\"exit\":0,\"message\":null,\"values\":[2,1.5,2,\"1/3\"]}");
    free(row);
    test_ok(ohm_sweep_row(&row, sweep, 0, 4, "singular", NULL, &err), &err);
    ck_assert_str_eq(row,
                     "{\"point\":0,\"exit\":4,\"message\":\"singular\",\"values\":[null,null,null,null]}");
    free(row);
    ohm_json_free(result);
    test_ok(ohm_json_parse(&result, "{\"x\":[1,2],\"t\":[1]}", &err), &err);
    test_ok(ohm_sweep_row(&row, sweep, 0, 0, NULL, result, &err), &err);
    ck_assert_ptr_nonnull(strstr(row, "column t: path"));
    free(row);
    ohm_json_free(result);
    ohm_sweep_free(sweep);
}
END_TEST

static const char *const wrong_values[][2] = {
    { "[]", "one at least" }, { "3", "list of values" }, { "[null]", "value 0" }, { "[[1]]", "value 0" },
    { "{\"linspace\":[1,2]}", "linspace" }, { "{\"linspace\":[1,2,0]}", "linspace" },
    { "{\"logspace\":[0,2,3]}", "> 0" }, { "{\"logspace\":[1,-2,3]}", "> 0" },
        { "{\"range\":[1,2,0]}", "range" },
    { "{\"range\":[2,1]}", "range" }, { "{\"range\":[1,1.5]}", "range" },
        { "{\"range\":[0,99999999999]}", "range" },
    { "{\"seeds\":0}", "seeds" }, { "{\"seeds\":1.5}", "seeds" }, { "{\"step\":[1]}", "list of values" },
};

START_TEST(wrong_values_are_refused)
{
    ohm_sweep *sweep;
    ohm_error err;

    test_fails(read_values(&sweep, wrong_values[_i][0], &err), OHM_E_CONTENT, &err, wrong_values[_i][1]);
    ck_assert_ptr_null(sweep);
}
END_TEST

static const char *const wrong[][2] = {
    { "[]", "must be an object" },
    { "{\"comand\":[\"a\"]}", "comand" },
    { "{\"vary\":{\"x\":[1]},\"columns\":{\"y\":\"y\"}}", "array of words" },
    { "{\"command\":[\"a\"],\"columns\":{\"y\":\"y\"}}", "\"vary\"" },
    { "{\"command\":[\"a\"],\"vary\":{},\"columns\":{\"y\":\"y\"}}", "\"vary\"" },
    { "{\"command\":[\"a\"],\"vary\":[{}],\"columns\":{\"y\":\"y\"}}", "entry 0" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]}}", "\"columns\"" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]},\"columns\":{\"y\":3}}", "a path" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]},\"columns\":{\"y\":\"a..b\"}}", "no step" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]},\"columns\":{\"y\":{\"path\":\"a\",\"tak\":\"mean\"}}}",
      "a path" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]},\"columns\":{\"x\":\"a\"}}", "twice" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]},\"columns\":{\"exit\":\"a\"}}", "every table" },
    { "{\"command\":[\"{x}\"],\"vary\":{\"x\":[1]},\"columns\":{\"a,b\":\"a\"}}", "letters" },
    { "{\"command\":[\"{z}\"],\"vary\":{\"x\":[1]},\"columns\":{\"y\":\"y\"}}", "nothing is called z" },
    { "{\"command\":[\"a\"],\"vary\":{\"x\":[1]},\"columns\":{\"y\":\"y\"}}", "no place {x}" },
    { "{\"command\":[\"{x}{y}\"],\"vary\":[{\"x\":[1],\"y\":[1,2]}],\"columns\":{\"z\":\"z\"}}",
      "moves with" },
    { "{\"command\":[\"{x}{y}\"],\"vary\":{\"x\":{\"range\":[1,9999]},\"y\":{\"range\":[1,9999]}},"
      "\"columns\":{\"z\":\"z\"}}", "more than" },
};

START_TEST(a_wrong_sweep_is_refused)
{
    ohm_sweep *sweep;
    ohm_error err;

    test_fails(read_text(&sweep, wrong[_i][0], &err), OHM_E_CONTENT, &err, wrong[_i][1]);
    ck_assert_ptr_null(sweep);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    static const char text[] = "{\"command\":[\"c\",\"{a}{b}\"],\"vary\":{\"a\":[0,\"x\"],\"b\":{\"linspace\":[0,1,3]}},"
                               "\"columns\":{\"x\":\"x\"}}";
    ohm_status status = OHM_E_NOMEM;
    ohm_json *result;
    ohm_error err;

    test_ok(ohm_json_parse(&result, "{\"x\":\"1/3\"}", &err), &err);
    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        ohm_pipeline *pipeline = NULL;
        ohm_source *source;
        ohm_sweep *sweep;
        char *row = NULL;

        test_ok(ohm_source_of(&source, "s", text, strlen(text), &err), &err);
        test_alloc_refuse(k);
        status = ohm_sweep_read(&sweep, source, SEED, NULL);
        if (status == OHM_OK)
            status = ohm_sweep_fill(&pipeline, sweep, 2, NULL);
        if (status == OHM_OK)
            status = ohm_sweep_row(&row, sweep, 2, 0, NULL, result, NULL);
        const bool fired = test_alloc_allow();
        ck_assert(fired ? status == OHM_E_NOMEM : status == OHM_OK);
        ohm_source_close(source);
        ohm_pipeline_free(pipeline);
        ohm_sweep_free(sweep);
        free(row);
    }
    ohm_json_free(result);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/sweep");
    TCase *tcase = tcase_create("sweep");

    tcase_add_loop_test(tcase, spreads_are_even_and_their_ends_exact, 0, 30);
    tcase_add_test(tcase, ranges_and_seeds_are_whole_numbers);
    tcase_add_test(tcase, points_are_all_combinations);
    tcase_add_loop_test(tcase, levels_are_digits_of_the_point, 0, 30);
    tcase_add_test(tcase, a_row_holds_what_was_picked);
    tcase_add_loop_test(tcase, wrong_values_are_refused, 0,
                        (int)(sizeof wrong_values / sizeof *wrong_values));
    tcase_add_loop_test(tcase, a_wrong_sweep_is_refused, 0, (int)(sizeof wrong / sizeof *wrong));
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
