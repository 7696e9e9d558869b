/* tests/topology/test_layout.c -- mirrors lib/topology/layout.c */
#include "topology/layout.h"
#include "support/random_graph.h"
#include "support/test.h"
#include "topology/families_classic.h"

#include <math.h>
#include <string.h>


enum { NODES_MAX = 400 };

/* The longest edge of a ring drawn well is about its shortest. */
START_TEST(a_ring_is_a_polygon)
{
    double x[NODES_MAX], y[NODES_MAX], shortest = INFINITY, longest = 0.0;
    const size_t n = 3 + (size_t)_i;
    ohm_graph *ring;
    ohm_error err;

    test_ok(ohm_graph_ring(&ring, n, &err), &err);
    test_ok(ohm_layout(x, y, ring, &err), &err);
    for (size_t k = 0; k < ring->edges; k++) {
        const double length = hypot(x[ring->head[k]] - x[ring->tail[k]], y[ring->head[k]] - y[ring->tail[k]]);

        shortest = fmin(shortest, length);
        longest = fmax(longest, length);
    }
    ck_assert_msg(shortest > 0.0 && longest < 2.0 * shortest, "edges from %g to %g", shortest, longest);
    ohm_graph_free(ring);
}
END_TEST

/* Equal graphs lie equally, and nodes keep apart: springs below 300 nodes, forces above. */
START_TEST(places_are_reproducible)
{
    double x[2][NODES_MAX], y[2][NODES_MAX];
    const size_t n = _i == 0 ? 40 : NODES_MAX;
    ohm_graph *wheel;
    ohm_error err;

    test_ok(ohm_graph_wheel(&wheel, n - 1, &err), &err);
    for (int run = 0; run < 2; run++)
        test_ok(ohm_layout(x[run], y[run], wheel, &err), &err);
    ck_assert(memcmp(x[0], x[1], wheel->nodes * sizeof(double)) == 0);
    ck_assert(memcmp(y[0], y[1], wheel->nodes * sizeof(double)) == 0);
    for (size_t v = 1; v < wheel->nodes; v++)
        ck_assert(isfinite(x[0][v]) && hypot(x[0][v] - x[0][0], y[0][v] - y[0][0]) > 0.0);
    ohm_graph_free(wheel);
}
END_TEST

START_TEST(loops_parallels_and_islands_are_legal)
{
    const size_t tail[3] = { 0, 0, 1 }, head[3] = { 0, 1, 0 };
    double x[4], y[4];
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 4, 3, tail, head, &err), &err);
    test_ok(ohm_layout(x, y, graph, &err), &err);
    for (int v = 0; v < 4; v++)
        ck_assert(isfinite(x[v]) && isfinite(y[v]));
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/layout");
    TCase *cases = tcase_create("layout");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, a_ring_is_a_polygon, 0, 20);
    tcase_add_loop_test(cases, places_are_reproducible, 0, 2);
    tcase_add_test(cases, loops_parallels_and_islands_are_legal);
    suite_add_tcase(suite, cases);
    return suite;
}
