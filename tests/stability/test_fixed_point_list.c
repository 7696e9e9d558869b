/* tests/stability/test_fixed_point_list.c -- mirrors lib/stability/fixed_point_list.c */
#include "stability/fixed_point_list.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <stdlib.h>

enum { SEEDS = 12 };

/* A state as the list should hold it, whatever order it is given in. */
static void
fill(double *w, size_t m, int which)
{
    for (size_t k = 0; k < m; k++)
        w[k] = which < 2 ? 0.3 + 0.2 * which : which == 2 ? 0.0 : 1.0;
}

START_TEST(each_state_is_kept_once_and_interior_ones_lead)
{
    static const int given[] = { 3, 1, 2, 1, 0, 3, 0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_BARE), TEST_RELAX | TEST_PER_EDGE, rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w), *kept = calloc(m + 1, sizeof *kept);
    ohm_fixed_points *points;
    ohm_jacobian *jacobian;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_fixed_points_alloc(&points, circuit->problem.device, &err), &err);
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        fill(w, m, given[i]);
        test_ok(ohm_fixed_points_keep(points, w, &circuit->problem, jacobian, &err), &err);
    }
    ck_assert_uint_eq(points->count, 4);
    ohm_fixed_points_sort(points, m);
    ck_assert(points->point[0].interior && points->point[1].interior);
    ck_assert(!points->point[2].interior && !points->point[3].interior);
    ck_assert_uint_le(points->point[2].held_count, points->point[3].held_count);
    for (int i = 0; i < 2; i++) {
        fill(kept, m, i);
        ck_assert_mem_eq(points->point[i].w, kept, m * sizeof *kept);
    }
    ohm_fixed_points_free(points);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w), free(kept);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/fixed_point_list");
    TCase *cases = tcase_create("fixed_point_list");

    tcase_add_loop_test(cases, each_state_is_kept_once_and_interior_ones_lead, 0, SEEDS);
    suite_add_tcase(suite, cases);
    return suite;
}
