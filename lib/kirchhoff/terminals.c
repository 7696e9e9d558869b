/* lib/kirchhoff/terminals.c -- see terminals.h */
#include "kirchhoff/terminals.h"
#include "base/array.h"

#include <stdlib.h>

ohm_status
ohm_terminals_reach(bool *reached, const ohm_terminals *t, ohm_error *err)
{
    const size_t n = t->graph->nodes;
    size_t *queue = OHM_ARRAY(size_t, n), first = 0, last = 0;
    ohm_adjacency *adjacency;
    ohm_status status;

    if (queue == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "terminals: %zu nodes", n);
    if ((status = ohm_adjacency_alloc(&adjacency, t->graph, err)) != OHM_OK) {
        free(queue);
        return status;
    }
    for (size_t v = 0; v < n; v++)
        reached[v] = false;
    for (size_t s = 0; s < t->sources; s++)
        if (!reached[t->source[s]]) {
            reached[t->source[s]] = true;
            queue[last++] = t->source[s];
        }
    for (; first < last; first++)
        for (size_t a = adjacency->start[queue[first]]; a < adjacency->start[queue[first] + 1]; a++) {
            const size_t k = adjacency->edge[a], other = ohm_graph_across(t->graph, k, queue[first]);

            if (!reached[other] && (t->cut == NULL || !t->cut[k])) {
                reached[other] = true;
                queue[last++] = other;
            }
        }
    free(queue);
    ohm_adjacency_free(adjacency);
    return OHM_OK;
}

static bool
is_source(const ohm_terminals *t, size_t node)
{
    for (size_t s = 0; s < t->sources; s++)
        if (t->source[s] == node)
            return true;
    return false;
}

static bool
is_same(const ohm_readout *a, const ohm_readout *b)
{
    return (a->plus == b->plus && a->minus == b->minus) || (a->plus == b->minus && a->minus == b->plus);
}

static ohm_status
check_readout(const ohm_terminals *t, size_t r, const bool *reached, ohm_error *err)
{
    const ohm_readout *o = &t->readout[r];
    const size_t n = t->graph->nodes, end[2] = { o->plus, o->minus }, ends = o->minus == OHM_NONE ? 1 : 2;
    size_t held = 0;

    for (size_t e = 0; e < ends; e++) {
        if (end[e] >= n)
            return ohm_fail(err, OHM_E_ARG, "target %zu: node %zu of %zu", r, end[e], n);
        if (!reached[end[e]])
            return ohm_fail(err, OHM_E_CONTENT, "target %zu: no path joins node %zu to a source: nothing determines "
                            "its potential; connect it, or hold a node of its component", r, end[e]);
        held += is_source(t, end[e]);
    }
    if (ends == 2 && o->plus == o->minus)
        return ohm_fail(err, OHM_E_CONTENT, "target %zu: both ends are node %zu", r, o->plus);
    if (held == ends)
        return ohm_fail(err, OHM_E_CONTENT, "target %zu: node %zu is a source: its potential is given, and cannot "
                        "be learnt; choose another node", r, o->plus);
    for (size_t other = 0; other < r; other++)
        if (is_same(o, &t->readout[other]))
            return ohm_fail(err, OHM_E_CONTENT, "targets %zu and %zu are the same (node %zu)", other, r, o->plus);
    return OHM_OK;
}

ohm_status
ohm_terminals_check(const ohm_terminals *t, ohm_error *err)
{
    bool *reached;
    ohm_status status;

    if (t->sources == 0)
        return ohm_fail(err, OHM_E_CONTENT, "no source: nothing drives the network");
    for (size_t s = 0; s < t->sources; s++) {
        if (t->source[s] >= t->graph->nodes)
            return ohm_fail(err, OHM_E_ARG, "source %zu: node %zu of %zu", s, t->source[s], t->graph->nodes);
        for (size_t other = 0; other < s; other++)
            if (t->source[other] == t->source[s])
                return ohm_fail(err, OHM_E_ARG, "sources %zu and %zu are both node %zu", other, s, t->source[s]);
    }
    if ((reached = OHM_ARRAY(bool, t->graph->nodes)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "terminals: %zu nodes", t->graph->nodes);
    status = ohm_terminals_reach(reached, t, err);
    for (size_t r = 0; status == OHM_OK && r < t->readouts; r++)
        status = check_readout(t, r, reached, err);
    free(reached);
    return status;
}
