/* tests/topology/test_families_classic.c -- mirrors lib/topology/families_classic.c
 *
 * The numbers of spanning trees are held against the closed forms in test_trees.c. */
#include "topology/families_classic.h"
#include "topology/sample.h"

#include <string.h>

/* Simple, connected, every edge upwards and in order, all degrees in [low, high]. */
static void
check_simple(const ohm_graph *graph, size_t nodes, size_t edges, size_t low, size_t high)
{
    ohm_graph_census census;

    ck_assert_uint_eq(graph->nodes, nodes);
    ck_assert_uint_eq(graph->edges, edges);
    ck_assert_uint_eq(sample_components(graph, NULL), 1);
    for (size_t k = 0; k < edges; k++) {
        ck_assert_uint_lt(graph->tail[k], graph->head[k]);
        ck_assert_uint_lt(graph->head[k], nodes);
        ck_assert(k == 0 || graph->tail[k - 1] < graph->tail[k]
                  || (graph->tail[k - 1] == graph->tail[k] && graph->head[k - 1] < graph->head[k]));
    }
    ck_assert_int_eq(ohm_graph_take_census(&census, graph, NULL), OHM_OK);
    ck_assert_uint_eq(census.degree_min, low);
    ck_assert_uint_eq(census.degree_max, high);
}

START_TEST(sizes_and_degrees)
{
    const size_t n = (size_t)_i;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_path(&graph, n, NULL), OHM_OK);
    check_simple(graph, n, n - 1, n > 1, n > 2 ? 2 : n - 1);
    ohm_graph_free(graph);
    ck_assert_int_eq(ohm_graph_star(&graph, n, NULL), OHM_OK);
    check_simple(graph, n, n - 1, n > 1, n - 1);
    ohm_graph_free(graph);
    ck_assert_int_eq(ohm_graph_complete(&graph, n, NULL), OHM_OK);
    check_simple(graph, n, n * (n - 1) / 2, n - 1, n - 1);
    ohm_graph_free(graph);
    ck_assert_int_eq(ohm_graph_layered(&graph, (const size_t[3]){ n, n + 2, n + 1 }, 3, NULL), OHM_OK);
    check_simple(graph, 3 * n + 3, n * (n + 2) + (n + 2) * (n + 1), n + 2 < 2 * n + 1 ? n + 2 : 2 * n + 1, 2 * n + 1);
    for (size_t k = 0; k < graph->edges; k++)
        ck_assert(graph->tail[k] < n ? graph->head[k] >= n && graph->head[k] < 2 * n + 2
                                     : graph->tail[k] < 2 * n + 2 && graph->head[k] >= 2 * n + 2);
    ohm_graph_free(graph);
    ck_assert_int_eq(ohm_graph_bipartite(&graph, n, n + 2, NULL), OHM_OK);
    check_simple(graph, 2 * n + 2, n * (n + 2), n, n + 2);
    for (size_t k = 0; k < graph->edges; k++)
        ck_assert(graph->tail[k] < n && graph->head[k] >= n);
    ohm_graph_free(graph);
    if (n >= 3) {
        ck_assert_int_eq(ohm_graph_wheel(&graph, n, NULL), OHM_OK);
        check_simple(graph, n + 1, 2 * n, 3, n);
        ohm_graph_free(graph);
    }
}
END_TEST

START_TEST(a_ring_runs_round)
{
    const size_t n = (size_t)_i;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_ring(&graph, n, NULL), OHM_OK);
    ck_assert_uint_eq(graph->nodes, n);
    ck_assert_uint_eq(graph->edges, n);
    for (size_t k = 0; k < n; k++) {
        ck_assert_uint_eq(graph->tail[k], k);
        ck_assert_uint_eq(graph->head[k], (k + 1) % n);
    }
    ohm_graph_free(graph);
}
END_TEST

START_TEST(hypercube_edges_flip_one_bit)
{
    const size_t d = (size_t)_i, nodes = (size_t)1 << d;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_hypercube(&graph, d, NULL), OHM_OK);
    check_simple(graph, nodes, d * nodes / 2, d, d);
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t flipped = graph->tail[k] ^ graph->head[k];

        ck_assert_uint_eq(flipped & (flipped - 1), 0);
    }
    ohm_graph_free(graph);
}
END_TEST

/* Cubic, ten nodes, no cycle shorter than five: that is the Petersen graph and no
 * other (it is the unique (3,5)-cage). */
START_TEST(petersen_is_the_cage)
{
    ohm_graph *graph;
    bool joined[10][10] = { { false } };

    ck_assert_int_eq(ohm_graph_petersen(&graph, NULL), OHM_OK);
    check_simple(graph, 10, 15, 3, 3);
    for (size_t k = 0; k < 15; k++)
        joined[graph->tail[k]][graph->head[k]] = joined[graph->head[k]][graph->tail[k]] = true;
    for (size_t a = 0; a < 10; a++) {
        for (size_t b = 0; b < a; b++) {
            int common = 0;

            for (size_t c = 0; c < 10; c++)
                common += joined[a][c] && joined[b][c];
            ck_assert_int_eq(common, joined[a][b] ? 0 : 1);     /* no triangle, no square */
        }
    }
    ohm_graph_free(graph);
}
END_TEST

START_TEST(bad_arguments_are_named)
{
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_path(&graph, 0, &err), OHM_E_ARG, &err, "path: N = 0");
    ck_assert_ptr_null(graph);
    test_fails(ohm_graph_ring(&graph, 0, &err), OHM_E_ARG, &err, "ring: N = 0");
    test_fails(ohm_graph_star(&graph, 0, &err), OHM_E_ARG, &err, "star: N = 0");
    test_fails(ohm_graph_complete(&graph, SIZE_MAX / 2, &err), OHM_E_ARG, &err, "complete: N = ");
    test_fails(ohm_graph_layered(&graph, (const size_t[2]){ 3, 0 }, 2, &err), OHM_E_ARG, &err, "layered: a layer = 0");
    test_fails(ohm_graph_layered(&graph, (const size_t[2]){ 3, 0 }, 1, &err), OHM_E_ARG, &err, "layered: layers = 1");
    test_fails(ohm_graph_bipartite(&graph, 0, 3, &err), OHM_E_ARG, &err, "bipartite: A = 0");
    test_fails(ohm_graph_bipartite(&graph, 3, SIZE_MAX, &err), OHM_E_ARG, &err, "bipartite: B = ");
    test_fails(ohm_graph_wheel(&graph, 2, &err), OHM_E_ARG, &err, "wheel: RIM = 2");
    test_fails(ohm_graph_hypercube(&graph, 64, &err), OHM_E_ARG, &err, "hypercube: D = 64");
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_graph *graph = NULL;

    test_survives_refusal(ohm_graph_wheel(&graph, 5, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_petersen(&graph, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_hypercube(&graph, 3, NULL), graph, ohm_graph_free);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/families_classic");
    TCase *cases = tcase_create("families_classic");

    tcase_add_loop_test(cases, sizes_and_degrees, 1, 12);
    tcase_add_loop_test(cases, a_ring_runs_round, 1, 6);
    tcase_add_loop_test(cases, hypercube_edges_flip_one_bit, 0, 8);
    tcase_add_test(cases, petersen_is_the_cage);
    tcase_add_test(cases, bad_arguments_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
