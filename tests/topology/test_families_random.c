/* tests/topology/test_families_random.c -- mirrors lib/topology/families_random.c
 *
 * igraph itself takes refused memory as an error, so its allocations are refused
 * here like our own. */
#include "topology/families_random.h"
#include "topology/sample.h"

#include <math.h>
#include <string.h>

static void
check_simple(const ohm_graph *graph, size_t nodes)
{
    ck_assert_uint_eq(graph->nodes, nodes);
    for (size_t k = 0; k < graph->edges; k++) {
        ck_assert_uint_lt(graph->tail[k], graph->head[k]);
        ck_assert_uint_lt(graph->head[k], nodes);
        ck_assert(k == 0 || graph->tail[k - 1] < graph->tail[k]
                  || (graph->tail[k - 1] == graph->tail[k] && graph->head[k - 1] < graph->head[k]));
    }
}

START_TEST(gnm_has_m_edges)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 1 + ohm_rng_below(rng, 30), m = ohm_rng_below(rng, n * (n - 1) / 2 + 1);
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_gnm(&graph, n, m, rng, &err), &err);
    check_simple(graph, n);
    ck_assert_uint_eq(graph->edges, m);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* The edges of G(n, p) are binomial: five standard deviations are never seen. */
START_TEST(gnp_has_the_right_density)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 200;
    const double p = ohm_rng_uniform(rng), pairs = 199.0 * 100.0;
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_gnp(&graph, n, p, rng, &err), &err);
    check_simple(graph, n);
    ck_assert_double_eq_tol((double)graph->edges, p * pairs, 5.0 * sqrt(p * (1.0 - p) * pairs));
    ohm_graph_free(graph);
    test_ok(ohm_graph_gnp(&graph, n, 0.0, rng, &err), &err);
    ck_assert_uint_eq(graph->edges, 0);
    ohm_graph_free(graph);
    test_ok(ohm_graph_gnp(&graph, n, 1.0, rng, &err), &err);
    ck_assert_uint_eq(graph->edges, n * (n - 1) / 2);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(regular_is_regular)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 2 * (1 + ohm_rng_below(rng, 10)), d = ohm_rng_below(rng, n);
    ohm_graph *graph;
    ohm_graph_census census;
    ohm_error err;

    test_ok(ohm_graph_regular(&graph, n, d, rng, &err), &err);
    check_simple(graph, n);
    ck_assert_int_eq(ohm_graph_take_census(&census, graph, NULL), OHM_OK);
    ck_assert_uint_eq(census.degree_min, d);
    ck_assert_uint_eq(census.degree_max, d);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(barabasi_starts_from_a_star)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 2 + ohm_rng_below(rng, 40), m = 1 + ohm_rng_below(rng, n - 1);
    ohm_graph *graph;
    ohm_error err;
    size_t below[42] = { 0 };           /* edges a node brought to earlier ones */

    test_ok(ohm_graph_barabasi(&graph, n, m, rng, &err), &err);
    check_simple(graph, n);
    ck_assert_uint_eq(graph->edges, m * (n - m));
    ck_assert_uint_eq(sample_components(graph, NULL), 1);
    for (size_t k = 0; k < graph->edges; k++)
        below[graph->head[k]]++;
    for (size_t v = 0; v < n; v++)
        ck_assert_uint_eq(below[v], v == 0 ? 0 : v <= m ? 1 : m);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Old nodes gather edges: with attachment in proportion to the degree the first
 * node's degree grows like sqrt(n), with uniform attachment like log n.  Over the
 * seeds of this test it must lie above twice the uniform law's mean, m + m ln(n/m). */
START_TEST(barabasi_prefers_degree)
{
    const size_t n = 2000;
    double degree = 0.0;
    ohm_error err;

    for (unsigned long seed = 0; seed < 20; seed++) {
        ohm_rng *rng = test_rng(seed);
        ohm_graph *graph;

        test_ok(ohm_graph_barabasi(&graph, n, 2, rng, &err), &err);
        for (size_t k = 0; k < graph->edges; k++)
            degree += graph->tail[k] == 0;
        ohm_graph_free(graph);
        ohm_rng_free(rng);
    }
    ck_assert_double_gt(degree / 20.0, 2.0 * (2.0 + 2.0 * log((double)n / 2.0)));
}
END_TEST

