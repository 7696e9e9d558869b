/* tests/io/test_graph6.c -- mirrors lib/io/graph6.c */
#include "io/graph6.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
written(const ohm_graph *graph)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_error err;

    test_ok(ohm_graph6_write(file, graph, &err), &err);
    fclose(file);
    ck_assert_int_eq(text[length - 1], '\n');
    text[length - 1] = '\0';
    return text;
}

/* The example of nauty's formats.txt: 5 vertices, edges 02, 04, 13, 34. */
START_TEST(the_example_of_the_format)
{
    static const size_t tail[] = { 0, 1, 0, 3 }, head[] = { 2, 3, 4, 4 };      /* in bit order */
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph6_parse(&graph, "DQc", &err), &err);
    ck_assert_uint_eq(graph->nodes, 5);
    ck_assert_uint_eq(graph->edges, 4);
    for (size_t e = 0; e < 4; e++)
        ck_assert(graph->tail[e] == tail[e] && graph->head[e] == head[e]);
    char *text = written(graph);
    ck_assert_str_eq(text, "DQc");
    free(text);
    ohm_graph_free(graph);
}
END_TEST

/* All sizes around the places where the spelling of N grows a byte. */
START_TEST(random_graphs_round_trip)
{
    static const size_t sizes[] = { 0, 1, 2, 5, 6, 7, 12, 61, 62, 63, 64, 65, 200, 1000 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t nodes = sizes[(size_t)_i % (sizeof sizes / sizeof *sizes)], pairs = nodes < 2 ? 0 : nodes * (nodes - 1) / 2;
    size_t *tail = malloc((pairs + 1) * sizeof *tail), *head = malloc((pairs + 1) * sizeof *head), edges = 0;
    ohm_graph *graph, *back;
    ohm_error err;

    for (size_t j = 1; j < nodes; j++)
        for (size_t i = 0; i < j; i++)
            if (ohm_rng_below(rng, 3) == 0) {
                tail[edges] = i;
                head[edges++] = j;
            }
    test_ok(ohm_graph_alloc(&graph, nodes, edges, tail, head, &err), &err);
    char *text = written(graph);
    test_ok(ohm_graph6_parse(&back, text, &err), &err);
    ck_assert_uint_eq(back->nodes, nodes);
    ck_assert_uint_eq(back->edges, edges);
    ck_assert_int_eq(memcmp(back->tail, graph->tail, edges * sizeof *tail), 0);
    ck_assert_int_eq(memcmp(back->head, graph->head, edges * sizeof *head), 0);
    free(text);
    free(tail);
    free(head);
    ohm_graph_free(back);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bad_lines_are_refused)
{
    /* the sizes 12345 and 460175067 are those of formats.txt */
    static const struct { const char *line, *words; } bad[] = {
        { "", "no number of nodes" }, { "~", "no number of nodes" }, { "~?@", "no number of nodes" },
        { "DQ", "5 nodes need 2" }, { "DQcc", "5 nodes need 2" }, { "D Q", "outside" }, { "DQd", "beyond the last pair" },
        { "~B?x", "12345 nodes need" }, { "~~?ZZZZZ", "460175067 nodes need" }, { "~~~~~~~~", "nodes need" },
        { ":Fa@x^", "this is sparse6" }, { "&DI?AO?", "this is digraph6" }, { ">>sparse6<<:Fa@x^", "this is sparse6" },
        { ">>digraph6<<&DI?AO?", "this is digraph6" }, { "0 1", "no number of nodes" },
    };
    ohm_graph *graph;
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        test_fails(ohm_graph6_parse(&graph, bad[k].line, &err), OHM_E_CONTENT, &err, bad[k].words);
        ck_assert_ptr_null(graph);
    }
}
END_TEST

static ohm_source *
source_of(const char *text)
{
    ohm_source *source;
    ohm_error err;

    test_ok(ohm_source_of(&source, "t.g6", text, strlen(text), &err), &err);
    return source;
}

START_TEST(graphs_follow_one_another)
{
    ohm_source *source = source_of(">>graph6<<DQc\n\nD?{\r\nC~\nD\n");
    const size_t nodes[] = { 5, 5, 4 }, edges[] = { 4, 4, 6 };
    ohm_graph *graph;
    ohm_error err;

    for (size_t k = 0; k < 3; k++) {
        test_ok(ohm_graph6_next(&graph, source, &err), &err);
        ck_assert_uint_eq(graph->nodes, nodes[k]);
        ck_assert_uint_eq(graph->edges, edges[k]);
        ohm_graph_free(graph);
    }
    test_fails(ohm_graph6_next(&graph, source, &err), OHM_E_CONTENT, &err, "t.g6:5: graph6");
    test_ok(ohm_graph6_next(&graph, source, &err), &err);
    ck_assert_ptr_null(graph);
    ohm_source_close(source);
}
END_TEST

START_TEST(one_circuit_is_one_graph)
{
    ohm_source *source = source_of("DQc\n");
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_graph6_read(&table, source, &err), &err);
    ck_assert_str_eq(ohm_table_node_id(table, 4), "4");
    ck_assert_uint_eq(ohm_table_edges(table), 4);
    ohm_table_free(table);
    ohm_source_close(source);
    source = source_of("DQc\nDQc\n");
    test_fails(ohm_graph6_read(&table, source, &err), OHM_E_CONTENT, &err, "t.g6:2: a second graph");
    ohm_source_close(source);
    source = source_of("\n\n");
    test_fails(ohm_graph6_read(&table, source, &err), OHM_E_CONTENT, &err, "no graph");
    ohm_source_close(source);
}
END_TEST

START_TEST(multigraphs_cannot_be_written)
{
    static const size_t tail[] = { 0, 1, 1 }, head[] = { 1, 0, 1 };
    FILE *nowhere = fopen("/dev/null", "w");
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 2, 2, tail, head, &err), &err);
    test_fails(ohm_graph6_write(nowhere, graph, &err), OHM_E_METHOD, &err, "edge 1 is parallel");
    ohm_graph_free(graph);
    test_ok(ohm_graph_alloc(&graph, 2, 1, tail + 2, head + 2, &err), &err);
    test_fails(ohm_graph6_write(nowhere, graph, &err), OHM_E_METHOD, &err, "self-loop");
    ohm_graph_free(graph);
    fclose(nowhere);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/graph6");
    TCase *cases = tcase_create("graph6");

    tcase_add_test(cases, the_example_of_the_format);
    tcase_add_loop_test(cases, random_graphs_round_trip, 0, 28);
    tcase_add_test(cases, bad_lines_are_refused);
    tcase_add_test(cases, graphs_follow_one_another);
    tcase_add_test(cases, one_circuit_is_one_graph);
    tcase_add_test(cases, multigraphs_cannot_be_written);
    suite_add_tcase(suite, cases);
    return suite;
}
