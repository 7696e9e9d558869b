/* tests/topology/exempt.h -- FLINT and GMP abort where memory is refused, so in the
 * tests that refuse it they draw from a pool of their own and only our allocations
 * fail.  Call exempt_flint() before anything else. */
#ifndef OHM_TESTS_TOPOLOGY_EXEMPT_H
#define OHM_TESTS_TOPOLOGY_EXEMPT_H

#include "support/test.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include <flint/flint.h>

enum { EXEMPT_POOL = 1 << 26 };

/* Never gives back; each block carries its size in front. */
static unsigned char *exempt_pool;
static size_t exempt_used;

static void *
exempt_take(size_t size)
{
    const size_t room = (size + 15) / 16 * 16 + 16;
    unsigned char *block = exempt_pool + exempt_used;

    if (exempt_used + room > EXEMPT_POOL)
        abort();                        /* Check's own assertions allocate */
    exempt_used += room;
    memcpy(block, &size, sizeof size);
    return block + 16;
}

static void *
exempt_clear(size_t n, size_t size)
{
    return memset(exempt_take(n * size), 0, n * size);
}

static void *
exempt_grow(void *block, size_t size)
{
    void *larger = exempt_take(size);
    size_t old = 0;

    if (block != NULL) {
        memcpy(&old, (unsigned char *)block - 16, sizeof old);
        memcpy(larger, block, old < size ? old : size);
    }
    return larger;
}

static void *
exempt_gmp_grow(void *block, size_t old, size_t size)
{
    (void)old;
    return exempt_grow(block, size);
}

static void
exempt_drop(void *block)
{
    (void)block;
}

static void
exempt_gmp_drop(void *block, size_t size)
{
    (void)block;
    (void)size;
}

static inline void
exempt_flint(void)
{
    ck_assert_ptr_nonnull(exempt_pool = malloc(EXEMPT_POOL));
    __flint_set_memory_functions(exempt_take, exempt_clear, exempt_grow, exempt_drop);
    mp_set_memory_functions(exempt_take, exempt_gmp_grow, exempt_gmp_drop);
}

#endif
