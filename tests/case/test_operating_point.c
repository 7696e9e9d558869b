/* tests/case/test_operating_point.c -- mirrors lib/case/operating_point.c */
#include "case/operating_point.h"
#include "support/test.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
set(ohm_table *table, ohm_table_scope scope, const char *name, size_t element, double value)
{
    ohm_error err;
    size_t column;

    test_ok(ohm_table_add_column(&column, table, scope, name, "double", &err), &err);
    test_ok(ohm_table_set_number(table, column, element, value, &err), &err);
}

static ohm_table *
table_of(const ohm_graph *graph)
{
    ohm_table *table;
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < graph->nodes; n++) {
        char id[24];

        snprintf(id, sizeof id, "n%zu", n);
        test_ok(ohm_table_add_node(&at, table, id, &err), &err);
    }
    for (size_t k = 0; k < graph->edges; k++)
        test_ok(ohm_table_add_edge(&at, table, NULL, graph->tail[k], graph->head[k], &err), &err);
    return table;
}

static ohm_circuit *
circuit_of(ohm_table *table)
{
    ohm_circuit_defaults defaults;
    ohm_circuit *circuit;
    ohm_error err;

    ohm_circuit_defaults_set(&defaults);
    test_ok(ohm_circuit_from_table(&circuit, table, "test", &defaults, &err), &err);
    return circuit;
}

