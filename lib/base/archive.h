/* lib/base/archive.h -- the state of a long run as bytes, and back.
 *
 * One description serves both ways: a component exchanges its fields with the
 * archive in a fixed order, and the archive either takes them or gives them back.
 *
 *     ohm_archive_exchange(archive, &self->steps, sizeof self->steps);
 *
 * Failures are remembered, so a component exchanges everything and the end is asked
 * once.  For files of the machine that wrote them: bytes as they are in memory. */
#ifndef OHM_BASE_ARCHIVE_H
#define OHM_BASE_ARCHIVE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_archive ohm_archive;

/* An empty archive that takes; one that gives back `length` bytes (copied). */
ohm_status ohm_archive_alloc(ohm_archive **out, ohm_error *err);
ohm_status ohm_archive_alloc_from(ohm_archive **out, const void *bytes, size_t length, ohm_error *err);
void ohm_archive_free(ohm_archive *archive);        /* takes NULL */

/* Whether it gives. */
bool ohm_archive_gives(const ohm_archive *archive);

/* Takes, or overwrites, `size` bytes at `field`.  After a failure it leaves fields
 * alone. */
void ohm_archive_exchange(ohm_archive *archive, void *field, size_t size);

/* OHM_E_NOMEM, or OHM_E_CONTENT where the bytes ended early or are left over;
 * rewinds an archive that took, which from now on gives. */
ohm_status ohm_archive_finish(ohm_archive *archive, ohm_error *err);

/* What was taken; owned by the archive. */
const void *ohm_archive_bytes(size_t *length, const ohm_archive *archive);

#endif
