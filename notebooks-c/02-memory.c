/* 02-memory.c -- a notebook: the effective memory of families, and of every graph on seven nodes */
/* %% [markdown]
# The effective memory

Kirchhoff's current law ties the $M$ memories of a circuit together: of $M$ degrees of freedom it leaves $L =
M - N + c$. The share that is left,

$$\Gamma = \frac{L}{M} = \frac{M - N + c}{M},$$

is the effective memory (Caravelli 2017, eq. (20)). It needs no numerics: a graph has it as a fraction.
*/
// %%
#include "notebook.h"

#include <math.h>
#include <string.h>

/* The effective memory of a family, its arguments given as text. */
static ohm_memory
memory_of(const char *family, const char *first, const char *second)
{
    const char *const text[OHM_FAMILY_ARGUMENTS] = { first, second, NULL };
    ohm_generated *made;
    ohm_forest *forest;
    ohm_memory memory;
    ohm_error err;

    must(ohm_family_generate(&made, ohm_family_find(family), text, NULL, &err), &err);
    must(ohm_forest_alloc(&forest, made->graph, &err), &err);
    ohm_memory_measure(&memory, forest);
    ohm_forest_free(forest);
    ohm_generated_free(made);
    return memory;
}

int
main(void)
{
    ohm_error err;

/* %% [markdown]
## Families

The closed forms are $1/n$ for a ring, $1 - 2/n$ for a complete graph, $(a-1)(b-1)/ab$ for a bipartite one,
$1/2$ for every wheel, and $1 - (2^d - 1)/(d\,2^{d-1})$ for a hypercube.
*/
    // %%
    printf("ring 12          %s\n", memory_of("ring", "12", NULL).text);
    printf("complete 12      %s\n", memory_of("complete", "12", NULL).text);
    printf("bipartite 4 6    %s\n", memory_of("bipartite", "4", "6").text);
    printf("wheel 9          %s\n", memory_of("wheel", "9", NULL).text);
    printf("hypercube 6      %s\n", memory_of("hypercube", "6", NULL).text);
    printf("torus 8 8        %s\n", memory_of("torus", "8", "8").text);
    printf("petersen         %s\n", memory_of("petersen", NULL, NULL).text);

/* %% [markdown]
Dense graphs remember almost everything, trees nothing. The figure shows three families against the number of
nodes.
*/
    // %%
    enum { SIZES = 15 };
    double nodes[SIZES], ring[SIZES], complete[SIZES], wheel[SIZES];

    for (int k = 0; k < SIZES; k++) {
        char text[16], rim[16];

        snprintf(text, sizeof text, "%d", k + 4);
        snprintf(rim, sizeof rim, "%d", k + 3);
        nodes[k] = k + 4;
        ring[k] = memory_of("ring", text, NULL).value;
        complete[k] = memory_of("complete", text, NULL).value;
        wheel[k] = memory_of("wheel", rim, NULL).value;
    }
    const ohm_series curves[] = {
        { .label = "complete", .mark = OHM_MARK_LINE, .style = 0, .n = SIZES, .x = nodes, .y = complete },
        { .label = "wheel", .mark = OHM_MARK_LINE, .style = 1, .n = SIZES, .x = nodes, .y = wheel },
        { .label = "ring", .mark = OHM_MARK_LINE, .style = 2, .n = SIZES, .x = nodes, .y = ring },
    };
    const ohm_figure figure = {
        .x = { .label = "Nodes", .low = NAN, .high = NAN },
        .y = { .label = "Effective memory", .low = 0.0, .high = 1.0 },
        .count = 3, .series = curves
    };

    notebook_figure("02-families", "Effective memory of three families", &figure);

/* %% [markdown]
## Every connected graph on seven nodes

There are 853 of them (`nauty-geng -c 7`). For each we take the exact $\Omega$ and ask three things that must
hold: it is idempotent, its rank is $L = M - 6$, and so is its trace. The trace says by how much the memories
differ edge by edge: $\Omega_{kk} = 0$ for a bridge, and the sum of all is $L$.
*/
    // %%
    ohm_source *source;
    ohm_graph *graph;
    size_t count[22] = { 0 }, held = 0, bridges = 0, total = 0;

    must(ohm_source_open(&source, "connected7.g6", &err), &err);
    for (;;) {
        ohm_rational_matrix *omega;
        char *trace;

        must(ohm_graph6_next(&graph, source, &err), &err);
        if (graph == NULL)
            break;
        must(ohm_omega_exact_alloc(&omega, graph, &err), &err);
        must(ohm_rational_matrix_trace(&trace, omega, &err), &err);
        held += ohm_rational_matrix_is_idempotent(omega)
            && ohm_rational_matrix_rank(omega) == graph->edges - 6
            && (size_t)atoi(trace) == graph->edges - 6 && strchr(trace, '/') == NULL;
        for (size_t k = 0; k < graph->edges; k++)
            bridges += ohm_rational_matrix_entry(omega, k, k) == 0.0;
        count[graph->edges]++;
        total++;
        free(trace);
        ohm_rational_matrix_free(omega);
        ohm_graph_free(graph);
    }
    ohm_source_close(source);
    printf("%zu graphs, %zu with all three properties, %zu bridges\n", total, held, bridges);

/* %% [markdown]
How many have which memory? On seven nodes $\Gamma = 1 - 6/M$, from a tree's 0 to the complete graph's $5/7$.
*/
    // %%
    for (size_t m = 6; m <= 21; m++)
        printf("M = %2zu   Gamma = %.4f   %3zu graphs\n", m, 1.0 - 6.0 / (double)m, count[m]);
    return 0;
}
