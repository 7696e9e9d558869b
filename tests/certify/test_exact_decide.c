/* tests/certify/test_exact_decide.c -- mirrors lib/certify/exact_decide.c */
#include "certify/exact_sample.h"

#include <stdlib.h>
#include <string.h>

/* A A^t is positive definite; with one negative square it is not. */
START_TEST(definite_matrices)
{
    open_arena((unsigned long)_i);
    const size_t n = 1 + ohm_rng_below(rng, 5);
    const ohm_q *a = random_regular(n);
    ohm_q *scale = ohm_q_filled(arena, n, 1, 1, 1);

    ck_assert(ohm_q_is_positive_definite(ohm_q_mul(a, ohm_q_transpose(a))));
    ohm_q_set(scale, n - 1, 0, -1, 1);
    ck_assert(!ohm_q_is_positive_definite(ohm_q_mul3(a, ohm_q_diagonal(scale), ohm_q_transpose(a))));
    ohm_q_set(scale, n - 1, 0, 0, 1);
    ck_assert(!ohm_q_is_positive_definite(ohm_q_mul3(a, ohm_q_diagonal(scale), ohm_q_transpose(a))));
    close_arena();
}
END_TEST

/* Known eigenvalues under a change of basis: distinct ones are counted once. */
START_TEST(eigenvalues_are_counted)
{
    static const short values[5][2] = { { -2, 1 }, { -1, 3 }, { 0, 1 }, { 5, 2 }, { 5, 2 } };

    open_arena((unsigned long)_i);
    ohm_q *m = ohm_q_zero(arena, 7, 7);
    const ohm_q *basis = random_regular(7), *diagonal = ohm_q_vector(arena, 5, values);

    for (size_t k = 0; k < 5; k++)
        ohm_q_put(m, k, k, ohm_q_entry(diagonal, k, 0));
    ohm_q_set(m, 5, 6, -3, 1);          /* +- i sqrt 3 */
    ohm_q_set(m, 6, 5, 1, 1);
    const ohm_q *hidden = ohm_q_mul3(basis, m, ohm_q_inverse(basis));
    const ohm_q_spectrum count = ohm_q_count_eigenvalues(hidden);

    ck_assert_uint_eq(count.negative, 2);
    ck_assert_uint_eq(count.positive, 1);
    ck_assert_uint_eq(count.complex, 2);
    ck_assert(count.zero);
    ck_assert(ohm_q_equal(ohm_q_characteristic(hidden), ohm_q_characteristic(m)));
    ck_assert_uint_eq(ohm_q_rows(ohm_q_characteristic(m)), 8);
    close_arena();
}
END_TEST

START_TEST(entries_are_shown)
{
    static const short pairs[2][2] = { { 6, 4 }, { -3, 1 } };
    char *text;

    open_arena(1);
    const ohm_q *v = ohm_q_vector(arena, 2, pairs);
    ohm_json *json = ohm_q_json(v), *matrix = ohm_q_json(ohm_q_mul(v, ohm_q_transpose(v)));

    ck_assert_int_eq(ohm_json_print(&text, json, NULL), OHM_OK);
    ck_assert_str_eq(text, "[\"3/2\",\"-3\"]");
    free(text);
    ck_assert_int_eq(ohm_json_print(&text, matrix, NULL), OHM_OK);
    ck_assert_str_eq(text, "[[\"9/4\",\"-9/2\"],[\"-9/2\",\"9\"]]");
    free(text);
    ohm_json_free(json);
    ohm_json_free(matrix);
    ck_assert_double_eq(ohm_q_double(v, 0, 0), 1.5);
    ck_assert_int_eq(ohm_q_sign(v, 1, 0), -1);
    ck_assert(ohm_q_all_at_least(v, -3, 1) && !ohm_q_all_at_least(v, -2, 1) && ohm_q_all_at_most(v, 3, 2));
    ck_assert(ohm_q_compare(ohm_q_entry(v, 1, 0), ohm_q_entry(v, 0, 0)) < 0);
    ck_assert(ohm_q_all_positive(ohm_q_absolute(v)) && !ohm_q_all_positive(v));
    close_arena();
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/exact_decide");
    TCase *cases = tcase_create("exact_decide");

    tcase_add_loop_test(cases, definite_matrices, 0, 30);
    tcase_add_loop_test(cases, eigenvalues_are_counted, 0, 10);
    tcase_add_test(cases, entries_are_shown);
    suite_add_tcase(suite, cases);
    return suite;
}
