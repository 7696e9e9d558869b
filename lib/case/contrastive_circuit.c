/* lib/case/contrastive_circuit.c -- see contrastive_circuit.h */
#include "case/contrastive_circuit.h"
#include "base/array.h"
#include "case/circuit_file.h"
#include "case/values.h"

#include <math.h>
#include <stdlib.h>

void
ohm_contrastive_circuit_free(ohm_contrastive_circuit *c)
{
    if (c == NULL)
        return;
    ohm_table_free(c->table);
    ohm_graph_free(c->graph);
    free(c->held_node);
    free(c->held_value);
    free(c->theta);
    free(c->low);
    free(c->high);
    free(c->v_th);
    free(c->strength);
    free(c->frozen);
    free(c->cut);
    free(c);
}

const char *
ohm_contrastive_attribute(ohm_contrastive_edge edge)
{
    static const char *const name[] = {
        [OHM_EDGE_LINEAR] = "k", [OHM_EDGE_POTENTIOMETER] = "tap", [OHM_EDGE_TRANSISTOR] = "gate",
        [OHM_EDGE_MEMRISTOR] = "w", [OHM_EDGE_TANH] = "k", [OHM_EDGE_SINH] = "k", [OHM_EDGE_DIODE] = "k"
    };

    return name[edge];
}

/* ---- reading ---------------------------------------------------------------------------- */
/* One attribute of every edge, `absent` where there is none. */
static ohm_status
read_edges(double *out, const ohm_contrastive_circuit *c, const char *name, double absent, ohm_error *err)
{
    ohm_values values;
    ohm_status status = ohm_values_open(&values, c->table, OHM_FOR_EDGE, name, err);

    for (size_t e = 0; status == OHM_OK && e < c->graph->edges; e++) {
        bool present;

        out[e] = absent;
        status = ohm_values_number(&out[e], &present, &values, e, err);
    }
    return status;
}

static ohm_status
read_flags(bool *out, const ohm_contrastive_circuit *c, const char *name, double *number, ohm_error *err)
{
    char place[OHM_TABLE_PLACE];
    const ohm_status status = read_edges(number, c, name, 0.0, err);

    for (size_t e = 0; status == OHM_OK && e < c->graph->edges; e++) {
        if (number[e] != 0.0 && number[e] != 1.0)
            return ohm_fail(err, OHM_E_CONTENT, "%s: %s = %g: must be 0 or 1",
                            ohm_table_place(place, c->table, OHM_FOR_EDGE, e), name, number[e]);
        out[e] = number[e] == 1.0;
    }
    return status;
}

static ohm_status
read_held(ohm_contrastive_circuit *c, ohm_error *err)
{
    ohm_values values;
    ohm_status status = ohm_values_open(&values, c->table, OHM_FOR_NODE, "potential", err);

    for (size_t v = 0; status == OHM_OK && v < c->graph->nodes; v++) {
        bool present;

        status = ohm_values_number(&c->held_value[c->held], &present, &values, v, err);
        if (status == OHM_OK && present)
            c->held_node[c->held++] = v;
    }
    return status;
}

/* What the parameter starts from must be one the edge can hold. */
static ohm_status
check_parameters(const ohm_contrastive_circuit *c, ohm_contrastive_edge edge, ohm_error *err)
{
    char place[OHM_TABLE_PLACE];
    const char *name = ohm_contrastive_attribute(edge);

    for (size_t e = 0; e < c->graph->edges; e++) {
        const double x = c->theta[e];
        const char *rule = NULL;

        if ((edge == OHM_EDGE_LINEAR || edge >= OHM_EDGE_TANH) && !(x > 0.0))
            rule = "must be > 0 (S)";
        if (edge == OHM_EDGE_POTENTIOMETER && (x < 1.0 || x != floor(x)))
            rule = "must be a whole number >= 1";
        if (edge == OHM_EDGE_MEMRISTOR && (x < 0.0 || x > 1.0))
            rule = "must be in [0, 1]";
        if (rule != NULL)
            return ohm_fail(err, OHM_E_CONTENT, "%s: %s = %g: %s",
                            ohm_table_place(place, c->table, OHM_FOR_EDGE, e), name, x, rule);
        if (edge != OHM_EDGE_POTENTIOMETER && !(c->low[e] < c->high[e]))
            return ohm_fail(err, OHM_E_CONTENT,
                            "%s: k_min = %g and k_max = %g leave nothing to learn: the lower must "
                            "be below the upper", ohm_table_place(place, c->table, OHM_FOR_EDGE, e),
                            c->low[e], c->high[e]);
    }
    return OHM_OK;
}

static ohm_status
read_attributes(ohm_contrastive_circuit *c, ohm_contrastive_edge edge, double low, double high,
                ohm_error *err)
{
    static const double absent[] = {
        [OHM_EDGE_LINEAR] = 1.0, [OHM_EDGE_POTENTIOMETER] = 64.0, [OHM_EDGE_TRANSISTOR] = 2.25,
        [OHM_EDGE_MEMRISTOR] = 0.5, [OHM_EDGE_TANH] = 1.0, [OHM_EDGE_SINH] = 1.0, [OHM_EDGE_DIODE] = 1.0
    };
    ohm_status status = read_flags(c->frozen, c, "frozen", c->theta, err);

    if (status == OHM_OK)
        status = read_flags(c->cut, c, "pruned", c->theta, err);
    if (status == OHM_OK)
        status = read_edges(c->theta, c, ohm_contrastive_attribute(edge), absent[edge], err);
    if (status == OHM_OK)
        status = read_edges(c->low, c, "k_min", low, err);
    if (status == OHM_OK)
        status = read_edges(c->high, c, "k_max", high, err);
    if (status == OHM_OK)
        status = read_edges(c->v_th, c, "v_th", 0.7, err);
    if (status == OHM_OK)
        status = read_edges(c->strength, c, "s", 1.0, err);
    if (status == OHM_OK)
        status = read_held(c, err);
    return status == OHM_OK ? check_parameters(c, edge, err) : status;
}

