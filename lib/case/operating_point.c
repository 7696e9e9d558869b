/* lib/case/operating_point.c -- see operating_point.h */
#include "case/operating_point.h"

#include "base/array.h"
#include "topology/forest.h"

#include <stdlib.h>

ohm_status
ohm_circuit_conductances(double *g, const ohm_circuit *circuit, ohm_error *err)
{
    ohm_status status = ohm_memristors_resistance(g, circuit->w, circuit->device, err);

    for (size_t k = 0; status == OHM_OK && k < circuit->graph->edges; k++)
        g[k] = 1.0 / g[k];
    return status;
}

typedef struct {                /* what drives at t = 0, and the conductances */
    double *g, *emf, *held, *injection;
} state;

static void
state_free(state *s)
{
    free(s->g);
    free(s->emf);
    free(s->held);
    free(s->injection);
}

static ohm_status
state_fill(state *s, const ohm_circuit *circuit, ohm_error *err)
{
    const size_t nodes = circuit->graph->nodes, edges = circuit->graph->edges;

    s->g = OHM_ARRAY(double, edges);
    s->emf = OHM_ARRAY(double, edges);
    s->held = OHM_ARRAY(double, nodes);
    s->injection = OHM_ARRAY(double, nodes);
    if (s->g == NULL || s->emf == NULL || s->held == NULL || s->injection == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "state of %zu edges and %zu nodes", edges, nodes);
    ohm_drive_at(s->emf, s->held, s->injection, 0.0, circuit->drive);
    return ohm_circuit_conductances(s->g, circuit, err);
}

static ohm_status
solve(ohm_operating_point *point, const ohm_circuit *circuit, const ohm_network_options *options,
      const state *s, ohm_error *err)
{
    ohm_network_options now = options != NULL ? *options : (ohm_network_options){ 0 };
    ohm_network *network;
    ohm_status status;

    now.mixed_signs = circuit->device->active;
    status = ohm_network_alloc(&network, circuit->graph, circuit->drive->held, &now, err);
    if (status != OHM_OK)
        return status;
    point->solver = *ohm_network_choice(network);
    status = ohm_network_factor(network, s->g, err);
    if (status == OHM_OK)
        status = ohm_network_solve(point->potential, point->current, network, s->emf, s->held,
                                   s->injection, err);
    if (status == OHM_OK)
        ohm_network_delivered(point->delivered, point->current, circuit->graph);
    ohm_network_free(network);
    return status;
}

ohm_status
ohm_operating_point_alloc(ohm_operating_point **out, const ohm_circuit *circuit,
                          const ohm_network_options *options, ohm_error *err)
{
    const size_t nodes = circuit->graph->nodes, edges = circuit->graph->edges;
    ohm_operating_point *point = OHM_ZEROS(ohm_operating_point, 1);
    state s = { 0 };
    ohm_status status = OHM_OK;

    *out = NULL;
    if (point != NULL) {
        point->current = OHM_ARRAY(double, edges);
        point->potential = OHM_ZEROS(double, nodes);    /* cg's first guess */
        point->delivered = OHM_ARRAY(double, nodes);
    }
    if (point == NULL || point->current == NULL || point->potential == NULL || point->delivered == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "operating point of %zu edges and %zu nodes", edges, nodes);
    if (status == OHM_OK)
        status = state_fill(&s, circuit, err);
    if (status == OHM_OK)
        status = solve(point, circuit, options, &s, err);
    state_free(&s);
    if (status != OHM_OK) {
        ohm_operating_point_free(point);
        return status;
    }
    *out = point;
    return OHM_OK;
}

void
ohm_operating_point_free(ohm_operating_point *point)
{
    if (point == NULL)
        return;
    free(point->current);
    free(point->potential);
    free(point->delivered);
    free(point);
}

/* Whether a path joins u and v. */
static ohm_status
check_joined(const ohm_circuit *circuit, size_t u, size_t v, ohm_error *err)
{
    char first[OHM_ELEMENT_TEXT], second[OHM_ELEMENT_TEXT];
    ohm_forest *forest;
    ohm_status status = ohm_forest_alloc(&forest, circuit->graph, err);

    if (status != OHM_OK)
        return status;
    if (forest->component[u] != forest->component[v])
        status = ohm_fail(err, OHM_E_SINGULAR, "%s: %s and %s are not connected: no finite resistance",
                          circuit->name, ohm_circuit_node_text(first, circuit, u),
                          ohm_circuit_node_text(second, circuit, v));
    ohm_forest_free(forest);
    return status;
}

typedef struct {
    double *g, *current, *potential, *injection;
} probe;

static void
probe_free(probe *p)
{
    free(p->g);
    free(p->current);
    free(p->potential);
    free(p->injection);
}

/* Sends 1 A in at u and out at v. */
static ohm_status
probe_fill(probe *p, const ohm_circuit *circuit, size_t u, size_t v, ohm_error *err)
{
    const size_t nodes = circuit->graph->nodes, edges = circuit->graph->edges;

    p->g = OHM_ARRAY(double, edges);
    p->current = OHM_ARRAY(double, edges);
    p->potential = OHM_ZEROS(double, nodes);
    p->injection = OHM_ZEROS(double, nodes);
    if (p->g == NULL || p->current == NULL || p->potential == NULL || p->injection == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "probe of %zu edges and %zu nodes", edges, nodes);
    p->injection[u] += 1.0;
    p->injection[v] -= 1.0;
    return ohm_circuit_conductances(p->g, circuit, err);
}

ohm_status
ohm_circuit_resistance(double *resistance, const ohm_circuit *circuit, size_t u, size_t v,
                       const ohm_network_options *options, ohm_error *err)
{
    ohm_network_options now = options != NULL ? *options : (ohm_network_options){ 0 };
    ohm_network *network = NULL;
    probe p = { 0 };
    ohm_status status = check_joined(circuit, u, v, err);

    now.mixed_signs = circuit->device->active;
    if (status == OHM_OK)
        status = probe_fill(&p, circuit, u, v, err);
    if (status == OHM_OK)
        status = ohm_network_alloc(&network, circuit->graph, NULL, &now, err);
    if (status == OHM_OK)
        status = ohm_network_factor(network, p.g, err);
    if (status == OHM_OK)
        status = ohm_network_solve(p.potential, p.current, network, NULL, NULL, p.injection, err);
    if (status == OHM_OK)
        *resistance = p.potential[u] - p.potential[v];
    ohm_network_free(network);
    probe_free(&p);
    return status;
}

ohm_status
ohm_circuit_terminals(size_t **node, size_t *count, const ohm_circuit *circuit, ohm_error *err)
{
    const ohm_drive *drive = circuit->drive;
    bool *terminal = OHM_ZEROS(bool, drive->nodes);
    size_t *list = OHM_ARRAY(size_t, drive->nodes);

    *node = NULL;
    *count = 0;
    if (terminal == NULL || list == NULL) {
        free(terminal);
        free(list);
        return ohm_fail(err, OHM_E_NOMEM, "terminals of %zu nodes", drive->nodes);
    }
    for (size_t k = 0; k < drive->moving_count; k++)
        if (drive->moving[k].kind != OHM_DRIVE_EMF)
            terminal[drive->moving[k].index] = true;
    for (size_t n = 0; n < drive->nodes; n++)
        if (terminal[n] || drive->held[n] || drive->injection[n] != 0.0)
            list[(*count)++] = n;
    free(terminal);
    *node = list;
    return OHM_OK;
}
