/* lib/io/buffer.c -- see buffer.h */
#include "io/buffer.h"
#include "io/utf8.h"
#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
ohm_buffer_free(ohm_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (ohm_buffer){ .bytes = NULL };
}

void
ohm_buffer_add(ohm_buffer *buffer, const char *bytes, size_t length)
{
    enum { BUFFER_SMALL = 256 };

    if (length > buffer->room - buffer->length) {
        const size_t room = 2 * buffer->room + length + BUFFER_SMALL;
        char *wider = ohm_resize(buffer->bytes, room, 1);

        if (wider == NULL) {
            buffer->failed = true;
            return;
        }
        buffer->bytes = wider;
        buffer->room = room;
    }
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void
ohm_buffer_put(ohm_buffer *buffer, const char *text)
{
    ohm_buffer_add(buffer, text, strlen(text));
}

void
ohm_buffer_byte(ohm_buffer *buffer, char byte)
{
    ohm_buffer_add(buffer, &byte, 1);
}

/* Whether XML 1.0 has this character (its production [2]). */
static bool
is_xml(uint32_t code)
{
    return code >= 0x20 ? code != 0xfffe && code != 0xffff : code == '\t' || code == '\n' || code == '\r';
}

/* How a character is written, or NULL for itself. */
static const char *
escaped(uint32_t code, bool attribute)
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\n': return attribute ? "&#10;" : NULL;
    case '\t': return attribute ? "&#9;" : NULL;
    default: return NULL;
    }
}

void
ohm_buffer_escape(ohm_buffer *buffer, const char *text, bool attribute)
{
    const char *plain = text;                   /* start of what needs no escape */
    uint32_t code;

    while (*text != '\0') {
        const size_t length = ohm_utf8_next(&code, text);
        const char *instead;

        if (length == 0 || !is_xml(code)) {
            buffer->unfit = true;
            return;
        }
        if ((instead = escaped(code, attribute)) != NULL) {
            ohm_buffer_add(buffer, plain, (size_t)(text - plain));
            ohm_buffer_put(buffer, instead);
            plain = text + length;
        }
        text += length;
    }
    ohm_buffer_add(buffer, plain, (size_t)(text - plain));
}
