/* tools/envelope.h -- the facts around every JSON answer.
 *
 * {"program","version","command","argv","options","seed","rng","libraries","inputs",
 * "warnings","result"}: what the answer depends on and nothing that differs between
 * two equal runs, unless --timings asks for it. */
#ifndef OHM_TOOLS_ENVELOPE_H
#define OHM_TOOLS_ENVELOPE_H

#include "io/json.h"
#include "run.h"

/* The envelope up to "inputs"; and all of it around `result`, which is taken over. */
ohm_json *envelope_facts(const cli_run *run);
ohm_json *envelope_around(ohm_json *result, const cli_run *run);

/* The same facts as lines "prefix name: JSON", for tables of numbers. */
ohm_status envelope_comment(FILE *file, const char *prefix, const cli_run *run, ohm_error *err);

#endif
