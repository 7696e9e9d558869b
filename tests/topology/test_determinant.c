/* tests/topology/test_determinant.c -- mirrors lib/topology/determinant.c
 *
 * The dense road is walked in test_trees.c, by complete bipartite graphs. */
#include "topology/determinant_door.h"
#include "topology/exempt.h"
#include "topology/sample.h"

#include <flint/fmpz_mat.h>

enum { N = 25 };

/* Positive definite, as the bound promises: a random symmetric matrix whose diagonal
 * outweighs each row.  bound: Hadamard's, the product of the diagonal. */
static ohm_integer_matrix *
random_matrix(fmpz_mat_t dense, fmpz_t bound, ohm_rng *rng)
{
    const double density = ohm_rng_uniform(rng);
    ohm_integer_matrix *matrix;
    size_t entries = 0;

    ck_assert_int_eq(ohm_integer_matrix_alloc(&matrix, N, N * N, NULL), OHM_OK);
    fmpz_mat_init(dense, N, N);
    fmpz_init_set_ui(bound, 1);
    for (slong i = 0; i < N; i++) {
        for (slong j = 0; j < i; j++) {
            if (ohm_rng_uniform(rng) >= density)
                continue;
            fmpz_set_si(fmpz_mat_entry(dense, i, j), (slong)ohm_rng_below(rng, 2000) - 1000);
            fmpz_set(fmpz_mat_entry(dense, j, i), fmpz_mat_entry(dense, i, j));
        }
    }
    for (slong i = 0; i < N; i++) {
        slong sum = 1 + (slong)ohm_rng_below(rng, 10);

        for (slong j = 0; j < N; j++) {
            const slong value = fmpz_get_si(fmpz_mat_entry(dense, i, j));

            sum += labs(value);
            if (value == 0)
                continue;
            matrix->column[entries] = (size_t)j;
            matrix->value[entries++] = value;
        }
        matrix->start[i + 1] = entries;
        matrix->diagonal[i] = sum;
        fmpz_set_si(fmpz_mat_entry(dense, i, i), sum);
        fmpz_mul_si(bound, bound, sum);
    }
    return matrix;
}

START_TEST(agrees_with_the_dense_determinant)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    fmpz_mat_t dense;
    fmpz_t bound, sparse, expected;
    ohm_integer_matrix *matrix = random_matrix(dense, bound, rng);
    ohm_error err;

    fmpz_init(sparse);
    fmpz_init(expected);
    test_ok(ohm_determinant(sparse, matrix, bound, NULL, &err), &err);
    fmpz_mat_det(expected, dense);
    ck_assert(fmpz_equal(sparse, expected));
    fmpz_clear(sparse);
    fmpz_clear(expected);
    fmpz_clear(bound);
    fmpz_mat_clear(dense);
    ohm_integer_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(a_stop_is_obeyed)
{
    const volatile sig_atomic_t stop = 1;
    const ohm_control control = { .stop = &stop };
    ohm_rng *rng = test_rng(1);
    fmpz_mat_t dense;
    fmpz_t bound, out;
    ohm_integer_matrix *matrix = random_matrix(dense, bound, rng);

    fmpz_init(out);
    ck_assert_int_eq(ohm_determinant(out, matrix, bound, &control, NULL), OHM_E_INTERRUPT);
    fmpz_clear(out);
    fmpz_clear(bound);
    fmpz_mat_clear(dense);
    ohm_integer_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    exempt_flint();
    ohm_rng *rng = test_rng(1);
    fmpz_mat_t dense;
    fmpz_t bound, out;
    ohm_integer_matrix *matrix = random_matrix(dense, bound, rng), *empty = NULL;
    unsigned long k = 0;
    bool refused;

    test_survives_refusal(ohm_integer_matrix_alloc(&empty, 3, 4, NULL), empty, ohm_integer_matrix_free);
    fmpz_init(out);
    do {
        test_alloc_refuse(k++);
        const ohm_status status = ohm_determinant(out, matrix, bound, NULL, NULL);
        refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
    } while (refused);
    ohm_integer_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/determinant");
    TCase *cases = tcase_create("determinant");

    tcase_add_loop_test(cases, agrees_with_the_dense_determinant, 0, 40);
    tcase_add_test(cases, a_stop_is_obeyed);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
