/* lib/base/array.c -- see array.h */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Arrays as long as LONG begin on a line of the cache: a vector register's load that lies
 * across two lines costs twice (a sixth of the time of 200 Lyapunov exponents).  Shorter
 * ones stay in the cache anyway, and would waste the rest of a line. */
enum { LINE = 64, LONG = 4096 };

/* Whether n elements of size bytes fit in a size_t; zero counts as one byte. */
static int
fits(size_t n, size_t size, size_t *bytes)
{
    if (size != 0 && n > SIZE_MAX / size)
        return 0;
    *bytes = n * size;
    if (*bytes == 0)
        *bytes = 1;
    return 1;
}

void *
ohm_array(size_t n, size_t size)
{
    size_t bytes;

    if (!fits(n, size, &bytes))
        return NULL;
    if (bytes < LONG || bytes > SIZE_MAX - LINE)
        return malloc(bytes);
    return aligned_alloc(LINE, (bytes + LINE - 1) / LINE * LINE);
}

void *
ohm_zeros(size_t n, size_t size)
{
    size_t bytes;

    return fits(n, size, &bytes) ? calloc(1, bytes) : NULL;
}

void *
ohm_resize(void *array, size_t n, size_t size)
{
    size_t bytes;

    return fits(n, size, &bytes) ? realloc(array, bytes) : NULL;
}

void *
ohm_copy(const void *array, size_t n, size_t size)
{
    void *copy = ohm_array(n, size);

    if (copy != NULL && n != 0 && size != 0)
        memcpy(copy, array, n * size);
    return copy;
}
