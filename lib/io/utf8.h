/* lib/io/utf8.h -- is this UTF-8?  Inside io/ only. */
#ifndef OHM_IO_UTF8_H
#define OHM_IO_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length in bytes (1 .. 4) of the well-formed character at text, and its code
 * point; 0 where the bytes are not UTF-8.  text ends with a NUL. */
size_t ohm_utf8_next(uint32_t *code, const char *text);

#endif
