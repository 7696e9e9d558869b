/* tests/kirchhoff/test_reduced.c -- mirrors lib/kirchhoff/reduced.c */
#include "base/array.h"
#include "kirchhoff/reduced.h"
#include "support/kirchhoff_oracle.h"
#include "support/test.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

static test_circuit *
drawn(int i, ohm_rng *rng)
{
    return test_circuit_draw((test_graph_kind)(i % TEST_KINDS), MOST, 1.0, false,
                             i % 3 == 0 ? 0.0 : 0.3, rng);
}

/* n = N - held - components without a held node, and every node is one or the other. */
START_TEST(unknowns_are_what_is_not_fixed)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = drawn(_i, rng);
    const ohm_graph *graph = circuit->graph;
    size_t held = 0, floating = 0, ends = 0;
    ohm_reduced *reduced;
    ohm_error err;

    test_ok(ohm_reduced_alloc(&reduced, graph, circuit->is_held, &err), &err);
    for (size_t v = 0; v < graph->nodes; v++)
        held += circuit->is_held[v];
    for (size_t c = 0; c < reduced->components; c++)
        floating += reduced->floating[c];
    ck_assert_uint_eq((size_t)reduced->unknowns, graph->nodes - held - floating);
    bool *seen = OHM_ZEROS(bool, graph->nodes + 1);
    for (size_t v = 0; v < graph->nodes; v++) {
        const int u = reduced->unknown[v];

        ck_assert_int_le(u, reduced->unknowns);
        ck_assert(u == reduced->unknowns || (!circuit->is_held[v] && !seen[u]));
        seen[u] = true;
    }
    for (int b = 0; b < reduced->branches; b++) {
        ck_assert_int_ne(reduced->tail[b], reduced->head[b]);
        ck_assert_int_eq(reduced->tail[b], reduced->unknown[graph->tail[reduced->edge[b]]]);
        ck_assert_int_eq(reduced->head[b], reduced->unknown[graph->head[reduced->edge[b]]]);
    }
    for (size_t k = 0; k < graph->edges; k++)
        ends += reduced->unknown[graph->tail[k]] != reduced->unknown[graph->head[k]];
    ck_assert_uint_eq(ends, (size_t)reduced->branches);
    free(seen);
    ohm_reduced_free(reduced);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Breadth first: depth grows by one from the parent, and by at most one anywhere. */
START_TEST(the_walk_reaches_all_by_shortest_ways)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = drawn(_i, rng);
    ohm_reduced *reduced;
    ohm_error err;

    test_ok(ohm_reduced_alloc(&reduced, circuit->graph, circuit->is_held, &err), &err);
    const int n = reduced->unknowns;
    int order[3 * MOST], parent[3 * MOST], branch[3 * MOST], depth[3 * MOST + 1];
    test_ok(ohm_reduced_walk(order, parent, branch, depth, reduced, &err), &err);
    ck_assert_int_eq(depth[n], 0);
    for (int k = 0; k < n; k++) {
        const int u = order[k], b = branch[u];

        ck_assert_int_eq(depth[u], depth[parent[u]] + 1);
        ck_assert(k == 0 || depth[order[k - 1]] <= depth[u]);
        ck_assert((reduced->tail[b] == u && reduced->head[b] == parent[u])
                  || (reduced->head[b] == u && reduced->tail[b] == parent[u]));
    }
    for (int b = 0; b < reduced->branches; b++)
        ck_assert_int_le(abs(depth[reduced->tail[b]] - depth[reduced->head[b]]), 1);
    ohm_reduced_free(reduced);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(renumbering_moves_every_mention)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = drawn(_i, rng);
    ohm_reduced *before, *after;
    size_t shuffled[3 * MOST];
    int order[3 * MOST];
    ohm_error err;

    test_ok(ohm_reduced_alloc(&before, circuit->graph, circuit->is_held, &err), &err);
    test_ok(ohm_reduced_alloc(&after, circuit->graph, circuit->is_held, &err), &err);
    const int n = before->unknowns;
    for (int u = 0; u < n; u++)
        shuffled[u] = (size_t)u;
    ohm_rng_shuffle(shuffled, (size_t)n, rng);
    for (int u = 0; u < n; u++)
        order[u] = (int)shuffled[u];
    ohm_reduced_renumber(after, order);
    for (size_t v = 0; v < before->nodes; v++)
        ck_assert_int_eq(after->unknown[v], before->unknown[v] == n ? n : order[before->unknown[v]]);
    for (int b = 0; b < before->branches; b++) {
        ck_assert_int_eq(after->tail[b], after->unknown[circuit->graph->tail[before->edge[b]]]);
        ck_assert_int_eq(after->head[b], after->unknown[circuit->graph->head[before->edge[b]]]);
    }
    ohm_reduced_free(before);
    ohm_reduced_free(after);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(more_than_32_bits_are_refused)
{
    const ohm_graph huge = { .nodes = INT_MAX, .edges = 0 };
    ohm_reduced *reduced;
    ohm_error err;

    test_fails(ohm_reduced_alloc(&reduced, &huge, NULL, &err), OHM_E_METHOD, &err, "32-bit");
    ck_assert_ptr_null(reduced);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/reduced");
    TCase *cases = tcase_create("reduced");

    tcase_add_loop_test(cases, unknowns_are_what_is_not_fixed, 0, SEEDS);
    tcase_add_loop_test(cases, the_walk_reaches_all_by_shortest_ways, 0, SEEDS);
    tcase_add_loop_test(cases, renumbering_moves_every_mention, 0, SEEDS);
    tcase_add_test(cases, more_than_32_bits_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
