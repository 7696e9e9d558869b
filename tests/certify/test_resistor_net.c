/* tests/certify/test_resistor_net.c -- mirrors lib/certify/resistor_net.c */
#include "certify/resistor_net.h"
#include "support/test.h"

/* Currents balance at every free node, held ones keep their voltage, and the power is what the
 * sources give. */
START_TEST(currents_balance)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_arena *arena;
    ohm_scene s;
    ohm_net net;
    ohm_error err;

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    do
        ohm_scene_random(&s, arena, 0, rng);
    while (s.nodes < 3);
    ohm_net_build(&net, &s, ohm_q_random(arena, s.edges, 1, 1, 9, rng), 2);
    const ohm_q *x = ohm_q_random(arena, 2, 1, 0, 9, rng), *in = ohm_q_random(arena, net.free, 1, 0, 9, rng);
    const ohm_q *v = ohm_net_voltages(&net, x, in), *drops = ohm_net_drops(&net, v);
    const ohm_q *out = ohm_q_mul(ohm_q_transpose(net.incidence), ohm_q_each(net.k, drops));

    for (size_t i = 0; i < net.free; i++)
        ck_assert(ohm_q_equal(ohm_q_entry(out, 2 + i, 0), ohm_q_entry(in, i, 0)));
    for (size_t i = 0; i < 2; i++)
        ck_assert(ohm_q_equal(ohm_q_entry(v, i, 0), ohm_q_entry(x, i, 0)));
    ck_assert(ohm_q_equal(ohm_net_power(&net, v), ohm_q_dot(out, v)));
    ck_assert(ohm_q_is_zero(ohm_q_sum(out)));
    test_ok(ohm_arena_status(arena, &err), &err);
    ohm_arena_free(arena);
    ohm_rng_free(rng);
}
END_TEST

/* Conductances 1 and 2 in series between 1 V and 0 V: the middle is at 1/3. */
START_TEST(a_divider_divides)
{
    static const unsigned char ends[2][2] = { { 0, 2 }, { 2, 1 } };
    static const short k[2][2] = { { 1, 1 }, { 2, 1 } }, x[2][2] = { { 1, 1 }, { 0, 1 } };
    ohm_arena *arena;
    ohm_scene s;
    ohm_net net;

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ohm_scene_of_ends(&s, arena, 3, 2, ends);
    ohm_net_build(&net, &s, ohm_q_vector(arena, 2, k), 2);
    const ohm_q *v = ohm_net_voltages(&net, ohm_q_vector(arena, 2, x), NULL);

    ck_assert(ohm_q_equal(ohm_q_entry(v, 2, 0), ohm_q_number(arena, 1, 3)));
    ck_assert(ohm_q_equal(ohm_net_power(&net, v), ohm_q_number(arena, 2, 3)));
    ohm_arena_free(arena);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/resistor_net");
    TCase *cases = tcase_create("resistor_net");

    tcase_add_loop_test(cases, currents_balance, 0, 30);
    tcase_add_test(cases, a_divider_divides);
    suite_add_tcase(suite, cases);
    return suite;
}
