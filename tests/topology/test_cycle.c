/* tests/topology/test_cycle.c -- mirrors lib/topology/cycle.c */
#include "topology/cycle.h"
#include "topology/incidence.h"
#include "topology/sample.h"

/* A random spanning forest, not only the breadth-first one. */
static ohm_forest *
random_forest(const ohm_graph *graph, ohm_rng *rng)
{
    size_t priority[SAMPLE_EDGES];
    ohm_forest *forest;

    for (size_t k = 0; k < graph->edges; k++)
        priority[k] = k;
    ohm_rng_shuffle(priority, graph->edges, rng);
    ck_assert_int_eq(ohm_forest_alloc_by(&forest, graph, priority, NULL), OHM_OK);
    return forest;
}

/* Tellegen, B A^t = 0, and the identity on the chords, which makes the rows
 * independent; every row is a closed walk that starts with its chord. */
START_TEST(cycles_close)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    ohm_forest *forest = random_forest(graph, rng);
    double row[SAMPLE_EDGES], net[SAMPLE_NODES];
    ohm_sign_matrix *cycle, *incidence;

    ck_assert_int_eq(ohm_cycle_alloc(&cycle, graph, forest, NULL), OHM_OK);
    ck_assert_int_eq(ohm_incidence_alloc(&incidence, graph, NULL), OHM_OK);
    ck_assert_uint_eq(cycle->rows, forest->chords);
    ck_assert_uint_eq(cycle->columns, graph->edges);
    for (size_t l = 0; l < cycle->rows; l++) {
        size_t at = graph->tail[forest->chord[l]];

        ck_assert_uint_eq(cycle->column[cycle->start[l]], forest->chord[l]);
        for (size_t e = cycle->start[l]; e < cycle->start[l + 1]; e++) {
            const size_t k = cycle->column[e];

            ck_assert_uint_eq(at, cycle->sign[e] > 0 ? graph->tail[k] : graph->head[k]);
            at = cycle->sign[e] > 0 ? graph->head[k] : graph->tail[k];
        }
        ck_assert_uint_eq(at, graph->tail[forest->chord[l]]);
        ohm_sign_matrix_expand_row(row, cycle, l);
        for (size_t i = 0; i < forest->chords; i++)
            ck_assert(row[forest->chord[i]] == (i == l ? 1.0 : 0.0));
        ohm_sign_matrix_apply(net, incidence, row);
        for (size_t v = 0; v < graph->nodes; v++)
            ck_assert(net[v] == 0.0);
    }
    ohm_sign_matrix_free(incidence);
    ohm_sign_matrix_free(cycle);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* B_T Q_T = -B_chords, column by column, and A_T = Q_T^t. */
START_TEST(tree_operator_solves_the_tree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    ohm_forest *forest = random_forest(graph, rng);
    const size_t trees = graph->nodes - forest->components;
    double flow[SAMPLE_EDGES], row[SAMPLE_EDGES], entry[SAMPLE_EDGES], net[SAMPLE_NODES];
    ohm_sign_matrix *cycle, *incidence, *operator;

    ck_assert_int_eq(ohm_cycle_alloc(&cycle, graph, forest, NULL), OHM_OK);
    ck_assert_int_eq(ohm_incidence_alloc(&incidence, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_tree_operator_alloc(&operator, graph, forest, NULL), OHM_OK);
    ck_assert_uint_eq(operator->rows, trees);
    ck_assert_uint_eq(operator->columns, forest->chords);
    for (size_t l = 0; l < forest->chords; l++) {
        ohm_sign_matrix_expand_row(row, cycle, l);
        for (size_t k = 0; k < graph->edges; k++)
            flow[k] = k == forest->chord[l] ? 1.0 : 0.0;
        for (size_t t = 0; t < trees; t++) {
            ohm_sign_matrix_expand_row(entry, operator, t);
            flow[forest->tree_edge[t]] = entry[l];
            ck_assert(row[forest->tree_edge[t]] == entry[l]);
        }
        ohm_sign_matrix_apply(net, incidence, flow);
        for (size_t v = 0; v < graph->nodes; v++)
            ck_assert(net[v] == 0.0);
    }
    ohm_sign_matrix_free(operator);
    ohm_sign_matrix_free(incidence);
    ohm_sign_matrix_free(cycle);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = sample_graph(rng);
    ohm_forest *forest = random_forest(graph, rng);
    ohm_sign_matrix *matrix = NULL;

    test_survives_refusal(ohm_cycle_alloc(&matrix, graph, forest, NULL), matrix, ohm_sign_matrix_free);
    test_survives_refusal(ohm_tree_operator_alloc(&matrix, graph, forest, NULL), matrix,
                          ohm_sign_matrix_free);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/cycle");
    TCase *cases = tcase_create("cycle");

    tcase_add_loop_test(cases, cycles_close, 0, 100);
    tcase_add_loop_test(cases, tree_operator_solves_the_tree, 0, 100);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
