/* tests/kirchhoff/test_resistance.c -- mirrors lib/kirchhoff/resistance.c */
#include "base/array.h"
#include "kirchhoff/resistance.h"
#include "support/random_graph.h"
#include "support/test.h"
#include "topology/families_classic.h"
#include "topology/forest.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* eps times the resistance to the datum: at most N / g_min = 60 * 32 beside 1 / g_max,
 * with n sums; against the probe, whose own error is 1e-11 of the currents (see
 * test_network) over the same path. */
static const double RESISTANCE_TOL = 1e-9;

static void
check_all(const ohm_graph *graph, double expected)
{
    double *resistance = OHM_ARRAY(double, graph->edges);
    ohm_error err;

    test_ok(ohm_resistance_of_edges(resistance, graph, NULL, &err), &err);
    for (size_t k = 0; k < graph->edges; k++)
        ck_assert_double_eq_tol(resistance[k], expected, 100.0 * (double)graph->nodes * DBL_EPSILON);
    free(resistance);
}

/* K_n: 2/n.  Ring: (n-1)/n.  Path: 1. */
START_TEST(closed_forms)
{
    const size_t n = 3 + (size_t)_i;
    ohm_graph *graph;
    ohm_error err;
    double across;

    test_ok(ohm_graph_complete(&graph, n, &err), &err);
    check_all(graph, 2.0 / (double)n);
    ohm_graph_free(graph);
    test_ok(ohm_graph_ring(&graph, n, &err), &err);
    check_all(graph, (double)(n - 1) / (double)n);
    ohm_graph_free(graph);
    test_ok(ohm_graph_path(&graph, n, &err), &err);
    check_all(graph, 1.0);
    test_ok(ohm_resistance_between(&across, graph, NULL, 0, n - 1, NULL, &err), &err);
    ck_assert_double_eq_tol(across, (double)(n - 1), 100.0 * (double)n * DBL_EPSILON);
    ohm_graph_free(graph);
}
END_TEST

/* sum_k g_k R_k = N - c, whatever the graph and the conductances. */
START_TEST(foster)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = test_graph((test_graph_kind)(_i % TEST_KINDS), MOST, rng);
    double *g = OHM_ARRAY(double, graph->edges), *resistance = OHM_ARRAY(double, graph->edges), sum = 0.0;
    ohm_forest *forest;
    ohm_error err;

    test_magnitudes(g, graph->edges, 3.0, false, rng);
    test_ok(ohm_resistance_of_edges(resistance, graph, g, &err), &err);
    for (size_t k = 0; k < graph->edges; k++) {
        ck_assert(resistance[k] >= 0.0 && g[k] * resistance[k] <= 1.0 + RESISTANCE_TOL);
        sum += g[k] * resistance[k];
    }
    test_ok(ohm_forest_alloc(&forest, graph, &err), &err);
    ck_assert_double_eq_tol(sum, (double)(graph->nodes - forest->components),
                            RESISTANCE_TOL * (double)(graph->nodes + 1));
    ohm_forest_free(forest);
    free(g), free(resistance);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Selected inversion against one ampere through each edge. */
START_TEST(edges_agree_with_the_probe)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = test_graph((test_graph_kind)(_i % TEST_KINDS), 12, rng);
    double *g = OHM_ARRAY(double, graph->edges), *resistance = OHM_ARRAY(double, graph->edges), probed;
    ohm_error err;

    test_magnitudes(g, graph->edges, 3.0, false, rng);
    test_ok(ohm_resistance_of_edges(resistance, graph, g, &err), &err);
    for (size_t k = 0; k < graph->edges; k++) {
        test_ok(ohm_resistance_between(&probed, graph, g, graph->tail[k], graph->head[k], NULL, &err), &err);
        ck_assert(test_close(resistance[k], probed, RESISTANCE_TOL));
    }
    free(g), free(resistance);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(apart_is_infinite_and_bad_is_named)
{
    const size_t tail[1] = { 0 }, head[1] = { 1 };
    const double bad[1] = { -1.0 };
    double resistance;
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 3, 1, tail, head, &err), &err);
    test_ok(ohm_resistance_between(&resistance, graph, NULL, 0, 2, NULL, &err), &err);
    ck_assert(isinf(resistance));
    test_ok(ohm_resistance_between(&resistance, graph, NULL, 2, 2, NULL, &err), &err);
    ck_assert(resistance == 0.0);
    test_fails(ohm_resistance_between(&resistance, graph, NULL, 0, 3, NULL, &err), OHM_E_ARG, &err, "node 3");
    test_fails(ohm_resistance_of_edges(&resistance, graph, bad, &err), OHM_E_DOMAIN, &err, "edge 0");
    ohm_graph_free(graph);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_complete(&graph, 5, &err), &err);
    for (unsigned long k = 0; ; k++) {
        double resistance[10] = { 0 }, across = 0.0;

        test_alloc_refuse(k);
        ohm_status status = ohm_resistance_of_edges(resistance, graph, NULL, &err);
        if (status == OHM_OK)
            status = ohm_resistance_between(&across, graph, NULL, 0, 1, NULL, &err);
        const bool refused = test_alloc_allow();
        ck_assert(status == OHM_OK || (refused && status == OHM_E_NOMEM));
        if (status == OHM_OK)
            ck_assert(test_close(resistance[0], 0.4, RESISTANCE_TOL) && test_close(across, 0.4, RESISTANCE_TOL));
        if (!refused)
            break;
    }
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/resistance");
    TCase *cases = tcase_create("resistance");

    tcase_add_loop_test(cases, closed_forms, 0, 20);
    tcase_add_loop_test(cases, foster, 0, SEEDS);
    tcase_add_loop_test(cases, edges_agree_with_the_probe, 0, SEEDS);
    tcase_add_test(cases, apart_is_infinite_and_bad_is_named);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
