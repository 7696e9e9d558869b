/* lib/case/fluidic_circuit.c -- see fluidic_circuit.h */
#include "case/fluidic_circuit.h"
#include "base/array.h"
#include "base/rng.h"
#include "case/circuit_file.h"
#include "case/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    ohm_table_scope scope;
} ATTRIBUTE[OHM_FLUIDIC_KINDS] = {
    { "length", OHM_FOR_EDGE }, { "radius_base", OHM_FOR_EDGE }, { "pressure", OHM_FOR_NODE },
    { "rho", OHM_FOR_NODE }
};

void
ohm_fluidic_circuit_free(ohm_fluidic_circuit *circuit)
{
    if (circuit == NULL)
        return;
    ohm_fluidic_free(circuit->network);
    ohm_graph_free(circuit->graph);
    ohm_table_free(circuit->table);
    free(circuit->name);
    free(circuit->held);
    free(circuit->voltage);
    free(circuit->target);
    free(circuit->desired);
    free(circuit);
}

/* "file: edge 3 (id "e3"): " before the text of *err. */
static ohm_status
within(const ohm_fluidic_circuit *circuit, ohm_status status, ohm_error *err)
{
    return ohm_fail_within(err, status, "%s", circuit->name);
}

/* ---- nodes --------------------------------------------------------------------------------- */
typedef enum { ROLE_NONE, ROLE_HIDDEN, ROLE_SOURCE, ROLE_TARGET } role;

static ohm_status
read_role(role *out, const ohm_fluidic_circuit *circuit, const ohm_values *types, size_t node, ohm_error *err)
{
    static const char *const names[] = { "", "hidden", "source", "target" };
    char place[OHM_TABLE_PLACE], quoted[OHM_TABLE_QUOTE];
    const char *text;
    const ohm_status status = ohm_values_text(&text, types, node, err);

    *out = ROLE_NONE;
    if (status != OHM_OK || text == NULL)
        return status;
    for (int k = 0; k < 4; k++)
        if (strcmp(text, names[k]) == 0) {
            *out = (role)k;
            return OHM_OK;
        }
    return ohm_fail(err, OHM_E_CONTENT, "%s: type = %s: must be source, target or hidden",
                    ohm_table_place(place, circuit->table, OHM_FOR_NODE, node),
                    ohm_table_quote(quoted, text));
}

/* The number a source or target must have; a node without a type that has one becomes it. */
static ohm_status
read_level(double *value, bool *is, role now, role wanted, const ohm_fluidic_circuit *circuit,
           ohm_values *values, size_t node, ohm_error *err)
{
    char place[OHM_TABLE_PLACE];
    bool present = false;
    ohm_status status;

    *is = false;
    if (now != wanted && now != ROLE_NONE)
        return OHM_OK;
    if ((status = ohm_values_number(value, &present, values, node, err)) != OHM_OK)
        return status;
    if (now == wanted && !present)
        return ohm_fail(err, OHM_E_CONTENT, "%s: a %s without a %s: give one (V)",
                        ohm_table_place(place, circuit->table, OHM_FOR_NODE, node),
                        wanted == ROLE_SOURCE ? "source" : "target", values->name);
    *is = present;
    return OHM_OK;
}

static ohm_status
read_nodes(ohm_fluidic_circuit *circuit, ohm_error *err)
{
    ohm_values types, voltages, desired;
    ohm_status status = ohm_values_open(&types, circuit->table, OHM_FOR_NODE, "type", err);

    if (status == OHM_OK)
        status = ohm_values_open(&voltages, circuit->table, OHM_FOR_NODE, "voltage", err);
    if (status == OHM_OK)
        status = ohm_values_open(&desired, circuit->table, OHM_FOR_NODE, "desired", err);
    for (size_t v = 0; status == OHM_OK && v < circuit->graph->nodes; v++) {
        bool target = false;
        role now;

        if ((status = read_role(&now, circuit, &types, v, err)) != OHM_OK
            || (status = read_level(&circuit->voltage[v], &circuit->held[v], now, ROLE_SOURCE, circuit,
                                    &voltages, v, err)) != OHM_OK)
            break;
        if (!circuit->held[v])
            status = read_level(&circuit->desired[circuit->targets], &target, now, ROLE_TARGET, circuit,
                                &desired, v, err);
        if (target)
            circuit->target[circuit->targets++] = v;
    }
    return status;
}

