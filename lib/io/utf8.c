/* lib/io/utf8.c -- see utf8.h */
#include "io/utf8.h"

size_t
ohm_utf8_next(uint32_t *code, const char *text)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };   /* by length: shorter is overlong */
    const unsigned char *byte = (const unsigned char *)text;
    const size_t length = byte[0] < 0x80 ? 1 : byte[0] < 0xc0 ? 0 : byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 :
                          byte[0] < 0xf8 ? 4 : 0;

    if (length <= 1) {
        *code = byte[0];
        return length;
    }
    *code = byte[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        *code = *code << 6 | (byte[i] & 0x3fu);
    }
    if (*code < least[length] || *code > 0x10ffff || (*code >= 0xd800 && *code <= 0xdfff))
        return 0;
    return length;
}
