/* tests/kirchhoff/test_network.c -- mirrors lib/kirchhoff/network.c */
#include "base/array.h"
#include "kirchhoff/network.h"
#include "support/kirchhoff_oracle.h"
#include "support/test.h"
#include "topology/families_classic.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 30, SEEDS = 8 * TEST_KINDS };

static const double DECADES = 3.0;

/* Refinement leaves |r|_2 <= 32 eps |i|_2, and an error of the currents
 * |di|_2 <= sqrt(g_max / lambda_min) |r|_2; lambda_min >= g_min / N^2 for a grounded
 * Laplacian, g_max / g_min = 1e3, N <= 60: below 1e-11 |i|_2. */
static const double CURRENT_TOL = 1e-11;

/* cg is asked for |r|_2 <= 1e-12 |i|_2; the same amplification, below 2000. */
static const double ITERATIVE_TOL = 2e-9;

/* Mixed signs bring conditions up to 1e4 or so with these seeds (the worst differs
 * from the oracle by 2e-12). */
static const double MIXED_TOL = 1e-9;

static const ohm_solver_kind PASSIVE[] = {
    OHM_SOLVER_AUTO, OHM_SOLVER_DENSE, OHM_SOLVER_CHOLESKY, OHM_SOLVER_LU, OHM_SOLVER_CG, OHM_SOLVER_LOOP
};
static const ohm_solver_kind MIXED[] = { OHM_SOLVER_AUTO, OHM_SOLVER_DENSE, OHM_SOLVER_LU, OHM_SOLVER_LOOP };

typedef struct {
    double *potential, *current;
} solution;

static solution
room(const ohm_graph *graph)
{
    return (solution){ OHM_ZEROS(double, graph->nodes), OHM_ZEROS(double, graph->edges) };
}

static void
drop(solution *at)
{
    free(at->potential);
    free(at->current);
}

static double
norm(const double *x, size_t n)
{
    double square = 0.0;

    for (size_t k = 0; k < n; k++)
        square += x[k] * x[k];
    return sqrt(square);
}

static double
distance(const double *x, const double *y, size_t n)
{
    double square = 0.0;

    for (size_t k = 0; k < n; k++)
        square += (x[k] - y[k]) * (x[k] - y[k]);
    return sqrt(square);
}

static ohm_network *
made(const test_circuit *circuit, ohm_solver_kind kind, bool mixed_signs)
{
    const ohm_network_options options = { .solver = kind, .mixed_signs = mixed_signs };
    ohm_network *network;
    ohm_error err;

    test_ok(ohm_network_alloc(&network, circuit->graph, circuit->is_held, &options, &err), &err);
    test_ok(ohm_network_factor(network, circuit->g, &err), &err);
    return network;
}

static void
solve(solution *at, ohm_network *network, const test_circuit *circuit)
{
    ohm_error err;

    test_ok(ohm_network_solve(at->potential, at->current, network, circuit->emf, circuit->held,
                              circuit->injection, &err), &err);
}

