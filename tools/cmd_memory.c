/* tools/cmd_memory.c -- effective memory, spanning trees, the diagonal of Omega. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "circuit_input.h"
#include "io/graph6.h"
#include "io/source.h"
#include "output.h"
#include "print.h"
#include "topology/bridges.h"
#include "topology/memory.h"
#include "topology/omega.h"
#include "topology/omega_exact.h"
#include "topology/trees.h"
#include "topology/trees_log.h"

#include <stdlib.h>

/* Above this many tree edges the exact number of spanning trees, of thousands of
 * digits, is for those who ask (--exact). */
enum { EXACT_TREE_EDGES = 2000 };

typedef struct {
    common_options common;
    bool edges, exact, graph6;
} memory_options;

static const option_row memory_rows[] = {
    { .name = "edges", .kind = OPTION_FLAG, .at = offsetof(memory_options, edges),
      .help = "also the diagonal of Omega: 1 - effective resistance of each edge" },
    { .name = "exact", .kind = OPTION_FLAG, .at = offsetof(memory_options, exact),
      .help = "the number of spanning trees whatever its length, and --edges as rationals" },
    { .name = "graph6", .kind = OPTION_FLAG, .at = offsetof(memory_options, graph6),
      .help = "the input is graph6, one graph a line; the answer is one a line too" },
};

typedef struct {
    const ohm_graph *graph;     /* borrowed */
    const ohm_circuit *circuit; /* borrowed, for ids; NULL: there are none */
    size_t components, tree_edges, chords, bridges;
    ohm_memory memory;
    char *trees;                /* decimal; NULL where not counted */
    double log_trees;
    double *diagonal;           /* M, or NULL */
    char **exact;               /* M rationals, or NULL */
} measure;

static void
measure_free(measure *m)
{
    for (size_t k = 0; m->exact != NULL && k < m->graph->edges; k++)
        free(m->exact[k]);
    free(m->exact);
    free(m->diagonal);
    free(m->trees);
}

/* ---- measuring ------------------------------------------------------------- */

static ohm_status
count_forest(measure *m, ohm_error *err)
{
    ohm_forest *forest;
    const ohm_status status = ohm_forest_alloc(&forest, m->graph, err);

    if (status != OHM_OK)
        return status;
    m->components = forest->components;
    m->chords = forest->chords;
    m->tree_edges = m->graph->nodes - forest->components;
    ohm_memory_measure(&m->memory, forest);
    ohm_forest_free(forest);
    return ohm_bridges(NULL, &m->bridges, m->graph, err);
}

static ohm_status
count_trees(measure *m, bool exact, const ohm_control *control, ohm_error *err)
{
    if (exact || m->tree_edges <= EXACT_TREE_EDGES)
        return ohm_spanning_trees(&m->trees, &m->log_trees, m->graph, control, err);
    return ohm_spanning_trees_log(&m->log_trees, m->graph, err);
}

