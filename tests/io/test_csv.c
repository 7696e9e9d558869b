/* tests/io/test_csv.c -- mirrors lib/io/csv.c */
#include "io/csv.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ohm_status
read_text(ohm_csv **csv, const char *text, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_of(&source, "t.csv", text, strlen(text), err);

    if (status == OHM_OK)
        status = ohm_csv_read(csv, source, err);
    ohm_source_close(source);
    return status;
}

START_TEST(names_numbers_and_lines)
{
    ohm_csv *csv;
    ohm_error err;

    test_ok(read_text(&csv, "\xef\xbb\xbf# a comment\n a ,\"b, \"\"c\"\"\"\r\n1,2\n\n# more\n -3e-2 , 4", &err), &err);
    ck_assert_uint_eq(csv->columns, 2);
    ck_assert_str_eq(csv->name[0], "a");
    ck_assert_str_eq(csv->name[1], "b, \"c\"");
    ck_assert_uint_eq(csv->rows, 2);
    ck_assert(csv->value[0] == 1.0 && csv->value[1] == 2.0 && csv->value[2] == -3e-2 && csv->value[3] == 4.0);
    ck_assert(csv->line[0] == 3 && csv->line[1] == 6);
    ck_assert_uint_eq(ohm_csv_find(csv, "a"), 0);
    ck_assert_uint_eq(ohm_csv_find(csv, "b"), SIZE_MAX);
    ohm_csv_free(csv);
}
END_TEST

static ohm_status
read_headless(ohm_csv **csv, const char *text, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_of(&source, "t.csv", text, strlen(text), err);

    if (status == OHM_OK)
        status = ohm_csv_read_headless(csv, source, err);
    ohm_source_close(source);
    return status;
}

/* A first line of numbers is a row, one with a single word is a header. */
START_TEST(a_header_may_be_missing)
{
    ohm_csv *csv;
    ohm_error err;

    test_ok(read_headless(&csv, "# plain\n0,0\n0, 1.5\n", &err), &err);
    ck_assert(csv->columns == 2 && csv->rows == 2 && csv->line[0] == 2 && csv->value[3] == 1.5);
    ck_assert_str_eq(csv->name[0], "1");
    ck_assert_str_eq(csv->name[1], "2");
    ohm_csv_free(csv);
    test_ok(read_headless(&csv, "0,b\n3,4\n", &err), &err);
    ck_assert(csv->rows == 1 && csv->value[0] == 3.0);
    ck_assert_str_eq(csv->name[0], "0");
    ohm_csv_free(csv);
    test_fails(read_headless(&csv, "1,2\n1\n", &err), OHM_E_CONTENT, &err, "t.csv:2");
    test_fails(read_text(&csv, "0,0\n0,1\n", &err), OHM_E_CONTENT, &err, "both called");
}
END_TEST

START_TEST(bad_tables_are_refused_with_their_line)
{
    static const struct { const char *text, *words; } bad[] = {
        { "", "t.csv: empty" }, { "# only\n", "t.csv: empty" }, { "a,b\n", "no rows" },
        { "a,,b\n1,2,3\n", "t.csv:1: a column without a name" }, { "a,a\n1,2\n", "columns 1 and 2 are both called \"a\"" },
        { "a,b\n1\n", "t.csv:2: 1 values where the header names 2" }, { "a,b\n1,2\n1,2,3\n", "t.csv:3: more values" },
        { "a,b\n1,x\n", "t.csv:2: column \"b\": \"x\" is not a finite number" }, { "a\nnan\n", "\"nan\" is not a finite" },
        { "a\n-inf\n", "\"-inf\" is not a finite" }, { "a\n1e400\n", "\"1e400\" is not a finite" }, { "a,b\n1,\n", "\"\" is not" },
        { "\"a\n1\n", "a quote is not closed" }, { "\"a\"b\n1\n", "a quote is not closed" }, { "a\x01,b\n1,2\n", "control character" },
        { "a;b\n1;2\n", "\"1;2\" is not a finite number" },
    };
    ohm_csv *csv;
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        test_fails(read_text(&csv, bad[k].text, &err), OHM_E_CONTENT, &err, bad[k].words);
        ck_assert_ptr_null(csv);
    }
}
END_TEST