/* Every backend against long elimination, held nodes, injections and EMFs at once. */
START_TEST(every_solver_agrees_with_elimination)
{
    const double hold[3] = { 0.0, 0.2, 0.7 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = test_circuit_draw((test_graph_kind)(_i % TEST_KINDS), MOST, DECADES, false,
                                              hold[_i / TEST_KINDS % 3], rng);
    const ohm_graph *graph = circuit->graph;
    solution expected = room(graph), at = room(graph);

    ck_assert(test_kirchhoff(expected.potential, expected.current, circuit));
    const double size = norm(expected.current, graph->edges);
    for (size_t s = 0; s < sizeof PASSIVE / sizeof *PASSIVE; s++) {
        const double tol = PASSIVE[s] == OHM_SOLVER_CG ? ITERATIVE_TOL : CURRENT_TOL;
        ohm_network *network = made(circuit, PASSIVE[s], false);

        solve(&at, network, circuit);
        ck_assert_msg(distance(at.current, expected.current, graph->edges) <= tol * size,
                      "%s: %g of %g", ohm_solver_name(PASSIVE[s]),
                      distance(at.current, expected.current, graph->edges), size);
        for (size_t v = 0; v < graph->nodes; v++)
            ck_assert_double_eq_tol(at.potential[v], expected.potential[v],
                                    tol * (size / pow(10.0, -DECADES / 2.0) + 10.0));
        ck_assert(ohm_network_kcl_residual(at.current, circuit->injection, network) <= tol * (size + 10.0));
        ohm_network_free(network);
    }
    drop(&expected), drop(&at);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(mixed_signs_agree_with_elimination)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = test_circuit_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 1.0, true,
                                              _i % 2 == 0 ? 0.1 : 0.0, rng);
    const ohm_graph *graph = circuit->graph;
    solution expected = room(graph), at = room(graph);

    ck_assert(test_kirchhoff(expected.potential, expected.current, circuit));
    const double size = norm(expected.current, graph->edges);
    for (size_t s = 0; s < sizeof MIXED / sizeof *MIXED; s++) {
        ohm_network *network = made(circuit, MIXED[s], true);

        solve(&at, network, circuit);
        ck_assert_msg(distance(at.current, expected.current, graph->edges) <= MIXED_TOL * size,
                      "%s: %g of %g", ohm_solver_name(MIXED[s]),
                      distance(at.current, expected.current, graph->edges), size);
        ohm_network_free(network);
    }
    drop(&expected), drop(&at);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* New conductances in an old network give the bytes of a new network, and an earlier
 * solution leaves nothing behind. */
/* Sixteen sets of EMFs at once are what one at a time gives, held nodes at 0 V. */
START_TEST(lanes_are_solutions_one_by_one)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = test_circuit_draw((test_graph_kind)(_i % TEST_KINDS), MOST, 1.0, false,
                                              _i % 2 == 0 ? 0.2 : 0.0, rng);
    const size_t m = circuit->graph->edges;
    solution at = room(circuit->graph);
    double *emf = calloc(m + 1, sizeof *emf), *lanes = calloc(m + 1, OHM_NETWORK_LANES * sizeof *lanes);
    double *both = calloc(m + 1, OHM_NETWORK_LANES * sizeof *both);
    ohm_error err;

    test_normals(lanes, m * OHM_NETWORK_LANES, rng);
    for (size_t s = 0; s < sizeof PASSIVE / sizeof *PASSIVE; s++) {
        ohm_network *network = made(circuit, PASSIVE[s], false);

        test_ok(ohm_network_response(both, lanes, network, &err), &err);
        for (size_t l = 0; l < OHM_NETWORK_LANES; l += 5) {
            for (size_t k = 0; k < m; k++)
                emf[k] = lanes[k * OHM_NETWORK_LANES + l];
            test_ok(ohm_network_solve(at.potential, at.current, network, emf, NULL, NULL, &err), &err);
            for (size_t k = 0; k < m; k++)
                ck_assert_double_eq_tol(both[k * OHM_NETWORK_LANES + l], at.current[k],
                                        1e-8 * norm(at.current, m) + 1e-13);
        }
        test_ok(ohm_network_self_response(emf, network, &err), &err);
        memset(both, 0, m * OHM_NETWORK_LANES * sizeof *both);
        for (size_t k = 0; k < m && k < OHM_NETWORK_LANES; k++)
            both[k * OHM_NETWORK_LANES + k] = 1.0;
        test_ok(ohm_network_response(both, both, network, &err), &err);
        for (size_t k = 0; k < m && k < OHM_NETWORK_LANES; k++)         /* an edge answers itself */
            ck_assert_double_eq_tol(emf[k], both[k * OHM_NETWORK_LANES + k], 1e-8 * circuit->g[k]);
        memcpy(both, lanes, m * OHM_NETWORK_LANES * sizeof *both);
        test_ok(ohm_network_response(both, both, network, &err), &err);     /* in place */
        for (size_t k = 0; k < m; k++)
            ck_assert_double_eq_tol(both[k * OHM_NETWORK_LANES + 15], at.current[k],
                                    1e-8 * norm(at.current, m) + 1e-13);
        ohm_network_free(network);
    }
    drop(&at);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
    free(emf);
    free(lanes);
    free(both);
}
END_TEST

