/* tests/topology/test_omega.c -- mirrors lib/topology/omega.c, against the exact one */
#include "topology/omega.h"
#include "topology/blocks.h"
#include "topology/omega_exact.h"
#include "topology/sample.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Cholesky and one triangular solve err by a few m eps kappa.  A node matrix of a
 * block of n <= 12 nodes and m <= 24 edges has norm <= 2 * 24 and an inverse of norm
 * <= n^2 (its entries are resistances, <= n); a cycle matrix has the inverse's norm
 * <= 1 (A A^t = I + A_T A_T^t) and norm <= m n. */
static const double OMEGA_TOL = 8.0 * SAMPLE_EDGES * DBL_EPSILON * 48.0 * SAMPLE_NODES * SAMPLE_NODES;

START_TEST(agrees_with_the_exact_projector)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    const size_t m = graph->edges;
    double omega[SAMPLE_EDGES * SAMPLE_EDGES], diagonal[SAMPLE_EDGES];
    ohm_rational_matrix *exact;
    ohm_blocks *blocks;
    ohm_error err;

    test_ok(ohm_omega_fill(omega, graph, &err), &err);
    test_ok(ohm_omega_diagonal(diagonal, graph, &err), &err);
    test_ok(ohm_omega_exact_alloc(&exact, graph, &err), &err);
    test_ok(ohm_blocks_alloc(&blocks, graph, &err), &err);
    for (size_t j = 0; j < m; j++) {
        ck_assert_double_eq_tol(diagonal[j], omega[j + j * m], OMEGA_TOL);
        for (size_t i = 0; i < m; i++) {
            ck_assert_double_eq_tol(omega[i + j * m], ohm_rational_matrix_entry(exact, i, j), OMEGA_TOL);
            ck_assert(omega[i + j * m] == omega[j + i * m]);
            ck_assert(blocks->of[i] == blocks->of[j] || omega[i + j * m] == 0.0);
        }
    }
    ohm_blocks_free(blocks);
    ohm_rational_matrix_free(exact);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Weights p in [1, 10]: A P A^t has its inverse's norm <= 1 and norm <= 10 m n. */
static const double WEIGHTED_TOL = 8.0 * SAMPLE_EDGES * DBL_EPSILON * 100.0 * SAMPLE_EDGES * SAMPLE_NODES;

/* Positive weights: idempotent, P Omega_P symmetric, and cycles stay cycles: Omega_P
 * Omega = Omega. */
START_TEST(weighted_projector_of_passive_edges)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    const size_t m = graph->edges;
    double omega[SAMPLE_EDGES * SAMPLE_EDGES], plain[SAMPLE_EDGES * SAMPLE_EDGES], p[SAMPLE_EDGES];
    ohm_error err;

    for (size_t k = 0; k < m; k++)
        p[k] = ohm_rng_between(rng, 1.0, 10.0);
    test_ok(ohm_omega_weighted_fill(omega, graph, p, &err), &err);
    test_ok(ohm_omega_fill(plain, graph, &err), &err);
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < m; j++) {
            double square = -omega[i + j * m], kept = -plain[i + j * m];

            for (size_t k = 0; k < m; k++) {
                square += omega[i + k * m] * omega[k + j * m];
                kept += omega[i + k * m] * plain[k + j * m];
            }
            ck_assert_double_eq_tol(square, 0.0, WEIGHTED_TOL);
            ck_assert_double_eq_tol(kept, 0.0, WEIGHTED_TOL);
            ck_assert_double_eq_tol(p[i] * omega[i + j * m], p[j] * omega[j + i * m], 10.0 * WEIGHTED_TOL);
        }
    }
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Signs +-1 against the exact projector, singular together with it.  det(A P A^t) is a
 * whole number, so where it is not zero the inverse's norm is at most the cofactors'
 * 2-norm; a scale for the error is the size of the exact entries, squared, since the
 * inverse enters between two factors A. */
START_TEST(signed_projector_agrees_with_the_exact_one)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    const size_t m = graph->edges;
    double omega[SAMPLE_EDGES * SAMPLE_EDGES], p[SAMPLE_EDGES], largest = 1.0;
    signed char sign[SAMPLE_EDGES];
    ohm_rational_matrix *exact;

    for (size_t k = 0; k < m; k++)
        p[k] = sign[k] = ohm_rng_below(rng, 4) == 0 ? -1 : 1;
    const ohm_status expected = ohm_omega_signed_exact_alloc(&exact, graph, sign, NULL);

    ck_assert_int_eq(ohm_omega_weighted_fill(omega, graph, p, NULL), expected);
    if (expected == OHM_OK) {
        for (size_t k = 0; k < m * m; k++)
            largest = fmax(largest, fabs(ohm_rational_matrix_entry(exact, k % m, k / m)));
        for (size_t k = 0; k < m * m; k++)
            ck_assert_double_eq_tol(omega[k], ohm_rational_matrix_entry(exact, k % m, k / m),
                                    WEIGHTED_TOL * largest * largest);
    }
    ohm_rational_matrix_free(exact);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bad_weights_are_named)
{
    const size_t tail[2] = { 0, 0 }, head[2] = { 1, 1 };
    const double zero[2] = { 1.0, 0.0 }, none[2] = { (double)NAN, 1.0 }, cancel[2] = { 1.0, -1.0 };
    double omega[4];
    ohm_graph *graph;
    ohm_error err;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 2, 2, tail, head, NULL), OHM_OK);
    test_fails(ohm_omega_weighted_fill(omega, graph, zero, &err), OHM_E_DOMAIN, &err, "weight 1 = 0");
    test_fails(ohm_omega_weighted_fill(omega, graph, none, &err), OHM_E_DOMAIN, &err, "weight 0");
    test_fails(ohm_omega_weighted_fill(omega, graph, cancel, &err), OHM_E_SINGULAR, &err, "cancel");
    ohm_graph_free(graph);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(3);
    ohm_graph *graph = sample_graph(rng);
    double omega[SAMPLE_EDGES * SAMPLE_EDGES], p[SAMPLE_EDGES];
    ohm_status (*const fill[])(double *, const ohm_graph *, ohm_error *) = {
        ohm_omega_fill, ohm_omega_diagonal,
    };

    for (size_t k = 0; k < graph->edges; k++)
        p[k] = 1.0;
    for (size_t way = 0; way < 3; way++) {
        unsigned long k = 0;
        bool refused;

        do {
            test_alloc_refuse(k++);
            const ohm_status status = way < 2 ? fill[way](omega, graph, NULL)
                                              : ohm_omega_weighted_fill(omega, graph, p, NULL);
            refused = test_alloc_allow();
            ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        } while (refused);
    }
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/omega");
    TCase *cases = tcase_create("omega");

    tcase_add_loop_test(cases, agrees_with_the_exact_projector, 0, 100);
    tcase_add_loop_test(cases, weighted_projector_of_passive_edges, 0, 60);
    tcase_add_loop_test(cases, signed_projector_agrees_with_the_exact_one, 0, 200);
    tcase_add_test(cases, bad_weights_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
