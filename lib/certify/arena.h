/* lib/certify/arena.h -- an owner of what a formula leaves behind, and of its first trouble.
 *
 * Matrices and balls are made in an arena and go with it, so that a formula is written as it
 * is read and errors are asked for once, at its end.  Private: not installed. */
#ifndef OHM_CERTIFY_ARENA_H
#define OHM_CERTIFY_ARENA_H

#include "base/status.h"

#include <stddef.h>

typedef struct ohm_arena ohm_arena;

ohm_status ohm_arena_alloc(ohm_arena **out, ohm_error *err);
void ohm_arena_free(ohm_arena *arena);                  /* takes NULL; all its matrices with it */
size_t ohm_arena_mark(const ohm_arena *arena);
void ohm_arena_release(ohm_arena *arena, size_t mark);  /* frees what came after the mark */
void ohm_arena_fail(ohm_arena *arena, ohm_status status, const char *text);     /* the first one stays */
ohm_status ohm_arena_status(const ohm_arena *arena, ohm_error *err);
/* Zeroed memory that the arena destroys; NULL where refused.  The destructor frees it. */
void *ohm_arena_make(ohm_arena *arena, size_t size, void (*destroy)(void *thing));

#endif
