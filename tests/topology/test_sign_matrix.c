/* tests/topology/test_sign_matrix.c -- mirrors lib/topology/sign_matrix.c */
#include "topology/sign_matrix.h"
#include "topology/sample.h"

enum { ROWS = 7, COLUMNS = 9 };

static ohm_sign_matrix *
random_matrix(double dense[ROWS][COLUMNS], ohm_rng *rng)
{
    ohm_sign_matrix *matrix;
    size_t entries = 0;

    ck_assert_int_eq(ohm_sign_matrix_alloc(&matrix, ROWS, COLUMNS, ROWS * COLUMNS, NULL), OHM_OK);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < COLUMNS; j++) {
            const int entry = (int)ohm_rng_below(rng, 3) - 1;

            dense[i][j] = entry;
            if (entry == 0)
                continue;
            matrix->column[entries] = j;
            matrix->sign[entries++] = (signed char)entry;
        }
        matrix->start[i + 1] = entries;
    }
    return matrix;
}

START_TEST(rows_and_products_agree_with_the_dense_matrix)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double dense[ROWS][COLUMNS], row[COLUMNS], column[ROWS], x[COLUMNS], z[ROWS], y[ROWS], t[COLUMNS];
    ohm_sign_matrix *matrix = random_matrix(dense, rng), *transposed;

    ck_assert_int_eq(ohm_sign_matrix_transpose(&transposed, matrix, NULL), OHM_OK);
    for (size_t i = 0; i < ROWS; i++) {
        ohm_sign_matrix_expand_row(row, matrix, i);
        for (size_t j = 0; j < COLUMNS; j++)
            ck_assert(row[j] == dense[i][j]);
    }
    for (size_t j = 0; j < COLUMNS; j++) {
        ohm_sign_matrix_expand_row(column, transposed, j);
        for (size_t i = 0; i < ROWS; i++)
            ck_assert(column[i] == dense[i][j]);
        x[j] = (double)ohm_rng_below(rng, 1000);        /* whole numbers: sums are exact */
    }
    for (size_t i = 0; i < ROWS; i++)
        z[i] = (double)ohm_rng_below(rng, 1000);
    ohm_sign_matrix_apply(y, matrix, x);
    ohm_sign_matrix_apply_transposed(t, matrix, z);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < COLUMNS; j++)
            y[i] -= dense[i][j] * x[j];
    for (size_t j = 0; j < COLUMNS; j++)
        for (size_t i = 0; i < ROWS; i++)
            t[j] -= dense[i][j] * z[i];
    for (size_t i = 0; i < ROWS; i++)
        ck_assert(y[i] == 0.0);
    for (size_t j = 0; j < COLUMNS; j++)
        ck_assert(t[j] == 0.0);
    ohm_sign_matrix_free(transposed);
    ohm_sign_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    double dense[ROWS][COLUMNS];
    ohm_sign_matrix *matrix = random_matrix(dense, rng), *transposed = NULL;

    test_survives_refusal(ohm_sign_matrix_transpose(&transposed, matrix, NULL), transposed,
                          ohm_sign_matrix_free);
    ohm_sign_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/sign_matrix");
    TCase *cases = tcase_create("sign_matrix");

    tcase_add_loop_test(cases, rows_and_products_agree_with_the_dense_matrix, 0, 20);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
