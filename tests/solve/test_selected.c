/* tests/solve/test_selected.c -- mirrors lib/solve/selected.c */
#include "base/array.h"
#include "solve/dense.h"
#include "solve/selected.h"
#include "support/random_matrix.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 40, SEEDS = 4 * TEST_KINDS };

/* Inverse entries of an M-matrix from its factor: n^2 rounded sums of one sign each;
 * the dense ones lose the condition, below 1e5 here. */
static const double ENTRY_TOL = 8.0 * MOST * MOST * DBL_EPSILON * 1e5;

/* Every entry there is, against a dense inverse column by column. */
START_TEST(entries_are_those_of_the_inverse)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_matrix *matrix = test_matrix_draw((test_graph_kind)(_i % TEST_KINDS), MOST, false, rng);
    const size_t n = matrix->n;
    double *dense = ohm_copy(matrix->dense, n * n, sizeof *dense), *inverse, *unit = OHM_ZEROS(double, n * n);
    ohm_cholesky *cholesky;
    ohm_ldl ldl;
    ohm_error err;

    test_ok(ohm_cholesky_alloc(&cholesky, n, matrix->pairs, matrix->a, matrix->b, OHM_CHOLESKY_SIMPLICIAL,
                               &err), &err);
    const int *order = ohm_cholesky_order(cholesky);
    test_matrix_assemble(ohm_cholesky_values(cholesky), ohm_cholesky_pattern(cholesky), order, matrix);
    test_ok(ohm_cholesky_factor(cholesky, &err), &err);
    test_ok(ohm_cholesky_columns(&ldl, cholesky, &err), &err);
    test_ok(ohm_selected_inverse(&inverse, &ldl, &err), &err);
    test_ok(ohm_dense_cholesky(dense, n, &err), &err);
    for (size_t j = 0; j < n; j++)
        unit[j + j * n] = 1.0;
    ohm_dense_cholesky_solve(unit, n, dense, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const double found = ohm_selected_entry(inverse, &ldl, order[i], order[j]);

            if (matrix->dense[i + j * n] != 0.0)        /* the factor holds A's pattern */
                ck_assert(!isnan(found));
            if (!isnan(found))
                ck_assert_double_eq_tol(found, unit[i + j * n], ENTRY_TOL * (1.0 + fabs(unit[i + i * n])));
        }
    free(inverse), free(dense), free(unit);
    ohm_cholesky_free(cholesky);
    test_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    const int start[2] = { 0, 2 }, count[2] = { 2, 1 }, row[3] = { 0, 1, 1 };
    const double value[3] = { 2.0, -0.5, 1.5 };
    const ohm_ldl ldl = { 2, start, count, row, value };

    for (unsigned long k = 0; ; k++) {
        double *inverse;

        test_alloc_refuse(k);
        const ohm_status status = ohm_selected_inverse(&inverse, &ldl, NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        free(inverse);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/selected");
    TCase *cases = tcase_create("selected");

    tcase_add_loop_test(cases, entries_are_those_of_the_inverse, 0, SEEDS);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
