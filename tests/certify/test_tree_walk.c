/* tests/certify/test_tree_walk.c -- mirrors lib/certify/tree_walk.c */
#include "certify/tree_walk.h"
#include "support/test.h"

/* Cayley: n^(n-2) trees on K_n; a ring has n; chords and tree make up the edges. */
START_TEST(all_trees_are_found)
{
    static const size_t cayley[] = { 1, 1, 3, 16, 125, 1296 };
    const size_t n = 1 + (size_t)_i;
    ohm_arena *arena;
    ohm_scene s;
    ohm_tree_walk walk;
    size_t trees = 0, chord[OHM_TREE_WALK_EDGES];

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ohm_scene_complete(&s, arena, n);
    ck_assert(ohm_tree_walk_start(&walk, &s));
    while (ohm_tree_walk_next(&walk)) {
        const ohm_q *tree = ohm_q_pick_columns(s.b, walk.picked, walk.edge);

        trees++;
        ck_assert(n == 1 || ohm_q_is_regular(tree));
        ck_assert_uint_eq(ohm_tree_walk_chords(chord, &walk), s.chords);
        for (size_t k = 0; k < s.chords; k++)
            ck_assert(!ohm_tree_walk_has(&walk, chord[k]));
    }
    ck_assert_uint_eq(trees, cayley[n - 1]);
    ohm_arena_free(arena);
}
END_TEST

START_TEST(what_is_too_large_is_refused)
{
    ohm_arena *arena;
    ohm_scene s;
    ohm_tree_walk walk;

    ck_assert_int_eq(ohm_arena_alloc(&arena, NULL), OHM_OK);
    ohm_scene_ring(&s, arena, OHM_TREE_WALK_NODES + 1);
    ck_assert(!ohm_tree_walk_start(&walk, &s) && !ohm_tree_walk_next(&walk));
    ohm_scene_complete(&s, arena, 8);
    ck_assert(!ohm_tree_walk_start(&walk, &s));
    ohm_arena_free(arena);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/tree_walk");
    TCase *cases = tcase_create("tree_walk");

    tcase_add_loop_test(cases, all_trees_are_found, 0, 6);
    tcase_add_test(cases, what_is_too_large_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
