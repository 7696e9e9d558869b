/* tests/support/faults.c -- refuses the k-th allocation of a whole program.
 *
 * With --enable-alloc-faults these definitions stand before the C library's, so
 * that libxml2, CHOLMOD and jansson are refused memory by the same counter as we.
 * glibc's own allocator stays underneath. */
#include "support/test.h"

#include <errno.h>
#include <stdlib.h>

#ifdef OHM_ALLOC_FAULTS

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void *realloc(void *block, size_t size);
void *aligned_alloc(size_t alignment, size_t size);

static _Thread_local bool armed, fired;
static _Thread_local unsigned long countdown;

/* Whether this very allocation is the one to refuse. */
static bool
refused(void)
{
    if (!armed || fired)
        return false;
    if (countdown-- > 0)
        return false;
    fired = true;
    errno = ENOMEM;             /* as the allocator would: glibc asserts it */
    return true;
}

void *
malloc(size_t size)
{
    return refused() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
    return refused() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *block, size_t size)
{
    return refused() ? NULL : __libc_realloc(block, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
    return refused() ? NULL : __libc_memalign(alignment, size);
}

void
test_alloc_refuse(unsigned long k)
{
    countdown = k;
    fired = false;
    armed = true;
}

bool
test_alloc_allow(void)
{
    armed = false;
    return fired;
}

bool
test_alloc_enabled(void)
{
    return true;
}

#else

void
test_alloc_refuse(unsigned long k)
{
    (void)k;
}

bool
test_alloc_allow(void)
{
    return false;
}

bool
test_alloc_enabled(void)
{
    return false;
}

#endif
