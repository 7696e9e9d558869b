/* tests/topology/test_memory.c -- mirrors lib/topology/memory.c */
#include "topology/memory.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"
#include "topology/sample.h"

#include <string.h>

/* Takes the graph over. */
static ohm_memory
measure(ohm_graph *graph)
{
    ohm_memory memory;
    ohm_forest *forest;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    ohm_memory_measure(&memory, forest);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    return memory;
}

/* Gamma = p / q by cross-multiplication, and in lowest terms. */
static void
check(ohm_graph *graph, size_t p, size_t q)
{
    const ohm_memory memory = measure(graph);

    ck_assert(memory.defined);
    ck_assert_uint_eq(memory.numerator * q, p * memory.denominator);
    ck_assert(memory.value == (double)p / (double)q);
    for (size_t d = 2; d <= memory.denominator; d++)
        ck_assert(memory.numerator % d != 0 || memory.denominator % d != 0);
}

/* The closed forms of the families, theory/memory.md sec. 5. */
START_TEST(closed_forms)
{
    const size_t n = (size_t)_i, m = n + 1, d = (size_t)_i - 1;
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_path(&graph, n, NULL), OHM_OK);
    check(graph, 0, 1);
    ck_assert_int_eq(ohm_graph_ring(&graph, n, NULL), OHM_OK);
    check(graph, 1, n);
    ck_assert_int_eq(ohm_graph_complete(&graph, n, NULL), OHM_OK);
    check(graph, n - 2, n);
    ck_assert_int_eq(ohm_graph_bipartite(&graph, n, m, NULL), OHM_OK);
    check(graph, (n - 1) * (m - 1), n * m);
    ck_assert_int_eq(ohm_graph_wheel(&graph, n + 1, NULL), OHM_OK);
    check(graph, 1, 2);
    ck_assert_int_eq(ohm_graph_hypercube(&graph, d, NULL), OHM_OK);
    check(graph, (d << (d - 1)) + 1 - ((size_t)1 << d), d << (d - 1));
    ck_assert_int_eq(ohm_graph_grid(&graph, m, n, 0, NULL), OHM_OK);
    check(graph, (m - 1) * (n - 1), 2 * m * n - m - n);
    ck_assert_int_eq(ohm_graph_torus(&graph, m, n, 0, NULL), OHM_OK);
    check(graph, m * n + 1, 2 * m * n);
    ck_assert_int_eq(ohm_graph_petersen(&graph, NULL), OHM_OK);
    check(graph, 2, 5);
    ck_assert_int_eq(ohm_graph_barabasi(&graph, 3 * n, n, rng, NULL), OHM_OK);
    check(graph, n * 2 * n - (3 * n - 1), n * 2 * n);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(the_text_is_the_fraction)
{
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_petersen(&graph, NULL), OHM_OK);
    ck_assert_str_eq(measure(graph).text, "2/5");
    ck_assert_int_eq(ohm_graph_path(&graph, 5, NULL), OHM_OK);
    ck_assert_str_eq(measure(graph).text, "0");
    ck_assert_int_eq(ohm_graph_ring(&graph, 1, NULL), OHM_OK);
    ck_assert_str_eq(measure(graph).text, "1");
    ck_assert_int_eq(ohm_graph_path(&graph, 1, NULL), OHM_OK);
    const ohm_memory none = measure(graph);

    ck_assert(!none.defined);
    ck_assert_str_eq(none.text, "");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/memory");
    TCase *cases = tcase_create("memory");

    tcase_add_loop_test(cases, closed_forms, 2, 10);
    tcase_add_test(cases, the_text_is_the_fraction);
    suite_add_tcase(suite, cases);
    return suite;
}
