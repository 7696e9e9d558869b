/* tests/topology/test_families_random.c -- mirrors lib/topology/families_random.c
 *
 * igraph itself takes refused memory as an error, so its allocations are refused
 * here like our own. */
#include "topology/families_random.h"
#include "io/graph6.h"
#include "topology/forest.h"
#include "topology/sample.h"
#include "topology/trees.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

/* What tells nearly all graphs apart: size, degrees in order, spanning trees, and the number of
 * paths of length two and three between all pairs. */
static char *
signature(const ohm_graph *graph)
{
    int adjacent[8][8] = { { 0 } }, degrees[8] = { 0 }, walks = 0;
    char *trees, *text = calloc(1, 256);

    ck_assert_ptr_nonnull(text);
    for (size_t k = 0; k < graph->edges; k++)
        adjacent[graph->tail[k]][graph->head[k]] = adjacent[graph->head[k]][graph->tail[k]] = 1;
    for (size_t u = 0; u < graph->nodes; u++)
        for (size_t v = 0; v < graph->nodes; v++) {
            int two = 0;

            for (size_t w = 0; w < graph->nodes; w++)
                two += adjacent[u][w] * adjacent[w][v];
            walks += two * two * (1 + 3 * adjacent[u][v]);
            degrees[u] += adjacent[u][v];
        }
    for (size_t u = 0; u < graph->nodes; u++)           /* by insertion */
        for (size_t v = u; v > 0 && degrees[v - 1] > degrees[v]; v--) {
            const int higher = degrees[v - 1];

            degrees[v - 1] = degrees[v];
            degrees[v] = higher;
        }
    ck_assert_int_eq(ohm_spanning_trees(&trees, NULL, graph, NULL, NULL), OHM_OK);
    int at = snprintf(text, 256, "%zu %zu %s %d:", graph->nodes, graph->edges, trees, walks);

    for (size_t u = 0; u < graph->nodes; u++)
        at += snprintf(text + at, 256 - (size_t)at, " %d", degrees[u]);
    free(trees);
    return text;
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_connected(const ohm_graph *graph)
{
    ohm_forest *forest;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    const bool connected = forest->components == 1;

    ohm_forest_free(forest);
    return connected;
}

enum { SEVEN_CONNECTED = 853 };

START_TEST(the_atlas_has_every_small_graph)
{
    static const size_t connected[] = { 0, 1, 1, 2, 6, 21, 112, SEVEN_CONNECTED };
    size_t found[8] = { 0 };
    char *ours[SEVEN_CONNECTED];
    ohm_graph *graph;
    ohm_error err;

    for (size_t k = 0; k < OHM_ATLAS_GRAPHS; k++) {
        test_ok(ohm_graph_atlas(&graph, k, &err), &err);
        if (graph->nodes > 0 && is_connected(graph)) {
            if (graph->nodes == 7)
                ours[found[7]] = signature(graph);
            found[graph->nodes]++;
        }
        ohm_graph_free(graph);
    }
    for (size_t n = 1; n < 8; n++)
        ck_assert_uint_eq(found[n], connected[n]);
    test_fails(ohm_graph_atlas(&graph, OHM_ATLAS_GRAPHS, &err), OHM_E_ARG, &err, "there are 1253");
    ck_assert_ptr_null(graph);
    qsort(ours, SEVEN_CONNECTED, sizeof *ours, by_text);

    FILE *geng = popen("command -v nauty-geng >/dev/null && nauty-geng -cq 7", "r");
    char line[64], *theirs[SEVEN_CONNECTED];
    size_t read = 0;

    while (geng != NULL && fgets(line, sizeof line, geng) != NULL) {
        ohm_source *source;
        char *bytes = strdup(line);

        ck_assert_uint_lt(read, SEVEN_CONNECTED);
        test_ok(ohm_source_of(&source, "geng", bytes, strlen(bytes), &err), &err);
        test_ok(ohm_graph6_next(&graph, source, &err), &err);
        theirs[read++] = signature(graph);
        ohm_graph_free(graph);
        ohm_source_close(source);
        free(bytes);
    }
    if (geng != NULL)
        pclose(geng);
    ck_assert(read == 0 || read == SEVEN_CONNECTED);    /* 0: nauty is not installed */
    qsort(theirs, read, sizeof *theirs, by_text);
    for (size_t k = 0; k < SEVEN_CONNECTED; k++) {
        if (read > 0) {
            ck_assert_str_eq(ours[k], theirs[k]);
            free(theirs[k]);
        }
        free(ours[k]);
    }
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
    test_survives_refusal(ohm_graph_atlas(&graph, 1000, NULL), graph, ohm_graph_free);
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
    tcase_add_test(cases, the_atlas_has_every_small_graph);
    tcase_add_test(cases, bad_arguments_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
