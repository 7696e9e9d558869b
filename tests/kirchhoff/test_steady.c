/* tests/kirchhoff/test_steady.c -- mirrors lib/kirchhoff/steady.c */
#include "kirchhoff/steady.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* I = a sinh(b U): rises steeply, and is what a pair of junctions does. */
typedef struct {
    size_t edges;
    double a[256], b[256];
} junctions;

static void
junction_law(double *current, double *slope, const double *voltage, void *data)
{
    const junctions *j = data;

    for (size_t k = 0; k < j->edges; k++) {
        current[k] = j->a[k] * sinh(j->b[k] * voltage[k]);
        slope[k] = j->a[k] * j->b[k] * cosh(j->b[k] * voltage[k]);
    }
}

/* Two held nodes, a chain of equal elements between: the voltage divides evenly. */
START_TEST(equal_elements_divide_evenly)
{
    static const size_t tail[] = { 0, 2, 2, 3 }, head[] = { 1, 1, 3, 4 };
    static const bool held[] = { true, false, false, false, true };
    double p[] = { 8.0, 0.0, 0.0, 0.0, 0.0 };
    junctions law = { 4, { 1.0, 1.0, 1.0, 1.0 }, { 3.0, 3.0, 3.0, 3.0 } };
    ohm_graph *graph;
    ohm_steady *steady;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 5, 4, tail, head, &err), &err);
    test_ok(ohm_steady_alloc(&steady, graph, held, &err), &err);
    test_ok(ohm_steady_solve(p, steady, junction_law, &law, &err), &err);
    for (int v = 0; v < 5; v++)
        ck_assert_double_eq_tol(p[v], 8.0 - 2.0 * v, 1e-12);
    ck_assert(test_close(ohm_steady_current(steady)[0], sinh(6.0), 1e-12));
    ck_assert(test_close(ohm_steady_current(steady)[1], -sinh(6.0), 1e-12));
    ohm_steady_free(steady);
    ohm_graph_free(graph);
}
END_TEST

/* A connected random multigraph: a path plus chords. */
static ohm_graph *
random_network(ohm_rng *rng, size_t nodes, size_t edges)
{
    size_t tail[256], head[256];
    ohm_graph *graph;

    for (size_t k = 0; k < edges; k++) {
        tail[k] = k + 1 < nodes ? k : ohm_rng_below(rng, nodes);
        head[k] = k + 1 < nodes ? k + 1 : ohm_rng_below(rng, nodes);
    }
    ck_assert_int_eq(ohm_graph_alloc(&graph, nodes, edges, tail, head, NULL), OHM_OK);
    return graph;
}

/* Kirchhoff holds at the free nodes; lambda . F(p + d) has the slope J d; dense and sparse
 * networks alike (10 nodes, 100 nodes). */
START_TEST(kirchhoff_holds_and_the_adjoint_is_the_slope)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t nodes = _i % 2 ? 100 : 10, edges = 2 * nodes;
    ohm_graph *graph = random_network(rng, nodes, edges);
    bool *held = calloc(nodes, sizeof *held);
    double *p = calloc(nodes, sizeof *p), *q = calloc(nodes, sizeof *q), *sum = calloc(nodes, sizeof *sum);
    double *rhs = calloc(nodes, sizeof *rhs), *lambda = calloc(nodes, sizeof *lambda);
    junctions law = { .edges = edges };
    ohm_steady *steady;
    ohm_error err;

    held[0] = held[nodes / 2] = held[nodes - 1] = true;
    for (size_t v = 0; v < nodes; v++) {
        p[v] = held[v] ? ohm_rng_between(rng, -5.0, 5.0) : 0.0;
        rhs[v] = ohm_rng_normal(rng);
    }
    for (size_t k = 0; k < edges; k++) {
        law.a[k] = ohm_rng_between(rng, 0.5, 2.0);
        law.b[k] = ohm_rng_between(rng, 0.5, 2.0);
    }
    memcpy(q, p, nodes * sizeof *q);
    test_ok(ohm_steady_alloc(&steady, graph, held, &err), &err);
    test_ok(ohm_steady_solve(p, steady, junction_law, &law, &err), &err);
    for (size_t k = 0; k < edges; k++) {
        sum[graph->tail[k]] += ohm_steady_current(steady)[k];
        sum[graph->head[k]] -= ohm_steady_current(steady)[k];
    }
    for (size_t v = 0; v < nodes; v++)
        ck_assert_double_eq_tol(held[v] ? 0.0 : sum[v], 0.0, 1e-9);     /* of currents up to 1e4 */
    /* dR/dp_source for R = rhs . p, by the adjoint: -lambda . dF/dp_source, and by differences */
    test_ok(ohm_steady_linearize(steady, &err), &err);
    test_ok(ohm_steady_adjoint(lambda, rhs, steady, &err), &err);
    double slope = rhs[0], differences = 0.0;
    for (size_t k = 0; k < edges; k++) {
        const double g = ohm_steady_slope(steady)[k];

        slope += graph->tail[k] == 0 ? g * (lambda[graph->head[k]] - lambda[0]) : 0.0;
        slope += graph->head[k] == 0 ? g * (lambda[graph->tail[k]] - lambda[0]) : 0.0;
    }
    for (int sign = -1; sign <= 1; sign += 2) {
        memcpy(sum, q, nodes * sizeof *sum);
        sum[0] += sign * 1e-4;
        test_ok(ohm_steady_solve(sum, steady, junction_law, &law, &err), &err);
        for (size_t v = 0; v < nodes; v++)
            differences += sign * rhs[v] * sum[v] / 2e-4;
    }
    /* step^2 = 1e-8 of third derivatives, b^3 each */
    ck_assert_double_eq_tol(slope, differences, 1e-6 * (1.0 + fabs(differences)));
    ohm_steady_free(steady);
    ohm_graph_free(graph);
    free(held);
    free(p);
    free(q);
    free(sum);
    free(rhs);
    free(lambda);
    ohm_rng_free(rng);
}
END_TEST

