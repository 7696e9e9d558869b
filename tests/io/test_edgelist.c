/* tests/io/test_edgelist.c -- mirrors lib/io/edgelist.c */
#include "io/edgelist.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ohm_status
read_text(ohm_table **table, const char *text, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_of(&source, "t.edges", text, strlen(text), err);

    if (status == OHM_OK)
        status = ohm_edgelist_read(table, source, err);
    ohm_source_close(source);
    return status;
}

START_TEST(words_are_ids)
{
    ohm_table *table;
    ohm_error err;

    test_ok(read_text(&table, "# heading\n10 2\n\n  b\tc # tail\r\n2 2\nb 10", &err), &err);
    ck_assert_uint_eq(ohm_table_nodes(table), 4);
    ck_assert_uint_eq(ohm_table_edges(table), 4);
    ck_assert_str_eq(ohm_table_node_id(table, 0), "10");        /* a word, not the tenth node */
    ck_assert_str_eq(ohm_table_node_id(table, 3), "c");
    ck_assert(ohm_table_tails(table)[2] == 1 && ohm_table_heads(table)[2] == 1);
    ck_assert(ohm_table_tails(table)[3] == 2 && ohm_table_heads(table)[3] == 0);
    ck_assert_ptr_null(ohm_table_edge_id(table, 0));
    ohm_table_free(table);
}
END_TEST

START_TEST(bad_lines_are_refused)
{
    static const struct { const char *text, *words; } bad[] = {
        { "", "no edge in it" }, { "# nothing\n", "no edge in it" },
        { "a b\nc\n", "t.edges:2: edge 1: 1 words" }, { "a b 0.5\n", "t.edges:1: edge 0: 3 words" },
    };
    ohm_table *table;
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        test_fails(read_text(&table, bad[k].text, &err), OHM_E_CONTENT, &err, bad[k].words);
}
END_TEST

START_TEST(a_nul_is_no_text)
{
    static const char text[] = "a b\nc\0 d\n";
    ohm_source *source;
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_source_of(&source, "t.edges", text, sizeof text - 1, &err), &err);
    test_fails(ohm_edgelist_read(&table, source, &err), OHM_E_CONTENT, &err, "t.edges:2: a NUL byte");
    ohm_source_close(source);
}
END_TEST

START_TEST(random_lists_round_trip)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    char text[16384] = "", *back = NULL;
    const size_t edges = 1 + ohm_rng_below(rng, 500);
    size_t length = 0;
    ohm_table *table;
    ohm_error err;

    for (size_t e = 0; e < edges; e++)
        length += (size_t)snprintf(text + length, sizeof text - length, "v%zu %zu\n", ohm_rng_below(rng, 50),
                                   ohm_rng_below(rng, 50));
    test_ok(read_text(&table, text, &err), &err);
    FILE *file = open_memstream(&back, &length);
    test_ok(ohm_edgelist_write(file, table, &err), &err);
    fclose(file);
    ck_assert_str_eq(text, back);
    free(back);
    ohm_table_free(table);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_it_cannot_hold_is_not_written)
{
    static const char *const ids[] = { "lonely", "two words", "#", "" };
    FILE *nowhere = fopen("/dev/null", "w");
    ohm_error err;
    size_t at;

    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++) {
        ohm_table *table;

        test_ok(ohm_table_alloc(&table, &err), &err);
        test_ok(ohm_table_add_node(&at, table, ids[k], &err), &err);
        if (k > 0)
            test_ok(ohm_table_add_edge(&at, table, NULL, 0, 0, &err), &err);
        test_fails(ohm_edgelist_write(nowhere, table, &err), OHM_E_METHOD, &err, "node 0 (id ");
        ohm_table_free(table);
    }
    fclose(nowhere);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0;; k++) {
        ohm_table *table = NULL;

        test_alloc_refuse(k);
        const ohm_status status = read_text(&table, "a b\nb c\n", NULL);
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
    Suite *suite = suite_create("io/edgelist");
    TCase *cases = tcase_create("edgelist");

    tcase_add_test(cases, words_are_ids);
    tcase_add_test(cases, bad_lines_are_refused);
    tcase_add_test(cases, a_nul_is_no_text);
    tcase_add_loop_test(cases, random_lists_round_trip, 0, 10);
    tcase_add_test(cases, what_it_cannot_hold_is_not_written);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
