/* lib/io/pool.h -- equal strings stored once, named by 32 bits.
 *
 * Strings never move, so a text stays where it is for the life of the pool.  A
 * string is its bytes and a length: it may hold NULs.  Inside io/ only. */
#ifndef OHM_IO_POOL_H
#define OHM_IO_POOL_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

enum { OHM_POOL_NONE = 0 };         /* no string; "" is a string like others */

typedef struct ohm_pool ohm_pool;

ohm_status ohm_pool_alloc(ohm_pool **out, ohm_error *err);
void ohm_pool_free(ohm_pool *pool);             /* takes NULL */

/* The name of these bytes, which are copied in when they are new.  O(length).
 * OHM_E_NOMEM, also where 2^32 - 2 strings, or one of 4 GiB, would be exceeded. */
ohm_status ohm_pool_add(uint32_t *name, ohm_pool *pool, const char *bytes, size_t length, ohm_error *err);

/* The name of these bytes, or OHM_POOL_NONE. */
uint32_t ohm_pool_find(const ohm_pool *pool, const char *bytes, size_t length);

/* The bytes (a NUL follows them) and how many; NULL and 0 for OHM_POOL_NONE. */
const char *ohm_pool_text(const ohm_pool *pool, uint32_t name);
size_t ohm_pool_length(const ohm_pool *pool, uint32_t name);

#endif
