/* tests/case/test_inspect.c -- mirrors lib/case/inspect.c */
#include "case/inspect.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

/* Six nodes: a parallel pair, a bridge to a loop, a second component, a third. */
static ohm_circuit *
make_circuit(void)
{
    static const char *const ids[] = { "a", "b", "c", "d", "e", "f" };
    static const size_t tail[] = { 0, 1, 1, 2, 3 }, head[] = { 1, 0, 2, 2, 4 };
    ohm_circuit_defaults defaults;
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;
    size_t at, column;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < 6; n++)
        test_ok(ohm_table_add_node(&at, table, ids[n], &err), &err);
    for (size_t k = 0; k < 5; k++)
        test_ok(ohm_table_add_edge(&at, table, NULL, tail[k], head[k], &err), &err);
    test_ok(ohm_table_add_column(&column, table, OHM_FOR_NODE, "potential", "double", &err), &err);
    test_ok(ohm_table_set_number(table, column, 0, 1.0, &err), &err);
    test_ok(ohm_table_set_number(table, column, 5, 0.0, &err), &err);
    test_ok(ohm_table_add_column(&column, table, OHM_FOR_EDGE, "w", "double", &err), &err);
    test_ok(ohm_table_set_number(table, column, 4, 1.0, &err), &err);
    test_ok(ohm_table_add_column(&column, table, OHM_FOR_EDGE, "colour", "string", &err), &err);
    test_ok(ohm_table_set_cell(table, column, 0, "red", &err), &err);
    ohm_circuit_defaults_set(&defaults);
    test_ok(ohm_circuit_from_table(&circuit, table, "test", &defaults, &err), &err);
    return circuit;
}

START_TEST(facts_are_counted)
{
    ohm_circuit *circuit = make_circuit();
    ohm_circuit_facts facts;
    ohm_error err;

    test_ok(ohm_circuit_inspect(&facts, circuit, NULL, &err), &err);
    ck_assert_uint_eq(facts.nodes, 6);
    ck_assert_uint_eq(facts.edges, 5);
    ck_assert_uint_eq(facts.components, 3);
    ck_assert_uint_eq(facts.bridges, 2);
    ck_assert_uint_eq(facts.census.loops, 1);
    ck_assert_uint_eq(facts.census.parallel_pairs, 1);
    ck_assert_uint_eq(facts.terminals, 2);
    ck_assert(facts.solver.why[0] != '\0');
    ohm_circuit_free(circuit);
}
END_TEST

static ohm_status
collect(void *data, const char *text, ohm_error *err)
{
    char *all = data;

    (void)err;
    strcat(all, text);
    strcat(all, "\n");
    return OHM_OK;
}

START_TEST(remarks_name_what_is_odd)
{
    static const char *const words[] = {
        "1 isolated nodes, the first is node 5", "1 states start on a wall", "edge 4",
        "nothing drives 2 of 3 components, the first is that of node 3", "edge attribute \"colour\"",
    };
    ohm_circuit *circuit = make_circuit();
    char all[4096] = "";
    ohm_error err;

    test_ok(ohm_circuit_remarks(circuit, collect, all, &err), &err);
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        ck_assert_msg(strstr(all, words[k]) != NULL, "lacks \"%s\": %s", words[k], all);
    ohm_circuit_free(circuit);
}
END_TEST

static ohm_status
refuse(void *data, const char *text, ohm_error *err)
{
    ++*(int *)data;
    return ohm_fail(err, OHM_E_IO, "%s", text);
}

START_TEST(a_failing_listener_ends_it)
{
    ohm_circuit *circuit = make_circuit();
    int calls = 0;
    ohm_error err;

    ck_assert_int_eq(ohm_circuit_remarks(circuit, refuse, &calls, &err), OHM_E_IO);
    ck_assert_int_eq(calls, 1);
    ohm_circuit_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/inspect");
    TCase *cases = tcase_create("inspect");

    tcase_add_test(cases, facts_are_counted);
    tcase_add_test(cases, remarks_name_what_is_odd);
    tcase_add_test(cases, a_failing_listener_ends_it);
    suite_add_tcase(suite, cases);
    return suite;
}