START_TEST(what_is_written_reads_back_to_the_bit)
{
    static const char *const names[] = { "plain", "with, comma", "\"quoted\"", "#hash", "\xef\xbb\xbfmark" };
    enum { ROWS = 100, COLUMNS = 5 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    double value[ROWS][COLUMNS];
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_csv *csv;
    ohm_error err;

    ohm_csv_write_names(file, names, COLUMNS);
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++)
            value[r][c] = ohm_rng_normal(rng) * exp(300.0 * ohm_rng_normal(rng) / 4.0);
        test_ok(ohm_csv_write_numbers(file, value[r], COLUMNS, &err), &err);
    }
    test_fails(ohm_csv_write_numbers(file, (const double[]){ 1.0, NAN }, 2, &err), OHM_E_DOMAIN, &err, "value 1");
    fclose(file);
    test_ok(read_text(&csv, text, &err), &err);
    ck_assert_uint_eq(csv->rows, ROWS);
    for (int c = 0; c < COLUMNS; c++)
        ck_assert_str_eq(csv->name[c], names[c]);
    ck_assert_int_eq(memcmp(csv->value, value, sizeof value), 0);
    ohm_csv_free(csv);
    free(text);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0;; k++) {
        ohm_csv *csv = NULL;

        test_alloc_refuse(k);
        const ohm_status status = read_text(&csv, "a,b\n1,2\n3,4\n", NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ohm_csv_free(csv);
        if (!refused)
            break;
    }
}
END_TEST

/* Classes are words, numbered as they are met, also across files. */
START_TEST(classes_are_words)
{
    static const char first[] = "x,kind\n1,setosa\n2, virginica \n3,setosa\n",
        second[] = "kind,x\nnew,4\nvirginica,5\n";
    static const char *const bad[] = { "x,kind\n1,\n", "x,kind\none,setosa\n" };
    ohm_csv_words words = { 0, NULL };
    ohm_source *source;
    ohm_error err;
    ohm_csv *csv;

    test_ok(ohm_source_of(&source, "a", first, sizeof first - 1, &err), &err);
    test_ok(ohm_csv_read_classes(&csv, &words, source, "kind", &err), &err);
    ck_assert(csv->rows == 3 && csv->value[1] == 0.0 && csv->value[3] == 1.0 && csv->value[5] == 0.0);
    ohm_csv_free(csv);
    ohm_source_close(source);
    test_ok(ohm_source_of(&source, "b", second, sizeof second - 1, &err), &err);
    test_ok(ohm_csv_read_classes(&csv, &words, source, "kind", &err), &err);
    ck_assert(csv->value[0] == 2.0 && csv->value[2] == 1.0 && csv->value[3] == 5.0);
    ohm_csv_free(csv);
    ohm_source_close(source);
    ck_assert_uint_eq(words.count, 3);
    ck_assert_str_eq(words.word[1], "virginica");
    for (int k = 0; k < 2; k++) {
        test_ok(ohm_source_of(&source, "bad", bad[k], strlen(bad[k]), &err), &err);
        test_fails(ohm_csv_read_classes(&csv, &words, source, "kind", &err), OHM_E_CONTENT, &err, "bad:2");
        ohm_source_close(source);
    }
    ohm_csv_words_free(&words);
    ck_assert(words.count == 0 && words.word == NULL);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/csv");
    TCase *cases = tcase_create("csv");

    tcase_add_test(cases, names_numbers_and_lines);
    tcase_add_test(cases, a_header_may_be_missing);
    tcase_add_test(cases, classes_are_words);
    tcase_add_test(cases, bad_tables_are_refused_with_their_line);
    tcase_add_loop_test(cases, what_is_written_reads_back_to_the_bit, 0, 10);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