START_TEST(refactoring_is_as_good_as_new)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = test_circuit_draw((test_graph_kind)(_i % TEST_KINDS), MOST, DECADES, false,
                                              0.1, rng);
    const size_t edges = circuit->graph->edges;
    solution once = room(circuit->graph), again = room(circuit->graph);

    for (size_t s = 0; s < sizeof PASSIVE / sizeof *PASSIVE; s++) {
        ohm_network *old = made(circuit, PASSIVE[s], false);
        ohm_error err;

        solve(&once, old, circuit);
        test_magnitudes(circuit->g, edges, DECADES, false, rng);
        test_normals(circuit->emf, edges, rng);
        ohm_network *new = made(circuit, PASSIVE[s], false);
        test_ok(ohm_network_factor(old, circuit->g, &err), &err);
        memset(once.potential, 0, circuit->graph->nodes * sizeof(double));
        memset(again.potential, 0, circuit->graph->nodes * sizeof(double));
        solve(&once, old, circuit);
        solve(&again, new, circuit);
        /* KLU takes over pivots, so its bytes may differ */
        const double tol = PASSIVE[s] == OHM_SOLVER_LU ? CURRENT_TOL * norm(once.current, edges) : 0.0;
        ck_assert(distance(once.current, again.current, edges) <= tol);
        ck_assert_uint_eq(ohm_network_worked(old)->factorizations, 2);
        ck_assert_uint_eq(ohm_network_worked(old)->solves, 2);
        ohm_network_free(old);
        ohm_network_free(new);
    }
    drop(&once), drop(&again);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* A first guess: the answer itself costs cg nothing, nonsense costs it the answer not. */
START_TEST(guesses_help_and_never_harm)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = test_circuit_draw(TEST_CONNECTED, MOST, DECADES, false, 0.1, rng);
    const ohm_graph *graph = circuit->graph;
    solution first = room(graph), second = room(graph);
    ohm_network *network = made(circuit, OHM_SOLVER_CG, false);

    solve(&first, network, circuit);
    const size_t cold = ohm_network_worked(network)->cg_iterations;
    memcpy(second.potential, first.potential, graph->nodes * sizeof(double));
    solve(&second, network, circuit);
    ck_assert_uint_le(ohm_network_worked(network)->cg_iterations - cold, cold / 4 + 1);
    for (size_t v = 0; v < graph->nodes; v++)
        second.potential[v] = v % 2 == 0 ? NAN : 1e300;
    solve(&second, network, circuit);
    ck_assert(distance(first.current, second.current, graph->edges)
              <= ITERATIVE_TOL * norm(first.current, graph->edges));
    ohm_network_free(network);
    drop(&first), drop(&second);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Two nodes, R = (1, -1) around one loop: A R A^t = 0. */
START_TEST(cancelling_loop_is_singular)
{
    const size_t tail[2] = { 0, 0 }, head[2] = { 1, 1 };
    const double g[2] = { 1.0, -1.0 }, sound[2] = { 1.0, -2.0 };
    double potential[2], current[2];
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 2, 2, tail, head, &err), &err);
    for (size_t s = 0; s < sizeof MIXED / sizeof *MIXED; s++) {
        const ohm_network_options options = { .solver = MIXED[s], .mixed_signs = true };
        ohm_network *network;

        test_ok(ohm_network_alloc(&network, graph, NULL, &options, &err), &err);
        test_fails(ohm_network_factor(network, g, &err), OHM_E_SINGULAR, &err, "cancel");
        test_fails(ohm_network_solve(potential, current, network, NULL, NULL, NULL, &err), OHM_E_ARG, &err,
                   "factored");
        test_ok(ohm_network_factor(network, sound, &err), &err);
        ohm_network_free(network);
    }
    ohm_graph_free(graph);
}
END_TEST

