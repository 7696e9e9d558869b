/* lib/stability/small_circuits.c -- see small_circuits.h */
#include "stability/small_circuits.h"

#include <stdbool.h>

enum { N = OHM_SMALL_NODES_MAX };

typedef struct {
    size_t nodes;
    unsigned char count[N][N];      /* edges u -> v */
    ohm_graph *graph;
    ohm_small_visit *visit;
    void *data;
} builder;

/* The nodes that can be reached from node 0, or that reach it where `back`. */
static unsigned
reached(const builder *b, bool back)
{
    unsigned seen = 1, before = 0;

    while (seen != before) {
        before = seen;
        for (size_t u = 0; u < b->nodes; u++)
            for (size_t v = 0; v < b->nodes; v++)
                if ((seen >> u & 1) != 0 && (back ? b->count[v][u] : b->count[u][v]) > 0)
                    seen |= 1u << v;
    }
    return seen;
}

/* Whether every edge lies on a directed cycle and all are connected. */
static bool
is_strong(const builder *b)
{
    const unsigned all = (1u << b->nodes) - 1;

    return reached(b, false) == all && reached(b, true) == all;
}

/* The next arrangement in lexicographic order; false after the last. */
static bool
rearrange(size_t *order, size_t n)
{
    size_t last = n - 1, other = n - 1;

    while (last > 0 && order[last - 1] >= order[last])
        last--;
    if (last == 0)
        return false;
    while (order[other] <= order[last - 1])
        other--;
    const size_t held = order[last - 1];

    order[last - 1] = order[other];
    order[other] = held;
    for (size_t i = last, j = n - 1; i < j; i++, j--) {
        const size_t swapped = order[i];

        order[i] = order[j];
        order[j] = swapped;
    }
    return true;
}

/* Whether the circuit as it stands comes before itself with its nodes in this order. */
static bool
is_beaten(const builder *b, const size_t *order, bool turned)
{
    for (size_t u = 0; u < b->nodes; u++)
        for (size_t v = 0; v < b->nodes; v++) {
            const unsigned char own = b->count[u][v];
            const unsigned char other = turned ? b->count[order[v]][order[u]] : b->count[order[u]][order[v]];

            if (own != other)
                return own < other;
        }
    return false;
}

/* Whether it is the last of its class. */
static bool
is_chosen(const builder *b)
{
    size_t order[N] = { 0 };

    for (size_t u = 0; u < b->nodes; u++)
        order[u] = u;
    do
        if (is_beaten(b, order, false) || is_beaten(b, order, true))
            return false;
    while (rearrange(order, b->nodes));
    return true;
}

static ohm_status
present(const builder *b, ohm_error *err)
{
    size_t k = 0;

    for (size_t u = 0; u < b->nodes; u++)
        for (size_t v = 0; v < b->nodes; v++)
            for (unsigned i = 0; i < b->count[u][v]; i++, k++) {
                b->graph->tail[k] = u;
                b->graph->head[k] = v;
            }
    return b->visit(b->data, b->graph, err);
}

/* Puts the edges that are left on the places from `place` = u nodes + v on. */
static ohm_status
place_edges(builder *b, size_t place, size_t left, ohm_error *err)
{
    const size_t u = place / b->nodes, v = place % b->nodes;
    ohm_status status = OHM_OK;

    if (place == b->nodes * b->nodes)
        return left == 0 && is_strong(b) && is_chosen(b) ? present(b, err) : OHM_OK;
    if (u == v)
        return place_edges(b, place + 1, left, err);
    for (size_t i = 0; i <= left && status == OHM_OK; i++) {
        b->count[u][v] = (unsigned char)i;
        status = place_edges(b, place + 1, left - i, err);
    }
    b->count[u][v] = 0;
    return status;
}

ohm_status
ohm_small_circuits(size_t nodes, size_t edges, ohm_small_visit *visit, void *data, ohm_error *err)
{
    builder b = { .nodes = nodes, .visit = visit, .data = data };
    ohm_status status;

    if (nodes < 1 || nodes > OHM_SMALL_NODES_MAX || edges > OHM_SMALL_EDGES_MAX)
        return ohm_fail(err, OHM_E_ARG, "small circuits: %zu nodes and %zu edges: at most %d and %d", nodes, edges,
                        (int)OHM_SMALL_NODES_MAX, (int)OHM_SMALL_EDGES_MAX);
    if ((status = ohm_graph_alloc_blank(&b.graph, nodes, edges, err)) != OHM_OK)
        return status;
    status = place_edges(&b, 0, edges, err);
    ohm_graph_free(b.graph);
    return status;
}
