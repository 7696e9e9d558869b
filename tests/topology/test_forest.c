/* tests/topology/test_forest.c -- mirrors lib/topology/forest.c */
#include "topology/forest.h"
#include "topology/sample.h"

#include <string.h>

/* What makes it a spanning forest, whatever the way it was grown. */
static void
check_forest(const ohm_forest *forest, const ohm_graph *graph)
{
    const size_t n = graph->nodes, m = graph->edges, trees = n - forest->components;
    size_t place[SAMPLE_NODES], tree_edges = 0, chords = 0;

    ck_assert_uint_eq(forest->components, sample_components(graph, NULL));
    ck_assert_uint_eq(forest->chords, m + forest->components - n);
    for (size_t i = 0; i < n; i++)
        place[forest->order[i]] = i;
    for (size_t k = 0; k < m; k++) {
        ck_assert_uint_eq(forest->component[graph->tail[k]], forest->component[graph->head[k]]);
        if (forest->in_tree[k])
            ck_assert_uint_eq(forest->tree_edge[tree_edges++], k);
        else
            ck_assert_uint_eq(forest->chord[chords++], k);
    }
    ck_assert_uint_eq(tree_edges, trees);
    ck_assert_uint_eq(chords, forest->chords);
    for (size_t v = 0; v < n; v++) {
        const size_t up = forest->parent[v], k = forest->parent_edge[v];

        ck_assert_uint_lt(forest->component[v], forest->components);
        ck_assert(v == 0 || forest->component[forest->order[v]] >= forest->component[forest->order[v - 1]]);
        if (up == OHM_NONE) {
            ck_assert_uint_eq(k, OHM_NONE);
            ck_assert_uint_eq(forest->depth[v], 0);
            ck_assert_uint_eq(forest->root[forest->component[v]], v);
            for (size_t u = 0; u < v; u++)      /* the root is the first node */
                ck_assert_uint_ne(forest->component[u], forest->component[v]);
        } else {
            ck_assert(forest->in_tree[k]);
            ck_assert_uint_eq(ohm_graph_across(graph, k, v), up);
            ck_assert_uint_eq(forest->depth[v], forest->depth[up] + 1);
            ck_assert_uint_lt(place[up], place[v]);
        }
    }
}

START_TEST(breadth_first_forest_spans)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    ohm_forest *forest;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    check_forest(forest, graph);
    for (size_t k = 0; k < graph->edges; k++) {     /* breadth first: no edge skips a level */
        const size_t a = forest->depth[graph->tail[k]], b = forest->depth[graph->head[k]];

        ck_assert(a <= b + 1 && b <= a + 1);
    }
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* A forest comes back when its own edges are asked for first, and the first edge
 * asked for is in the forest unless it is a loop. */
START_TEST(priority_chooses_the_forest)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    size_t priority[SAMPLE_EDGES], used = 0;
    ohm_forest *forest, *again;

    for (size_t k = 0; k < graph->edges; k++)
        priority[k] = k;
    ohm_rng_shuffle(priority, graph->edges, rng);
    ck_assert_int_eq(ohm_forest_alloc_by(&forest, graph, priority, NULL), OHM_OK);
    check_forest(forest, graph);
    if (graph->edges > 0)
        ck_assert(forest->in_tree[priority[0]] == (graph->tail[priority[0]] != graph->head[priority[0]]));

    for (size_t i = graph->nodes - forest->components; i > 0; i--)
        priority[used++] = forest->tree_edge[i - 1];
    for (size_t i = 0; i < forest->chords; i++)
        priority[used++] = forest->chord[i];
    ck_assert_int_eq(ohm_forest_alloc_by(&again, graph, priority, NULL), OHM_OK);
    for (size_t k = 0; k < graph->edges; k++)
        ck_assert(again->in_tree[k] == forest->in_tree[k]);
    ohm_forest_free(again);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(priorities_must_be_a_permutation)
{
    const size_t tail[3] = { 0, 1, 2 }, head[3] = { 1, 2, 0 };
    const size_t twice[3] = { 0, 2, 2 }, beyond[3] = { 0, 3, 1 };
    ohm_graph *graph;
    ohm_forest *forest;
    ohm_error err;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 3, 3, tail, head, NULL), OHM_OK);
    test_fails(ohm_forest_alloc_by(&forest, graph, twice, &err), OHM_E_ARG, &err, "priority[2] = 2");
    ck_assert_ptr_null(forest);
    test_fails(ohm_forest_alloc_by(&forest, graph, beyond, &err), OHM_E_ARG, &err, "priority[1] = 3");
    ohm_graph_free(graph);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = sample_graph(rng);
    size_t priority[SAMPLE_EDGES];
    ohm_forest *forest = NULL;

    for (size_t k = 0; k < graph->edges; k++)
        priority[k] = k;
    test_survives_refusal(ohm_forest_alloc(&forest, graph, NULL), forest, ohm_forest_free);
    test_survives_refusal(ohm_forest_alloc_by(&forest, graph, priority, NULL), forest, ohm_forest_free);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/forest");
    TCase *cases = tcase_create("forest");

    tcase_add_loop_test(cases, breadth_first_forest_spans, 0, 100);
    tcase_add_loop_test(cases, priority_chooses_the_forest, 0, 100);
    tcase_add_test(cases, priorities_must_be_a_permutation);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