START_TEST(bad_conductances_are_named)
{
    const double bad[5] = { 0.0, -1.0, NAN, INFINITY, -INFINITY };
    const size_t tail[3] = { 0, 1, 2 }, head[3] = { 1, 2, 0 };
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 3, 3, tail, head, &err), &err);
    for (int mixed = 0; mixed < 2; mixed++) {
        const ohm_network_options options = { .solver = OHM_SOLVER_AUTO, .mixed_signs = mixed };
        ohm_network *network;

        test_ok(ohm_network_alloc(&network, graph, NULL, &options, &err), &err);
        for (int k = 0; k < 5; k++) {
            const double g[3] = { 1.0, 1.0, bad[k] };

            if (mixed && bad[k] == -1.0)
                continue;
            test_fails(ohm_network_factor(network, g, &err), OHM_E_DOMAIN, &err, "edge 2");
        }
        ohm_network_free(network);
    }
    ohm_graph_free(graph);
}
END_TEST

START_TEST(bad_drives_are_named)
{
    const size_t tail[2] = { 0, 1 }, head[2] = { 1, 2 };
    const bool held[4] = { true, false, false, false };
    const double g[2] = { 1.0, 1.0 }, zero[4] = { 0 };
    const double emf[2] = { 0.0, NAN }, potential[4] = { INFINITY, 0, 0, 0 }, injection[4] = { 0, NAN, 0, 0 };
    const double lost[4] = { 0, 0, 0, 1.0 };
    double p[4], i[2];
    ohm_network *network;
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 4, 2, tail, head, &err), &err);
    test_ok(ohm_network_alloc(&network, graph, held, NULL, &err), &err);
    test_ok(ohm_network_factor(network, g, &err), &err);
    test_fails(ohm_network_solve(p, i, network, emf, NULL, NULL, &err), OHM_E_DOMAIN, &err, "edge 1");
    test_fails(ohm_network_solve(p, i, network, NULL, potential, NULL, &err), OHM_E_DOMAIN, &err, "node 0");
    test_fails(ohm_network_solve(p, i, network, NULL, NULL, injection, &err), OHM_E_DOMAIN, &err, "node 1");
    test_fails(ohm_network_solve(p, i, network, NULL, zero, lost, &err), OHM_E_CONTENT, &err, "node 3");
    test_ok(ohm_network_solve(p, i, network, NULL, zero, zero, &err), &err);
    ohm_network_free(network);
    ohm_graph_free(graph);
}
END_TEST

/* No unknown at all: nodes without edges, one node with a self-loop, all held. */
START_TEST(nothing_to_solve_is_solved)
{
    const size_t tail[2] = { 0, 0 }, head[2] = { 0, 1 };
    const bool held[2] = { true, true };
    const double g[2] = { 2.0, 4.0 }, emf[2] = { 3.0, 0.0 }, value[2] = { 5.0, 4.0 };
    double p[2], i[2];
    ohm_graph *graph;
    ohm_network *network;
    ohm_error err;

    for (size_t s = 0; s < sizeof PASSIVE / sizeof *PASSIVE; s++) {
        const ohm_network_options options = { .solver = PASSIVE[s] };

        test_ok(ohm_graph_alloc(&graph, 2, 2, tail, head, &err), &err);
        test_ok(ohm_network_alloc(&network, graph, held, &options, &err), &err);
        test_ok(ohm_network_factor(network, g, &err), &err);
        test_ok(ohm_network_solve(p, i, network, emf, value, NULL, &err), &err);
        ck_assert(i[0] == 6.0 && i[1] == 4.0 && p[0] == 5.0 && p[1] == 4.0);
        ohm_network_free(network);
        ohm_graph_free(graph);
        test_ok(ohm_graph_alloc(&graph, 2, 0, NULL, NULL, &err), &err);
        test_ok(ohm_network_alloc(&network, graph, NULL, &options, &err), &err);
        test_ok(ohm_network_factor(network, NULL, &err), &err);
        test_ok(ohm_network_solve(p, NULL, network, NULL, NULL, NULL, &err), &err);
        ck_assert(p[0] == 0.0 && p[1] == 0.0);
        ohm_network_free(network);
        ohm_graph_free(graph);
    }
}
END_TEST

