/* tests/kirchhoff/test_loop.c -- mirrors lib/kirchhoff/loop.c */
#include "base/array.h"
#include "kirchhoff/loop.h"
#include "solve/dense.h"
#include "support/reduced_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 30, SEEDS = 4 * TEST_KINDS };

/* Loop currents are backward stable in resistances; in conductances the bound grows by
 * g_max / g_min, 100 here: 8 n eps times that. */
static const double BACKWARD = 8.0 * 3.0 * MOST * DBL_EPSILON * 100.0;

START_TEST(solves_the_laplacian)
{
    const bool mixed_signs = _i % 2 == 1;
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i / 2 % TEST_KINDS), MOST, 2.0, mixed_signs,
                                         0.1, rng);
    double r[3 * MOST], x[3 * MOST];
    ohm_loop *loop;
    ohm_error err;

    test_ok(ohm_loop_alloc(&loop, at->reduced, mixed_signs, &err), &err);
    for (int again = 0; again < 2; again++) {
        test_ok(ohm_loop_factor(loop, at->circuit->g, &err), &err);
        test_normals(r, at->n, rng);
        memcpy(x, r, sizeof x);
        ohm_loop_solve(x, loop);
        ck_assert(test_reduced_error(at, x, r) <= BACKWARD);
    }
    ohm_loop_free(loop);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* det A = det(loop system) prod g, against LU of A. */
START_TEST(log_determinant_is_that_of_the_laplacian)
{
    const bool mixed_signs = _i % 2 == 1;
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw((test_graph_kind)(_i / 2 % TEST_KINDS), MOST, 2.0, mixed_signs,
                                         0.1, rng);
    ohm_dense_lu *lu;
    ohm_loop *loop;
    ohm_error err;

    test_ok(ohm_dense_lu_alloc(&lu, at->n, &err), &err);
    memcpy(ohm_dense_lu_matrix(lu), at->dense, at->n * at->n * sizeof(double));
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    test_ok(ohm_loop_alloc(&loop, at->reduced, mixed_signs, &err), &err);
    test_ok(ohm_loop_factor(loop, at->circuit->g, &err), &err);
    const double expected = ohm_dense_lu_log_determinant(NULL, lu);
    ck_assert_double_eq_tol(ohm_loop_log_determinant(loop), expected,
                            BACKWARD * (double)(at->n + 1) / fmin(1.0, 100.0 * ohm_dense_lu_rcond(lu)));
    ohm_loop_free(loop);
    ohm_dense_lu_free(lu);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

/* Bridges carry what is asked of them without any system: L = 0. */
START_TEST(a_tree_has_no_loops)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_reduced *at = test_reduced_draw(TEST_TREE, MOST, 2.0, false, 0.0, rng);
    ohm_loop *loop;
    ohm_error err;

    ck_assert_int_eq(ohm_loop_count(at->reduced), 0);
    test_ok(ohm_loop_alloc(&loop, at->reduced, false, &err), &err);
    ck_assert(ohm_loop_flops(loop) == 0.0);
    ohm_loop_free(loop);
    test_reduced_free(at);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(too_many_loops_are_refused)
{
    const size_t edges = OHM_DENSE_MAX + 2;
    size_t *tail = OHM_ZEROS(size_t, edges), *head = OHM_ARRAY(size_t, edges);
    ohm_graph *graph;
    ohm_reduced *reduced;
    ohm_loop *loop;
    ohm_error err;

    for (size_t k = 0; k < edges; k++)
        head[k] = 1;
    test_ok(ohm_graph_alloc(&graph, 2, edges, tail, head, &err), &err);
    test_ok(ohm_reduced_alloc(&reduced, graph, NULL, &err), &err);
    test_fails(ohm_loop_alloc(&loop, reduced, false, &err), OHM_E_METHOD, &err, "30001 loops");
    ck_assert_ptr_null(loop);
    ohm_reduced_free(reduced);
    ohm_graph_free(graph);
    free(tail), free(head);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/loop");
    TCase *cases = tcase_create("loop");

    tcase_add_loop_test(cases, solves_the_laplacian, 0, 2 * SEEDS);
    tcase_add_loop_test(cases, log_determinant_is_that_of_the_laplacian, 0, 2 * SEEDS);
    tcase_add_loop_test(cases, a_tree_has_no_loops, 0, 5);
    tcase_add_test(cases, too_many_loops_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
