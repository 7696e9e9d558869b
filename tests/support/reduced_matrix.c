/* tests/support/reduced_matrix.c -- see reduced_matrix.h */
#include "support/reduced_matrix.h"
#include "base/array.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>

test_reduced *
test_reduced_of(test_circuit *circuit)
{
    test_reduced *at = OHM_ZEROS(test_reduced, 1);
    const ohm_graph *graph = circuit->graph;
    ohm_error err;

    at->circuit = circuit;
    test_ok(ohm_reduced_alloc(&at->reduced, graph, at->circuit->is_held, &err), &err);
    at->n = (size_t)at->reduced->unknowns;
    at->dense = OHM_ZEROS(double, at->n * at->n);
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t t = (size_t)at->reduced->unknown[graph->tail[k]];
        const size_t h = (size_t)at->reduced->unknown[graph->head[k]];

        if (t == h)
            continue;
        if (t < at->n)
            at->dense[t + t * at->n] += at->circuit->g[k];
        if (h < at->n)
            at->dense[h + h * at->n] += at->circuit->g[k];
        if (t < at->n && h < at->n) {
            at->dense[t + h * at->n] -= at->circuit->g[k];
            at->dense[h + t * at->n] -= at->circuit->g[k];
        }
    }
    return at;
}

test_reduced *
test_reduced_draw(test_graph_kind kind, size_t most, double decades, bool with_signs, double hold,
                  ohm_rng *rng)
{
    return test_reduced_of(test_circuit_draw(kind, most, decades, with_signs, hold, rng));
}

void
test_reduced_free(test_reduced *at)
{
    ohm_reduced_free(at->reduced);
    test_circuit_free(at->circuit);
    free(at->dense);
    free(at);
}

double
test_reduced_error(const test_reduced *at, const double *x, const double *r)
{
    double left = 0.0, right = 0.0, unknown = 0.0, most = 0.0;

    for (size_t i = 0; i < at->n; i++) {
        double sum = -r[i], row = 0.0;

        for (size_t j = 0; j < at->n; j++) {
            sum += at->dense[i + j * at->n] * x[j];
            row += fabs(at->dense[i + j * at->n]);
        }
        left += sum * sum;
        right += r[i] * r[i];
        unknown += x[i] * x[i];
        most = fmax(most, row);
    }
    return at->n == 0 ? 0.0 : sqrt(left) / (most * sqrt(unknown) + sqrt(right));
}
