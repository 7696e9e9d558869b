/* tools/circuit_input.c -- see circuit_input.h */
#include "circuit_input.h"

#include "base/array.h"
#include "base/text.h"
#include "case/values.h"
#include "io/source.h"

#include <math.h>
#include <stdlib.h>

ohm_status
circuit_input(ohm_circuit **out, cli_run *run, const char *path,
              const ohm_circuit_defaults *defaults, ohm_error *err)
{
    ohm_status status = ohm_circuit_read(out, path, defaults, err);

    if (status == OHM_OK)
        status = run_note_input(run, path, (*out)->sha256, err);
    return status;
}

ohm_status
input_bytes(char **bytes, size_t *length, cli_run *run, const char *path, ohm_error *err)
{
    char sha256[OHM_SHA256_TEXT];
    ohm_source *source;
    ohm_status status = ohm_source_open(&source, path, err);

    *bytes = NULL;
    if (status != OHM_OK)
        return status;
    status = ohm_source_all(bytes, length, source, err);
    if (status == OHM_OK)
        status = ohm_source_digest(sha256, source, err);
    if (status == OHM_OK)
        status = run_note_input(run, path, sha256, err);
    ohm_source_close(source);
    if (status != OHM_OK) {
        free(*bytes);
        *bytes = NULL;
    }
    return status;
}

ohm_status
circuit_node(size_t *node, const ohm_circuit *circuit, const char *option, const char *name,
             ohm_error *err)
{
    *node = ohm_table_find_node(circuit->table, name);
    if (*node != OHM_NONE)
        return OHM_OK;
    if (ohm_text_to_size(node, name) && *node < circuit->graph->nodes)
        return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "%s: no node has the id or the position \"%s\"", option, name);
}

ohm_status
circuit_r_off(double **r_off, const ohm_circuit *circuit, ohm_error *err)
{
    const size_t m = circuit->graph->edges;
    ohm_values values;
    ohm_status status = ohm_values_open(&values, circuit->table, OHM_FOR_EDGE, "r_off", err);

    if ((*r_off = OHM_ARRAY(double, m)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "out of memory for %zu edges", m);
    for (size_t k = 0; k < m; k++) {
        double value = NAN;
        bool present;

        if (values.columns > 0 && status == OHM_OK)
            status = ohm_values_number(&value, &present, &values, k, err);
        (*r_off)[k] = value;
    }
    return status;
}
