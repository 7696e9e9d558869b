/* lib/base/hash.c -- see hash.h */
#include "base/hash.h"
#include "base/array.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

struct ohm_sha256 {
    struct sha256_ctx context;
};

ohm_status
ohm_sha256_alloc(ohm_sha256 **out, ohm_error *err)
{
    if ((*out = OHM_ARRAY(ohm_sha256, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "sha256: out of memory");
    sha256_init(&(*out)->context);
    return OHM_OK;
}

void
ohm_sha256_free(ohm_sha256 *sum)
{
    free(sum);
}

void
ohm_sha256_add(ohm_sha256 *sum, const void *bytes, size_t length)
{
    sha256_update(&sum->context, length, bytes);
}

static void
digest_to_text(char text[OHM_SHA256_TEXT], struct sha256_ctx *context)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[2 * sizeof digest] = '\0';
}

void
ohm_sha256_finish(char text[OHM_SHA256_TEXT], ohm_sha256 *sum)
{
    digest_to_text(text, &sum->context);
}

void
ohm_sha256_peek(char text[OHM_SHA256_TEXT], const ohm_sha256 *sum)
{
    struct sha256_ctx copy = sum->context;      /* taking the digest would reset it */

    digest_to_text(text, &copy);
}

void
ohm_sha256_of(char text[OHM_SHA256_TEXT], const void *bytes, size_t length)
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, length, bytes);
    digest_to_text(text, &context);
}

ohm_status
ohm_sha256_of_file(char text[OHM_SHA256_TEXT], const char *path, ohm_error *err)
{
    struct sha256_ctx context;
    unsigned char buffer[16384];
    FILE *file = fopen(path, "rb");
    size_t got;
    int failed;

    if (file == NULL)
        return ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(errno));
    sha256_init(&context);
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
        sha256_update(&context, got, buffer);
    failed = ferror(file);
    fclose(file);
    if (failed)
        return ohm_fail(err, OHM_E_IO, "%s: cannot be read", path);
    digest_to_text(text, &context);
    return OHM_OK;
}
