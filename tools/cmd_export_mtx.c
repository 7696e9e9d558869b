/* tools/cmd_export_mtx.c -- a circuit's graph as a MatrixMarket matrix. */
#include "command.h"

#include "circuit_input.h"
#include "io/adjacency.h"
#include "output.h"

#include <string.h>

typedef struct {
    common_options common;
} mtx_options;

static ohm_status
check_output(const cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;

    if (run->common->json)
        return ohm_fail(err, OHM_E_ARG, "--json: a MatrixMarket file is text; see ohmega matrix --to json");
    if (path == NULL || strcmp(path, "-") == 0 || has_suffix(path, ".mtx"))
        return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .mtx", path);
}

static ohm_status
run_mtx(cli_run *run, const void *values, ohm_error *err)
{
    ohm_circuit *circuit = NULL;
    cli_output out;
    ohm_status status = check_output(run, err);

    (void)values;
    if (status == OHM_OK)
        status = circuit_input(&circuit, run, run->given->operand[0], NULL, err);
    if (status == OHM_OK && (status = output_open(&out, run, err)) == OHM_OK)
        status = output_close(&out, ohm_adjacency_write(out.stream, circuit->table, err), err);
    ohm_circuit_free(circuit);
    return status;
}

const cli_command cmd_export_mtx = {
    .name = "export mtx",
    .summary = "a circuit's graph as a MatrixMarket adjacency matrix",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Entry (tail, head) counts the edges that run there.  Attributes and the order of the edges "
        "are\nleft behind; incidence, cycles and Omega as MatrixMarket are ohmega matrix --to mtx.",
    .example = "  ohmega generate petersen | ohmega export mtx - -o petersen.mtx\n",
    .values_size = sizeof(mtx_options),
    .run = run_mtx,
};
