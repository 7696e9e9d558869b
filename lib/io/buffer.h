/* lib/io/buffer.h -- text that grows; a refusal is remembered, not returned.
 *
 * So text is put together without a check for every piece, and tested once.
 * Inside io/ only. */
#ifndef OHM_IO_BUFFER_H
#define OHM_IO_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *bytes;                /* `length` of them, not terminated */
    size_t length, room;
    bool failed;                /* memory was refused */
    bool unfit;                 /* something escaped for XML cannot stand in XML */
} ohm_buffer;                   /* starts as all zeros */

void ohm_buffer_free(ohm_buffer *buffer);       /* frees what it holds */

void ohm_buffer_add(ohm_buffer *buffer, const char *bytes, size_t length);
void ohm_buffer_put(ohm_buffer *buffer, const char *text);
void ohm_buffer_byte(ohm_buffer *buffer, char byte);

/* Text as XML characters: & < > and a carriage return are escaped, in an attribute
 * also " and the blanks a reader would turn into spaces.  What is not UTF-8, or not
 * a character of XML 1.0, marks the buffer unfit. */
void ohm_buffer_escape(ohm_buffer *buffer, const char *text, bool attribute);

#endif
