/* tools/cmd_export_dot.c -- a circuit as a graph for Graphviz. */
#include "command.h"

#include "case/dot.h"
#include "circuit_input.h"
#include "envelope.h"
#include "output.h"

#include <string.h>

typedef struct {
    common_options common;
} dot_options;

static ohm_status
check_output(const cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;

    if (run->common->json)
        return ohm_fail(err, OHM_E_ARG, "--json: a graph for Graphviz is text");
    if (path == NULL || strcmp(path, "-") == 0 || has_suffix(path, ".dot") || has_suffix(path, ".gv"))
        return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .dot or .gv", path);
}

static ohm_status
run_dot(cli_run *run, const void *values, ohm_error *err)
{
    ohm_circuit *circuit = NULL;
    cli_output out;
    ohm_status status = check_output(run, err);

    (void)values;
    if (status == OHM_OK)
        status = circuit_input(&circuit, run, run->given->operand[0], NULL, err);
    if (status == OHM_OK && (status = output_open(&out, run, err)) == OHM_OK) {
        status = envelope_comment(out.stream, "// ", run, err);
        if (status == OHM_OK)
            ohm_dot_write(out.stream, circuit);
        status = output_close(&out, status, err);
    }
    ohm_circuit_free(circuit);
    return status;
}

const cli_command cmd_export_dot = {
    .name = "export dot",
    .summary = "a circuit as a graph that Graphviz draws",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Writes nodes with their ids, held ones as boxes with their potential, and edges from tail to\n"
        "head, dark and thick where they conduct (w = 0).",
    .example = "  ohmega generate petersen | ohmega export dot - | dot -Tsvg >petersen.svg\n",
    .values_size = sizeof(dot_options),
    .run = run_dot,
};
