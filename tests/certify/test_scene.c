/* tests/certify/test_scene.c -- mirrors lib/certify/scene.c */
#include "certify/scene.h"
#include "support/test.h"
#include "topology/families_classic.h"
#include "topology/omega_exact.h"

#include <float.h>
#include <stdlib.h>

/* FLINT's doubles are cut, topology's are rounded: one place apart. */
static const double ROUNDED = DBL_EPSILON;

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

/* B i = 0 and A (R i - S) = 0 decide the current: both roads obey them, passive or mixed. */
START_TEST(currents_obey_kirchhoff)
{
    static const unsigned kinds[] = { 0, OHM_SCENE_MIXED, OHM_SCENE_CONDUCTING,
                                      OHM_SCENE_SIMPLE | OHM_SCENE_POLAR };
    ohm_scene s;

    open_arena((unsigned long)_i);
    ohm_scene_random(&s, arena, kinds[_i % 4], rng);
    const ohm_q *roads[2] = { ohm_scene_current(&s), ohm_scene_kirchhoff(&s) };

    for (int k = 0; k < 2; k++) {
        const ohm_q *rest = ohm_q_sub(ohm_q_each(ohm_scene_resistance(&s), roads[k]), s.s);

        ck_assert(ohm_q_is_zero(ohm_q_mul(s.b, roads[k])));
        ck_assert(ohm_q_is_zero(ohm_q_mul(s.a, rest)));
    }
    ck_assert(ohm_q_is_zero(ohm_q_mul(s.b, ohm_scene_circulation(&s, rng))));
    ck_assert(ohm_q_is_zero(ohm_q_mul(s.a, ohm_scene_cut(&s, rng))));
    ck_assert_uint_eq(ohm_q_rows(s.a) + ohm_q_rows(s.b), s.edges);
    close_arena();
}
END_TEST

/* The kinds mean what they say. */
START_TEST(kinds_are_kept)
{
    ohm_scene s;

    open_arena((unsigned long)_i);
    ohm_scene_random(&s, arena, OHM_SCENE_SIMPLE | OHM_SCENE_CONDUCTING, rng);
    for (size_t e = 0; e < s.edges; e++)
        for (size_t f = 0; f <= e; f++) {
            const double a = ohm_q_double(s.ends, e, 0), b = ohm_q_double(s.ends, e, 1);
            const double u = ohm_q_double(s.ends, f, 0), v = ohm_q_double(s.ends, f, 1);

            ck_assert(a != b);
            ck_assert(e == f || ((a != u || b != v) && (a != v || b != u)));
        }
    ck_assert_int_eq(ohm_q_sign(s.w, 0, 0), 0);
    ck_assert_uint_eq(s.components, 1);
    ohm_scene_random(&s, arena, OHM_SCENE_CYCLIC, rng);
    ck_assert(ohm_q_all_positive(s.w) && ohm_q_all_at_most(s.w, 11, 12));
    ck_assert(s.chords > 0 && ohm_q_all_positive(s.sign) && ohm_q_all_positive(s.polarity));
    close_arena();
}
END_TEST

/* Omega against the one topology has, entry by entry. */
START_TEST(omega_is_that_of_topology)
{
    ohm_rational_matrix *known;
    ohm_graph *graph;
    ohm_scene s;
    ohm_error err;

    open_arena(1);
    test_ok(ohm_graph_complete(&graph, 5, &err), &err);
    test_ok(ohm_omega_exact_alloc(&known, graph, &err), &err);
    ohm_graph_free(graph);
    ohm_scene_complete(&s, arena, 5);
    for (size_t i = 0; i < s.edges; i++)
        for (size_t j = 0; j < s.edges; j++)
            ck_assert(
                test_close(ohm_q_double(s.omega, i, j), ohm_rational_matrix_entry(known, i, j), ROUNDED));
    ck_assert(ohm_q_equal(ohm_scene_omega_bar(&s), s.omega));
    ohm_rational_matrix_free(known);
    ohm_scene_ring(&s, arena, 4);
    ck_assert(ohm_q_equal(s.omega, ohm_q_filled(arena, 4, 4, 1, 4)));
    close_arena();
}
END_TEST

START_TEST(scenes_are_shown)
{
    static const unsigned char ends[2][2] = { { 0, 1 }, { 1, 0 } };
    ohm_scene s;
    char *text;

    open_arena(1);
    ohm_scene_of_ends(&s, arena, 2, 2, ends);
    ohm_json *json = ohm_scene_json(&s);

    ck_assert_int_eq(ohm_json_print(&text, json, NULL), OHM_OK);
    ck_assert_str_eq(text,
                     "{\"nodes\":2,\"edges\":[[0,1],[1,0]],\"sign\":[\"1\",\"1\"],"
                     "\"polarity\":[\"1\",\"1\"],\"w\":[\"1/2\",\"1/2\"],\"s\":[\"0\",\"0\"],"
                     "\"xi\":\"10\",\"alpha\":\"0\",\"beta\":\"1\"}");
    free(text);
    ohm_json_free(json);
    close_arena();
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/scene");
    TCase *cases = tcase_create("scene");

    tcase_add_loop_test(cases, currents_obey_kirchhoff, 0, 40);
    tcase_add_loop_test(cases, kinds_are_kept, 0, 20);
    tcase_add_test(cases, omega_is_that_of_topology);
    tcase_add_test(cases, scenes_are_shown);
    suite_add_tcase(suite, cases);
    return suite;
}
