/* tests/fuzz/fuzz_json.c -- any bytes as JSON; what is printed must read back and
 * print the same. */
#include "fuzz/fuzz.h"
#include "io/json.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_json *root, *again;
    char *text, *text_again;
    ohm_error err;
    const ohm_status status = ohm_json_read_from(&root, source, &err);

    ohm_source_close(source);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    fuzz_assert(ohm_json_print(&text, root, NULL) == OHM_OK);
    fuzz_assert(ohm_json_parse(&again, text, NULL) == OHM_OK);
    fuzz_assert(ohm_json_print(&text_again, again, NULL) == OHM_OK);
    fuzz_assert(strcmp(text, text_again) == 0);
    free(text_again);
    free(text);
    ohm_json_free(again);
    ohm_json_free(root);
    return 0;
}
