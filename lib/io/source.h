/* lib/io/source.h -- what is read: a file, stdin or a buffer, hashed on the way.
 *
 * Every reader of io/ reads from a source, so "-" is stdin everywhere, and the
 * SHA-256 that provenance records is that of the bytes that were read, even of a
 * pipe that cannot be read twice. */
#ifndef OHM_IO_SOURCE_H
#define OHM_IO_SOURCE_H

#include "base/hash.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_source ohm_source;

/* Opens path, or stdin for "-"; OHM_E_IO names it and the reason. */
ohm_status ohm_source_open(ohm_source **out, const char *path, ohm_error *err);

/* Reads from memory (borrowed; must outlive the source); name is for messages. */
ohm_status ohm_source_of(ohm_source **out, const char *name, const void *bytes, size_t length,
                         ohm_error *err);
void ohm_source_close(ohm_source *source);      /* takes NULL; stdin stays open */

/* The path, or "stdin", for messages. */
const char *ohm_source_name(const ohm_source *source);

/* Reads at most `room` bytes, fewer only at the end; *got == 0 there. */
ohm_status ohm_source_read(size_t *got, void *buffer, size_t room, ohm_source *source, ohm_error *err);

/* The next line without its end ("\n" or "\r\n"), terminated; *line == NULL after
 * the last.  It is the source's and lasts until the next call.  OHM_E_CONTENT for a
 * line with a NUL in it. */
ohm_status ohm_source_line(char **line, size_t *length, ohm_source *source, ohm_error *err);
size_t ohm_source_line_number(const ohm_source *source);    /* of that line; from 1 */

/* All that is left, terminated; the caller frees *text with free(). */
ohm_status ohm_source_all(char **text, size_t *length, ohm_source *source, ohm_error *err);

/* The first bytes (fewer only where there are no more) without taking them. */
ohm_status ohm_source_peek(const char **bytes, size_t *got, ohm_source *source, ohm_error *err);

/* Reads what is left and writes the SHA-256 of all of it. */
ohm_status ohm_source_digest(char text[OHM_SHA256_TEXT], ohm_source *source, ohm_error *err);

#endif
