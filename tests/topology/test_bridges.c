/* tests/topology/test_bridges.c -- mirrors lib/topology/bridges.c */
#include "topology/bridges.h"
#include "topology/sample.h"

/* The definition: an edge is a bridge when taking it away leaves one component more. */
START_TEST(a_bridge_parts_its_component)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    const size_t components = sample_components(graph, NULL);
    bool is_bridge[SAMPLE_EDGES], without[SAMPLE_EDGES] = { false };
    size_t count, expected = 0;

    ck_assert_int_eq(ohm_bridges(is_bridge, &count, graph, NULL), OHM_OK);
    for (size_t k = 0; k < graph->edges; k++) {
        without[k] = true;
        ck_assert(is_bridge[k] == (sample_components(graph, without) > components));
        expected += is_bridge[k];
        without[k] = false;
    }
    ck_assert_uint_eq(count, expected);
    ck_assert_int_eq(ohm_bridges(NULL, NULL, graph, NULL), OHM_OK);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* A path as long as this would overflow the stack of a recursive search. */
START_TEST(a_long_path_is_all_bridges)
{
    enum { LONG = 1000000 };
    size_t *tail = malloc(LONG * sizeof *tail), *head = malloc(LONG * sizeof *head), count;
    ohm_graph *graph;

    for (size_t k = 0; k < LONG; k++) {
        tail[k] = k;
        head[k] = (k + 1) % LONG;
    }
    ck_assert_int_eq(ohm_graph_alloc(&graph, LONG, LONG - 1, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_bridges(NULL, &count, graph, NULL), OHM_OK);
    ck_assert_uint_eq(count, LONG - 1);
    ohm_graph_free(graph);
    ck_assert_int_eq(ohm_graph_alloc(&graph, LONG, LONG, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_bridges(NULL, &count, graph, NULL), OHM_OK);
    ck_assert_uint_eq(count, 0);
    ohm_graph_free(graph);
    free(tail);
    free(head);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = sample_graph(rng);
    unsigned long k = 0;
    bool refused;

    do {
        size_t count;

        test_alloc_refuse(k++);
        const ohm_status status = ohm_bridges(NULL, &count, graph, NULL);
        refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
    } while (refused);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/bridges");
    TCase *cases = tcase_create("bridges");

    tcase_add_loop_test(cases, a_bridge_parts_its_component, 0, 200);
    tcase_add_test(cases, a_long_path_is_all_bridges);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