static ohm_status
take_exact_diagonal(measure *m, ohm_error *err)
{
    ohm_rational_matrix *omega;
    ohm_status status;

    if ((m->exact = OHM_ZEROS(char *, m->graph->edges)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu edges", m->graph->edges);
    if ((status = ohm_omega_exact_alloc(&omega, m->graph, err)) != OHM_OK)
        return status;
    for (size_t k = 0; status == OHM_OK && k < m->graph->edges; k++)
        status = ohm_rational_matrix_text(&m->exact[k], omega, k, k, err);
    ohm_rational_matrix_free(omega);
    return status;
}

static ohm_status
take_measure(measure *m, const memory_options *options, const ohm_control *control, ohm_error *err)
{
    ohm_status status = count_forest(m, err);

    if (status == OHM_OK)
        status = count_trees(m, options->exact, control, err);
    if (status != OHM_OK || !options->edges)
        return status;
    if (options->exact)
        return take_exact_diagonal(m, err);
    if ((m->diagonal = OHM_ARRAY(double, m->graph->edges)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu edges", m->graph->edges);
    return ohm_omega_diagonal(m->diagonal, m->graph, err);
}

/* ---- printing -------------------------------------------------------------- */

static ohm_json *
diagonal_json(const measure *m)
{
    ohm_json *list;

    if (m->exact == NULL)
        return ohm_json_numbers(m->diagonal, m->graph->edges);
    list = ohm_json_array();
    for (size_t k = 0; k < m->graph->edges; k++)
        ohm_json_append(list, ohm_json_string(m->exact[k]));
    return list;
}

static ohm_json *
measure_json(const measure *m)
{
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "nodes", ohm_json_integer((long long)m->graph->nodes));
    ohm_json_set(result, "edges", ohm_json_integer((long long)m->graph->edges));
    ohm_json_set(result, "components", ohm_json_integer((long long)m->components));
    ohm_json_set(result, "tree_edges", ohm_json_integer((long long)m->tree_edges));
    ohm_json_set(result, "chords", ohm_json_integer((long long)m->chords));
    ohm_json_set(result, "bridges", ohm_json_integer((long long)m->bridges));
    ohm_json_set(result, "gamma", m->memory.defined ? ohm_json_string(m->memory.text) : ohm_json_null());
    ohm_json_set(result, "gamma_float",
                 m->memory.defined ? ohm_json_number(m->memory.value) : ohm_json_null());
    ohm_json_set(result, "spanning_trees", ohm_json_string(m->trees));
    ohm_json_set(result, "log_spanning_trees", ohm_json_number(m->log_trees));
    if (m->diagonal != NULL || m->exact != NULL)
        ohm_json_set(result, "omega_diagonal", diagonal_json(m));
    return result;
}

static void
print_diagonal(FILE *file, const measure *m)
{
    char element[OHM_ELEMENT_TEXT], number[OHM_TEXT_DOUBLE];

    fputs("\nedge                         tail   head   Omega_kk\n", file);
    for (size_t k = 0; k < m->graph->edges; k++) {
        if (m->circuit != NULL)
            ohm_circuit_edge_text(element, m->circuit, k);
        else
            snprintf(element, sizeof element, "edge %zu", k);
        fprintf(file, "%-24s %8zu %6zu   %s\n", element, m->graph->tail[k], m->graph->head[k],
                m->exact != NULL ? m->exact[k] : ohm_text_double(number, m->diagonal[k]));
    }
}

static void
print_measure(FILE *file, const measure *m)
{
    char number[OHM_TEXT_DOUBLE];

    print_fact(file, "nodes", "%zu", m->graph->nodes);
    print_fact(file, "edges", "%zu", m->graph->edges);
    print_fact(file, "components", "%zu", m->components);
    print_fact(file, "tree edges", "%zu", m->tree_edges);
    print_fact(file, "chords", "%zu", m->chords);
    print_fact(file, "bridges", "%zu", m->bridges);
    if (m->memory.defined && m->memory.denominator > 1)
        print_fact(file, "effective memory", "%s = %s", m->memory.text,
                   ohm_text_double(number, m->memory.value));
    else if (m->memory.defined)
        print_fact(file, "effective memory", "%s", m->memory.text);
    else
        print_fact(file, "effective memory", "none: there is no edge");
    if (m->trees != NULL)
        print_fact(file, "spanning trees", "%s", m->trees);
    print_fact(file, "log spanning trees", "%s", ohm_text_double(number, m->log_trees));
    if (m->diagonal != NULL || m->exact != NULL)
        print_diagonal(file, m);
}

/* One line a graph, where there may be many. */
static void
print_line(FILE *file, const measure *m)
{
    char number[OHM_TEXT_DOUBLE];

    fprintf(file, "nodes=%zu edges=%zu components=%zu bridges=%zu gamma=%s spanning_trees=%s",
            m->graph->nodes, m->graph->edges, m->components, m->bridges,
            m->memory.defined ? m->memory.text : "none", m->trees != NULL ? m->trees : "uncounted");
    if (m->diagonal != NULL || m->exact != NULL)
        for (size_t k = 0; k < m->graph->edges; k++)
            fprintf(file, "%s%s", k == 0 ? " omega=" : ",",
                    m->exact != NULL ? m->exact[k] : ohm_text_double(number, m->diagonal[k]));
    fputc('\n', file);
}

static ohm_status
answer(cli_output *out, const measure *m, bool one_line, ohm_error *err)
{
    if (out->json)
        return output_result(out, measure_json(m), err);
    if (one_line)
        print_line(out->stream, m);
    else
        print_measure(out->stream, m);
    return OHM_OK;
}

static ohm_status
measure_one(cli_output *out, const ohm_graph *graph, const ohm_circuit *circuit,
            const memory_options *options, ohm_error *err)
{
    measure m = { .graph = graph, .circuit = circuit };
    ohm_status status = take_measure(&m, options, &out->run->control, err);

    if (status == OHM_OK)
        status = answer(out, &m, circuit == NULL, err);
    measure_free(&m);
    return status;
}

/* ---- one circuit, or a stream of graphs ------------------------------------- */

static ohm_status
measure_circuit(cli_output *out, const memory_options *options, ohm_error *err)
{
    ohm_circuit *circuit;
    ohm_status status = circuit_input(&circuit, out->run, out->run->given->operand[0], NULL, err);

    if (status != OHM_OK)
        return status;
    status = measure_one(out, circuit->graph, circuit, options, err);
    ohm_circuit_free(circuit);
    return status;
}

/* The hash of the whole input stands on every line, so all of it is read first. */
static ohm_status
measure_stream(cli_output *out, const memory_options *options, ohm_error *err)
{
    const char *path = out->run->given->operand[0];
    ohm_source *source = NULL;
    ohm_graph *graph = NULL;
    size_t length, count = 0;
    char *bytes;
    ohm_status status = input_bytes(&bytes, &length, out->run, path, err);

    if (status == OHM_OK)
        status = ohm_source_of(&source, path, bytes, length, err);
    while (status == OHM_OK && (status = ohm_graph6_next(&graph, source, err)) == OHM_OK && graph != NULL) {
        status = measure_one(out, graph, NULL, options, err);
        ohm_graph_free(graph);
        count++;
        if (status == OHM_OK)
            status = ohm_control_point(&out->run->control, 0.0, err);
    }
    if (status == OHM_OK && count == 0)
        status = ohm_fail(err, OHM_E_CONTENT, "%s: holds no graph", path);
    ohm_source_close(source);
    free(bytes);
    return status;
}

static ohm_status
run_memory(cli_run *run, const void *values, ohm_error *err)
{
    const memory_options *options = values;
    const bool stream = options->graph6 || has_suffix(run->given->operand[0], ".g6");
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = stream ? measure_stream(&out, options, err) : measure_circuit(&out, options, err);
    return output_close(&out, status, err);
}

const cli_command cmd_memory = {
    .name = "memory",
    .summary = "effective memory, spanning trees and the diagonal of Omega, exactly",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "The effective memory Gamma = (edges - nodes + components) / edges is the share of the memory\n"
        "that Kirchhoff's current law leaves; it is printed as an exact fraction.  The number of\n"
        "spanning trees is exact too (for more than 2000 tree edges only with --exact; of several\n"
        "components it is the product); its logarithm is always there.",
    .example = "  ohmega generate complete 5 | ohmega memory - --edges --exact\n"
        "  nauty-geng -c 6 | ohmega memory --graph6 --json -\n",
    .options = memory_rows,
    .option_count = sizeof memory_rows / sizeof memory_rows[0],
    .values_size = sizeof(memory_options),
    .run = run_memory,
};
