/* tests/fuzz/fuzz_graphml.c -- any bytes as GraphML; what is read is written and
 * read again, and must come out the same. */
#include "fuzz/fuzz.h"
#include "io/graphml.h"

static char *
written(size_t *length, const ohm_table *table)
{
    char *text = NULL;
    FILE *file = open_memstream(&text, length);

    fuzz_assert(ohm_graphml_write(file, table, NULL) == OHM_OK);
    fclose(file);
    return text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_table *table, *again;
    ohm_error err;
    const ohm_status status = ohm_graphml_read(&table, source, &err);

    ohm_source_close(source);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    size_t length, length_again;
    char *text = written(&length, table);

    source = fuzz_source(text, length);
    if (ohm_graphml_read(&again, source, &err) != OHM_OK) {
        fprintf(stderr, "%s\n%s\n", err.text, text);
        abort();
    }
    ohm_source_close(source);
    char *text_again = written(&length_again, again);
    fuzz_assert(length == length_again && memcmp(text, text_again, length) == 0);
    free(text_again);
    free(text);
    ohm_table_free(again);
    ohm_table_free(table);
    return 0;
}
