/* tools/cmd_info.c -- what a circuit is, and how it would be solved. */
#include "command.h"

#include "case/inspect.h"
#include "circuit_input.h"
#include "network_output.h"
#include "output.h"
#include "print.h"

typedef struct {
    common_options common;
    bool check;
    int solver;
} info_options;

static const option_row info_rows[] = {
    { .name = "check", .kind = OPTION_FLAG, .at = offsetof(info_options, check),
      .help = "also warn of what is legal but worth a second look" },
    { .name = "solver", .kind = OPTION_WORD, .at = offsetof(info_options, solver),
      .argument = SOLVER_WORDS, .preset = "auto", .help = "what this solver would cost" },
};

static ohm_json *
degree_json(const ohm_graph_census *census)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "min", ohm_json_integer((long long)census->degree_min));
    ohm_json_set(object, "mean", ohm_json_number(census->degree_mean));
    ohm_json_set(object, "max", ohm_json_integer((long long)census->degree_max));
    return object;
}

static ohm_json *
facts_json(const ohm_circuit_facts *facts)
{
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "nodes", ohm_json_integer((long long)facts->nodes));
    ohm_json_set(result, "edges", ohm_json_integer((long long)facts->edges));
    ohm_json_set(result, "components", ohm_json_integer((long long)facts->components));
    ohm_json_set(result, "bridges", ohm_json_integer((long long)facts->bridges));
    ohm_json_set(result, "loops", ohm_json_integer((long long)facts->census.loops));
    ohm_json_set(result, "parallel_pairs", ohm_json_integer((long long)facts->census.parallel_pairs));
    ohm_json_set(result, "degree", degree_json(&facts->census));
    ohm_json_set(result, "terminals", ohm_json_integer((long long)facts->terminals));
    ohm_json_set(result, "solver", solver_json(&facts->solver));
    return result;
}

static void
print_facts(FILE *file, const ohm_circuit_facts *facts)
{
    print_fact(file, "nodes", "%zu", facts->nodes);
    print_fact(file, "edges", "%zu", facts->edges);
    print_fact(file, "components", "%zu", facts->components);
    print_fact(file, "bridges", "%zu", facts->bridges);
    print_fact(file, "loops", "%zu", facts->census.loops);
    print_fact(file, "parallel pairs", "%zu", facts->census.parallel_pairs);
    print_fact(file, "degree", "%zu to %zu, mean %.6g", facts->census.degree_min,
               facts->census.degree_max, facts->census.degree_mean);
    print_fact(file, "terminals", "%zu", facts->terminals);
    print_solver(file, &facts->solver);
    print_fact(file, "", "fill %.4g numbers, %.4g flops a factorization", facts->solver.fill,
               facts->solver.flops);
}

/* Hands every remark on a circuit to the envelope and to standard error. */
static ohm_status
warn(void *data, const char *text, ohm_error *err)
{
    return run_warn(data, err, "%s", text);
}

static ohm_status
run_info(cli_run *run, const void *values, ohm_error *err)
{
    const info_options *options = values;
    const ohm_network_options network = { .solver = (ohm_solver_kind)options->solver };
    ohm_circuit *circuit = NULL;
    ohm_circuit_facts facts;
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = circuit_input(&circuit, run, run->given->operand[0], NULL, err);
    if (status == OHM_OK)
        status = ohm_circuit_inspect(&facts, circuit, &network, err);
    if (status == OHM_OK && options->check)
        status = ohm_circuit_remarks(circuit, warn, run, err);
    if (status == OHM_OK && out.json)
        status = output_result(&out, facts_json(&facts), err);
    else if (status == OHM_OK)
        print_facts(out.stream, &facts);
    ohm_circuit_free(circuit);
    return output_close(&out, status, err);
}

const cli_command cmd_info = {
    .name = "info",
    .summary = "what a circuit is made of, and how it would be solved",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Counts nodes, edges, components, bridges, loops (each counts 2 in a degree), parallel pairs\n"
        "and terminals, and says which solver would be taken and why.  A file that is not a valid\n"
        "circuit is refused; --check also warns of what is legal but worth a second look.",
    .example = "  ohmega info --check net.graphml\n"
        "  ohmega generate grid 300 300 | ohmega info - --json\n",
    .options = info_rows,
    .option_count = sizeof info_rows / sizeof info_rows[0],
    .values_size = sizeof(info_options),
    .run = run_info,
};