/* Ohm's law a million million apart: a chain 1e6, 1e-6, 1e6 S under 1 V.  cg leaves
 * 1e-12 of the current at the two nodes, in series with it. */
static const double FAR_TOL = 1e-11;

START_TEST(far_apart_conductances_keep_kirchhoffs_law)
{
    const size_t tail[3] = { 0, 1, 2 }, head[3] = { 1, 2, 3 };
    const double g[3] = { 1e6, 1e-6, 1e6 }, value[4] = { 1.0, 0.0, 0.0, 0.0 };
    const bool held[4] = { true, false, false, true };
    const double current = 1.0 / (2e-6 + 1e6);
    double p[4], i[3];
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 4, 3, tail, head, &err), &err);
    for (size_t s = 0; s < sizeof PASSIVE / sizeof *PASSIVE; s++) {
        const ohm_network_options options = { .solver = PASSIVE[s] };
        ohm_network *network;

        test_ok(ohm_network_alloc(&network, graph, held, &options, &err), &err);
        test_ok(ohm_network_factor(network, g, &err), &err);
        test_ok(ohm_network_solve(p, i, network, NULL, value, NULL, &err), &err);
        for (int k = 0; k < 3; k++)
            ck_assert_msg(test_close(i[k], current, FAR_TOL), "%s: i[%d] = %g", ohm_solver_name(PASSIVE[s]),
                          k, i[k]);
        ohm_network_free(network);
    }
    ohm_graph_free(graph);
}
END_TEST

START_TEST(solvers_say_what_they_cannot)
{
    const ohm_solver_kind passive_only[3] = { OHM_SOLVER_CHOLESKY, OHM_SOLVER_CG, OHM_SOLVER_PETSC };
    const size_t tail[1] = { 0 }, head[1] = { 1 };
    ohm_graph *graph;
    ohm_network *network;
    ohm_error err;

    test_ok(ohm_graph_alloc(&graph, 2, 1, tail, head, &err), &err);
    for (int k = 0; k < 3; k++) {
        const ohm_network_options options = { .solver = passive_only[k], .mixed_signs = true };

        test_fails(ohm_network_alloc(&network, graph, NULL, &options, &err), OHM_E_METHOD, &err,
                   ohm_solver_name(passive_only[k]));
        ck_assert_ptr_null(network);
    }
    const ohm_network_options loose = { .solver = OHM_SOLVER_CG, .cg_tolerance = 2.0 };
    const ohm_network_options odd = { .solves = -1.0 };
    test_fails(ohm_network_alloc(&network, graph, NULL, &loose, &err), OHM_E_ARG, &err, "cg_tolerance");
    test_fails(ohm_network_alloc(&network, graph, NULL, &odd, &err), OHM_E_ARG, &err, "solves");
    ohm_graph_free(graph);
}
END_TEST

/* det of the reduced Laplacian counts spanning trees: n^(n-2) for K_n, n for a ring. */
START_TEST(log_determinant_counts_trees)
{
    const double n = 3.0 + _i;
    ohm_graph *graph[2];
    ohm_error err;

    test_ok(ohm_graph_complete(&graph[0], (size_t)n, &err), &err);
    test_ok(ohm_graph_ring(&graph[1], (size_t)n, &err), &err);
    for (int k = 0; k < 2; k++) {
        const double expected = k == 0 ? (n - 2.0) * log(n) : log(n);
        double *ones = OHM_ARRAY(double, graph[k]->edges), found = 0.0;
        ohm_network *network;

        for (size_t e = 0; e < graph[k]->edges; e++)
            ones[e] = 1.0;
        test_ok(ohm_network_alloc(&network, graph[k], NULL, NULL, &err), &err);
        test_fails(ohm_network_log_determinant(&found, network, &err), OHM_E_ARG, &err, "factored");
        test_ok(ohm_network_factor(network, ones, &err), &err);
        test_ok(ohm_network_log_determinant(&found, network, &err), &err);
        ck_assert_double_eq_tol(found, expected, 8.0 * n * DBL_EPSILON * (1.0 + expected));
        ohm_network_free(network);
        ohm_graph_free(graph[k]);
        free(ones);
    }
}
END_TEST

