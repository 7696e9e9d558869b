/* tests/topology/test_graph.c -- mirrors lib/topology/graph.c */
#include "topology/graph.h"
#include "topology/sample.h"

#include <string.h>

START_TEST(ends_are_copied)
{
    size_t tail[3] = { 2, 0, 1 }, head[3] = { 0, 0, 2 };
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 3, 3, tail, head, NULL), OHM_OK);
    tail[0] = head[0] = 1;
    ck_assert_uint_eq(graph->tail[0], 2);
    ck_assert_uint_eq(graph->head[0], 0);
    ck_assert_uint_eq(ohm_graph_across(graph, 0, 2), 0);
    ck_assert_uint_eq(ohm_graph_across(graph, 0, 0), 2);
    ck_assert_uint_eq(ohm_graph_across(graph, 1, 0), 0);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(an_end_that_is_no_node_is_named)
{
    const size_t tail[2] = { 0, 1 }, head[2] = { 1, 7 };
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_alloc(&graph, 2, 2, tail, head, &err), OHM_E_ARG, &err, "edge 1 runs 1 -> 7");
    ck_assert_ptr_null(graph);
    test_fails(ohm_graph_alloc(&graph, OHM_NONE, 0, NULL, NULL, &err), OHM_E_ARG, &err, "nodes");
}
END_TEST

START_TEST(the_empty_graph_is_a_graph)
{
    ohm_graph *graph;
    ohm_adjacency *adjacency;
    ohm_graph_census census;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 0, 0, NULL, NULL, NULL), OHM_OK);
    ck_assert_int_eq(ohm_adjacency_alloc(&adjacency, graph, NULL), OHM_OK);
    ck_assert_uint_eq(adjacency->start[0], 0);
    ck_assert_int_eq(ohm_graph_take_census(&census, graph, NULL), OHM_OK);
    ck_assert_uint_eq(census.degree_min, 0);
    ck_assert_uint_eq(census.degree_max, 0);
    ck_assert(census.degree_mean == 0.0);
    ohm_adjacency_free(adjacency);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(a_blank_graph_needs_a_node_for_its_edges)
{
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_alloc_blank(&graph, 0, 1, &err), OHM_E_ARG, &err, "1 edges on 0 nodes");
    ck_assert_int_eq(ohm_graph_alloc_blank(&graph, 1, 2, NULL), OHM_OK);
    ck_assert_uint_eq(graph->tail[1] + graph->head[1], 0);
    ohm_graph_free(graph);
}
END_TEST

/* Sorted, turned, and every pair of ends as often as before. */
START_TEST(sorting_keeps_the_multiset_of_edges)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    int balance[SAMPLE_NODES][SAMPLE_NODES] = { { 0 } };

    for (size_t k = 0; k < graph->edges; k++) {
        balance[graph->tail[k]][graph->head[k]]++;
        if (graph->tail[k] != graph->head[k])
            balance[graph->head[k]][graph->tail[k]]++;
    }
    ck_assert_int_eq(ohm_graph_sort(graph, NULL), OHM_OK);
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t a = graph->tail[k], b = graph->head[k];

        ck_assert_uint_le(a, b);
        ck_assert(k == 0 || graph->tail[k - 1] < a || (graph->tail[k - 1] == a && graph->head[k - 1] <= b));
        balance[a][b]--;
    }
    for (size_t a = 0; a < graph->nodes; a++)
        for (size_t b = a; b < graph->nodes; b++)
            ck_assert_int_eq(balance[a][b], 0);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Every end of every edge is listed once, at its node, in edge order. */
START_TEST(adjacency_lists_every_end)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    ohm_adjacency *adjacency;

    ck_assert_int_eq(ohm_adjacency_alloc(&adjacency, graph, NULL), OHM_OK);
    ck_assert_uint_eq(adjacency->start[0], 0);
    ck_assert_uint_eq(adjacency->start[graph->nodes], 2 * graph->edges);
    for (size_t v = 0; v < graph->nodes; v++) {
        size_t i = adjacency->start[v];

        for (size_t k = 0; k < graph->edges; k++) {
            for (int times = (graph->tail[k] == v) + (graph->head[k] == v); times > 0; times--) {
                ck_assert_uint_lt(i, adjacency->start[v + 1]);
                ck_assert_uint_eq(adjacency->edge[i++], k);
            }
        }
        ck_assert_uint_eq(i, adjacency->start[v + 1]);
    }
    ohm_adjacency_free(adjacency);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* The census against a look at all pairs of edges and all ends. */
START_TEST(census_by_brute_force)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    size_t degree[SAMPLE_NODES] = { 0 }, loops = 0, pairs = 0, low = SIZE_MAX, high = 0;
    ohm_graph_census census;

    for (size_t k = 0; k < graph->edges; k++) {
        const size_t a = graph->tail[k], b = graph->head[k];

        loops += a == b;
        degree[a]++;
        degree[b]++;
        for (size_t j = 0; j < k; j++)
            pairs += (graph->tail[j] == a && graph->head[j] == b)
                || (graph->tail[j] == b && graph->head[j] == a);
    }
    for (size_t v = 0; v < graph->nodes; v++) {
        low = degree[v] < low ? degree[v] : low;
        high = degree[v] > high ? degree[v] : high;
    }
    ck_assert_int_eq(ohm_graph_take_census(&census, graph, NULL), OHM_OK);
    ck_assert_uint_eq(census.loops, loops);
    ck_assert_uint_eq(census.parallel_pairs, pairs);
    ck_assert_uint_eq(census.degree_min, low);
    ck_assert_uint_eq(census.degree_max, high);
    ck_assert(census.degree_mean == 2.0 * (double)graph->edges / (double)graph->nodes);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = sample_graph(rng), *copy = NULL;
    ohm_adjacency *adjacency = NULL;
    ohm_graph_census census;
    unsigned long k = 0;
    bool refused;

    test_survives_refusal(ohm_graph_alloc(&copy, graph->nodes, graph->edges, graph->tail, graph->head, NULL),
                          copy, ohm_graph_free);
    test_survives_refusal(ohm_adjacency_alloc(&adjacency, graph, NULL), adjacency, ohm_adjacency_free);
    do {
        test_alloc_refuse(k++);
        const ohm_status status = ohm_graph_sort(graph, NULL);
        refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
    } while (refused);
    k = 0;
    do {
        test_alloc_refuse(k++);
        const ohm_status status = ohm_graph_take_census(&census, graph, NULL);
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
    Suite *suite = suite_create("topology/graph");
    TCase *cases = tcase_create("graph");

    tcase_add_test(cases, ends_are_copied);
    tcase_add_test(cases, an_end_that_is_no_node_is_named);
    tcase_add_test(cases, the_empty_graph_is_a_graph);
    tcase_add_test(cases, a_blank_graph_needs_a_node_for_its_edges);
    tcase_add_loop_test(cases, sorting_keeps_the_multiset_of_edges, 0, 50);
    tcase_add_loop_test(cases, adjacency_lists_every_end, 0, 50);
    tcase_add_loop_test(cases, census_by_brute_force, 0, 50);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
