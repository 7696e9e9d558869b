/* examples/library.c -- the library from outside: the effective memory of the 4-cube. */
#include <ohmega.h>

#include <stdio.h>

int
main(void)
{
    ohm_graph *graph;
    ohm_forest *forest = NULL;
    ohm_memory memory;
    ohm_error err;
    ohm_status status = ohm_graph_hypercube(&graph, 4, &err);

    if (status == OHM_OK)
        status = ohm_forest_alloc(&forest, graph, &err);
    if (status == OHM_OK) {
        ohm_memory_measure(&memory, forest);
        printf("effective memory %s = %g\n", memory.text, memory.value);
    } else
        fprintf(stderr, "%s\n", err.text);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    return status == OHM_OK ? 0 : 1;
}
