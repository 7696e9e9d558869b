/* tests/io/test_table.c -- mirrors lib/io/table.c */
#include "io/table.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Three nodes a, b, c and two edges, the second without an id. */
static ohm_table *
small_table(void)
{
    ohm_table *table;
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    test_ok(ohm_table_add_node(&at, table, "a", &err), &err);
    test_ok(ohm_table_add_node(&at, table, "b", &err), &err);
    test_ok(ohm_table_add_node(&at, table, "c", &err), &err);
    ck_assert_uint_eq(at, 2);
    test_ok(ohm_table_add_edge(&at, table, "e0", 1, 0, &err), &err);
    test_ok(ohm_table_add_edge(&at, table, NULL, 2, 2, &err), &err);
    ck_assert_uint_eq(at, 1);
    return table;
}

START_TEST(ends_and_ids_stay_as_given)
{
    ohm_table *table = small_table();

    ck_assert_uint_eq(ohm_table_nodes(table), 3);
    ck_assert_uint_eq(ohm_table_edges(table), 2);
    ck_assert_uint_eq(ohm_table_tails(table)[0], 1);
    ck_assert_uint_eq(ohm_table_heads(table)[0], 0);
    ck_assert_str_eq(ohm_table_edge_id(table, 0), "e0");
    ck_assert_ptr_null(ohm_table_edge_id(table, 1));
    ck_assert_uint_eq(ohm_table_find_node(table, "c"), 2);
    ck_assert_uint_eq(ohm_table_find_node(table, "e0"), SIZE_MAX);
    ck_assert_uint_eq(ohm_table_find_node(table, "nobody"), SIZE_MAX);
    ohm_table_free(table);
}
END_TEST

START_TEST(impossible_elements_are_refused)
{
    ohm_table *table = small_table();
    ohm_error err;
    size_t at;

    test_fails(ohm_table_add_node(&at, table, "b", &err), OHM_E_CONTENT, &err, "nodes 1 and 3");
    test_fails(ohm_table_add_edge(&at, table, NULL, 0, 3, &err), OHM_E_CONTENT, &err, "node 3");
    ck_assert_uint_eq(ohm_table_nodes(table), 3);
    ck_assert_uint_eq(ohm_table_edges(table), 2);
    ohm_table_free(table);
}
END_TEST

