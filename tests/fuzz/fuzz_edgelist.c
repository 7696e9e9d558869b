/* tests/fuzz/fuzz_edgelist.c -- any bytes as an edge list, and back. */
#include "fuzz/fuzz.h"
#include "io/edgelist.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_table *table, *again;
    ohm_error err;
    const ohm_status status = ohm_edgelist_read(&table, source, &err);

    ohm_source_close(source);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);

    fuzz_assert(ohm_edgelist_write(file, table, NULL) == OHM_OK);
    fclose(file);
    source = fuzz_source(text, length);
    fuzz_assert(ohm_edgelist_read(&again, source, NULL) == OHM_OK);
    ohm_source_close(source);
    fuzz_assert(ohm_table_edges(again) == ohm_table_edges(table));
    for (size_t e = 0; e < ohm_table_edges(table); e++) {
        const size_t tail = ohm_table_tails(table)[e], head = ohm_table_heads(table)[e];

        fuzz_assert(ohm_table_tails(again)[e] == tail && ohm_table_heads(again)[e] == head);
        fuzz_assert(strcmp(ohm_table_node_id(again, tail), ohm_table_node_id(table, tail)) == 0);
    }
    free(text);
    ohm_table_free(again);
    ohm_table_free(table);
    return 0;
}
