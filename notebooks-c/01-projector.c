/* 01-projector.c -- a notebook: the projector on the cycle space */
/* %% [markdown]
# The projector

A circuit of $N$ nodes, $M$ edges and $c$ components has $L = M - N + c$ independent cycles. With $A$ the
cycle matrix and $B$ the incidence matrix, $A B^{\mathsf T} = 0$, and

$$\Omega = A^{\mathsf T} (A A^{\mathsf T})^{-1} A = I - B_r^{\mathsf T} (B_r B_r^{\mathsf T})^{-1} B_r$$

is the orthogonal projector on the cycle space: it takes any assignment of voltages to edges and keeps the
part that can drive currents. It governs the memory of a circuit of memristors, so we look at it first.
*/
// %%
#include "notebook.h"

#include <math.h>

int
main(void)
{
    ohm_error err;
    ohm_graph *graph;
    ohm_rational_matrix *omega;

/* %% [markdown]
## Exactly

Petersen's graph has 10 nodes and 15 edges, so $L = 6$. All entries are rational; here is the first row, and
the trace, which is the rank of a projector.
*/
    // %%
    must(ohm_graph_petersen(&graph, &err), &err);
    must(ohm_omega_exact_alloc(&omega, graph, &err), &err);
    for (size_t j = 0; j < graph->edges; j++) {
        char *text;

        must(ohm_rational_matrix_text(&text, omega, 0, j, &err), &err);
        printf("%s%s", text, j + 1 < graph->edges ? "  " : "\n");
        free(text);
    }

/* %% [markdown]
The diagonal is $\Omega_{kk} = 1 - R_k$, with $R_k$ the resistance between the ends of edge $k$ when every
edge has one ohm (Foster): nine tree edges shared by fifteen equal ones give $R_k = 9/15$.
*/
    // %%
    char *trace, *resistance;

    must(ohm_rational_matrix_trace(&trace, omega, &err), &err);
    must(ohm_effective_resistance_exact(&resistance, NULL, graph, graph->tail[0], graph->head[0], &err),
         &err);
    printf("trace %s, resistance of edge 0: %s ohm\n", trace, resistance);
    printf("symmetric: %d, idempotent: %d\n", ohm_rational_matrix_is_symmetric(omega),
           ohm_rational_matrix_is_idempotent(omega));
    free(trace);
    free(resistance);
    ohm_rational_matrix_free(omega);

/* %% [markdown]
## In doubles

The same in floating point. How far is it from being a projector: $\max |\Omega^2 - \Omega|$, and $\max |B
\Omega|$?
*/
    // %%
    const size_t m = graph->edges;
    double *p = malloc(m * m * sizeof *p), square = 0.0, cut = 0.0, sum = 0.0;

    must(ohm_omega_fill(p, graph, &err), &err);
    for (size_t i = 0; i < m; i++) {
        sum += p[i + i * m];
        for (size_t j = 0; j < m; j++) {
            double product = 0.0;

            for (size_t k = 0; k < m; k++)
                product += p[i + k * m] * p[k + j * m];
            square = fmax(square, fabs(product - p[i + j * m]));
        }
    }
    for (size_t n = 0; n < graph->nodes; n++)
        for (size_t j = 0; j < m; j++) {
            double divergence = 0.0;

            for (size_t k = 0; k < m; k++)
                divergence += ((graph->head[k] == n) - (graph->tail[k] == n)) * p[k + j * m];
            cut = fmax(cut, fabs(divergence));
        }
    printf("trace %.12g\n", sum);
    printf("a projector to rounding: %s\n", square < 1e-14 && cut < 1e-14 ? "yes" : "no");

/* %% [markdown]
## What it does to a battery

One volt in edge 0 drives the currents $i = \Omega S / R$ (all resistances $R$). Drawn over the edges: the
largest is in the edge itself, $\Omega_{00} = 2/5$; the others answer with both signs.
*/
    // %%
    double edge[15], current[15];

    for (size_t k = 0; k < m; k++) {
        edge[k] = (double)k;
        current[k] = p[k];
    }
    const ohm_series bars = { .mark = OHM_MARK_BARS, .n = m, .x = edge, .y = current };
    const ohm_figure figure = {
        .x = { .label = "Edge", .low = -1.0, .high = 15.0 },
        .y = { .label = "Current", .unit = "A", .low = NAN, .high = NAN },
        .count = 1, .series = &bars
    };

    notebook_figure("01-currents", "Currents that one volt in edge 0 drives, all edges of one ohm",
                    &figure);
    printf("current in edge 0: %.12g A\n", current[0]);
    free(p);
    ohm_graph_free(graph);
    return 0;
}