/* Against plain arrays of strings: random writes and removals, then every cell. */
START_TEST(cells_remember_their_characters)
{
    enum { EDGES = 200, COLUMNS = 5, WRITES = 3000 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    static char expected[COLUMNS][EDGES][32];
    static bool there[COLUMNS][EDGES];
    size_t column[COLUMNS], at;
    ohm_table *table;
    ohm_error err;

    memset(there, 0, sizeof there);
    test_ok(ohm_table_alloc(&table, &err), &err);
    test_ok(ohm_table_add_node(&at, table, "only", &err), &err);
    for (size_t e = 0; e < EDGES; e++)
        test_ok(ohm_table_add_edge(&at, table, NULL, 0, 0, &err), &err);
    for (size_t c = 0; c < COLUMNS; c++) {
        char name[8];

        snprintf(name, sizeof name, "c%zu", c);
        test_ok(ohm_table_add_column(&column[c], table, OHM_FOR_EDGE, name, "string", &err), &err);
    }
    for (int k = 0; k < WRITES; k++) {
        const size_t c = ohm_rng_below(rng, COLUMNS), e = ohm_rng_below(rng, EDGES);

        there[c][e] = ohm_rng_below(rng, 4) > 0;
        snprintf(expected[c][e], sizeof expected[c][e], "%.*s", (int)ohm_rng_below(rng, 3),
                 ohm_rng_below(rng, 2) == 0 ? "1.0" : "<&\n\"");
        test_ok(ohm_table_set_cell(table, column[c], e, there[c][e] ? expected[c][e] : NULL, &err), &err);
    }
    for (size_t c = 0; c < COLUMNS; c++)
        for (size_t e = 0; e < EDGES; e++) {
            const char *text = ohm_table_cell(table, column[c], e);

            ck_assert(ohm_table_has_cell(table, column[c], e) == there[c][e]);
            ck_assert((text != NULL) == there[c][e]);
            if (text != NULL)
                ck_assert_str_eq(text, expected[c][e]);
        }
    ohm_table_free(table);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(texts_stay_where_they_are)
{
    ohm_table *table = small_table();
    const char *id = ohm_table_node_id(table, 1);
    size_t at;

    for (int k = 0; k < 100000; k++) {
        char name[16];

        snprintf(name, sizeof name, "n%d", k);
        ck_assert_int_eq(ohm_table_add_node(&at, table, name, NULL), OHM_OK);
    }
    ck_assert_ptr_eq(id, ohm_table_node_id(table, 1));
    ck_assert_str_eq(id, "b");
    ck_assert_uint_eq(ohm_table_find_node(table, "n99999"), 100002);
    ohm_table_free(table);
}
END_TEST

START_TEST(columns_are_found_and_widened)
{
    ohm_table *table = small_table();
    size_t w, again, other;
    ohm_error err;

    test_ok(ohm_table_add_column(&w, table, OHM_FOR_EDGE, "w", "int", &err), &err);
    test_ok(ohm_table_add_column(&other, table, OHM_FOR_NODE, "w", "string", &err), &err);
    ck_assert_uint_ne(w, other);
    test_ok(ohm_table_add_column(&again, table, OHM_FOR_EDGE, "w", "double", &err), &err);
    ck_assert_uint_eq(w, again);
    ck_assert_str_eq(ohm_table_column_type(table, w), "double");
    test_ok(ohm_table_add_column(&again, table, OHM_FOR_EDGE, "w", "int", &err), &err);
    ck_assert_str_eq(ohm_table_column_type(table, w), "double");
    ck_assert_uint_eq(ohm_table_find_column(table, OHM_FOR_NODE, "w"), other);
    ck_assert_uint_eq(ohm_table_find_column(table, OHM_FOR_GRAPH, "w"), SIZE_MAX);
    ck_assert_uint_eq(ohm_table_next_column(table, w), SIZE_MAX);
    ck_assert_uint_eq(ohm_table_columns(table), 2);
    ohm_table_free(table);
}
END_TEST

START_TEST(numbers_are_read_or_refused_by_name)
{
    ohm_table *table = small_table();
    size_t real, whole, flag, word;
    ohm_error err;
    double x = 0.0;
    bool present;

    test_ok(ohm_table_add_column(&real, table, OHM_FOR_EDGE, "r_on", "double", &err), &err);
    test_ok(ohm_table_add_column(&whole, table, OHM_FOR_EDGE, "polarity", "long", &err), &err);
    test_ok(ohm_table_add_column(&flag, table, OHM_FOR_EDGE, "flag", "boolean", &err), &err);
    test_ok(ohm_table_add_column(&word, table, OHM_FOR_EDGE, "word", "string", &err), &err);
    test_ok(ohm_table_number(&x, &present, table, real, 0, &err), &err);
    ck_assert(!present);
    test_ok(ohm_table_set_cell(table, real, 0, "1e-3", &err), &err);
    test_ok(ohm_table_number(&x, &present, table, real, 0, &err), &err);
    ck_assert(present && x == 1e-3);
    test_ok(ohm_table_set_cell(table, whole, 0, "1600", &err), &err);
    test_ok(ohm_table_number(&x, &present, table, whole, 0, &err), &err);
    ck_assert(present && x == 1600.0);

    static const char *const bad[] = { "abc", "", "nan", "inf", "1e999", "0x10", "1,5" };
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        test_ok(ohm_table_set_cell(table, real, 0, bad[k], &err), &err);
        test_fails(ohm_table_number(&x, &present, table, real, 0, &err), OHM_E_CONTENT, &err,
                   "edge 0 (id \"e0\"): r_on = ");
    }
    test_ok(ohm_table_set_cell(table, whole, 1, "1.5", &err), &err);
    test_fails(ohm_table_number(&x, &present, table, whole, 1, &err), OHM_E_CONTENT, &err,
               "edge 1: polarity = \"1.5\" is declared a whole number");
    test_ok(ohm_table_set_cell(table, flag, 0, "1", &err), &err);
    test_fails(ohm_table_number(&x, &present, table, flag, 0, &err), OHM_E_CONTENT, &err, "declared boolean");
    test_ok(ohm_table_set_cell(table, word, 0, "1", &err), &err);
    test_fails(ohm_table_number(&x, &present, table, word, 0, &err), OHM_E_CONTENT, &err, "declared a string");
    test_fails(ohm_table_set_number(table, real, 0, NAN, &err), OHM_E_ARG, &err, "nan");
    test_fails(ohm_table_set_cell(table, real, 2, "1", &err), OHM_E_ARG, &err, "no cell 2");
    ohm_table_free(table);
}
END_TEST

START_TEST(numbers_round_trip_through_cells)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_table *table = small_table();
    size_t column;
    ohm_error err;

    test_ok(ohm_table_add_column(&column, table, OHM_FOR_NODE, "x", "double", &err), &err);
    for (int k = 0; k < 1000; k++) {
        const double x = ohm_rng_normal(rng) * exp(100.0 * ohm_rng_normal(rng));
        double back = 0.0;
        bool present;

        test_ok(ohm_table_set_number(table, column, 1, x, &err), &err);
        test_ok(ohm_table_number(&back, &present, table, column, 1, &err), &err);
        ck_assert(present && back == x);
    }
    ohm_table_free(table);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(quotes_are_one_short_line)
{
    char quoted[OHM_TABLE_QUOTE], text[400] = "";

    ck_assert_str_eq(ohm_table_quote(quoted, "a\nb\tc"), "\"a?b?c\"");
    for (int k = 0; k < 100; k++)
        strcat(text, "\xc3\xa9");                       /* e acute */
    for (size_t start = 0; start < 4; start++) {
        char shifted[500];

        snprintf(shifted, sizeof shifted, "%.*s%s", (int)start, "abcd", text);
        ohm_table_quote(quoted, shifted);
        const size_t length = strlen(quoted);
        ck_assert_uint_lt(length, OHM_TABLE_QUOTE);
        ck_assert_str_eq(quoted + length - 4, "...\"");
        ck_assert_uint_eq((length - 1 - start - 4) % 2, 0);     /* no half character */
    }
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0;; k++) {
        ohm_table *table = NULL;
        ohm_status status;
        size_t at;

        test_alloc_refuse(k);
        status = ohm_table_alloc(&table, NULL);
        for (int n = 0; n < 200 && status == OHM_OK; n++) {
            char name[16];

            snprintf(name, sizeof name, "n%d", n);
            status = ohm_table_add_node(&at, table, name, NULL);
            if (status == OHM_OK)
                status = ohm_table_add_edge(&at, table, name, 0, 0, NULL);
            if (status == OHM_OK)
                status = ohm_table_add_column(&at, table, OHM_FOR_EDGE, name, "string", NULL);
            if (status == OHM_OK)
                status = ohm_table_set_cell(table, at, 0, name, NULL);
        }
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ohm_table_free(table);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/table");
    TCase *cases = tcase_create("table");

    tcase_add_test(cases, ends_and_ids_stay_as_given);
    tcase_add_test(cases, impossible_elements_are_refused);
    tcase_add_loop_test(cases, cells_remember_their_characters, 0, 5);
    tcase_add_test(cases, texts_stay_where_they_are);
    tcase_add_test(cases, columns_are_found_and_widened);
    tcase_add_test(cases, numbers_are_read_or_refused_by_name);
    tcase_add_loop_test(cases, numbers_round_trip_through_cells, 0, 5);
    tcase_add_test(cases, quotes_are_one_short_line);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