ohm_status
ohm_contrastive_circuit_read(ohm_contrastive_circuit **out, const char *path, ohm_contrastive_edge edge,
                             double low, double high, ohm_error *err)
{
    ohm_contrastive_circuit *c = OHM_ZEROS(ohm_contrastive_circuit, 1);
    ohm_status status;

    *out = NULL;
    if (c == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    status = ohm_circuit_file_read(&c->table, c->sha256, path, err);
    if (status == OHM_OK) {
        const size_t nodes = ohm_table_nodes(c->table), edges = ohm_table_edges(c->table);

        status = ohm_graph_alloc(&c->graph, nodes, edges, ohm_table_tails(c->table),
                                 ohm_table_heads(c->table), err);
        c->held_node = OHM_ARRAY(size_t, nodes);
        c->held_value = OHM_ARRAY(double, nodes + 1);
        c->theta = OHM_ARRAY(double, edges);
        c->low = OHM_ARRAY(double, edges);
        c->high = OHM_ARRAY(double, edges);
        c->v_th = OHM_ARRAY(double, edges);
        c->strength = OHM_ARRAY(double, edges);
        c->frozen = OHM_ARRAY(bool, edges);
        c->cut = OHM_ARRAY(bool, edges);
        if (c->held_node == NULL || c->held_value == NULL || c->theta == NULL || c->low == NULL
            || c->high == NULL
            || c->v_th == NULL || c->strength == NULL || c->frozen == NULL || c->cut == NULL)
            status = ohm_fail(err, OHM_E_NOMEM, "%s: %zu edges", path, edges);
    }
    if (status == OHM_OK && (status = read_attributes(c, edge, low, high, err)) != OHM_OK)
        ohm_fail_within(err, status, "%s", path);
    if (status != OHM_OK) {
        ohm_contrastive_circuit_free(c);
        return status;
    }
    *out = c;
    return OHM_OK;
}

/* ---- writing ------------------------------------------------------------------------------ */
/* Flags are written where some edge has one, or the file had the attribute. */
static ohm_status
store_flags(ohm_contrastive_circuit *c, const char *name, const bool *flag, ohm_error *err)
{
    const size_t m = c->graph->edges;
    bool some = ohm_table_find_column(c->table, OHM_FOR_EDGE, name) != SIZE_MAX;
    size_t column;
    ohm_status status = OHM_OK;

    for (size_t e = 0; e < m; e++)
        some = some || flag[e];
    if (some)
        status = ohm_table_add_column(&column, c->table, OHM_FOR_EDGE, name, "int", err);
    for (size_t e = 0; some && status == OHM_OK && e < m; e++)
        status = ohm_table_set_number(c->table, column, e, flag[e] ? 1.0 : 0.0, err);
    return status;
}

ohm_status
ohm_contrastive_circuit_store(ohm_contrastive_circuit *c, ohm_contrastive_edge edge, const double *theta,
                              const bool *cut, ohm_error *err)
{
    size_t column;
    ohm_status status = ohm_table_add_column(&column, c->table, OHM_FOR_EDGE, ohm_contrastive_attribute(edge),
                                             edge == OHM_EDGE_POTENTIOMETER ? "int" : "double", err);

    for (size_t e = 0; status == OHM_OK && e < c->graph->edges; e++)
        status = ohm_table_set_number(c->table, column, e, theta[e], err);
    if (status == OHM_OK)
        status = store_flags(c, "frozen", c->frozen, err);
    return status == OHM_OK ? store_flags(c, "pruned", cut, err) : status;
}

/* ---- with a task ----------------------------------------------------------------------------- */
static bool
is_source_of(const ohm_task *task, size_t node)
{
    for (size_t s = 0; s < task->sources; s++)
        if (task->source[s] == node)
            return true;
    return false;
}

ohm_status
ohm_contrastive_sources(size_t **source, size_t *count, const ohm_contrastive_circuit *c,
                        const ohm_task *task, ohm_error *err)
{
    *source = OHM_ARRAY(size_t, task->sources + c->held);
    if (*source == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "task: %zu sources", task->sources);
    for (*count = 0; *count < task->sources; ++*count)
        (*source)[*count] = task->source[*count];
    for (size_t h = 0; h < c->held; h++)
        if (!is_source_of(task, c->held_node[h]))
            (*source)[(*count)++] = c->held_node[h];
    return OHM_OK;
}

ohm_status
ohm_contrastive_inputs(double **x, const ohm_contrastive_circuit *c, const ohm_task *task,
                       const ohm_task_samples *samples, ohm_error *err)
{
    double *to = *x = ohm_array(samples->count, (task->sources + c->held) * sizeof *to);

    if (to == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "task: %zu samples", samples->count);
    for (size_t b = 0; b < samples->count; b++) {
        for (size_t s = 0; s < task->sources; s++)
            *to++ = samples->source[b * task->sources + s];
        for (size_t h = 0; h < c->held; h++)
            if (!is_source_of(task, c->held_node[h]))
                *to++ = c->held_value[h];
    }
    return OHM_OK;
}
