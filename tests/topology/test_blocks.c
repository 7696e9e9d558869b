/* tests/topology/test_blocks.c -- mirrors lib/topology/blocks.c
 *
 * That the blocks are the non-zero pattern of Omega is tested in test_omega_exact.c. */
#include "topology/blocks.h"
#include "topology/bridges.h"
#include "topology/families_classic.h"
#include "topology/sample.h"

/* Whether edges a and b stay connected to each other when any one node is taken
 * away: the other definition of a block (Menger).  Loops are left out. */
static bool
hang_together(const ohm_graph *graph, size_t a, size_t b)
{
    for (size_t gone = 0; gone < graph->nodes; gone++) {
        bool reached[SAMPLE_NODES] = { false }, changed = true;

        for (int end = 0; end < 2; end++) {
            const size_t v = end ? graph->head[a] : graph->tail[a];

            reached[v] = v != gone;
        }
        while (changed) {
            changed = false;
            for (size_t k = 0; k < graph->edges; k++) {
                const size_t u = graph->tail[k], v = graph->head[k];

                if (u == gone || v == gone || reached[u] == reached[v])
                    continue;
                reached[u] = reached[v] = changed = true;
            }
        }
        if (!reached[graph->tail[b]] && !reached[graph->head[b]])
            return false;
    }
    return true;
}

START_TEST(blocks_by_menger)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    bool bridge[SAMPLE_EDGES];
    ohm_blocks *blocks;

    ck_assert_int_eq(ohm_blocks_alloc(&blocks, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_bridges(bridge, NULL, graph, NULL), OHM_OK);
    for (size_t a = 0; a < graph->edges; a++) {
        const size_t size = blocks->start[blocks->of[a] + 1] - blocks->start[blocks->of[a]];
        const bool loop = graph->tail[a] == graph->head[a];

        ck_assert((size == 1) == (bridge[a] || loop));
        for (size_t b = 0; b < a; b++) {
            if (loop || graph->tail[b] == graph->head[b] || bridge[a] || bridge[b])
                ck_assert_uint_ne(blocks->of[a], blocks->of[b]);
            else
                ck_assert((blocks->of[a] == blocks->of[b]) == hang_together(graph, a, b));
        }
    }
    ohm_blocks_free(blocks);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(blocks_are_listed_by_first_edge)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    ohm_blocks *blocks;
    size_t named = 0, listed = 0;

    ck_assert_int_eq(ohm_blocks_alloc(&blocks, graph, NULL), OHM_OK);
    for (size_t k = 0; k < graph->edges; k++) {
        ck_assert_uint_le(blocks->of[k], named);
        named += blocks->of[k] == named;
    }
    ck_assert_uint_eq(named, blocks->count);
    for (size_t b = 0; b < blocks->count; b++) {
        for (size_t i = blocks->start[b]; i < blocks->start[b + 1]; i++, listed++) {
            ck_assert_uint_eq(blocks->of[blocks->edge[i]], b);
            ck_assert(i == blocks->start[b] || blocks->edge[i - 1] < blocks->edge[i]);
        }
    }
    ck_assert_uint_eq(listed, graph->edges);
    ohm_blocks_free(blocks);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* A block's graph keeps ends up to a renumbering that preserves their order. */
START_TEST(a_block_is_a_graph)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    size_t place[SAMPLE_NODES];
    ohm_blocks *blocks;

    for (size_t v = 0; v < SAMPLE_NODES; v++)
        place[v] = OHM_NONE;
    ck_assert_int_eq(ohm_blocks_alloc(&blocks, graph, NULL), OHM_OK);
    for (size_t b = 0; b < blocks->count; b++) {
        const size_t *edge = blocks->edge + blocks->start[b];
        size_t back[SAMPLE_NODES];
        ohm_graph *part;

        ck_assert_int_eq(ohm_block_graph_alloc(&part, graph, blocks, b, place, NULL), OHM_OK);
        ck_assert_uint_eq(part->edges, blocks->start[b + 1] - blocks->start[b]);
        ck_assert_uint_eq(sample_components(part, NULL), 1);
        for (size_t k = 0; k < part->edges; k++) {
            back[part->tail[k]] = graph->tail[edge[k]];
            back[part->head[k]] = graph->head[edge[k]];
        }
        for (size_t v = 1; v < part->nodes; v++)
            ck_assert_uint_lt(back[v - 1], back[v]);
        for (size_t k = 0; k < part->edges; k++) {
            ck_assert_uint_eq(back[part->tail[k]], graph->tail[edge[k]]);
            ck_assert_uint_eq(back[part->head[k]], graph->head[edge[k]]);
        }
        ohm_graph_free(part);
    }
    for (size_t v = 0; v < SAMPLE_NODES; v++)
        ck_assert_uint_eq(place[v], OHM_NONE);
    ohm_blocks_free(blocks);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(a_long_ring_is_one_block)
{
    ohm_graph *graph;
    ohm_blocks *blocks;

    ck_assert_int_eq(ohm_graph_ring(&graph, 1000000, NULL), OHM_OK);
    ck_assert_int_eq(ohm_blocks_alloc(&blocks, graph, NULL), OHM_OK);
    ck_assert_uint_eq(blocks->count, 1);
    ohm_blocks_free(blocks);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(3);
    ohm_graph *graph = sample_graph(rng), *part = NULL;
    size_t place[SAMPLE_NODES];
    ohm_blocks *blocks = NULL;

    for (size_t v = 0; v < SAMPLE_NODES; v++)
        place[v] = OHM_NONE;
    test_survives_refusal(ohm_blocks_alloc(&blocks, graph, NULL), blocks, ohm_blocks_free);
    ck_assert_int_eq(ohm_blocks_alloc(&blocks, graph, NULL), OHM_OK);
    test_survives_refusal(ohm_block_graph_alloc(&part, graph, blocks, 0, place, NULL), part, ohm_graph_free);
    ohm_blocks_free(blocks);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/blocks");
    TCase *cases = tcase_create("blocks");

    tcase_add_loop_test(cases, blocks_by_menger, 0, 150);
    tcase_add_loop_test(cases, blocks_are_listed_by_first_edge, 0, 50);
    tcase_add_loop_test(cases, a_block_is_a_graph, 0, 50);
    tcase_add_test(cases, a_long_ring_is_one_block);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
