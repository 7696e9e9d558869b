/* lib/learning/contrastive_placement.c -- see contrastive_placement.h */
#include "learning/contrastive_placement.h"
#include "base/array.h"
#include "base/rng.h"

#include <stdlib.h>

/* Draws that may leave a target out of reach before no other is tried. */
enum { DRAWS_MOST = 1000 };

/* The nodes with a role, each once; returns how many. */
static size_t
list_roles(size_t *role, const ohm_contrastive_plan *p)
{
    size_t count = 0;

    for (size_t k = 0; k < p->sources + 2 * p->targets; k++) {
        const size_t t = (k - p->sources) / 2;
        const size_t node = k < p->sources ? p->source[k] : (k - p->sources) % 2 == 0 ? p->target[t].plus
                                                                                      : p->target[t].minus;
        bool known = node == OHM_NONE;

        for (size_t r = 0; r < count; r++)
            known = known || role[r] == node;
        if (!known)
            role[count++] = node;
    }
    return count;
}

static size_t
place_of(size_t node, const size_t *role, const size_t *place, size_t roles)
{
    for (size_t r = 0; r < roles; r++)
        if (role[r] == node)
            return place[r];
    return OHM_NONE;
}

static void
move_roles(size_t *source, ohm_readout *target, const ohm_contrastive_plan *p, const size_t *role,
           const size_t *place, size_t roles)
{
    for (size_t s = 0; s < p->sources; s++)
        source[s] = place_of(p->source[s], role, place, roles);
    for (size_t t = 0; t < p->targets; t++)
        target[t] = (ohm_readout){ place_of(p->target[t].plus, role, place, roles),
                                   place_of(p->target[t].minus, role, place, roles) };
}

ohm_status
ohm_contrastive_place(size_t *source, ohm_readout *target, const ohm_contrastive_plan *p, ohm_error *err)
{
    const size_t nodes = p->graph->nodes, places = p->sources + 2 * p->targets;
    size_t *role = OHM_ARRAY(size_t, places), *order = OHM_ARRAY(size_t, nodes);
    size_t *from = ohm_copy(p->source, p->sources, sizeof *from);
    ohm_readout *read = ohm_copy(p->target, p->targets, sizeof *read);
    ohm_contrastive_plan plan = *p;             /* source and target may be those of p */
    ohm_rng *rng = NULL;
    ohm_status status = role == NULL || order == NULL || from == NULL || read == NULL
                            ? ohm_fail(err, OHM_E_NOMEM, "placement: %zu nodes", nodes)
                            : ohm_rng_alloc(&rng, p->seed, ohm_contrastive_stream(p->realization,
                                                                                  OHM_DRAW_PLACES), err);

    if (status == OHM_OK) {
        const ohm_terminals drawn = { p->graph, p->sources, source, p->targets, target, p->cut };

        plan.source = from;
        plan.target = read;
        const size_t roles = list_roles(role, &plan);

        for (size_t v = 0; v < nodes; v++)
            order[v] = v;
        status = OHM_E_CONTENT;
        for (size_t draw = 0; draw < DRAWS_MOST && status == OHM_E_CONTENT; draw++) {
            ohm_rng_shuffle(order, nodes, rng);
            move_roles(source, target, &plan, role, order, roles);
            status = ohm_terminals_check(&drawn, err);
        }
        if (status == OHM_E_CONTENT)
            ohm_fail_within(err, status, "placement: none of %d drawn could be used", DRAWS_MOST);
    }
    ohm_rng_free(rng);
    free(role);
    free(order);
    free(from);
    free(read);
    return status;
}

ohm_status
ohm_contrastive_damage(bool *cut, const ohm_contrastive_plan *p, size_t count, ohm_error *err)
{
    const size_t m = p->graph->edges;
    const ohm_terminals left = { p->graph, p->sources, p->source, p->targets, p->target, cut };
    size_t *order = OHM_ARRAY(size_t, m), done = 0;
    ohm_rng *rng = NULL;
    ohm_status status = order == NULL
                            ? ohm_fail(err, OHM_E_NOMEM, "damage: %zu edges", m)
                            : ohm_rng_alloc(&rng, p->seed, ohm_contrastive_stream(p->realization,
                                                                                  OHM_DRAW_DAMAGE), err);

    if (status == OHM_OK) {
        for (size_t e = 0; e < m; e++)
            order[e] = e;
        ohm_rng_shuffle(order, m, rng);
    }
    for (size_t k = 0; status == OHM_OK && k < m && done < count; k++) {
        if (cut[order[k]])
            continue;
        cut[order[k]] = true;
        status = ohm_terminals_check(&left, err);
        if (status == OHM_E_CONTENT) {
            cut[order[k]] = false;
            status = OHM_OK;
        } else {
            done++;
        }
    }
    if (status == OHM_OK && done < count)
        status = ohm_fail(err, OHM_E_ARG,
                          "damage: only %zu of %zu edges can be cut with every target still joined to "
                          "a source", done, count);
    ohm_rng_free(rng);
    free(order);
    return status;
}
