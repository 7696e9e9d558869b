/* tests/support/random_graph.c -- see random_graph.h */
#include "support/random_graph.h"
#include "support/test.h"

#include <math.h>

enum { EDGES_MAX = 4096 };

typedef struct {
    size_t nodes, edges;
    size_t tail[EDGES_MAX], head[EDGES_MAX];
} draft;

/* Adds an edge between u and v, either way round. */
static void
join(draft *graph, size_t u, size_t v, ohm_rng *rng)
{
    const bool turned = ohm_rng_u32(rng) & 1;

    ck_assert_uint_lt(graph->edges, EDGES_MAX);
    graph->tail[graph->edges] = turned ? v : u;
    graph->head[graph->edges] = turned ? u : v;
    graph->edges++;
}

/* Adds `nodes` nodes joined by a random tree, and `chords` edges among them, no loops. */
static void
add_part(draft *graph, size_t nodes, size_t chords, ohm_rng *rng)
{
    const size_t first = graph->nodes;

    graph->nodes += nodes;
    for (size_t v = 1; v < nodes; v++)
        join(graph, first + v, first + ohm_rng_below(rng, v), rng);
    for (size_t k = 0; nodes > 1 && k < chords; k++) {
        const size_t u = ohm_rng_below(rng, nodes);

        join(graph, first + u, first + (u + 1 + ohm_rng_below(rng, nodes - 1)) % nodes, rng);
    }
}

static void
add_multi(draft *graph, size_t most, ohm_rng *rng)
{
    const size_t edges = ohm_rng_below(rng, 3 * most + 1);

    graph->nodes = 1 + ohm_rng_below(rng, most);
    for (size_t k = 0; k < edges; k++)
        join(graph, ohm_rng_below(rng, graph->nodes), ohm_rng_below(rng, graph->nodes), rng);
}

static void
add_grid(draft *graph, size_t most, ohm_rng *rng)
{
    const size_t rows = 2 + ohm_rng_below(rng, 3), columns = 2 + ohm_rng_below(rng, most / rows - 1);

    graph->nodes = rows * columns;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            if (j + 1 < columns)
                join(graph, i * columns + j, i * columns + j + 1, rng);
            if (i + 1 < rows)
                join(graph, i * columns + j, (i + 1) * columns + j, rng);
        }
}

static void
add_complete(draft *graph, size_t most, ohm_rng *rng)
{
    graph->nodes = 2 + ohm_rng_below(rng, (size_t)sqrt((double)(8 * most)) - 1);
    for (size_t u = 0; u < graph->nodes; u++)
        for (size_t v = u + 1; v < graph->nodes; v++)
            join(graph, u, v, rng);
}

/* Two connected parts; with `bridged` an edge between them, else an isolated node. */
static void
add_parts(draft *graph, size_t most, bool bridged, ohm_rng *rng)
{
    const size_t a = 2 + ohm_rng_below(rng, most / 3), b = 2 + ohm_rng_below(rng, most / 3);

    add_part(graph, a, ohm_rng_below(rng, 2 * a), rng);
    add_part(graph, b, ohm_rng_below(rng, 2 * b), rng);
    if (bridged)
        join(graph, ohm_rng_below(rng, a), a + ohm_rng_below(rng, b), rng);
    else
        graph->nodes++;
}

ohm_graph *
test_graph(test_graph_kind kind, size_t most, ohm_rng *rng)
{
    static draft graph;     /* tests run one at a time */
    const size_t nodes = 1 + ohm_rng_below(rng, most);
    ohm_graph *out;

    graph.nodes = graph.edges = 0;
    switch (kind) {
    case TEST_MULTI: add_multi(&graph, most, rng); break;
    case TEST_CONNECTED: add_part(&graph, nodes, nodes, rng); break;
    case TEST_TREE: add_part(&graph, nodes, 0, rng); break;
    case TEST_NEAR_TREE: add_part(&graph, nodes, ohm_rng_below(rng, 4), rng); break;
    case TEST_BRIDGED: add_parts(&graph, most, true, rng); break;
    case TEST_ISLANDS: add_parts(&graph, most, false, rng); break;
    case TEST_COMPLETE: add_complete(&graph, most, rng); break;
    case TEST_GRID: add_grid(&graph, most, rng); break;
    default: graph.nodes = nodes; break;
    }
    ck_assert_int_eq(ohm_graph_alloc(&out, graph.nodes, graph.edges, graph.tail, graph.head, NULL), OHM_OK);
    return out;
}

void
test_magnitudes(double *x, size_t n, double decades, bool with_signs, ohm_rng *rng)
{
    for (size_t k = 0; k < n; k++) {
        x[k] = pow(10.0, decades * (ohm_rng_uniform(rng) - 0.5));
        if (with_signs && ohm_rng_below(rng, 4) == 0)
            x[k] = -x[k];
    }
}

void
test_normals(double *x, size_t n, ohm_rng *rng)
{
    for (size_t k = 0; k < n; k++)
        x[k] = ohm_rng_normal(rng);
}
