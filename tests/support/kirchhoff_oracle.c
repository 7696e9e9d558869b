/* tests/support/kirchhoff_oracle.c -- see kirchhoff_oracle.h */
#include "support/kirchhoff_oracle.h"
#include "base/array.h"
#include "support/test.h"
#include "topology/forest.h"

#include <math.h>
#include <stdlib.h>

/* Takes the net current of every component without a held node back at its root. */
static void
balance_injections(test_circuit *circuit, const ohm_forest *forest)
{
    bool *grounded = OHM_ZEROS(bool, forest->components);
    double *net = OHM_ZEROS(double, forest->components);

    for (size_t v = 0; v < circuit->graph->nodes; v++) {
        net[forest->component[v]] += circuit->injection[v];
        grounded[forest->component[v]] |= circuit->is_held[v];
    }
    for (size_t c = 0; c < forest->components; c++)
        if (!grounded[c])
            circuit->injection[forest->root[c]] -= net[c];
    free(grounded);
    free(net);
}

test_circuit *
test_circuit_on(ohm_graph *graph, double decades, bool with_signs, double hold, ohm_rng *rng)
{
    test_circuit *circuit = OHM_ZEROS(test_circuit, 1);
    ohm_forest *forest;

    circuit->graph = graph;
    circuit->g = OHM_ARRAY(double, graph->edges);
    circuit->emf = OHM_ARRAY(double, graph->edges);
    circuit->is_held = OHM_ARRAY(bool, graph->nodes);
    circuit->held = OHM_ARRAY(double, graph->nodes);
    circuit->injection = OHM_ARRAY(double, graph->nodes);
    test_magnitudes(circuit->g, graph->edges, decades, with_signs, rng);
    test_normals(circuit->emf, graph->edges, rng);
    test_normals(circuit->held, graph->nodes, rng);
    test_normals(circuit->injection, graph->nodes, rng);
    for (size_t v = 0; v < graph->nodes; v++)
        circuit->is_held[v] = ohm_rng_uniform(rng) < hold;
    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    balance_injections(circuit, forest);
    ohm_forest_free(forest);
    return circuit;
}

test_circuit *
test_circuit_draw(test_graph_kind kind, size_t most, double decades, bool with_signs, double hold,
                  ohm_rng *rng)
{
    return test_circuit_on(test_graph(kind, most, rng), decades, with_signs, hold, rng);
}

void
test_circuit_free(test_circuit *circuit)
{
    ohm_graph_free(circuit->graph);
    free(circuit->g);
    free(circuit->emf);
    free(circuit->is_held);
    free(circuit->held);
    free(circuit->injection);
    free(circuit);
}

/* Solves the n rows of n + 1 in place by elimination with row pivoting. */
static bool
eliminate(long double *a, size_t n)
{
    const size_t width = n + 1;

    for (size_t j = 0; j < n; j++) {
        long double column = 0.0L;
        size_t best = j;

        for (size_t i = 0; i < n; i++)
            column = fmaxl(column, fabsl(a[i * width + j]));
        for (size_t i = j; i < n; i++)
            if (fabsl(a[i * width + j]) > fabsl(a[best * width + j]))
                best = i;
        if (!(fabsl(a[best * width + j]) > 1e-12L * column))
            return false;
        for (size_t k = 0; k < width; k++) {
            const long double moved = a[j * width + k];

            a[j * width + k] = a[best * width + k];
            a[best * width + k] = moved;
        }
        for (size_t i = 0; i < n; i++) {
            const long double factor = a[i * width + j] / a[j * width + j];

            for (size_t k = j; i != j && factor != 0.0L && k < width; k++)
                a[i * width + k] -= factor * a[j * width + k];
        }
    }
    for (size_t j = 0; j < n; j++)
        a[j * width + n] /= a[j * width + j];
    return true;
}

bool
test_kirchhoff(double *potential, double *current, const test_circuit *circuit)
{
    const ohm_graph *graph = circuit->graph;
    const size_t n = graph->nodes, width = n + 1;
    long double *a = OHM_ZEROS(long double, n * width);
    bool *fixed = ohm_copy(circuit->is_held, n, sizeof *fixed);
    bool *grounded;
    ohm_forest *forest;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    grounded = OHM_ZEROS(bool, forest->components);
    for (size_t v = 0; v < n; v++)
        grounded[forest->component[v]] |= fixed[v];
    for (size_t v = 0; v < n; v++) {
        const bool datum = !grounded[forest->component[v]] && forest->root[forest->component[v]] == v;

        fixed[v] |= datum;
        a[v * width + n] = datum ? 0.0L : fixed[v] ? circuit->held[v] : circuit->injection[v];
        if (fixed[v])
            a[v * width + v] = 1.0L;
    }
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t t = graph->tail[k], h = graph->head[k];
        const long double g = circuit->g[k];

        for (int end = 0; end < 2; end++) {
            const size_t v = end == 0 ? t : h, w = end == 0 ? h : t;

            if (fixed[v] || v == w)
                continue;
            a[v * width + v] += g;
            a[v * width + w] -= g;
            a[v * width + n] += (end == 0 ? -g : g) * circuit->emf[k];
        }
    }
    const bool regular = eliminate(a, n);
    for (size_t v = 0; v < n; v++)
        potential[v] = (double)a[v * width + n];
    for (size_t k = 0; k < graph->edges; k++) {
        const long double drop = a[graph->head[k] * width + n] - a[graph->tail[k] * width + n];

        current[k] = (double)(circuit->g[k] * (circuit->emf[k] - drop));
    }
    ohm_forest_free(forest);
    free(grounded);
    free(fixed);
    free(a);
    return regular;
}
