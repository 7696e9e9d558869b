/* tools/cmd_export_spice.c -- a circuit as a deck for ngspice. */
#include "command.h"

#include "case/drive_file.h"
#include "case/spice.h"
#include "circuit_input.h"
#include "envelope.h"
#include "law_options.h"
#include "output.h"

#include <string.h>

typedef struct {
    common_options common;
    law_options law;
    double time, reltol;
    size_t steps;
    int bounds;
    const char *drive, *data;
} spice_options;

#define AT(member) offsetof(spice_options, member)

static const option_row spice_rows[] = {
    { .name = "time", .kind = OPTION_NUMBER, .at = AT(time), .argument = "T", .range = RANGE_POSITIVE,
      .flags = OPTION_REQUIRED, .help = "how long the deck simulates [s]" },
    { .name = "steps", .kind = OPTION_COUNT, .at = AT(steps), .argument = "K", .preset = "1000",
      .range = RANGE_POSITIVE, .help = "at least so many steps" },
    { .name = "reltol", .kind = OPTION_NUMBER, .at = AT(reltol), .argument = "X", .preset = "1e-6",
      .range = RANGE_POSITIVE, .help = "ngspice's relative tolerance" },
    { .name = "data", .kind = OPTION_TEXT, .at = AT(data), .argument = "FILE", .preset = "circuit.data",
      .help = "the table ngspice writes: time, the states v(w0)..., the currents i(vn0)... of held nodes" },
    { .name = "drive", .kind = OPTION_TEXT, .at = AT(drive), .argument = "CSV",
      .help = "what moves the circuit: columns time, emf:K, potential:NODE, injection:NODE" },
    { .name = "bounds", .kind = OPTION_WORD, .at = AT(bounds), .argument = "exact|free", .preset = "exact",
      .help = "hold the states in [0, 1], to 1e-5, or let them go" },
    LAW_ROWS(spice_options, law),
};

enum { BOUNDS_EXACT };

static ohm_status
read_circuit(ohm_circuit **circuit, cli_run *run, const spice_options *o, ohm_error *err)
{
    ohm_circuit_defaults defaults;
    char digest[OHM_SHA256_TEXT];
    ohm_status status = law_defaults(&defaults, &o->law, err);

    if (status == OHM_OK)
        status = circuit_input(circuit, run, run->given->operand[0], &defaults, err);
    if (status != OHM_OK || o->drive == NULL)
        return status;
    status = ohm_drive_file_open(*circuit, digest, o->drive, o->time, err);
    return status == OHM_OK ? run_note_input(run, o->drive, digest, err) : status;
}

static ohm_status
check_output(const cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;

    if (run->common->json)
        return ohm_fail(err, OHM_E_ARG, "--json: a deck is text");
    if (path == NULL || strcmp(path, "-") == 0 || has_suffix(path, ".cir") || has_suffix(path, ".sp")
        || has_suffix(path, ".spice"))
        return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .cir, .sp or .spice", path);
}

static ohm_status
run_spice(cli_run *run, const void *values, ohm_error *err)
{
    const spice_options *o = values;
    const ohm_spice_options deck = { o->time, o->steps, o->reltol, o->bounds == BOUNDS_EXACT, o->data };
    ohm_circuit *circuit = NULL;
    fact_list facts = { 0 };
    cli_output out;
    ohm_status status = check_output(run, err);

    if (status == OHM_OK)
        status = read_circuit(&circuit, run, o, err);
    if (status == OHM_OK)
        status = fact_list_fill(&facts, run, err);
    if (status == OHM_OK && (status = output_open(&out, run, err)) == OHM_OK)
        status = output_close(&out, ohm_spice_write(out.stream, circuit, &deck, facts.fact, facts.count, err),
                              err);
    fact_list_free(&facts);
    ohm_circuit_free(circuit);
    return status;
}

const cli_command cmd_export_spice = {
    .name = "export spice",
    .summary = "a circuit as a deck that ngspice runs unchanged",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Writes the circuit as current sources and capacitors, with its drives, windows and walls, and\n"
        "what ngspice shall do: integrate to T and write a table.  Node k is nk, the state of edge k the\n"
        "voltage of node wk.  Nothing of a circuit file is left out.",
    .example = "  ohmega export spice examples/nanowires-588.graphml --time 2 -o net.cir && ngspice -b net.cir\n",
    .options = spice_rows,
    .option_count = sizeof spice_rows / sizeof spice_rows[0],
    .values_size = sizeof(spice_options),
    .run = run_spice,
};
