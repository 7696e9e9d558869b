/* lib/base/hash.h -- SHA-256, for provenance and for checksummed files. */
#ifndef OHM_BASE_HASH_H
#define OHM_BASE_HASH_H

#include "base/status.h"

enum { OHM_SHA256_TEXT = 65 };      /* 64 hexadecimal digits and a terminator */

typedef struct ohm_sha256 ohm_sha256;

/* A running sum: alloc, add as often as needed, finish (which also rewinds). */
ohm_status ohm_sha256_alloc(ohm_sha256 **out, ohm_error *err);
void ohm_sha256_add(ohm_sha256 *sum, const void *bytes, size_t length);
void ohm_sha256_finish(char text[OHM_SHA256_TEXT], ohm_sha256 *sum);
/* The sum so far, which goes on. */
void ohm_sha256_peek(char text[OHM_SHA256_TEXT], const ohm_sha256 *sum);
void ohm_sha256_free(ohm_sha256 *sum);      /* takes NULL */

/* The sum of a buffer, without allocating. */
void ohm_sha256_of(char text[OHM_SHA256_TEXT], const void *bytes, size_t length);

/* The sum of a file's content; OHM_E_IO names the file and the reason. */
ohm_status ohm_sha256_of_file(char text[OHM_SHA256_TEXT], const char *path, ohm_error *err);

#endif
