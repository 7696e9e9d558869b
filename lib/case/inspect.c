/* lib/case/inspect.c -- see inspect.h */
#include "case/inspect.h"

#include "base/array.h"
#include "case/attributes.h"
#include "case/operating_point.h"
#include "topology/bridges.h"
#include "topology/forest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static ohm_status
choose_solver(ohm_solver_choice *out, const ohm_circuit *circuit, const ohm_network_options *options,
              ohm_error *err)
{
    ohm_network_options now = options != NULL ? *options : (ohm_network_options){ 0 };
    ohm_network *network;
    ohm_status status;

    now.mixed_signs = circuit->device->active;
    status = ohm_network_alloc(&network, circuit->graph, circuit->drive->held, &now, err);
    if (status != OHM_OK)
        return status;
    *out = *ohm_network_choice(network);
    ohm_network_free(network);
    return OHM_OK;
}

ohm_status
ohm_circuit_inspect(ohm_circuit_facts *out, const ohm_circuit *circuit,
                    const ohm_network_options *options, ohm_error *err)
{
    const ohm_graph *graph = circuit->graph;
    ohm_forest *forest;
    size_t *terminal;
    ohm_status status = ohm_forest_alloc(&forest, graph, err);

    *out = (ohm_circuit_facts){ .nodes = graph->nodes, .edges = graph->edges };
    if (status != OHM_OK)
        return status;
    out->components = forest->components;
    ohm_forest_free(forest);
    if ((status = ohm_bridges(NULL, &out->bridges, graph, err)) != OHM_OK
        || (status = ohm_graph_take_census(&out->census, graph, err)) != OHM_OK
        || (status = ohm_circuit_terminals(&terminal, &out->terminals, circuit, err)) != OHM_OK)
        return status;
    free(terminal);
    return choose_solver(&out->solver, circuit, options, err);
}

/* ---- remarks --------------------------------------------------------------- */

typedef struct {
    const ohm_circuit *circuit;
    ohm_remark_fn remark;
    void *data;
    ohm_error *err;
} teller;

static ohm_status tell(const teller *t, const char *format, ...) OHM_PRINTF(2, 3);

static ohm_status
tell(const teller *t, const char *format, ...)
{
    char text[OHM_ERROR_TEXT];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return t->remark(t->data, text, t->err);
}

static ohm_status
remark_isolated(const teller *t)
{
    const ohm_graph *graph = t->circuit->graph;
    bool *touched = OHM_ZEROS(bool, graph->nodes);
    size_t count = 0, first = OHM_NONE;
    char element[OHM_ELEMENT_TEXT];

    if (touched == NULL)
        return ohm_fail(t->err, OHM_E_NOMEM, "%zu nodes", graph->nodes);
    for (size_t k = 0; k < graph->edges; k++)
        touched[graph->tail[k]] = touched[graph->head[k]] = true;
    for (size_t n = graph->nodes; n-- > 0;)
        if (!touched[n]) {
            count++;
            first = n;
        }
    free(touched);
    return count == 0 ? OHM_OK : tell(t, "%zu isolated nodes, the first is %s", count,
                                      ohm_circuit_node_text(element, t->circuit, first));
}

static ohm_status
remark_walls(const teller *t)
{
    size_t count = 0, first = OHM_NONE;
    char element[OHM_ELEMENT_TEXT];

    for (size_t k = t->circuit->graph->edges; k-- > 0;)
        if (t->circuit->w[k] <= 0.0 || t->circuit->w[k] >= 1.0) {
            count++;
            first = k;
        }
    return count == 0 ? OHM_OK : tell(t, "%zu states start on a wall (w = 0 or 1), the first is %s", count,
                                      ohm_circuit_edge_text(element, t->circuit, first));
}

/* Whether something drives the component of each node: marks c flags. */
static void
mark_driven(bool *driven, const ohm_forest *forest, const ohm_circuit *circuit)
{
    const ohm_drive *drive = circuit->drive;
    const ohm_graph *graph = circuit->graph;

    for (size_t k = 0; k < graph->edges; k++)
        if (drive->emf[k] != 0.0 || circuit->device->alpha[k] != 0.0)
            driven[forest->component[graph->tail[k]]] = true;
    for (size_t n = 0; n < graph->nodes; n++)
        if (drive->injection[n] != 0.0 || (drive->held[n] && drive->potential[n] != 0.0))
            driven[forest->component[n]] = true;
    for (size_t k = 0; k < drive->moving_count; k++) {
        const size_t at = drive->moving[k].index;

        driven[forest->component[drive->moving[k].kind == OHM_DRIVE_EMF ? graph->tail[at] : at]] = true;
    }
}

static ohm_status
remark_driven(const teller *t)
{
    ohm_forest *forest;
    ohm_status status = ohm_forest_alloc(&forest, t->circuit->graph, t->err);
    size_t idle = 0, first = OHM_NONE;
    char element[OHM_ELEMENT_TEXT];
    bool *driven;

    if (status != OHM_OK)
        return status;
    if ((driven = OHM_ZEROS(bool, forest->components)) == NULL) {
        ohm_forest_free(forest);
        return ohm_fail(t->err, OHM_E_NOMEM, "%zu nodes", t->circuit->graph->nodes);
    }
    mark_driven(driven, forest, t->circuit);
    for (size_t c = forest->components; c-- > 0;)
        if (!driven[c]) {
            idle++;
            first = forest->root[c];
        }
    if (idle > 0)
        status = tell(t, "nothing drives %zu of %zu components, the first is that of %s", idle,
                      forest->components, ohm_circuit_node_text(element, t->circuit, first));
    free(driven);
    ohm_forest_free(forest);
    return status;
}

static ohm_status
remark_attributes(const teller *t)
{
    const ohm_table *table = t->circuit->table;
    ohm_status status = OHM_OK;

    for (size_t c = 0; status == OHM_OK && c < ohm_table_columns(table); c++) {
        const ohm_table_scope scope = ohm_table_column_scope(table, c);
        const char *name = ohm_table_column_name(table, c);

        if (name != NULL && (scope == OHM_FOR_NODE || scope == OHM_FOR_EDGE)
            && ohm_attribute_type(scope, name) == NULL)
            status = tell(t, "%s attribute \"%s\" means nothing here; it is kept and ignored",
                          scope == OHM_FOR_NODE ? "node" : "edge", name);
    }
    return status;
}

ohm_status
ohm_circuit_remarks(const ohm_circuit *circuit, ohm_remark_fn remark, void *data, ohm_error *err)
{
    const teller t = { circuit, remark, data, err };
    ohm_status status = remark_isolated(&t);

    if (status == OHM_OK)
        status = remark_walls(&t);
    if (status == OHM_OK)
        status = remark_driven(&t);
    if (status == OHM_OK)
        status = remark_attributes(&t);
    return status;
}
