/* tests/fuzz/fuzz_graph6.c -- any bytes as lines of graph6, and back. */
#include "fuzz/fuzz.h"
#include "io/graph6.h"

static void
check_back(const ohm_graph *graph)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_graph *again;

    fuzz_assert(ohm_graph6_write(file, graph, NULL) == OHM_OK);
    fclose(file);
    text[length - 1] = '\0';
    fuzz_assert(ohm_graph6_parse(&again, text, NULL) == OHM_OK);
    fuzz_assert(again->nodes == graph->nodes && again->edges == graph->edges);
    for (size_t e = 0; e < graph->edges; e++)
        fuzz_assert(again->tail[e] == graph->tail[e] && again->head[e] == graph->head[e]);
    ohm_graph_free(again);
    free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_graph *graph;
    ohm_status status;
    ohm_error err;

    while ((status = ohm_graph6_next(&graph, source, &err)) == OHM_OK && graph != NULL) {
        check_back(graph);
        ohm_graph_free(graph);
    }
    if (status != OHM_OK)
        fuzz_refused(status, OHM_E_CONTENT, &err);
    ohm_source_close(source);
    return 0;
}
