/* lib/stability/circulation.c -- see circulation.h */
#include "stability/circulation.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* The directed graph: arcs of node v at arc[start[v]] .. arc[start[v+1]-1]. */
typedef struct {
    size_t nodes;
    size_t *place;                  /* N: node after joining */
    size_t *start, *arc;
    size_t *strong;                 /* strongly connected component of a node */
    size_t *index, *low, *stack, *path, *next;      /* Tarjan's */
} digraph;

void
ohm_circulation_free(ohm_circulation *circulation)
{
    if (circulation == NULL)
        return;
    free(circulation->cut);
    free(circulation);
}

static void
digraph_free(digraph *d)
{
    free(d->place);
    free(d->start);
    free(d->arc);
    free(d->strong);
    free(d->index);
    free(d->low);
    free(d->stack);
    free(d->path);
    free(d->next);
}

/* Counts the arcs of edge k in start[v + 1] (count), or places them at next[v]. */
static void
add_edge(digraph *d, const ohm_graph *graph, size_t k, ohm_runs runs, bool count)
{
    const size_t tail = d->place[graph->tail[k]], head = d->place[graph->head[k]];

    if (runs == OHM_RUNS_FORWARD || runs == OHM_RUNS_EITHER) {
        if (count)
            d->start[tail + 1]++;
        else
            d->arc[d->next[tail]++] = head;
    }
    if (runs == OHM_RUNS_BACKWARD || runs == OHM_RUNS_EITHER) {
        if (count)
            d->start[head + 1]++;
        else
            d->arc[d->next[head]++] = tail;
    }
}

static ohm_status
digraph_make(digraph *d, const ohm_graph *graph, const ohm_runs *runs, const bool *joined, ohm_error *err)
{
    const size_t n = graph->nodes;
    size_t datum = OHM_NONE;

    memset(d, 0, sizeof *d);
    d->nodes = n;
    d->place = OHM_ARRAY(size_t, n);
    d->start = OHM_ZEROS(size_t, n + 1);
    d->arc = OHM_ARRAY(size_t, 2 * graph->edges);
    d->strong = OHM_ARRAY(size_t, n);
    d->index = OHM_ZEROS(size_t, n);
    d->low = OHM_ARRAY(size_t, n);
    d->stack = OHM_ARRAY(size_t, n);
    d->path = OHM_ARRAY(size_t, n);
    d->next = OHM_ARRAY(size_t, n);
    if (d->place == NULL || d->start == NULL || d->arc == NULL || d->strong == NULL || d->index == NULL
        || d->low == NULL || d->stack == NULL || d->path == NULL || d->next == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "circulation: %zu nodes, %zu edges", n, graph->edges);
    for (size_t v = 0; v < n; v++) {
        if (joined != NULL && joined[v] && datum == OHM_NONE)
            datum = v;
        d->place[v] = joined != NULL && joined[v] ? datum : v;
    }
    for (size_t k = 0; k < graph->edges; k++)
        add_edge(d, graph, k, runs[k], true);
    for (size_t v = 0; v < n; v++) {
        d->start[v + 1] += d->start[v];
        d->next[v] = d->start[v];
    }
    for (size_t k = 0; k < graph->edges; k++)
        add_edge(d, graph, k, runs[k], false);
    return OHM_OK;
}

/* Tarjan's strongly connected components, without recursion.  index 0: not seen yet. */
static void
find_strong(digraph *d)
{
    size_t count = 0, components = 0, stacked = 0;

    for (size_t v = 0; v < d->nodes; v++)
        d->strong[v] = OHM_NONE;
    for (size_t root = 0; root < d->nodes; root++) {
        size_t depth = 0;

        if (d->index[root] != 0)
            continue;
        d->path[depth++] = root;
        d->next[root] = d->start[root];
        d->index[root] = d->low[root] = ++count;
        d->stack[stacked++] = root;
        while (depth > 0) {
            const size_t v = d->path[depth - 1];

            if (d->next[v] < d->start[v + 1]) {
                const size_t to = d->arc[d->next[v]++];

                if (d->index[to] == 0) {
                    d->path[depth++] = to;
                    d->next[to] = d->start[to];
                    d->index[to] = d->low[to] = ++count;
                    d->stack[stacked++] = to;
                } else if (d->strong[to] == OHM_NONE && d->index[to] < d->low[v]) {
                    d->low[v] = d->index[to];
                }
                continue;
            }
            depth--;
            if (depth > 0 && d->low[v] < d->low[d->path[depth - 1]])
                d->low[d->path[depth - 1]] = d->low[v];
            if (d->low[v] != d->index[v])
                continue;
            size_t member;
            do {
                member = d->stack[--stacked];
                d->strong[member] = components;
            } while (member != v);
            components++;
        }
    }
}

