/* tools/nearest.h -- the name that was probably meant. */
#ifndef OHM_TOOLS_NEAREST_H
#define OHM_TOOLS_NEAREST_H

#include <stddef.h>

/* The one of n names closest to `typed` (insertions, deletions, replacements and
 * swaps of neighbours count 1); NULL where none is close enough to suggest. */
const char *nearest_name(const char *typed, const char *const *names, size_t n);

#endif
