/* lib/certify/arena.c -- see arena.h */
#include "certify/arena.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>

typedef struct {
    void *thing;
    void (*destroy)(void *thing);
} kept;

struct ohm_arena {
    size_t count, room;
    kept *item;                 /* room, count of them in use */
    ohm_error error;            /* the first trouble */
};

ohm_status
ohm_arena_alloc(ohm_arena **out, ohm_error *err)
{
    *out = OHM_ZEROS(ohm_arena, 1);
    if (*out == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "arena: out of memory");
    return OHM_OK;
}

void
ohm_arena_free(ohm_arena *arena)
{
    if (arena == NULL)
        return;
    ohm_arena_release(arena, 0);
    free(arena->item);
    free(arena);
}

size_t
ohm_arena_mark(const ohm_arena *arena)
{
    return arena->count;
}

void
ohm_arena_release(ohm_arena *arena, size_t mark)
{
    while (arena->count > mark) {
        arena->count--;
        arena->item[arena->count].destroy(arena->item[arena->count].thing);
    }
}

void
ohm_arena_fail(ohm_arena *arena, ohm_status status, const char *text)
{
    if (arena->error.status == OHM_OK)
        ohm_fail(&arena->error, status, "%s", text);
}

ohm_status
ohm_arena_status(const ohm_arena *arena, ohm_error *err)
{
    if (arena->error.status == OHM_OK)
        return OHM_OK;
    return ohm_fail(err, arena->error.status, "%s", arena->error.text);
}

static bool
make_room(ohm_arena *arena)
{
    if (arena->count < arena->room)
        return true;
    const size_t room = arena->room == 0 ? 64 : 2 * arena->room;
    kept *item = ohm_resize(arena->item, room, sizeof *item);

    if (item == NULL)
        return false;
    arena->item = item;
    arena->room = room;
    return true;
}

void *
ohm_arena_make(ohm_arena *arena, size_t size, void (*destroy)(void *thing))
{
    void *thing = make_room(arena) ? ohm_zeros(1, size) : NULL;

    if (thing == NULL) {
        ohm_arena_fail(arena, OHM_E_NOMEM, "arena: out of memory");
        return NULL;
    }
    arena->item[arena->count++] = (kept){ thing, destroy };
    return thing;
}
