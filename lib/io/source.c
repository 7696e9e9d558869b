/* lib/io/source.c -- see source.h */
#include "io/source.h"
#include "base/array.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER = 1 << 16, LINE_SMALL = 256 };

struct ohm_source {
    char *name;
    FILE *file;                 /* NULL: from memory */
    const char *memory;
    size_t memory_left;
    ohm_sha256 *sum;
    char *buffer;               /* read and hashed, not yet handed out: at .. end */
    size_t at, end;
    char *line;
    size_t line_room, line_number;
};

static ohm_status
no_memory(const char *name, ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", name);
}

/* A source that reads from nothing yet. */
static ohm_status
alloc_source(ohm_source **out, const char *name, ohm_error *err)
{
    ohm_source *source = OHM_ZEROS(ohm_source, 1);

    *out = NULL;
    if (source == NULL)
        return no_memory(name, err);
    source->name = ohm_copy(name, strlen(name) + 1, 1);
    source->buffer = OHM_ARRAY(char, BUFFER);
    if (source->name == NULL || source->buffer == NULL || ohm_sha256_alloc(&source->sum, NULL) != OHM_OK) {
        ohm_source_close(source);
        return no_memory(name, err);
    }
    *out = source;
    return OHM_OK;
}

ohm_status
ohm_source_open(ohm_source **out, const char *path, ohm_error *err)
{
    const bool piped = strcmp(path, "-") == 0;
    ohm_source *source;
    const ohm_status status = alloc_source(&source, piped ? "stdin" : path, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    errno = 0;
    source->file = piped ? stdin : fopen(path, "rb");
    if (source->file == NULL) {
        const int why = errno;

        ohm_source_close(source);
        return ohm_fail(err, why == ENOMEM ? OHM_E_NOMEM : OHM_E_IO, "%s: %s", path, strerror(why));
    }
    *out = source;
    return OHM_OK;
}

ohm_status
ohm_source_of(ohm_source **out, const char *name, const void *bytes, size_t length, ohm_error *err)
{
    const ohm_status status = alloc_source(out, name, err);

    if (status == OHM_OK) {
        (*out)->memory = bytes;
        (*out)->memory_left = length;
    }
    return status;
}

void
ohm_source_close(ohm_source *source)
{
    if (source == NULL)
        return;
    if (source->file != NULL && source->file != stdin)
        fclose(source->file);
    ohm_sha256_free(source->sum);
    free(source->line);
    free(source->buffer);
    free(source->name);
    free(source);
}

const char *
ohm_source_name(const ohm_source *source)
{
    return source->name;
}

/* Fetches more bytes behind those in the buffer, whose place at its front is
 * made first; none fetched means the end. */
static ohm_status
fetch(ohm_source *source, ohm_error *err)
{
    size_t got;

    if (source->at > 0) {
        memmove(source->buffer, source->buffer + source->at, source->end - source->at);
        source->end -= source->at;
        source->at = 0;
    }
    const size_t room = BUFFER - source->end;
    if (source->file != NULL) {
        errno = 0;
        got = fread(source->buffer + source->end, 1, room, source->file);
        if (got < room && ferror(source->file))
            return ohm_fail(err, OHM_E_IO, "%s: cannot be read: %s", source->name, strerror(errno));
    } else {
        got = room < source->memory_left ? room : source->memory_left;
        if (got > 0)
            memcpy(source->buffer + source->end, source->memory, got);
        source->memory += got;
        source->memory_left -= got;
    }
    ohm_sha256_add(source->sum, source->buffer + source->end, got);
    source->end += got;
    return OHM_OK;
}

ohm_status
ohm_source_read(size_t *got, void *buffer, size_t room, ohm_source *source, ohm_error *err)
{
    *got = 0;
    while (*got < room) {
        if (source->at == source->end) {
            const ohm_status status = fetch(source, err);

            if (status != OHM_OK)
                return status;
            if (source->at == source->end)
                return OHM_OK;
        }
        const size_t have = source->end - source->at, want = room - *got;
        const size_t n = have < want ? have : want;

        memcpy((char *)buffer + *got, source->buffer + source->at, n);
        source->at += n;
        *got += n;
    }
    return OHM_OK;
}

ohm_status
ohm_source_all(char **text, size_t *length, ohm_source *source, ohm_error *err)
{
    size_t room = 0, got;
    char *all = NULL;
    ohm_status status;

    *text = NULL;
    *length = 0;
    do {
        room = 2 * room + BUFFER;
        char *wider = ohm_resize(all, room, 1);

        if (wider == NULL) {
            free(all);
            return no_memory(source->name, err);
        }
        all = wider;
        status = ohm_source_read(&got, all + *length, room - *length - 1, source, err);
        *length += got;
    } while (status == OHM_OK && *length == room - 1);
    if (status != OHM_OK) {
        free(all);
        return status;
    }
    all[*length] = '\0';
    *text = all;
    return OHM_OK;
}

ohm_status
ohm_source_peek(const char **bytes, size_t *got, ohm_source *source, ohm_error *err)
{
    const ohm_status status = source->end - source->at < BUFFER / 2 ? fetch(source, err) : OHM_OK;

    *bytes = source->buffer + source->at;
    *got = source->end - source->at;
    return status;
}

/* Appends n bytes to the line being put together. */
static ohm_status
extend_line(ohm_source *source, size_t length, size_t n, ohm_error *err)
{
    if (length + n + 1 > source->line_room) {
        const size_t room = 2 * (length + n) + LINE_SMALL;
        char *longer = ohm_resize(source->line, room, 1);

        if (longer == NULL)
            return no_memory(source->name, err);
        source->line = longer;
        source->line_room = room;
    }
    memcpy(source->line + length, source->buffer + source->at, n);
    source->line[length + n] = '\0';
    return OHM_OK;
}

ohm_status
ohm_source_line(char **line, size_t *length, ohm_source *source, ohm_error *err)
{
    bool ended = false, started = false;
    ohm_status status;

    *line = NULL;
    *length = 0;
    while (!ended) {
        if (source->at == source->end && (status = fetch(source, err)) != OHM_OK)
            return status;
        if (source->at == source->end)
            break;
        const char *from = source->buffer + source->at;
        const char *feed = memchr(from, '\n', source->end - source->at);
        const size_t n = feed != NULL ? (size_t)(feed - from) : source->end - source->at;

        if ((status = extend_line(source, *length, n, err)) != OHM_OK)
            return status;
        started = true;
        *length += n;
        source->at += n + (feed != NULL);
        ended = feed != NULL;
    }
    if (!started)
        return OHM_OK;
    source->line_number++;
    if (memchr(source->line, '\0', *length) != NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: a NUL byte: not a text file", source->name,
                        source->line_number);
    if (*length > 0 && source->line[*length - 1] == '\r')
        source->line[--*length] = '\0';
    *line = source->line;
    return OHM_OK;
}

size_t
ohm_source_line_number(const ohm_source *source)
{
    return source->line_number;
}

ohm_status
ohm_source_digest(char text[OHM_SHA256_TEXT], ohm_source *source, ohm_error *err)
{
    ohm_status status;

    do {
        source->at = source->end = 0;
        if ((status = fetch(source, err)) != OHM_OK)
            return status;
    } while (source->end > 0);
    ohm_sha256_finish(text, source->sum);
    return OHM_OK;
}
