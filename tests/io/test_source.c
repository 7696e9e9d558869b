/* tests/io/test_source.c -- mirrors lib/io/source.c */
#include "io/source.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Lines of random lengths around the size of the buffer, read in random ways: the
 * same text, and the same sum, come out. */
START_TEST(lines_and_sum_whatever_the_way)
{
    enum { LINES = 40, LONGEST = 1 << 17 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    char *text = malloc((size_t)LINES * (LONGEST + 1)), expected[OHM_SHA256_TEXT], digest[OHM_SHA256_TEXT], *line;
    size_t length[LINES], start[LINES], total = 0, got;
    ohm_source *source;
    ohm_error err;

    for (size_t k = 0; k < LINES; k++) {
        length[k] = ohm_rng_below(rng, ohm_rng_below(rng, 2) == 0 ? 100 : LONGEST);
        start[k] = total;
        memset(text + total, (int)('a' + k % 26), length[k]);
        total += length[k];
        text[total++] = '\n';
    }
    ohm_sha256_of(expected, text, total);
    test_ok(ohm_source_of(&source, "t", text, total, &err), &err);
    for (size_t k = 0; k < LINES / 2; k++) {
        const char *bytes;

        test_ok(ohm_source_peek(&bytes, &got, source, &err), &err);
        ck_assert_int_eq(memcmp(bytes, text + start[k], got < length[k] ? got : length[k]), 0);
        test_ok(ohm_source_line(&line, &got, source, &err), &err);
        ck_assert_uint_eq(got, length[k]);
        ck_assert_uint_eq(ohm_source_line_number(source), k + 1);
        ck_assert_int_eq(memcmp(line, text + start[k], got), 0);
    }
    if (_i % 2 == 0) {
        test_ok(ohm_source_all(&line, &got, source, &err), &err);
        ck_assert_uint_eq(got, total - start[LINES / 2]);
        ck_assert_int_eq(memcmp(line, text + start[LINES / 2], got), 0);
        free(line);
    }
    test_ok(ohm_source_digest(digest, source, &err), &err);
    ck_assert_str_eq(digest, expected);
    ohm_source_close(source);
    free(text);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(the_last_line_needs_no_end)
{
    ohm_source *source;
    ohm_error err;
    char *line;
    size_t length;

    test_ok(ohm_source_of(&source, "t", "a\r\n\nb", 5, &err), &err);
    test_ok(ohm_source_line(&line, &length, source, &err), &err);
    ck_assert_str_eq(line, "a");
    test_ok(ohm_source_line(&line, &length, source, &err), &err);
    ck_assert_str_eq(line, "");
    test_ok(ohm_source_line(&line, &length, source, &err), &err);
    ck_assert_str_eq(line, "b");
    test_ok(ohm_source_line(&line, &length, source, &err), &err);
    ck_assert_ptr_null(line);
    ohm_source_close(source);
}
END_TEST

START_TEST(standard_input_is_read_and_hashed)
{
    static const char text[] = "from a pipe\n";
    char digest[OHM_SHA256_TEXT], expected[OHM_SHA256_TEXT], *all;
    ohm_source *source;
    ohm_error err;
    size_t length;
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq((int)write(ends[1], text, sizeof text - 1), (int)sizeof text - 1);
    close(ends[1]);
    ck_assert_int_ne(dup2(ends[0], STDIN_FILENO), -1);
    test_ok(ohm_source_open(&source, "-", &err), &err);
    ck_assert_str_eq(ohm_source_name(source), "stdin");
    test_ok(ohm_source_all(&all, &length, source, &err), &err);
    ck_assert_str_eq(all, text);
    test_ok(ohm_source_digest(digest, source, &err), &err);
    ohm_sha256_of(expected, text, sizeof text - 1);
    ck_assert_str_eq(digest, expected);
    free(all);
    ohm_source_close(source);
}
END_TEST

START_TEST(what_cannot_be_read_is_named)
{
    ohm_source *source;
    ohm_error err;
    char byte;
    size_t got;

    test_fails(ohm_source_open(&source, "/nonexistent/x", &err), OHM_E_IO, &err, "/nonexistent/x: No such file");
    ck_assert_ptr_null(source);
    test_ok(ohm_source_open(&source, "/", &err), &err);
    test_fails(ohm_source_read(&got, &byte, 1, source, &err), OHM_E_IO, &err, "/: cannot be read: Is a directory");
    ohm_source_close(source);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/source");
    TCase *cases = tcase_create("source");

    tcase_add_loop_test(cases, lines_and_sum_whatever_the_way, 0, 10);
    tcase_add_test(cases, the_last_line_needs_no_end);
    tcase_add_test(cases, standard_input_is_read_and_hashed);
    tcase_add_test(cases, what_cannot_be_read_is_named);
    suite_add_tcase(suite, cases);
    return suite;
}
