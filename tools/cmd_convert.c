/* tools/cmd_convert.c -- reads a circuit and writes it, losing nothing. */
#include "command.h"

#include "circuit_input.h"
#include "circuit_output.h"
#include "output.h"

typedef struct {
    common_options common;
    option_texts set;
    bool lossy;
} convert_options;

static const option_row convert_rows[] = {
    { .name = "set", .kind = OPTION_TEXTS, .at = offsetof(convert_options, set), .argument = "ATTR=VALUE",
      .help = SET_HELP },
    { .name = "lossy", .kind = OPTION_FLAG, .at = offsetof(convert_options, lossy), .help = LOSSY_HELP },
};

static ohm_json *
converted_json(const ohm_table *table)
{
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "nodes", ohm_json_integer((long long)ohm_table_nodes(table)));
    ohm_json_set(result, "edges", ohm_json_integer((long long)ohm_table_edges(table)));
    return result;
}

static ohm_status
run_convert(cli_run *run, const void *values, ohm_error *err)
{
    const convert_options *options = values;
    ohm_circuit *circuit = NULL;
    ohm_status status = circuit_output_check(run, err);

    if (status == OHM_OK)
        status = circuit_input(&circuit, run, run->given->operand[0], NULL, err);
    if (status == OHM_OK)
        status = circuit_output_set(&circuit->table, run, &options->set, err);
    if (status == OHM_OK)
        status = circuit_output(run, circuit->table, options->lossy,
                                run->common->json ? converted_json(circuit->table) : NULL, err);
    ohm_circuit_free(circuit);
    return status;
}

const cli_command cmd_convert = {
    .name = "convert",
    .summary = "read a circuit, set attributes, write it in another format",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Reads GraphML, an edge list or graph6 and writes GraphML, or what the suffix of -o\n"
        "says: .graphml .mtx .edges .g6.  GraphML keeps every attribute as it was written.  The\n"
        "others hold no attributes and no ids of edges; .mtx and .g6 hold ids of nodes only where these\n"
        "are the positions, and the order of the edges only where it is sorted; .g6 holds orientation\n"
        "only from lower to higher nodes, and neither loops nor parallel edges.  What would be lost is\n"
        "refused by name (exit 2); --lossy allows it, though never the loss of an edge.",
    .example = "  ohmega convert net.graphml --set r_off=1600 -o net2.graphml\n"
        "  nauty-geng -c 5 | head -n 1 | ohmega convert -\n",
    .options = convert_rows,
    .option_count = sizeof convert_rows / sizeof convert_rows[0],
    .values_size = sizeof(convert_options),
    .run = run_convert,
};
