/* tests/case/test_generated.c -- mirrors lib/case/generated.c */
#include "case/generated.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

/* The table has the graph's elements in order, and decimal positions as ids. */
START_TEST(the_table_is_the_graph)
{
    const char *text[OHM_FAMILY_ARGUMENTS] = { "4", "5", NULL };
    ohm_generated *generated;
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_family_generate(&generated, ohm_family_find("torus"), text, NULL, &err), &err);
    test_ok(ohm_generated_table(&table, generated, &err), &err);
    ck_assert_uint_eq(ohm_table_nodes(table), 20);
    ck_assert_uint_eq(ohm_table_edges(table), 40);
    for (size_t n = 0; n < 20; n++) {
        char id[24];

        snprintf(id, sizeof id, "%zu", n);
        ck_assert_str_eq(ohm_table_node_id(table, n), id);
    }
    for (size_t k = 0; k < 40; k++) {
        ck_assert_uint_eq(ohm_table_tails(table)[k], generated->graph->tail[k]);
        ck_assert_uint_eq(ohm_table_heads(table)[k], generated->graph->head[k]);
        ck_assert_ptr_null(ohm_table_edge_id(table, k));
    }
    ck_assert_uint_eq(ohm_table_find_column(table, OHM_FOR_NODE, "x"), OHM_NONE);
    ohm_table_free(table);
    ohm_generated_free(generated);
}
END_TEST

START_TEST(places_become_attributes)
{
    const char *text[OHM_FAMILY_ARGUMENTS] = { "30", "3", "10x10" };
    const char *const names[] = { "x", "y", "angle" };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_generated *generated;
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_family_generate(&generated, ohm_family_find("nanowires"), text, rng, &err), &err);
    test_ok(ohm_generated_table(&table, generated, &err), &err);
    for (size_t c = 0; c < 3; c++) {
        const size_t column = ohm_table_find_column(table, OHM_FOR_NODE, names[c]);
        const double *place = c == 0 ? generated->x : c == 1 ? generated->y : generated->angle;

        for (size_t n = 0; n < 30; n++) {
            double value;
            bool present;

            test_ok(ohm_table_number(&value, &present, table, column, n, &err), &err);
            ck_assert(present && value == place[n]);
        }
    }
    ohm_table_free(table);
    ohm_generated_free(generated);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/generated");
    TCase *cases = tcase_create("generated");

    tcase_add_test(cases, the_table_is_the_graph);
    tcase_add_loop_test(cases, places_become_attributes, 0, 3);
    suite_add_tcase(suite, cases);
    return suite;
}