/* Marks what can be reached from a node in d->index. */
static void
reach_from(digraph *d, size_t root)
{
    size_t depth = 0;

    memset(d->index, 0, d->nodes * sizeof *d->index);
    d->index[root] = 1;
    d->stack[depth++] = root;
    while (depth > 0) {
        const size_t v = d->stack[--depth];

        for (size_t a = d->start[v]; a < d->start[v + 1]; a++)
            if (d->index[d->arc[a]] == 0) {
                d->index[d->arc[a]] = 1;
                d->stack[depth++] = d->arc[a];
            }
    }
}

/* The cut around what the misfit edge leads to: its current could never come back. */
static ohm_status
take_cut(ohm_circulation *c, digraph *d, const ohm_graph *graph, const ohm_runs *runs, ohm_error *err)
{
    const bool forward = runs[c->edge] == OHM_RUNS_FORWARD;

    reach_from(d, d->place[forward ? graph->head[c->edge] : graph->tail[c->edge]]);
    c->cut = OHM_ARRAY(size_t, graph->edges);
    if (c->cut == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "circulation: a cut of %zu edges", graph->edges);
    for (size_t k = 0; k < graph->edges; k++)
        if (runs[k] != OHM_RUNS_NOT
            && d->index[d->place[graph->tail[k]]] != d->index[d->place[graph->head[k]]])
            c->cut[c->count++] = k;
    return OHM_OK;
}

ohm_status
ohm_circulation_alloc(ohm_circulation **out, const ohm_graph *graph, const ohm_runs *runs, const bool *joined,
                      ohm_error *err)
{
    ohm_circulation *c = OHM_ZEROS(ohm_circulation, 1);
    digraph d;
    ohm_status status;

    *out = NULL;
    if (c == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "circulation: out of memory");
    c->exists = true;
    c->edge = OHM_NONE;
    if ((status = digraph_make(&d, graph, runs, joined, err)) == OHM_OK) {
        find_strong(&d);
        for (size_t k = 0; k < graph->edges && c->exists; k++)
            if ((runs[k] == OHM_RUNS_FORWARD || runs[k] == OHM_RUNS_BACKWARD)
                && d.strong[d.place[graph->tail[k]]] != d.strong[d.place[graph->head[k]]]) {
                c->exists = false;
                c->edge = k;
            }
        if (!c->exists)
            status = take_cut(c, &d, graph, runs, err);
    }
    digraph_free(&d);
    if (status != OHM_OK) {
        ohm_circulation_free(c);
        return status;
    }
    *out = c;
    return OHM_OK;
}

ohm_status
ohm_circulation_wanted(ohm_runs *runs, const ohm_memristors *device, ohm_error *err)
{
    for (size_t k = 0; k < device->edges; k++) {
        const double lean = device->alpha[k] * device->beta[k];     /* sign of d while w > w_rest */
        int side = lean > 0.0 ? 1 : lean < 0.0 ? -1 : 0;

        if (side == 0) {                        /* no relaxation: only no current is at rest */
            runs[k] = OHM_RUNS_NOT;
            continue;
        }
        if (device->w_rest[k] >= 1.0)
            side = -side;
        else if (device->w_rest[k] > 0.0)
            side = 0;                           /* w may lie on either side of its rest */
        if (device->polarity[k] == 0 && side < 0)
            return ohm_fail(err, OHM_E_METHOD, "edge %zu: with polarity 0 current and relaxation pull the same "
                            "way, so no 0 < w < 1 is at rest", k);
        side *= device->polarity[k];
        if (device->control == OHM_CONTROL_VOLTAGE)
            side *= device->sign[k];            /* v = R i runs against i */
        runs[k] = (ohm_runs)side;
    }
    return OHM_OK;
}