/* Same stream, same graph; another stream, another graph; and igraph's own
 * generator is left as it was, or the second draw would differ. */
START_TEST(the_stream_fixes_the_graph)
{
    ohm_graph *graph[3];

    for (int i = 0; i < 3; i++) {
        ohm_rng *rng = test_rng((unsigned long)(i == 2 ? 7 : 3));

        ck_assert_int_eq(ohm_graph_gnm(&graph[i], 100, 300, rng, NULL), OHM_OK);
        ohm_rng_free(rng);
    }
    ck_assert_int_eq(memcmp(graph[0]->head, graph[1]->head, 300 * sizeof(size_t)), 0);
    ck_assert_int_ne(memcmp(graph[0]->head, graph[2]->head, 300 * sizeof(size_t)), 0);
    for (int i = 0; i < 3; i++)
        ohm_graph_free(graph[i]);
}
END_TEST

START_TEST(famous_graphs_have_their_sizes)
{
    static const struct { const char *name; size_t nodes, edges; } known[] = {
        { "Petersen", 10, 15 }, { "petersen", 10, 15 }, { "Tutte", 46, 69 }, { "Zachary", 34, 78 },
        { "Heawood", 14, 21 }, { "Bull", 5, 5 },
    };
    ohm_graph *graph;
    ohm_error err;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        test_ok(ohm_graph_famous(&graph, known[i].name, &err), &err);
        check_simple(graph, known[i].nodes);
        ck_assert_uint_eq(graph->edges, known[i].edges);
        ohm_graph_free(graph);
    }
    test_fails(ohm_graph_famous(&graph, "nobody", &err), OHM_E_ARG, &err, "NAME = nobody");
    ck_assert_ptr_null(graph);
}
END_TEST

START_TEST(bad_arguments_are_named)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_gnp(&graph, 0, 0.5, rng, &err), OHM_E_ARG, &err, "gnp: N = 0");
    test_fails(ohm_graph_gnp(&graph, 5, 1.5, rng, &err), OHM_E_ARG, &err, "gnp: P = 1.5");
    test_fails(ohm_graph_gnp(&graph, 5, (double)NAN, rng, &err), OHM_E_ARG, &err, "gnp: P = ");
    test_fails(ohm_graph_gnm(&graph, 4, 7, rng, &err), OHM_E_ARG, &err, "gnm: M = 7");
    test_fails(ohm_graph_regular(&graph, 5, 5, rng, &err), OHM_E_ARG, &err, "regular: D = 5");
    test_fails(ohm_graph_regular(&graph, 5, 3, rng, &err), OHM_E_ARG, &err, "must be even");
    test_fails(ohm_graph_barabasi(&graph, 5, 5, rng, &err), OHM_E_ARG, &err, "barabasi: M = 5");
    test_fails(ohm_graph_barabasi(&graph, 5, 0, rng, &err), OHM_E_ARG, &err, "barabasi: M = 0");
    ck_assert_ptr_null(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = NULL;

    test_survives_refusal(ohm_graph_gnp(&graph, 20, 0.3, rng, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_gnm(&graph, 20, 30, rng, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_regular(&graph, 20, 3, rng, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_barabasi(&graph, 20, 3, rng, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_famous(&graph, "Tutte", NULL), graph, ohm_graph_free);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/families_random");
    TCase *cases = tcase_create("families_random");

    tcase_add_loop_test(cases, gnm_has_m_edges, 0, 30);
    tcase_add_loop_test(cases, gnp_has_the_right_density, 0, 10);
    tcase_add_loop_test(cases, regular_is_regular, 0, 40);
    tcase_add_loop_test(cases, barabasi_starts_from_a_star, 0, 40);
    tcase_add_test(cases, barabasi_prefers_degree);
    tcase_add_test(cases, the_stream_fixes_the_graph);
    tcase_add_test(cases, famous_graphs_have_their_sizes);
    tcase_add_test(cases, bad_arguments_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
