/* lib/base/array.h -- arrays whose size cannot overflow.
 *
 * All memory of the library comes from here and goes back through free().
 * A request for zero elements returns a pointer that may be freed, so NULL
 * always means "refused". */
#ifndef OHM_BASE_ARRAY_H
#define OHM_BASE_ARRAY_H

#include <stddef.h>

/* An array of n elements of size bytes; NULL where n * size overflows or memory
 * is refused.  ohm_array leaves it unset, ohm_zeros clears it.  What ohm_array gives for
 * 4096 bytes and more begins on a line of the cache. */
void *ohm_array(size_t n, size_t size);
void *ohm_zeros(size_t n, size_t size);

/* Grows or shrinks array (or NULL) to n elements; NULL leaves it as it was. */
void *ohm_resize(void *array, size_t n, size_t size);

/* A copy of n elements; NULL where memory is refused. */
void *ohm_copy(const void *array, size_t n, size_t size);

/* A typed array: double *w = OHM_ARRAY(double, edges). */
#define OHM_ARRAY(type, n) ((type *)ohm_array((n), sizeof(type)))
#define OHM_ZEROS(type, n) ((type *)ohm_zeros((n), sizeof(type)))

#endif
