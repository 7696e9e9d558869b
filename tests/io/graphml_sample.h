/* tests/io/graphml_sample.h -- what the GraphML tests share. */
#ifndef OHM_TESTS_IO_GRAPHML_SAMPLE_H
#define OHM_TESTS_IO_GRAPHML_SAMPLE_H

#include "io/graphml.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline ohm_status
read_text(ohm_table **table, const char *text, size_t length, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_of(&source, "t.graphml", text, length, err);

    *table = NULL;
    if (status == OHM_OK)
        status = ohm_graphml_read(table, source, err);
    if (status != OHM_OK)
        ck_assert_ptr_null(*table);
    ohm_source_close(source);
    return status;
}

static inline char *
written(const ohm_table *table)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_error err;

    test_ok(ohm_graphml_write(file, table, &err), &err);
    fclose(file);
    return text;
}

static inline ohm_table *
sample(const char *name)
{
    char path[64];
    ohm_source *source;
    ohm_table *table;
    ohm_error err;

    snprintf(path, sizeof path, "tests/data/%s", name);
    test_ok(ohm_source_open(&source, test_source_path(path), &err), &err);
    test_ok(ohm_graphml_read(&table, source, &err), &err);
    ohm_source_close(source);
    return table;
}

static inline bool
both_or_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static inline size_t
elements(const ohm_table *table, ohm_table_scope scope)
{
    return scope == OHM_FOR_NODE ? ohm_table_nodes(table) : scope == OHM_FOR_EDGE ? ohm_table_edges(table) : 1;
}

/* Everything the table's interface tells, told alike by both. */
static inline void
assert_equal_tables(const ohm_table *a, const ohm_table *b)
{
    ck_assert_uint_eq(ohm_table_nodes(a), ohm_table_nodes(b));
    ck_assert_uint_eq(ohm_table_edges(a), ohm_table_edges(b));
    ck_assert_uint_eq(ohm_table_columns(a), ohm_table_columns(b));
    for (size_t n = 0; n < ohm_table_nodes(a); n++)
        ck_assert_str_eq(ohm_table_node_id(a, n), ohm_table_node_id(b, n));
    for (size_t e = 0; e < ohm_table_edges(a); e++) {
        ck_assert(both_or_equal(ohm_table_edge_id(a, e), ohm_table_edge_id(b, e)));
        ck_assert_uint_eq(ohm_table_tails(a)[e], ohm_table_tails(b)[e]);
        ck_assert_uint_eq(ohm_table_heads(a)[e], ohm_table_heads(b)[e]);
    }
    for (size_t c = 0; c < ohm_table_columns(a); c++) {
        const ohm_table_scope scope = ohm_table_column_scope(a, c);

        ck_assert_int_eq(scope, ohm_table_column_scope(b, c));
        ck_assert(both_or_equal(ohm_table_column_name(a, c), ohm_table_column_name(b, c)));
        ck_assert(both_or_equal(ohm_table_column_type(a, c), ohm_table_column_type(b, c)));
        for (size_t k = 0; k < elements(a, scope); k++) {
            ck_assert(ohm_table_has_cell(a, c, k) == ohm_table_has_cell(b, c, k));
            ck_assert(both_or_equal(ohm_table_cell(a, c, k), ohm_table_cell(b, c, k)));
        }
    }
}

/* Files of other programs, and one by hand, under tests/data. */
static const char *const SAMPLES[] = { "networkx.graphml", "igraph.graphml", "yed.graphml", "mixed.graphml" };
enum { SAMPLE_COUNT = sizeof SAMPLES / sizeof *SAMPLES };

#endif
