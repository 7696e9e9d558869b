/* tests/certify/test_exact.c -- mirrors lib/certify/exact.c */
#include "certify/exact.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static ohm_arena *arena;
static ohm_rng *rng;

static void
open_arena(unsigned long seed)
{
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    rng = test_rng(seed);
}

static void
close_arena(void)
{
    ohm_error err;

    test_ok(ohm_arena_status(arena, &err), &err);
    ohm_arena_free(arena);
    ohm_rng_free(rng);
}

/* A random regular matrix: L U with unit diagonals and a scaled middle. */
static ohm_q *
random_regular(size_t n)
{
    ohm_q *low = ohm_q_identity(arena, n), *high = ohm_q_identity(arena, n);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            ohm_q_put(low, i, j, ohm_q_random(arena, 1, 1, 0, 9, rng));
            ohm_q_put(high, j, i, ohm_q_random(arena, 1, 1, 0, 9, rng));
        }
    return ohm_q_mul3(low, ohm_q_diagonal(ohm_q_random(arena, n, 1, 1, 9, rng)), high);
}

START_TEST(inverses_and_determinants)
{
    open_arena((unsigned long)_i);
    const size_t n = 1 + ohm_rng_below(rng, 6);
    const ohm_q *a = random_regular(n), *b = random_regular(n), *one = ohm_q_identity(arena, n);

    ck_assert(ohm_q_equal(ohm_q_mul(a, ohm_q_inverse(a)), one));
    ck_assert(ohm_q_equal(ohm_q_determinant(ohm_q_mul(a, b)),
                          ohm_q_times(ohm_q_determinant(a), ohm_q_determinant(b))));
    ck_assert(
        ohm_q_equal(ohm_q_transpose(ohm_q_mul(a, b)), ohm_q_mul(ohm_q_transpose(b), ohm_q_transpose(a))));
    ck_assert(ohm_q_equal(ohm_q_trace(ohm_q_mul(a, b)), ohm_q_trace(ohm_q_mul(b, a))));
    ck_assert(ohm_q_equal(ohm_q_dot(a, b), ohm_q_trace(ohm_q_mul(ohm_q_transpose(a), b))));
    ck_assert(ohm_q_is_regular(a));
    ck_assert_uint_eq(ohm_q_rank(ohm_q_stack(a, b)), n);
    ck_assert_uint_eq(ohm_q_rank(ohm_q_beside(a, a)), n);
    ck_assert(ohm_q_equal(ohm_q_each(a, ohm_q_filled(arena, n, n, 1, 1)), a));
    ck_assert(ohm_q_is_zero(ohm_q_sub(ohm_q_add(a, b), ohm_q_add(b, a))));
    close_arena();
}
END_TEST

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

/* The first trouble stays, what follows is NULL and no predicate of it is true. */
START_TEST(trouble_is_kept)
{
    ohm_error err;

    open_arena(1);
    const ohm_q *singular = ohm_q_filled(arena, 2, 2, 1, 1), *none = ohm_q_inverse(singular);

    ck_assert_ptr_null(none);
    ck_assert_ptr_null(ohm_q_mul(none, singular));
    ck_assert(!ohm_q_equal(none, none) && !ohm_q_is_zero(none) && !ohm_q_all_at_least(none, 0, 1));
    ck_assert(!ohm_q_all_positive(none) && !ohm_q_is_symmetric(none) && !ohm_q_is_regular(none));
    test_fails(ohm_arena_status(arena, &err), OHM_E_SINGULAR, &err, "singular");
    ck_assert_ptr_null(ohm_q_mul(singular, ohm_q_identity(arena, 3)));
    test_fails(ohm_arena_status(arena, &err), OHM_E_SINGULAR, &err, "singular");
    ohm_arena_free(arena);
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ck_assert_ptr_null(ohm_q_add(ohm_q_identity(arena, 2), ohm_q_identity(arena, 3)));
    test_fails(ohm_arena_status(arena, &err), OHM_E_INTERNAL, &err, "shapes");
    ohm_arena_free(arena);
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ohm_q_set(ohm_q_zero(arena, 2, 2), 2, 0, 1, 1);
    test_fails(ohm_arena_status(arena, &err), OHM_E_INTERNAL, &err, "no such entry");
    ohm_arena_free(arena);
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ohm_q_set(ohm_q_zero(arena, 2, 2), 1, 0, 1, 0);
    test_fails(ohm_arena_status(arena, &err), OHM_E_INTERNAL, &err, "denominator");
    ohm_arena_free(arena);
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ck_assert_ptr_null(ohm_q_reciprocal(ohm_q_zero(arena, 1, 1)));
    test_fails(ohm_arena_status(arena, &err), OHM_E_SINGULAR, &err, "over zero");
    ohm_arena_free(arena);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(marks_release_what_came_after)
{
    open_arena(1);
    const ohm_q *kept = ohm_q_identity(arena, 3);
    const size_t mark = ohm_arena_mark(arena);

    for (int k = 0; k < 1000; k++)
        ohm_q_mul(kept, kept);
    ck_assert_uint_eq(ohm_arena_mark(arena), mark + 1000);
    ohm_arena_release(arena, mark);
    ck_assert_uint_eq(ohm_arena_mark(arena), mark);
    ck_assert(ohm_q_is_symmetric(kept));
    close_arena();
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/exact");
    TCase *cases = tcase_create("exact");

    tcase_add_loop_test(cases, inverses_and_determinants, 0, 30);
    tcase_add_loop_test(cases, definite_matrices, 0, 30);
    tcase_add_loop_test(cases, eigenvalues_are_counted, 0, 10);
    tcase_add_test(cases, entries_are_shown);
    tcase_add_test(cases, trouble_is_kept);
    tcase_add_test(cases, marks_release_what_came_after);
    suite_add_tcase(suite, cases);
    return suite;
}
