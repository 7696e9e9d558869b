/* tests/topology/test_families_lattice.c -- mirrors lib/topology/families_lattice.c
 *
 * The numbers of spanning trees are held against the closed forms in test_trees.c. */
#include "topology/families_lattice.h"
#include "topology/sample.h"

#include <string.h>

/* The documented order, written down with one loop per axis instead of strides. */
START_TEST(edges_come_in_the_documented_order)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t m = 1 + ohm_rng_below(rng, 4), n = 1 + ohm_rng_below(rng, 4);
    const size_t layers = ohm_rng_below(rng, 4), depth = layers > 0 ? layers : 1;
    ohm_graph *grid, *torus;
    size_t g = 0, t = 0;

    ck_assert_int_eq(ohm_graph_grid(&grid, m, n, layers, NULL), OHM_OK);
    ck_assert_int_eq(ohm_graph_torus(&torus, m, n, layers, NULL), OHM_OK);
    for (size_t l = 0; l < depth; l++) {
        for (size_t i = 0; i < m; i++) {
            for (size_t j = 0; j < n; j++) {
                const size_t v = (l * m + i) * n + j;
                const size_t right = (l * m + i) * n + (j + 1) % n, down = (l * m + (i + 1) % m) * n + j;
                const size_t next = (((l + 1) % depth) * m + i) * n + j;
                const size_t to[3] = { right, down, next };
                const bool inside[3] = { j + 1 < n, i + 1 < m, l + 1 < depth };

                for (size_t axis = 0; axis < (layers > 0 ? 3u : 2u); axis++) {
                    ck_assert_uint_eq(torus->tail[t], v);
                    ck_assert_uint_eq(torus->head[t++], to[axis]);
                    if (!inside[axis])
                        continue;
                    ck_assert_uint_eq(grid->tail[g], v);
                    ck_assert_uint_eq(grid->head[g++], to[axis]);
                }
            }
        }
    }
    ck_assert_uint_eq(grid->edges, g);
    ck_assert_uint_eq(torus->edges, t);
    ck_assert_uint_eq(torus->nodes, m * n * depth);
    if (layers == 0) {
        ck_assert_uint_eq(g, 2 * m * n - m - n);
        ck_assert_uint_eq(t, 2 * m * n);
    }
    ohm_graph_free(grid);
    ohm_graph_free(torus);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(short_sides_give_loops_and_pairs)
{
    ohm_graph *graph;
    ohm_graph_census census;

    ck_assert_int_eq(ohm_graph_torus(&graph, 1, 2, 0, NULL), OHM_OK);
    ck_assert_int_eq(ohm_graph_take_census(&census, graph, NULL), OHM_OK);
    ck_assert_uint_eq(graph->edges, 4);
    ck_assert_uint_eq(census.loops, 2);
    ck_assert_uint_eq(census.parallel_pairs, 1);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(bad_arguments_are_named)
{
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_grid(&graph, 0, 3, 0, &err), OHM_E_ARG, &err, "grid: M = 0");
    ck_assert_ptr_null(graph);
    test_fails(ohm_graph_grid(&graph, 3, 0, 0, &err), OHM_E_ARG, &err, "grid: N = 0");
    test_fails(ohm_graph_torus(&graph, SIZE_MAX / 2, 2, 0, &err), OHM_E_ARG, &err, "torus: M = ");
    test_fails(ohm_graph_torus(&graph, 1000000, 1000000, SIZE_MAX / 1000000, &err), OHM_E_ARG, &err,
               "torus: K = ");
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_graph *graph = NULL;

    test_survives_refusal(ohm_graph_grid(&graph, 3, 4, 2, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_torus(&graph, 3, 4, 0, NULL), graph, ohm_graph_free);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/families_lattice");
    TCase *cases = tcase_create("families_lattice");

    tcase_add_loop_test(cases, edges_come_in_the_documented_order, 0, 60);
    tcase_add_test(cases, short_sides_give_loops_and_pairs);
    tcase_add_test(cases, bad_arguments_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