/* ---- reading --------------------------------------------------------------------------------- */
static ohm_status
fill(ohm_fluidic_circuit *circuit, const char *path, ohm_error *err)
{
    ohm_status status = ohm_circuit_file_read(&circuit->table, circuit->sha256, path, err);

    if (status != OHM_OK)
        return status;
    const size_t n = ohm_table_nodes(circuit->table);

    circuit->name = ohm_copy(path, strlen(path) + 1, 1);
    circuit->held = OHM_ZEROS(bool, n);
    circuit->voltage = OHM_ZEROS(double, n);
    circuit->target = OHM_ZEROS(size_t, n);
    circuit->desired = OHM_ZEROS(double, n);
    if (circuit->name == NULL || circuit->held == NULL || circuit->voltage == NULL || circuit->target == NULL
        || circuit->desired == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: %zu nodes", path, n);
    status = ohm_graph_alloc(&circuit->graph, n, ohm_table_edges(circuit->table),
                             ohm_table_tails(circuit->table), ohm_table_heads(circuit->table), err);
    if (status == OHM_OK && circuit->graph->edges == 0)
        status = ohm_fail(err, OHM_E_CONTENT, "no edges: nothing conducts");
    if (status == OHM_OK)
        status = read_nodes(circuit, err);
    return status == OHM_OK ? status : within(circuit, status, err);
}

ohm_status
ohm_fluidic_circuit_read(ohm_fluidic_circuit **out, const char *path, ohm_error *err)
{
    ohm_fluidic_circuit *circuit = OHM_ZEROS(ohm_fluidic_circuit, 1);
    ohm_status status;

    *out = NULL;
    if (circuit == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    if ((status = fill(circuit, path, err)) != OHM_OK)
        ohm_fluidic_circuit_free(circuit);
    else
        *out = circuit;
    return status;
}

/* ---- connecting -------------------------------------------------------------------------------- */
/* Takes the numbers of one kind that the file has. */
static ohm_status
read_kind(ohm_fluidic_circuit *circuit, ohm_fluidic_kind kind, ohm_error *err)
{
    double *value = ohm_fluidic_values(circuit->network, kind);
    char place[OHM_TABLE_PLACE];
    ohm_values values;
    ohm_status status = ohm_values_open(&values, circuit->table, ATTRIBUTE[kind].scope, ATTRIBUTE[kind].name,
                                        err);

    for (size_t i = 0; status == OHM_OK && i < ohm_fluidic_count(circuit->network, kind); i++) {
        bool present;

        status = ohm_values_number(&value[i], &present, &values, i, err);
        if (status == OHM_OK && kind != OHM_FLUIDIC_PRESSURE
            && !(kind == OHM_FLUIDIC_DENSITY ? value[i] >= 0.0 : value[i] > 0.0))
            status = ohm_fail(err, OHM_E_CONTENT, "%s: %s = %g: must be %s 0 (%s)",
                              ohm_table_place(place, circuit->table, ATTRIBUTE[kind].scope, i),
                              ATTRIBUTE[kind].name, value[i], kind == OHM_FLUIDIC_DENSITY ? ">=" : ">",
                              ohm_fluidic_kind_unit(kind));
    }
    return status;
}

static bool
no_source(const ohm_fluidic_circuit *circuit)
{
    for (size_t v = 0; v < circuit->graph->nodes; v++)
        if (circuit->held[v])
            return false;
    return true;
}

ohm_status
ohm_fluidic_circuit_connect(ohm_fluidic_circuit *circuit, const ohm_task *task, ohm_error *err)
{
    ohm_status status;

    for (size_t k = 0; task != NULL && k < task->sources; k++)
        circuit->held[task->source[k]] = true;
    if (no_source(circuit))
        return ohm_fail(err, OHM_E_CONTENT,
                        "%s: no source: give a node type = \"source\" and a voltage, or a "
                        "task", circuit->name);
    status = ohm_fluidic_alloc(&circuit->network, circuit->graph, circuit->held, err);
    for (int kind = 0; status == OHM_OK && kind < OHM_FLUIDIC_KINDS; kind++)
        status = read_kind(circuit, (ohm_fluidic_kind)kind, err);
    if (status == OHM_OK)
        status = ohm_fluidic_prepare(circuit->network, err);
    return status == OHM_OK ? status : within(circuit, status, err);
}

ohm_status
ohm_fluidic_circuit_orient(ohm_fluidic_circuit *circuit, uint64_t seed, ohm_error *err)
{
    ohm_rng *rng;
    const ohm_status status = ohm_rng_alloc(&rng, seed, 0, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < circuit->graph->edges; k++)
        if (ohm_rng_below(rng, 2) == 1) {
            const size_t tail = circuit->graph->tail[k];

            circuit->graph->tail[k] = circuit->graph->head[k];
            circuit->graph->head[k] = tail;
            ohm_table_turn_edge(circuit->table, k);
        }
    ohm_rng_free(rng);
    return OHM_OK;
}

/* ---- samples ------------------------------------------------------------------------------------- */
void
ohm_fluidic_samples_release(ohm_fluidic_samples *samples)
{
    free((double *)samples->held);
    free((size_t *)samples->plus);
    free((size_t *)samples->minus);
    free((double *)samples->label);
    *samples = (ohm_fluidic_samples){ 0 };
}

/* One sample: what the file says. */
static void
fill_from_file(double *held, size_t *plus, size_t *minus, double *label, const ohm_fluidic_circuit *circuit)
{
    memcpy(held, circuit->voltage, circuit->graph->nodes * sizeof *held);
    for (size_t t = 0; t < circuit->targets; t++) {
        plus[t] = circuit->target[t];
        minus[t] = OHM_NONE;
        label[t] = circuit->desired[t];
    }
}

static void
fill_from_task(double *held, size_t *plus, size_t *minus, double *label, const ohm_fluidic_circuit *circuit,
               const ohm_task *task, const ohm_task_samples *from)
{
    const size_t n = circuit->graph->nodes;

    for (size_t s = 0; s < from->count; s++) {
        memcpy(held + s * n, circuit->voltage, n * sizeof *held);
        for (size_t k = 0; k < task->sources; k++)
            held[s * n + task->source[k]] = from->source[s * task->sources + k];
    }
    memcpy(plus, task->plus, task->targets * sizeof *plus);
    memcpy(minus, task->minus, task->targets * sizeof *minus);
    memcpy(label, from->label, from->count * task->targets * sizeof *label);
}

/* Targets must not be held by the file either. */
static ohm_status
check_targets(const ohm_fluidic_circuit *circuit, const ohm_task *task, ohm_error *err)
{
    char place[OHM_TABLE_PLACE];

    for (size_t t = 0; t < task->targets; t++)
        if (task->minus[t] == OHM_NONE && circuit->held[task->plus[t]])
            return ohm_fail(err, OHM_E_CONTENT, "%s: targets: %s is a source of %s", task->file[0].path,
                            ohm_table_place(place, circuit->table, OHM_FOR_NODE,
                                            task->plus[t]), circuit->name);
    return OHM_OK;
}

/* What is read at a target must hang on a source. */
static ohm_status
check_paths(const ohm_fluidic_circuit *circuit, const size_t *node, size_t count, ohm_error *err)
{
    char place[OHM_TABLE_PLACE];

    for (size_t t = 0; t < count; t++)
        if (node[t] != OHM_NONE && !ohm_fluidic_reached(circuit->network)[node[t]])
            return ohm_fail(err, OHM_E_CONTENT, "%s: %s: no path joins this target to a source",
                            circuit->name, ohm_table_place(place, circuit->table, OHM_FOR_NODE, node[t]));
    return OHM_OK;
}

ohm_status
ohm_fluidic_circuit_samples(ohm_fluidic_samples *samples, const ohm_fluidic_circuit *circuit,
                            const ohm_task *task, bool test, ohm_error *err)
{
    const ohm_task_samples *from = task == NULL ? NULL : test ? &task->test : &task->train;
    const size_t count = from == NULL ? 1 : from->count, n = circuit->graph->nodes;
    const size_t targets = task == NULL ? circuit->targets : task->targets;

    *samples = (ohm_fluidic_samples){ 0 };
    if (task != NULL && from->label == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: labels: classes need \"class_levels\": [on, off] here",
                        task->file[0].path);
    if (task != NULL && check_targets(circuit, task, err) != OHM_OK)
        return OHM_E_CONTENT;
    double *held = ohm_array(count, n * sizeof *held), *label = ohm_array(count, targets * sizeof *label);
    size_t *plus = OHM_ARRAY(size_t, targets), *minus = OHM_ARRAY(size_t, targets);

    *samples = (ohm_fluidic_samples){ count, held, targets, plus, minus, label };
    if (held == NULL || label == NULL || plus == NULL || minus == NULL) {
        ohm_fluidic_samples_release(samples);
        return ohm_fail(err, OHM_E_NOMEM, "%s: %zu samples", circuit->name, count);
    }
    if (task == NULL)
        fill_from_file(held, plus, minus, label, circuit);
    else
        fill_from_task(held, plus, minus, label, circuit, task, from);
    if (check_paths(circuit, plus, targets, err) == OHM_OK
        && check_paths(circuit, minus, targets, err) == OHM_OK)
        return OHM_OK;
    ohm_fluidic_samples_release(samples);
    return OHM_E_CONTENT;
}

/* ---- writing --------------------------------------------------------------------------------------- */
ohm_status
ohm_fluidic_circuit_store(ohm_fluidic_circuit *circuit, const bool kinds[OHM_FLUIDIC_KINDS], ohm_error *err)
{
    ohm_status status = OHM_OK;

    for (int kind = 0; status == OHM_OK && kind < OHM_FLUIDIC_KINDS; kind++) {
        const double *value = ohm_fluidic_values(circuit->network, (ohm_fluidic_kind)kind);
        size_t column;

        if (!kinds[kind])
            continue;
        status = ohm_table_add_column(&column, circuit->table, ATTRIBUTE[kind].scope, ATTRIBUTE[kind].name,
                                      "double", err);
        for (size_t i = 0; status == OHM_OK
             && i < ohm_fluidic_count(circuit->network, (ohm_fluidic_kind)kind); i++)
            status = ohm_table_set_number(circuit->table, column, i, value[i], err);
    }
    return status;
}