/* One loop: the same current everywhere, the sum of the EMFs over that of the R. */
START_TEST(one_loop_obeys_ohm)
{
    enum { N = 7 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t tail[N], head[N];
    double emf = 0.0, resistance = 0.0;
    ohm_graph *graph;
    ohm_operating_point *point;
    ohm_error err;

    for (size_t k = 0; k < N; k++) {
        tail[k] = k;
        head[k] = (k + 1) % N;
    }
    test_ok(ohm_graph_alloc(&graph, N, N, tail, head, &err), &err);
    ohm_table *table = table_of(graph);
    for (size_t k = 0; k < N; k++) {
        const double s = ohm_rng_between(rng, 0.5, 1.0), w = ohm_rng_uniform(rng);

        set(table, OHM_FOR_EDGE, "emf", k, s);
        set(table, OHM_FOR_EDGE, "w", k, w);
        emf += s;
        resistance += 1.0 + 100.0 * w;
    }
    ohm_circuit *circuit = circuit_of(table);
    test_ok(ohm_operating_point_alloc(&point, circuit, NULL, &err), &err);
    /* The path's Laplacian has a condition number below N^2 max R / min R < 5000. */
    for (size_t k = 0; k < N; k++)
        ck_assert_double_eq_tol(point->current[k], emf / resistance, 5000.0 * DBL_EPSILON);
    ohm_operating_point_free(point);
    ohm_circuit_free(circuit);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Two nodes held, one given a current: Ohm's law on every edge, and what is delivered
 * is zero but at the terminals, in sum too. */
START_TEST(both_laws_hold)
{
    enum { N = 9, M = 20 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t tail[M], head[M], *terminal, terminals;
    double sum = 0.0;
    ohm_graph *graph;
    ohm_operating_point *point;
    ohm_error err;

    for (size_t k = 0; k < M; k++) {
        tail[k] = k < N ? k : ohm_rng_below(rng, N);
        head[k] = k < N ? (k + 1) % N : ohm_rng_below(rng, N);
    }
    test_ok(ohm_graph_alloc(&graph, N, M, tail, head, &err), &err);
    ohm_table *table = table_of(graph);
    set(table, OHM_FOR_NODE, "potential", 2, 3.0);
    set(table, OHM_FOR_NODE, "potential", 5, 0.0);
    set(table, OHM_FOR_NODE, "injection", 7, 0.25);
    for (size_t k = 0; k < M; k++) {
        set(table, OHM_FOR_EDGE, "emf", k, ohm_rng_between(rng, -1.0, 1.0));
        set(table, OHM_FOR_EDGE, "w", k, ohm_rng_uniform(rng));
    }
    ohm_circuit *circuit = circuit_of(table);
    test_ok(ohm_operating_point_alloc(&point, circuit, NULL, &err), &err);
    test_ok(ohm_circuit_terminals(&terminal, &terminals, circuit, &err), &err);
    ck_assert_uint_eq(terminals, 3);
    ck_assert(terminal[0] == 2 && terminal[1] == 5 && terminal[2] == 7);
    ck_assert_double_eq(point->potential[2], 3.0);
    ck_assert_double_eq(point->potential[5], 0.0);
    /* Currents are at most (4 V) / (1 ohm) and 20 of them meet; condition below 1e4. */
    const double tolerance = 1e4 * M * 4.0 * DBL_EPSILON;
    for (size_t k = 0; k < M; k++) {
        const double resistance = 1.0 + 100.0 * circuit->w[k];
        const double voltage = circuit->drive->emf[k] + point->potential[tail[k]] - point->potential[head[k]];

        ck_assert_double_eq_tol(resistance * point->current[k], voltage, 100.0 * tolerance);
    }
    for (size_t n = 0; n < N; n++) {
        sum += point->delivered[n];
        if (n != 2 && n != 5)
            ck_assert_double_eq_tol(point->delivered[n], n == 7 ? 0.25 : 0.0, tolerance);
    }
    ck_assert_double_eq_tol(sum, 0.0, tolerance);
    free(terminal);
    ohm_operating_point_free(point);
    ohm_circuit_free(circuit);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Two resistors that cancel: the loop has no unique current. */
START_TEST(cancelling_elements_are_singular)
{
    const size_t tail[2] = { 0, 1 }, head[2] = { 1, 0 };
    ohm_graph *graph;
    ohm_operating_point *point;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 2, 2, tail, head, &err), &err);
    ohm_table *table = table_of(graph);
    set(table, OHM_FOR_EDGE, "sign", 1, -1.0);
    set(table, OHM_FOR_EDGE, "emf", 0, 1.0);
    ohm_circuit *circuit = circuit_of(table);
    test_fails(ohm_operating_point_alloc(&point, circuit, NULL, &err), OHM_E_SINGULAR, &err, "");
    ck_assert_ptr_null(point);
    ohm_circuit_free(circuit);
    ohm_graph_free(graph);
}
END_TEST

/* Two ways round a ring: R_left and R_right beside each other, drives do not matter. */
START_TEST(resistance_of_a_ring)
{
    enum { N = 6 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t tail[N + 1], head[N + 1];
    double left = 0.0, right = 0.0, resistance;
    ohm_graph *graph;
    ohm_error err;

    for (size_t k = 0; k < N; k++) {
        tail[k] = k;
        head[k] = (k + 1) % N;
    }
    tail[N] = head[N] = N + 1;      /* a loop on a node of its own; node N is bare */
    test_ok(ohm_graph_alloc(&graph, N + 2, N + 1, tail, head, &err), &err);
    ohm_table *table = table_of(graph);
    set(table, OHM_FOR_NODE, "potential", 1, 5.0);
    set(table, OHM_FOR_NODE, "potential", 3, 0.0);
    for (size_t k = 0; k < N; k++) {
        const double w = ohm_rng_uniform(rng);

        set(table, OHM_FOR_EDGE, "w", k, w);
        set(table, OHM_FOR_EDGE, "emf", k, 1.0);
        *(k < 4 ? &left : &right) += 1.0 + 100.0 * w;
    }
    ohm_circuit *circuit = circuit_of(table);
    test_ok(ohm_circuit_resistance(&resistance, circuit, 0, 4, NULL, &err), &err);
    /* As for one_loop_obeys_ohm: condition below 5000, relative. */
    ck_assert_double_eq_tol(resistance, left * right / (left + right), 5000.0 * 101.0 * DBL_EPSILON);
    test_ok(ohm_circuit_resistance(&resistance, circuit, 2, 2, NULL, &err), &err);
    ck_assert_double_eq(resistance, 0.0);
    test_fails(ohm_circuit_resistance(&resistance, circuit, 0, N, NULL, &err), OHM_E_SINGULAR, &err,
               "not connected");
    ohm_circuit_free(circuit);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/operating_point");
    TCase *cases = tcase_create("operating_point");

    tcase_add_loop_test(cases, one_loop_obeys_ohm, 0, 5);
    tcase_add_loop_test(cases, both_laws_hold, 0, 10);
    tcase_add_loop_test(cases, resistance_of_a_ring, 0, 5);
    tcase_add_test(cases, cancelling_elements_are_singular);
    suite_add_tcase(suite, cases);
    return suite;
}
