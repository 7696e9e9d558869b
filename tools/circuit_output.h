/* tools/circuit_output.h -- writes a circuit: what generate and convert end with. */
#ifndef OHM_TOOLS_CIRCUIT_OUTPUT_H
#define OHM_TOOLS_CIRCUIT_OUTPUT_H

#include "io/json.h"
#include "io/table.h"
#include "run.h"

#define SET_HELP "give every edge or node the attribute ATTR, or ATTR@K the one at position K; VALUE is a " \
    "number, a word, uniform:a,b or normal:m,s; edge.ATTR and node.ATTR are attributes of your own"

#define LOSSY_HELP "write a format that does not hold everything (.edges .mtx: no attributes; .g6: nor " \
    "orientation), and warn of it"

/* Refuses, before any work, an -o whose suffix is no format of circuits. */
ohm_status circuit_output_check(const cli_run *run, ohm_error *err);

/* Carries out the assignments and sees that the table still is a circuit: what is
 * wrong with it then is OHM_E_ARG.  *table may be replaced. */
ohm_status circuit_output_set(ohm_table **table, const cli_run *run, const option_texts *set,
                              ohm_error *err);

/* Writes the table to -o, or as GraphML to standard output.  Where a result (taken
 * over, also on failure) is given, it goes to standard output instead.  What the format
 * would lose is OHM_E_METHOD, or with lossy a warning. */
ohm_status circuit_output(cli_run *run, const ohm_table *table, bool lossy, ohm_json *result,
                          ohm_error *err);

#endif
