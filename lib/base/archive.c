/* lib/base/archive.c -- see archive.h */
#include "base/archive.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

struct ohm_archive {
    unsigned char *bytes;
    size_t length, room;        /* taken or given in all; allocated */
    size_t at;                  /* given so far */
    bool gives;
    ohm_status failed;
};

ohm_status
ohm_archive_alloc(ohm_archive **out, ohm_error *err)
{
    if ((*out = OHM_ZEROS(ohm_archive, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "archive: out of memory");
    return OHM_OK;
}

ohm_status
ohm_archive_alloc_from(ohm_archive **out, const void *bytes, size_t length, ohm_error *err)
{
    ohm_status status = ohm_archive_alloc(out, err);

    if (status != OHM_OK)
        return status;
    (*out)->bytes = ohm_copy(bytes, length, 1);
    if ((*out)->bytes == NULL) {
        ohm_archive_free(*out);
        *out = NULL;
        return ohm_fail(err, OHM_E_NOMEM, "archive: out of memory for %zu bytes", length);
    }
    (*out)->length = (*out)->room = length;
    (*out)->gives = true;
    return OHM_OK;
}

void
ohm_archive_free(ohm_archive *archive)
{
    if (archive == NULL)
        return;
    free(archive->bytes);
    free(archive);
}

bool
ohm_archive_gives(const ohm_archive *archive)
{
    return archive->gives;
}

static void
take(ohm_archive *archive, const void *field, size_t size)
{
    if (size > archive->room - archive->length) {
        const size_t room = 2 * archive->room + size;
        unsigned char *longer = ohm_resize(archive->bytes, room, 1);

        if (longer == NULL) {
            archive->failed = OHM_E_NOMEM;
            return;
        }
        archive->bytes = longer;
        archive->room = room;
    }
    memcpy(archive->bytes + archive->length, field, size);
    archive->length += size;
}

void
ohm_archive_exchange(ohm_archive *archive, void *field, size_t size)
{
    if (archive->failed != OHM_OK || size == 0)
        return;
    if (!archive->gives) {
        take(archive, field, size);
    } else if (size > archive->length - archive->at) {
        archive->failed = OHM_E_CONTENT;
    } else {
        memcpy(field, archive->bytes + archive->at, size);
        archive->at += size;
    }
}

ohm_status
ohm_archive_finish(ohm_archive *archive, ohm_error *err)
{
    if (archive->failed == OHM_E_NOMEM)
        return ohm_fail(err, OHM_E_NOMEM, "archive: out of memory");
    if (archive->failed != OHM_OK)
        return ohm_fail(err, archive->failed, "archive: ends after %zu bytes, too early", archive->length);
    if (archive->gives && archive->at != archive->length)
        return ohm_fail(err, OHM_E_CONTENT, "archive: %zu of %zu bytes are left over",
                        archive->length - archive->at, archive->length);
    archive->gives = true;
    archive->at = 0;
    return OHM_OK;
}

const void *
ohm_archive_bytes(size_t *length, const ohm_archive *archive)
{
    *length = archive->length;
    return archive->bytes;
}
