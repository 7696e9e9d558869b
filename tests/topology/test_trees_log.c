/* tests/topology/test_trees_log.c -- mirrors lib/topology/trees_log.c */
#include "support/random_graph.h"
#include "support/test.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/trees_log.h"

#include <float.h>
#include <math.h>

/* Cholesky of order n is backward stable: every pivot is right to c n eps, so that
 * the sum of n logarithms is right to c n^2 eps; c = 8 covers the condition of the
 * well-connected graphs here. */
static double
tolerance(size_t nodes)
{
    return 8.0 * (double)(nodes * nodes) * DBL_EPSILON;
}

static double
log_trees(ohm_graph *graph)
{
    double logarithm;
    ohm_error err;

    test_ok(ohm_spanning_trees_log(&logarithm, graph, &err), &err);
    ohm_graph_free(graph);
    return logarithm;
}

/* Cayley: n^(n-2); a ring of n has n, a path one. */
START_TEST(closed_forms_hold)
{
    const size_t n = (size_t)_i;
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_complete(&graph, n, &err), &err);
    ck_assert_double_eq_tol(log_trees(graph), ((double)n - 2.0) * log((double)n), tolerance(n));
    test_ok(ohm_graph_ring(&graph, n, &err), &err);
    ck_assert_double_eq_tol(log_trees(graph), log((double)n), tolerance(n));
    test_ok(ohm_graph_path(&graph, n, &err), &err);
    ck_assert_double_eq_tol(log_trees(graph), 0.0, tolerance(n));
}
END_TEST

/* The grid's product of cosines, theory/memory.md sec. 5. */
START_TEST(a_grid_has_its_product)
{
    enum { ROWS = 17, COLUMNS = 23 };
    const double pi = acos(-1.0);
    double expected = -log(ROWS * COLUMNS);
    ohm_graph *graph;
    ohm_error err;

    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++)
            if (i + j > 0)
                expected += log(4.0 - 2.0 * cos(pi * i / ROWS) - 2.0 * cos(pi * j / COLUMNS));
    test_ok(ohm_graph_grid(&graph, ROWS, COLUMNS, 1, &err), &err);
    ck_assert_double_eq_tol(log_trees(graph), expected, tolerance(ROWS * COLUMNS));
}
END_TEST

/* tau(G) = tau(G without e) + tau(G with e contracted), for every edge that is no loop. */
START_TEST(deletion_and_contraction_add_up)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = test_graph(TEST_CONNECTED, 12, rng), *less, *shorter;
    if (graph->edges == 0) {        /* one node */
        ohm_graph_free(graph);
        ohm_rng_free(rng);
        return;
    }
    const size_t last = graph->edges - 1, u = graph->tail[last], v = graph->head[last];
    double whole, deleted, contracted;
    ohm_error err;

    test_ok(ohm_spanning_trees_log(&whole, graph, &err), &err);
    test_ok(ohm_graph_alloc(&less, graph->nodes, last, graph->tail, graph->head, &err), &err);
    test_ok(ohm_graph_alloc(&shorter, graph->nodes, last, graph->tail, graph->head, &err), &err);
    for (size_t k = 0; k < last; k++) {
        if (shorter->tail[k] == v)
            shorter->tail[k] = u;
        if (shorter->head[k] == v)
            shorter->head[k] = u;
    }
    deleted = log_trees(less);
    contracted = log_trees(shorter);    /* v is left alone: a component more, one tree */
    /* A bridge: what is left falls apart, and has forests where G has no trees. */
    if (fabs(whole - contracted) > tolerance(12))
        ck_assert_double_eq_tol(exp(whole), exp(deleted) + exp(contracted),
                                100.0 * tolerance(12) * exp(whole));
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bare_nodes_have_one_forest)
{
    ohm_rng *rng = test_rng(1);

    ck_assert_double_eq(log_trees(test_graph(TEST_BARE, 12, rng)), 0.0);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/trees_log");
    TCase *cases = tcase_create("trees_log");

    tcase_add_loop_test(cases, closed_forms_hold, 2, 20);
    tcase_add_test(cases, a_grid_has_its_product);
    tcase_add_loop_test(cases, deletion_and_contraction_add_up, 0, 30);
    tcase_add_test(cases, bare_nodes_have_one_forest);
    suite_add_tcase(suite, cases);
    return suite;
}
