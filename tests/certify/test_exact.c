/* tests/certify/test_exact.c -- mirrors lib/certify/exact.c */
#include "certify/exact_sample.h"

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

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/exact");
    TCase *cases = tcase_create("exact");

    tcase_add_loop_test(cases, inverses_and_determinants, 0, 30);
    tcase_add_test(cases, trouble_is_kept);
    suite_add_tcase(suite, cases);
    return suite;
}
