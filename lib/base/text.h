/* lib/base/text.h -- numbers to text and back, the same in every locale. */
#ifndef OHM_BASE_TEXT_H
#define OHM_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OHM_TEXT_DOUBLE = 32 };      /* bytes that hold any printed double */

/* Writes the shortest decimal that reads back as x ("0.1", "1e-300", "nan",
 * "inf"); returns text. */
char *ohm_text_double(char text[OHM_TEXT_DOUBLE], double x);

/* The whole of text (blanks around it allowed) as a number; false where there is
 * more, less or none.  "nan" and "inf" are read, for the caller to refuse with
 * their name; hexadecimal is not. */
bool ohm_text_to_double(double *x, const char *text);
bool ohm_text_to_size(size_t *x, const char *text);     /* decimal, no sign */
bool ohm_text_to_u64(uint64_t *x, const char *text);
bool ohm_text_to_integer(long long *x, const char *text);

#endif
