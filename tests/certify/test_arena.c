/* tests/certify/test_arena.c -- mirrors lib/certify/arena.c */
#include "certify/arena.h"
#include "support/test.h"

#include <stdlib.h>

enum { THINGS = 200 };

/* Destroyed things say so here, in the order they go. */
static int gone[THINGS], gone_count;

static void
destroy(void *thing)
{
    gone[gone_count++] = *(int *)thing;
    free(thing);
}

static void
make(ohm_arena *arena, int from, int to)
{
    for (int k = from; k < to; k++) {
        int *thing = ohm_arena_make(arena, sizeof *thing, destroy);

        ck_assert_ptr_nonnull(thing);
        ck_assert_int_eq(*thing, 0);
        *thing = k;
    }
}

START_TEST(the_last_made_goes_first)
{
    ohm_arena *arena;
    ohm_error err;

    test_ok(ohm_arena_alloc(&arena, &err), &err);
    make(arena, 0, THINGS / 2);
    const size_t mark = ohm_arena_mark(arena);

    make(arena, THINGS / 2, THINGS);
    ohm_arena_release(arena, mark);
    ck_assert_int_eq(gone_count, THINGS / 2);
    ck_assert_uint_eq(ohm_arena_mark(arena), mark);
    test_ok(ohm_arena_status(arena, &err), &err);
    ohm_arena_free(arena);
    ck_assert_int_eq(gone_count, THINGS);
    for (int k = 0; k < THINGS; k++)
        ck_assert_int_eq(gone[k], THINGS - 1 - k);
    ohm_arena_free(NULL);
}
END_TEST

START_TEST(the_first_trouble_stays)
{
    ohm_arena *arena;
    ohm_error err;

    test_ok(ohm_arena_alloc(&arena, &err), &err);
    ohm_arena_fail(arena, OHM_E_SINGULAR, "first");
    ohm_arena_fail(arena, OHM_E_INTERNAL, "second");
    test_fails(ohm_arena_status(arena, &err), OHM_E_SINGULAR, &err, "first");
    ohm_arena_free(arena);
}
END_TEST

START_TEST(refused_memory_is_trouble)
{
    ohm_arena *arena = NULL;
    ohm_status status = OHM_OK;
    ohm_error err;

    for (unsigned long k = 0;; k++) {
        void *thing = NULL;

        gone_count = 0;
        test_alloc_refuse(k);
        status = ohm_arena_alloc(&arena, &err);
        if (status == OHM_OK) {
            thing = ohm_arena_make(arena, sizeof(int), destroy);
            status = ohm_arena_status(arena, &err);
        }
        const bool refused = test_alloc_allow();

        ck_assert((thing == NULL) == (status != OHM_OK));
        ohm_arena_free(arena);
        arena = NULL;
        if (!refused)
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ck_assert_int_eq(status, OHM_OK);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/arena");
    TCase *cases = tcase_create("arena");

    tcase_add_test(cases, the_last_made_goes_first);
    tcase_add_test(cases, the_first_trouble_stays);
    tcase_add_test(cases, refused_memory_is_trouble);
    suite_add_tcase(suite, cases);
    return suite;
}
