/* tests/case/test_dot.c -- mirrors lib/case/dot.c */
#include "case/dot.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_graph_for_graphviz)
{
    static const char *const ids[] = { "a", "b\"c\\", "d\ne" };
    char *text = NULL;
    size_t length, at;
    FILE *stream = open_memstream(&text, &length);
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < 3; n++)
        test_ok(ohm_table_add_node(&at, table, ids[n], &err), &err);
    for (size_t k = 0; k < 3; k++)
        test_ok(ohm_table_add_edge(&at, table, NULL, k, (k + 1) % 3, &err), &err);
    test_ok(ohm_circuit_from_table(&circuit, table, "test", NULL, &err), &err);
    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, 0, &(const ohm_waveform){ .dc = 1.5 }, &err),
            &err);
    circuit->w[0] = 0.0;
    circuit->w[1] = 1.0;
    ohm_dot_write(stream, circuit);
    fclose(stream);
    ck_assert_ptr_nonnull(strstr(text, "digraph circuit {\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n  0 [label=\"a\", shape=box, xlabel=\"1.5 V\"];\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n  1 [label=\"b\\\"c\\\\\"];\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n  2 [label=\"d e\"];\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n  0 -> 1 [color=grey0, penwidth=3, tooltip=\"edge 0, w = 0\"];\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n  1 -> 2 [color=grey75, penwidth=1, tooltip=\"edge 1, w = "
                                 "1\"];\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n  2 -> 0 [color=grey38, penwidth=2, tooltip=\"edge 2, w = "
                                 "0.5\"];\n"));
    ck_assert_str_eq(text + strlen(text) - 2, "}\n");
    free(text);
    ohm_circuit_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/dot");
    TCase *tcase = tcase_create("dot");

    tcase_add_test(tcase, a_graph_for_graphviz);
    suite_add_tcase(suite, tcase);
    return suite;
}
