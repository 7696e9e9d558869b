/* tests/fuzz/fuzz_circuit.c -- any bytes as a circuit file of whatever format. */
#include "case/circuit.h"
#include "case/circuit_file.h"
#include "fuzz/fuzz.h"
#include "io/edgelist.h"
#include "io/graph6.h"
#include "io/graphml.h"

#include <math.h>

static ohm_status
read_table(ohm_table **table, ohm_source *source, ohm_error *err)
{
    ohm_format format;
    const ohm_status status = ohm_circuit_format(&format, "-", source, err);

    if (status != OHM_OK)
        return status;
    return format == OHM_FORMAT_GRAPHML    ? ohm_graphml_read(table, source, err)
           : format == OHM_FORMAT_EDGELIST ? ohm_edgelist_read(table, source, err)
                                           : ohm_graph6_read(table, source, err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;
    ohm_status status = read_table(&table, source, &err);

    ohm_source_close(source);
    if (status == OHM_OK)
        status = ohm_circuit_from_table(&circuit, table, "fuzz", NULL, &err);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    for (size_t e = 0; e < circuit->graph->edges; e++) {
        fuzz_assert(circuit->device->r_on[e] > 0.0 && circuit->device->xi[e] >= 0.0 && isfinite(circuit->device->xi[e]));
        fuzz_assert(circuit->w[e] >= 0.0 && circuit->w[e] <= 1.0 && circuit->device->beta[e] != 0.0);
    }
    fuzz_assert(ohm_circuit_store_w(circuit, circuit->w, NULL) == OHM_OK);
    ohm_circuit_free(circuit);
    return 0;
}