/* What a self-loop or an edge between held nodes carries is not delivered to others. */
START_TEST(delivered_current_balances)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_circuit *circuit = test_circuit_draw(TEST_MULTI, MOST, DECADES, false, 0.3, rng);
    const ohm_graph *graph = circuit->graph;
    ohm_network *network = made(circuit, OHM_SOLVER_AUTO, false);
    double *delivered = OHM_ARRAY(double, graph->nodes);
    solution at = room(graph);

    solve(&at, network, circuit);
    ohm_network_delivered(delivered, at.current, graph);
    const double tol = CURRENT_TOL * (norm(at.current, graph->edges) + norm(circuit->injection, graph->nodes));
    double sum = 0.0;
    for (size_t v = 0; v < graph->nodes; v++) {
        sum += delivered[v];
        if (!circuit->is_held[v])
            ck_assert_double_eq_tol(delivered[v], circuit->injection[v], tol);
    }
    ck_assert_double_eq_tol(sum, 0.0, tol);
    free(delivered);
    drop(&at);
    ohm_network_free(network);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    const ohm_solver_kind kind = PASSIVE[(size_t)_i % (sizeof PASSIVE / sizeof *PASSIVE)];
    ohm_rng *rng = test_rng(3);
    test_circuit *circuit = test_circuit_draw(TEST_CONNECTED, 12, DECADES, false, 0.2, rng);
    solution expected = room(circuit->graph), at = room(circuit->graph);

    ck_assert(test_kirchhoff(expected.potential, expected.current, circuit));
    for (unsigned long k = 0; ; k++) {
        const ohm_network_options options = { .solver = kind, .mixed_signs = _i >= 6 };
        ohm_network *network;
        ohm_error err;

        if (_i >= 6 && (kind == OHM_SOLVER_CHOLESKY || kind == OHM_SOLVER_CG))
            break;
        test_alloc_refuse(k);
        ohm_status status = ohm_network_alloc(&network, circuit->graph, circuit->is_held, &options, &err);
        if (status == OHM_OK)
            status = ohm_network_factor(network, circuit->g, &err);
        if (status == OHM_OK)
            status = ohm_network_solve(at.potential, at.current, network, circuit->emf, circuit->held,
                                       circuit->injection, &err);
        const bool refused = test_alloc_allow();
        ohm_network_free(network);
        ck_assert(status == OHM_OK || (refused && status == OHM_E_NOMEM));
        if (status == OHM_OK)
            ck_assert(distance(at.current, expected.current, circuit->graph->edges)
                      <= ITERATIVE_TOL * norm(expected.current, circuit->graph->edges));
        if (!refused)
            break;
    }
    drop(&expected), drop(&at);
    test_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/network");
    TCase *cases = tcase_create("network");

    tcase_add_loop_test(cases, every_solver_agrees_with_elimination, 0, SEEDS);
    tcase_add_loop_test(cases, mixed_signs_agree_with_elimination, 0, SEEDS);
    tcase_add_loop_test(cases, lanes_are_solutions_one_by_one, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, refactoring_is_as_good_as_new, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, guesses_help_and_never_harm, 0, 10);
    tcase_add_test(cases, cancelling_loop_is_singular);
    tcase_add_test(cases, bad_conductances_are_named);
    tcase_add_test(cases, bad_drives_are_named);
    tcase_add_test(cases, nothing_to_solve_is_solved);
    tcase_add_test(cases, far_apart_conductances_keep_kirchhoffs_law);
    tcase_add_test(cases, solvers_say_what_they_cannot);
    tcase_add_loop_test(cases, log_determinant_counts_trees, 0, 20);
    tcase_add_loop_test(cases, delivered_current_balances, 0, 10);
    tcase_add_loop_test(cases, refused_memory_is_an_error, 0, 12);
    suite_add_tcase(suite, cases);
    return suite;
}
