/* tests/topology/test_families_smallworld.c -- mirrors lib/topology/families_smallworld.c */
#include "topology/families_smallworld.h"
#include "topology/sample.h"

#include <math.h>
#include <string.h>

static void
check_simple(const ohm_graph *graph, size_t nodes, size_t edges)
{
    ck_assert_uint_eq(graph->nodes, nodes);
    ck_assert_uint_eq(graph->edges, edges);
    for (size_t k = 0; k < graph->edges; k++) {
        ck_assert_uint_lt(graph->tail[k], graph->head[k]);
        ck_assert_uint_lt(graph->head[k], nodes);
        ck_assert(k == 0 || graph->tail[k - 1] < graph->tail[k]
                  || (graph->tail[k - 1] == graph->tail[k] && graph->head[k - 1] < graph->head[k]));
    }
}

/* Edges that are still between nodes at most k/2 apart on the ring. */
static size_t
count_short(const ohm_graph *graph, size_t k)
{
    size_t count = 0;

    for (size_t e = 0; e < graph->edges; e++) {
        const size_t apart = graph->head[e] - graph->tail[e];

        count += apart <= k / 2 || graph->nodes - apart <= k / 2;
    }
    return count;
}

START_TEST(the_graph_stays_simple)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 3 + ohm_rng_below(rng, 30), k = 2 * (1 + ohm_rng_below(rng, (n - 1) / 2));
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_smallworld(&graph, n, k, ohm_rng_uniform(rng), rng, &err), &err);
    check_simple(graph, n, n * k / 2);
    ohm_graph_free(graph);
    test_ok(ohm_graph_smallworld(&graph, n, k, 0.0, rng, &err), &err);
    check_simple(graph, n, n * k / 2);
    ck_assert_uint_eq(count_short(graph, k), n * k / 2);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* An edge is long after the move unless it fell, with a probability of about k/n,
 * back near home: binomial with five standard deviations, plus that bias. */
START_TEST(edges_move_with_probability_p)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 5000, k = 6;
    const double p = ohm_rng_uniform(rng), edges = 15000.0;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_smallworld(&graph, n, k, p, rng, NULL), OHM_OK);
    ck_assert_double_eq_tol(edges - (double)count_short(graph, k), p * edges,
                            5.0 * sqrt(p * (1.0 - p) * edges) + edges * (double)k / (double)n);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bad_arguments_are_named)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_smallworld(&graph, 10, 3, 0.1, rng, &err), OHM_E_ARG, &err, "smallworld: K = 3");
    test_fails(ohm_graph_smallworld(&graph, 10, 10, 0.1, rng, &err), OHM_E_ARG, &err, "smallworld: K = 10");
    test_fails(ohm_graph_smallworld(&graph, 10, 0, 0.1, rng, &err), OHM_E_ARG, &err, "smallworld: K = 0");
    test_fails(ohm_graph_smallworld(&graph, 10, 2, -0.1, rng, &err), OHM_E_ARG, &err, "smallworld: P = -0.1");
    test_fails(ohm_graph_smallworld(&graph, 10, 2, (double)NAN, rng, &err), OHM_E_ARG, &err,
               "smallworld: P = ");
    test_fails(ohm_graph_smallworld(&graph, SIZE_MAX, SIZE_MAX - 1, 0.5, rng, &err), OHM_E_ARG, &err,
               "too large");
    ck_assert_ptr_null(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = NULL;

    test_survives_refusal(ohm_graph_smallworld(&graph, 20, 4, 0.2, rng, NULL), graph, ohm_graph_free);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/families_smallworld");
    TCase *cases = tcase_create("families_smallworld");

    tcase_add_loop_test(cases, the_graph_stays_simple, 0, 60);
    tcase_add_loop_test(cases, edges_move_with_probability_p, 0, 5);
    tcase_add_test(cases, bad_arguments_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
