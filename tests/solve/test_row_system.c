/* tests/solve/test_row_system.c -- mirrors lib/solve/row_system.c */
#include "solve/row_system.h"
#include "support/lattice.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { SIDE = 5, N = SIDE * SIDE, COLUMNS = 3 };

/* Elimination of a diagonally dominant matrix is stable: |A x - b| <= c n eps |A| |x|, c = 8;
 * |A| <= 20 and |x| <= 100 here. */
static const double RESIDUAL = 8.0 * N * DBL_EPSILON * 20.0 * 100.0;

/* A lattice with entries drawn, each column dominated by its diagonal. */
static void
solve_drawn(bool symmetric, ohm_rng *rng)
{
    ohm_graph *g = test_torus(SIDE);
    double a[N][N] = { { 0.0 } }, b[N][COLUMNS];
    ohm_row_system *system;
    ohm_error err;

    test_ok(ohm_row_system_alloc(&system, N, g->edges, g->tail, g->head, COLUMNS, &err), &err);
    double *value = ohm_row_system_values(system);

    ohm_row_system_clear(system);
    for (size_t k = 0; k < g->edges; k++) {
        const size_t i = g->tail[k], j = g->head[k];
        const double down = ohm_rng_between(rng, 0.1, 2.0);
        const double up = symmetric ? down : ohm_rng_between(rng, 0.1, 2.0);

        a[i][j] -= up;
        a[j][i] -= down;
        a[j][j] += up;
        a[i][i] += down;
    }
    for (size_t i = 0; i < N; i++) {
        a[i][i] += 0.1;
        for (size_t j = 0; j < N; j++)
            if (a[i][j] != 0.0)
                value[ohm_row_system_entry(system, i, j)] = a[i][j];
        for (size_t c = 0; c < COLUMNS; c++)
            value[ohm_row_system_right(system, i, c)] = b[i][c] = ohm_rng_between(rng, -1.0, 1.0);
    }
    test_ok(ohm_row_system_solve(system, COLUMNS, symmetric, &err), &err);
    for (size_t i = 0; i < N; i++)
        for (size_t c = 0; c < COLUMNS; c++) {
            double sum = -b[i][c];

            for (size_t j = 0; j < N; j++)
                sum += a[i][j] * value[ohm_row_system_right(system, j, c)];
            ck_assert_double_le(fabs(sum), RESIDUAL);
        }
    ck_assert_double_gt(ohm_row_system_flops(system), 0.0);
    ohm_row_system_free(system);
    ohm_graph_free(g);
}

START_TEST(solves_symmetric_and_not)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    solve_drawn(true, rng);
    solve_drawn(false, rng);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(singular_is_said_with_the_unknown)
{
    const size_t a = 0, b = 1;
    ohm_row_system *system;
    ohm_error err;

    test_ok(ohm_row_system_alloc(&system, 2, 1, &a, &b, 1, &err), &err);
    double *value = ohm_row_system_values(system);

    value[ohm_row_system_entry(system, 0, 0)] = 1.0;
    value[ohm_row_system_entry(system, 1, 1)] = 1.0;
    value[ohm_row_system_upper(system, 0, 1)] = -1.0;
    test_fails(ohm_row_system_solve(system, 1, true, &err), OHM_E_SINGULAR, &err, "unknown 1");
    test_fails(ohm_row_system_solve(system, 9, true, &err), OHM_E_ARG, &err, "room for 1");
    ohm_row_system_free(system);
    test_fails(ohm_row_system_alloc(&system, 1, 1, &a, &b, 1, &err), OHM_E_ARG, &err, "pair 0");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("row_system");
    TCase *tc = tcase_create("row_system");

    tcase_add_loop_test(tc, solves_symmetric_and_not, 0, 20);
    tcase_add_test(tc, singular_is_said_with_the_unknown);
    suite_add_tcase(suite, tc);
    return suite;
}
