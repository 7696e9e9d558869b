/* tests/io/test_adjacency.c -- mirrors lib/io/adjacency.c */
#include "io/adjacency.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The matrix read back counts every edge where it runs. */
START_TEST(entries_count_edges)
{
    enum { N = 5, M = 40 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    int count[N][N] = { { 0 } };
    char *text, line[256];
    size_t size, at, rows, columns, entries;
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < N; n++) {
        snprintf(line, sizeof line, "%zu", n);
        test_ok(ohm_table_add_node(&at, table, line, &err), &err);
    }
    for (size_t k = 0; k < M; k++) {
        const size_t tail = ohm_rng_below(rng, N), head = ohm_rng_below(rng, N);

        count[tail][head]++;
        test_ok(ohm_table_add_edge(&at, table, NULL, tail, head, &err), &err);
    }
    FILE *file = open_memstream(&text, &size);
    test_ok(ohm_adjacency_write(file, table, &err), &err);
    fclose(file);
    FILE *back = fmemopen(text, size, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, back));
    ck_assert_ptr_nonnull(strstr(line, "integer general"));
    while (fgets(line, sizeof line, back) != NULL && line[0] == '%')
        ;
    ck_assert_int_eq(sscanf(line, "%zu %zu %zu", &rows, &columns, &entries), 3);
    ck_assert(rows == N && columns == N);
    for (size_t k = 0; k < entries; k++) {
        size_t row, column;
        int value;

        ck_assert_int_eq(fscanf(back, "%zu %zu %d", &row, &column, &value), 3);
        ck_assert(value > 0);
        count[row - 1][column - 1] -= value;
    }
    for (size_t n = 0; n < N * N; n++)
        ck_assert_int_eq(count[n / N][n % N], 0);
    fclose(back);
    free(text);
    ohm_table_free(table);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/adjacency");
    TCase *cases = tcase_create("adjacency");

    tcase_add_loop_test(cases, entries_count_edges, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}
