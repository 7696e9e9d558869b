/* tests/topology/test_incidence.c -- mirrors lib/topology/incidence.c */
#include "topology/incidence.h"
#include "topology/sample.h"

/* Entry by entry from the definition, and B_r is B without the roots' rows. */
START_TEST(entries_follow_the_definition)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    double row[SAMPLE_EDGES], reduced_row[SAMPLE_EDGES];
    ohm_sign_matrix *full, *reduced;
    ohm_forest *forest;
    size_t next = 0;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_incidence_alloc(&full, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_incidence_reduced_alloc(&reduced, graph, forest, NULL), OHM_OK);
    ck_assert_uint_eq(full->rows, graph->nodes);
    ck_assert_uint_eq(full->columns, graph->edges);
    for (size_t v = 0; v < graph->nodes; v++) {
        ohm_sign_matrix_expand_row(row, full, v);
        for (size_t k = 0; k < graph->edges; k++)
            ck_assert(row[k] == (double)((graph->head[k] == v) - (graph->tail[k] == v)));
        if (forest->root[forest->component[v]] == v)
            continue;
        ohm_sign_matrix_expand_row(reduced_row, reduced, next++);
        for (size_t k = 0; k < graph->edges; k++)
            ck_assert(row[k] == reduced_row[k]);
    }
    ck_assert_uint_eq(reduced->rows, next);
    ck_assert_uint_eq(next, graph->nodes - forest->components);
    ohm_sign_matrix_free(full);
    ohm_sign_matrix_free(reduced);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph = sample_graph(rng);
    ohm_sign_matrix *matrix = NULL;

    test_survives_refusal(ohm_incidence_alloc(&matrix, graph, NULL), matrix, ohm_sign_matrix_free);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/incidence");
    TCase *cases = tcase_create("incidence");

    tcase_add_loop_test(cases, entries_follow_the_definition, 0, 50);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
