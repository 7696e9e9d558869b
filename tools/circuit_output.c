/* tools/circuit_output.c -- see circuit_output.h */
#include "circuit_output.h"

#include "base/rng.h"
#include "case/assign.h"
#include "case/circuit.h"
#include "circuit_loss.h"
#include "io/adjacency.h"
#include "io/edgelist.h"
#include "io/graph6.h"
#include "io/graphml.h"
#include "output.h"

#include <string.h>

typedef struct {
    const char *suffix;
    bool whole;                 /* holds all there is */
    unsigned loses;             /* else, LOSES_... besides the attributes */
    ohm_status (*write)(FILE *file, const ohm_table *table, ohm_error *err);
} circuit_format;

static ohm_status
write_graph6(FILE *file, const ohm_table *table, ohm_error *err)
{
    ohm_graph *graph;
    ohm_status status = ohm_graph_alloc(&graph, ohm_table_nodes(table), ohm_table_edges(table),
                                        ohm_table_tails(table), ohm_table_heads(table), err);

    if (status != OHM_OK)
        return status;
    status = ohm_graph6_write(file, graph, err);
    ohm_graph_free(graph);
    return status;
}

static const circuit_format formats[] = {
    { ".graphml", true, 0, ohm_graphml_write },
    { ".edges", false, 0, ohm_edgelist_write },
    { ".mtx", false, LOSES_NODE_IDS | LOSES_ORDER, ohm_adjacency_write },
    { ".g6", false, LOSES_NODE_IDS | LOSES_ORIENTATION | LOSES_ORDER, write_graph6 },
    { NULL, false, 0, NULL }
};

/* The format of -o, GraphML on standard output; NULL for an unknown suffix. */
static const circuit_format *
find_format(const cli_run *run)
{
    const char *path = run->common->output;

    if (path == NULL || strcmp(path, "-") == 0)
        return formats;
    for (const circuit_format *f = formats; f->suffix != NULL; f++)
        if (has_suffix(path, f->suffix))
            return f;
    return NULL;
}

ohm_status
circuit_output_check(const cli_run *run, ohm_error *err)
{
    if (find_format(run) == NULL)
        return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .graphml, .mtx, .edges or .g6",
                        run->common->output);
    return OHM_OK;
}

/* Makes a circuit of the table, which checks every value, and takes it apart again. */
static ohm_status
check_circuit(ohm_table **table, ohm_error *err)
{
    ohm_circuit *circuit;
    const ohm_status status = ohm_circuit_from_table(&circuit, *table, "--set", NULL, err);

    *table = NULL;
    if (status == OHM_E_CONTENT)
        return ohm_fail(err, OHM_E_ARG, "%s", err->text);
    if (status != OHM_OK)
        return status;
    *table = circuit->table;
    circuit->table = NULL;
    ohm_circuit_free(circuit);
    return OHM_OK;
}

ohm_status
circuit_output_set(ohm_table **table, const cli_run *run, const option_texts *set, ohm_error *err)
{
    ohm_rng *rng;
    ohm_status status;

    if (set->count == 0)
        return OHM_OK;
    if ((status = ohm_rng_alloc(&rng, run->common->seed, 0, err)) != OHM_OK)
        return status;
    for (size_t k = 0; status == OHM_OK && k < set->count; k++) {
        ohm_rng_restart(rng, 1 + k);        /* stream 0 made the graph */
        if ((status = ohm_assign(*table, set->text[k], rng, err)) == OHM_E_ARG)
            ohm_fail_within(err, status, "--set");
    }
    ohm_rng_free(rng);
    return status == OHM_OK ? check_circuit(table, err) : status;
}

/* The one line of JSON, on standard output whatever -o says. */
static ohm_status
print_result(cli_run *run, ohm_json *result, ohm_error *err)
{
    cli_output out = { .run = run, .stream = stdout, .json = true };
    const ohm_status status = output_result(&out, result, err);

    return output_close(&out, status, err);
}

/* Refuses what the format would lose, or only warns of it where that is allowed. */
static ohm_status
check_loss(cli_run *run, const circuit_format *format, const ohm_table *table, bool lossy, ohm_error *err)
{
    char lost[LOSS_TEXT];

    if (format->whole || !circuit_loss(lost, table, format->loses))
        return OHM_OK;
    if (lossy)
        return run_warn(run, err, "%s does not hold %s (and maybe more)", format->suffix, lost);
    return ohm_fail(err, OHM_E_METHOD, "%s would lose %s: write .graphml, or allow it with --lossy",
                    format->suffix, lost);
}

ohm_status
circuit_output(cli_run *run, const ohm_table *table, bool lossy, ohm_json *result, ohm_error *err)
{
    const char *path = run->common->output;
    const bool to_file = path != NULL && strcmp(path, "-") != 0;
    const circuit_format *format = find_format(run);
    cli_output out;
    ohm_status status = check_loss(run, format, table, lossy, err);

    if (status == OHM_OK && (to_file || result == NULL)) {
        status = output_open(&out, run, err);
        if (status == OHM_OK)
            status = output_close(&out, format->write(out.stream, table, err), err);
    }
    if (result == NULL)
        return status;
    if (status != OHM_OK && status != OHM_E_INTERRUPT) {
        ohm_json_free(result);
        return status;
    }
    return print_result(run, result, err);
}
