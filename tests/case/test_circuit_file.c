/* tests/case/test_circuit_file.c -- mirrors lib/case/circuit_file.c */
#include "case/circuit_file.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(formats_are_told_apart)
{
    static const struct { const char *path, *bytes; ohm_format format; } cases[] = {
        { "x.graphml", "a b", OHM_FORMAT_GRAPHML }, { "x.G6", "a b", OHM_FORMAT_GRAPH6 },
        { "x.edges", "<", OHM_FORMAT_EDGELIST }, { "-", "\n <?xml", OHM_FORMAT_GRAPHML },
        { "-", "\xef\xbb\xbf<graphml", OHM_FORMAT_GRAPHML }, { "-", "a b\n", OHM_FORMAT_EDGELIST },
        { "-", "# c\na b\n", OHM_FORMAT_EDGELIST }, { "-", ">>graph6<<D?{\n", OHM_FORMAT_GRAPH6 },
        { "-", "D?{\nDQc\n", OHM_FORMAT_GRAPH6 }, { "-", ":Fa@x^", OHM_FORMAT_GRAPH6 }, { "-", "0 1", OHM_FORMAT_EDGELIST },
    };
    ohm_source *source;
    ohm_format format;
    ohm_error err;

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        test_ok(ohm_source_of(&source, "t", cases[k].bytes, strlen(cases[k].bytes), &err), &err);
        test_ok(ohm_circuit_format(&format, cases[k].path, source, &err), &err);
        ck_assert_msg(format == cases[k].format, "case %zu", k);
        ohm_source_close(source);
    }
    test_ok(ohm_source_of(&source, "t", "", 0, &err), &err);
    test_fails(ohm_circuit_format(&format, "-", source, &err), OHM_E_CONTENT, &err, "empty");
    ohm_source_close(source);
}
END_TEST

START_TEST(the_digest_is_that_of_the_bytes_read)
{
    char path[] = "circuit-XXXXXX", digest[OHM_SHA256_TEXT], expected[OHM_SHA256_TEXT], long_line[200000];
    const int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    ohm_table *table;
    ohm_error err;

    memset(long_line, 'c', sizeof long_line);                  /* more than one buffer */
    fprintf(file, "a b\n#%.*s\nb c\n\n", (int)sizeof long_line, long_line);
    fclose(file);
    test_ok(ohm_sha256_of_file(expected, path, &err), &err);
    test_ok(ohm_circuit_file_read(&table, digest, path, &err), &err);
    ck_assert_str_eq(digest, expected);
    ck_assert_uint_eq(ohm_table_edges(table), 2);
    ohm_table_free(table);
    unlink(path);
    test_fails(ohm_circuit_file_read(&table, digest, "/nonexistent/c.graphml", &err), OHM_E_IO, &err, "/nonexistent/c.graphml");
    test_fails(ohm_circuit_file_read(&table, digest, "/", &err), OHM_E_IO, &err, "/: ");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/circuit_file");
    TCase *cases = tcase_create("circuit_file");

    tcase_add_test(cases, formats_are_told_apart);
    tcase_add_test(cases, the_digest_is_that_of_the_bytes_read);
    suite_add_tcase(suite, cases);
    return suite;
}
