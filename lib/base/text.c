/* lib/base/text.c -- see text.h */
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest number read, terminator included: longer is no number of ours. */
enum { NUMBER_TEXT = 512 };

/* Replaces every `from` (one character) in text by `to`. */
static void
replace_point(char *text, char from, char to)
{
    for (; *text != '\0'; text++)
        if (*text == from)
            *text = to;
}

char *
ohm_text_double(char text[OHM_TEXT_DOUBLE], double x)
{
    const char point = localeconv()->decimal_point[0];

    /* 17 digits always read back; 15 often do and look like what was meant */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, OHM_TEXT_DOUBLE, "%.*g", digits, x);
        if (x != x || strtod(text, NULL) == x)
            break;
    }
    replace_point(text, point, '.');
    return text;
}

/* Copies text without the blanks around it; false where it does not fit, or
 * where what is left is nothing. */
static bool
trim(char out[NUMBER_TEXT], const char *text)
{
    size_t length;

    while (isspace((unsigned char)*text))
        text++;
    length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    if (length == 0 || length >= NUMBER_TEXT)
        return false;
    memcpy(out, text, length);
    out[length] = '\0';
    return true;
}

bool
ohm_text_to_double(double *x, const char *text)
{
    char number[NUMBER_TEXT], *end;

    if (!trim(number, text) || strpbrk(number, "xX(") != NULL)
        return false;
    replace_point(number, '.', localeconv()->decimal_point[0]);
    *x = strtod(number, &end);
    return *end == '\0';
}

bool
ohm_text_to_u64(uint64_t *x, const char *text)
{
    char number[NUMBER_TEXT], *end;

    if (!trim(number, text) || !isdigit((unsigned char)number[0]))
        return false;
    errno = 0;
    const unsigned long long value = strtoull(number, &end, 10);
    *x = (uint64_t)value;
    return *end == '\0' && errno == 0;
}

bool
ohm_text_to_size(size_t *x, const char *text)
{
    uint64_t value;

    if (!ohm_text_to_u64(&value, text) || value > SIZE_MAX)
        return false;
    *x = (size_t)value;
    return true;
}

bool
ohm_text_to_integer(long long *x, const char *text)
{
    char number[NUMBER_TEXT], *end;

    if (!trim(number, text))
        return false;
    errno = 0;
    *x = strtoll(number, &end, 10);
    return *end == '\0' && end != number && errno == 0;
}
