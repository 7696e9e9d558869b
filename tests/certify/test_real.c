/* tests/certify/test_real.c -- mirrors lib/certify/real.c */
#include "certify/real_door.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

static ohm_arena *arena;

/* Identities between functions, to nearly all of the 320 bits, and the doubles of the C library. */
START_TEST(functions_agree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    const long p = 1 + (long)ohm_rng_below(rng, 400);
    const ohm_real *x = ohm_real_number(arena, p, 100), *e = ohm_real_exp(x);

    ck_assert(ohm_real_close(ohm_real_log(e), x, "1e-90"));
    ck_assert(ohm_real_close(ohm_real_shift(ohm_real_expm1(x), 1, 1), e, "1e-90"));
    ck_assert(ohm_real_close(ohm_real_mul(ohm_real_sqrt(x), ohm_real_sqrt(x)), x, "1e-90"));
    ck_assert(ohm_real_close(ohm_real_mul(ohm_real_div(e, x), x), e, "1e-90"));
    const ohm_real *twice = ohm_real_add(ohm_real_neg(x), ohm_real_scale(x, 3, 1));

    ck_assert(ohm_real_close(twice, ohm_real_scale(x, 2, 1), "1e-90"));
    ck_assert(ohm_real_close(ohm_real_sub(x, x), ohm_real_decimal(arena, "0"), "1e-90"));
    ck_assert(test_close(ohm_real_double(e), exp((double)p / 100.0), 4.0 * DBL_EPSILON));
    ck_assert(fabs(ohm_real_double(ohm_real_sin(x)) - sin((double)p / 100.0)) < 4.0 * DBL_EPSILON);
    /* Ei' = e^x / x: a central difference is right to h^2 */
    const ohm_real *h = ohm_real_decimal(arena, "1e-20");
    const ohm_real *rise = ohm_real_sub(ohm_real_ei(ohm_real_add(x, h)), ohm_real_ei(ohm_real_sub(x, h)));

    ck_assert(ohm_real_close(ohm_real_div(rise, ohm_real_scale(h, 2, 1)), ohm_real_div(e, x), "1e-30"));
    ohm_arena_free(arena);
    ohm_rng_free(rng);
}
END_TEST

/* What a ball leaves open is not decided. */
START_TEST(open_questions_stay_open)
{
    ohm_error err;

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    const ohm_real *pi = ohm_real_pi(arena), *near = ohm_real_sub(pi, pi);

    ck_assert(!ohm_real_is_positive(near) && !ohm_real_is_negative(near));
    ck_assert(!ohm_real_less(pi, pi) && ohm_real_less(pi, ohm_real_number(arena, 22, 7)));
    ck_assert(ohm_real_is_positive(pi) && ohm_real_is_negative(ohm_real_neg(pi)));
    ck_assert(!ohm_real_close(pi, pi, "0") && !ohm_real_close(pi, ohm_real_number(arena, 22, 7), "1e-3"));
    ck_assert_ptr_null(ohm_real_div(pi, near));
    test_fails(ohm_arena_status(arena, &err), OHM_E_PRECISION, &err, "not finite");
    ck_assert_ptr_null(ohm_real_add(pi, NULL));
    ck_assert(!ohm_real_is_positive(NULL) && !ohm_real_less(NULL, pi) && !ohm_real_close(NULL, pi, "1"));
    ohm_arena_free(arena);
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ck_assert_ptr_null(ohm_real_decimal(arena, "one"));
    test_fails(ohm_arena_status(arena, &err), OHM_E_INTERNAL, &err, "decimal");
    ohm_arena_free(arena);
}
END_TEST

START_TEST(balls_are_shown)
{
    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ohm_json *json = ohm_real_json(ohm_real_pi(arena));

    ck_assert(strncmp(ohm_json_as_string(ohm_json_get(json, "mid")), "3.14159265358979323846", 22) == 0);
    ck_assert_ptr_nonnull(ohm_json_as_string(ohm_json_get(json, "rad")));
    ohm_json_free(json);
    json = ohm_real_json(NULL);
    ck_assert(ohm_json_is_null(json));
    ohm_json_free(json);
    ohm_arena_free(arena);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/real");
    TCase *cases = tcase_create("real");

    tcase_add_loop_test(cases, functions_agree, 0, 20);
    tcase_add_test(cases, open_questions_stay_open);
    tcase_add_test(cases, balls_are_shown);
    suite_add_tcase(suite, cases);
    return suite;
}