/* I = U^3 - 3 U falls between -1 and 1: two in series at 1 V have the state (1/2, 1/2), where
 * both slopes are negative and the matrix indefinite. */
static void
falling_law(double *current, double *slope, const double *voltage, void *data)
{
    (void)data;
    for (int k = 0; k < 2; k++) {
        current[k] = voltage[k] * (voltage[k] * voltage[k] - 3.0);
        slope[k] = 3.0 * voltage[k] * voltage[k] - 3.0;
    }
}

START_TEST(falling_currents_take_pivots)
{
    static const size_t tail[] = { 0, 1 }, head[] = { 1, 2 };
    static const bool held[] = { true, false, true };
    double p[] = { 1.0, 0.55, 0.0 };
    ohm_graph *graph;
    ohm_steady *steady;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 3, 2, tail, head, &err), &err);
    test_ok(ohm_steady_alloc(&steady, graph, held, &err), &err);
    test_ok(ohm_steady_solve(p, steady, falling_law, NULL, &err), &err);
    ck_assert_double_eq_tol(p[1], 0.5, 1e-12);
    ck_assert(ohm_steady_worked(steady)->indefinite > 0);
    ohm_steady_free(steady);
    ohm_graph_free(graph);
}
END_TEST

static void
broken_law(double *current, double *slope, const double *voltage, void *data)
{
    (void)data;
    (void)voltage;
    current[0] = current[1] = (double)NAN;
    slope[0] = slope[1] = 1.0;
}

/* I = 1 whatever the voltage in one edge, 2 in the next: no state at all. */
static void
stubborn_law(double *current, double *slope, const double *voltage, void *data)
{
    (void)data;
    for (int k = 0; k < 2; k++) {
        current[k] = 1.0 + k + 0.1 * atan(voltage[k]);
        slope[k] = 0.1 / (1.0 + voltage[k] * voltage[k]);
    }
}

START_TEST(what_has_no_answer_is_said)
{
    static const size_t tail[] = { 0, 1 }, head[] = { 1, 2 };
    static const bool held[] = { true, false, true }, none[] = { false, false, false };
    double p[] = { 1.0, 0.0, 0.0 }, lambda[3];
    ohm_graph *graph;
    ohm_steady *steady;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 3, 2, tail, head, &err), &err);
    test_fails(ohm_steady_alloc(&steady, graph, none, &err), OHM_E_ARG, &err, "no node is held");
    test_ok(ohm_steady_alloc(&steady, graph, held, &err), &err);
    test_fails(ohm_steady_adjoint(lambda, p, steady, &err), OHM_E_ARG, &err, "before");
    test_fails(ohm_steady_solve(p, steady, broken_law, NULL, &err), OHM_E_DOMAIN, &err, "not a number");
    test_fails(ohm_steady_solve(p, steady, stubborn_law, NULL, &err), OHM_E_NOCONV, &err, "unaccounted");
    p[0] = (double)INFINITY;
    test_fails(ohm_steady_solve(p, steady, stubborn_law, NULL, &err), OHM_E_DOMAIN, &err, "node 0");
    ohm_steady_free(steady);
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/steady");
    TCase *cases = tcase_create("steady");

    tcase_add_test(cases, equal_elements_divide_evenly);
    tcase_add_loop_test(cases, kirchhoff_holds_and_the_adjoint_is_the_slope, 0, 20);
    tcase_add_test(cases, falling_currents_take_pivots);
    tcase_add_test(cases, what_has_no_answer_is_said);
    suite_add_tcase(suite, cases);
    return suite;
}
