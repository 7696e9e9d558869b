/* lib/io/pool.c -- see pool.h */
#include "io/pool.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t length;
    uint32_t hash;
    char bytes[];
} pooled;

typedef struct chunk {
    struct chunk *next;
    size_t used, room;
    _Alignas(max_align_t) unsigned char memory[];
} chunk;

struct ohm_pool {
    chunk *chunks;              /* the one being filled comes first */
    pooled **string;            /* string[name]; [0] is never used */
    size_t count, room;         /* names in use (the unused 0 among them), and places */
    uint32_t *slot;             /* open addressing: names, 0 where free */
    size_t slots;               /* a power of two, at least twice the count */
};

enum { CHUNK_SMALL = 4096, CHUNK_LARGE = 1 << 20, SLOTS_SMALL = 64 };

/* FNV-1a, 64 bits folded into 32. */
static uint32_t
hash_of(const char *bytes, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return (uint32_t)(hash ^ hash >> 32);
}

ohm_status
ohm_pool_alloc(ohm_pool **out, ohm_error *err)
{
    ohm_pool *pool = OHM_ZEROS(ohm_pool, 1);

    *out = NULL;
    if (pool != NULL) {
        pool->slot = OHM_ZEROS(uint32_t, SLOTS_SMALL);
        pool->slots = SLOTS_SMALL;
        pool->count = 1;
    }
    if (pool == NULL || pool->slot == NULL) {
        ohm_pool_free(pool);
        return ohm_fail(err, OHM_E_NOMEM, "table: out of memory");
    }
    *out = pool;
    return OHM_OK;
}

void
ohm_pool_free(ohm_pool *pool)
{
    if (pool == NULL)
        return;
    for (chunk *c = pool->chunks, *next; c != NULL; c = next) {
        next = c->next;
        free(c);
    }
    free(pool->string);
    free(pool->slot);
    free(pool);
}

/* Where these bytes are, or the free slot where they belong. */
static size_t
find_slot(const ohm_pool *pool, const char *bytes, size_t length, uint32_t hash)
{
    size_t at = hash & (pool->slots - 1);

    for (; pool->slot[at] != OHM_POOL_NONE; at = (at + 1) & (pool->slots - 1)) {
        const pooled *s = pool->string[pool->slot[at]];

        if (s->hash == hash && s->length == length && memcmp(s->bytes, bytes, length) == 0)
            break;
    }
    return at;
}

static int
grow_slots(ohm_pool *pool)
{
    const size_t slots = 2 * pool->slots;
    uint32_t *slot = OHM_ZEROS(uint32_t, slots);

    if (slot == NULL)
        return 0;
    for (size_t name = 1; name < pool->count; name++) {
        size_t at = pool->string[name]->hash & (slots - 1);

        while (slot[at] != OHM_POOL_NONE)
            at = (at + 1) & (slots - 1);
        slot[at] = (uint32_t)name;
    }
    free(pool->slot);
    pool->slot = slot;
    pool->slots = slots;
    return 1;
}

/* Room for `bytes` bytes, aligned for a pooled string, that never moves. */
static void *
place(ohm_pool *pool, size_t bytes)
{
    const size_t align = _Alignof(pooled);
    chunk *c = pool->chunks;

    bytes = (bytes + align - 1) / align * align;
    if (c == NULL || c->room - c->used < bytes) {
        size_t room = c == NULL ? CHUNK_SMALL : 2 * c->room;

        if (room > CHUNK_LARGE)
            room = CHUNK_LARGE;
        if (room < bytes)
            room = bytes;
        if ((c = ohm_array(1, sizeof *c + room)) == NULL)
            return NULL;
        c->next = pool->chunks;
        c->used = 0;
        c->room = room;
        pool->chunks = c;
    }
    void *memory = c->memory + c->used;
    c->used += bytes;
    return memory;
}

static int
grow_names(ohm_pool *pool)
{
    const size_t room = pool->room == 0 ? SLOTS_SMALL : pool->room + pool->room / 2;
    pooled **string = ohm_resize(pool->string, room, sizeof(pooled *));

    if (string == NULL)
        return 0;
    pool->string = string;
    pool->room = room;
    return 1;
}

ohm_status
ohm_pool_add(uint32_t *name, ohm_pool *pool, const char *bytes, size_t length, ohm_error *err)
{
    const uint32_t hash = hash_of(bytes, length);
    size_t at = find_slot(pool, bytes, length, hash);

    if ((*name = pool->slot[at]) != OHM_POOL_NONE)
        return OHM_OK;
    if (length >= UINT32_MAX || pool->count >= UINT32_MAX)
        return ohm_fail(err, OHM_E_NOMEM, "table: more text than 32 bits can name");
    if (2 * (pool->count + 1) > pool->slots) {
        if (!grow_slots(pool))
            goto nomem;
        at = find_slot(pool, bytes, length, hash);
    }
    if (pool->count >= pool->room && !grow_names(pool))
        goto nomem;
    pooled *s = place(pool, sizeof *s + length + 1);
    if (s == NULL)
        goto nomem;
    s->length = (uint32_t)length;
    s->hash = hash;
    memcpy(s->bytes, bytes, length);
    s->bytes[length] = '\0';
    *name = (uint32_t)pool->count++;
    pool->string[*name] = s;
    pool->slot[at] = *name;
    return OHM_OK;

nomem:
    return ohm_fail(err, OHM_E_NOMEM, "table: out of memory after %zu texts", pool->count - 1);
}

uint32_t
ohm_pool_find(const ohm_pool *pool, const char *bytes, size_t length)
{
    return pool->slot[find_slot(pool, bytes, length, hash_of(bytes, length))];
}

const char *
ohm_pool_text(const ohm_pool *pool, uint32_t name)
{
    return name == OHM_POOL_NONE ? NULL : pool->string[name]->bytes;
}

size_t
ohm_pool_length(const ohm_pool *pool, uint32_t name)
{
    return name == OHM_POOL_NONE ? 0 : pool->string[name]->length;
}
