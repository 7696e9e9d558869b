/* tests/fuzz/fuzz.h -- what the fuzz targets share.
 *
 * A target hands any bytes to a parser.  What is refused must be refused with a
 * message on one line; what is accepted must survive writing and reading. */
#ifndef OHM_TESTS_FUZZ_FUZZ_H
#define OHM_TESTS_FUZZ_FUZZ_H

#include "base/status.h"
#include "io/source.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the fuzzer, which then keeps the input. */
#define fuzz_assert(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

static inline ohm_source *
fuzz_source(const void *data, size_t size)
{
    ohm_source *source;

    fuzz_assert(ohm_source_of(&source, "fuzz", data, size, NULL) == OHM_OK);
    return source;
}

/* A refusal: of the content, and said on one line. */
static inline void
fuzz_refused(ohm_status status, ohm_status expected, const ohm_error *err)
{
    fuzz_assert(status == expected);
    fuzz_assert(err->status == status && err->text[0] != '\0' && strchr(err->text, '\n') == NULL);
}

#endif
