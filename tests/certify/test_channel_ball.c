/* tests/certify/test_channel_ball.c -- mirrors lib/certify/channel_ball.c */
#include "certify/channel_ball.h"
#include "support/test.h"

/* Quadrature and closed forms share nothing. */
START_TEST(closed_forms_are_integrals)
{
    static const char *const flows[] = { "-6", "-1.5", "-0.01", "0.01", "0.7", "5" };
    ohm_arena *arena;
    ohm_error err;

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    const ohm_real *p = ohm_real_decimal(arena, flows[_i]);

    for (long k = 1; k <= 4; k++) {
        const ohm_real *r = ohm_real_number(arena, k, 5);

        ck_assert(ohm_real_close(ohm_channel_a_quadrature(p, r), ohm_channel_a_closed(p, r), "1e-40"));
        ck_assert(ohm_real_close(ohm_channel_h0_quadrature(r), ohm_channel_h0_closed(r), "1e-40"));
    }
    test_ok(ohm_arena_status(arena, &err), &err);
    ohm_arena_free(arena);
}
END_TEST

/* r = 1/4: B and H(0) as doc/theory/fluidic.md has them, and A tends to B as p -> 0. */
START_TEST(known_values)
{
    ohm_arena *arena;

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    const ohm_real *r = ohm_real_number(arena, 1, 4), *b = ohm_channel_b(r);
    const ohm_real *tiny = ohm_channel_a_quadrature(ohm_real_decimal(arena, "1e-20"), r);

    ck_assert(ohm_real_close(b, ohm_real_decimal(arena, "0.2827974938310625"), "1e-15"));
    ck_assert(ohm_real_close(ohm_channel_h0_closed(r), ohm_real_decimal(arena, "0.068997911525885414"),
                             "1e-16"));
    ck_assert(ohm_real_close(tiny, b, "1e-19"));
    ohm_arena_free(arena);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/channel_ball");
    TCase *cases = tcase_create("channel_ball");

    tcase_add_loop_test(cases, closed_forms_are_integrals, 0, 6);
    tcase_add_test(cases, known_values);
    suite_add_tcase(suite, cases);
    return suite;
}
