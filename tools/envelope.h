/* tools/envelope.h -- the facts around every JSON answer.
 *
 * {"program","version","command","argv","options","seed","rng","libraries","inputs",
 * "warnings","result"}: what the answer depends on and nothing that differs between
 * two equal runs, unless --timings asks for it. */
#ifndef OHM_TOOLS_ENVELOPE_H
#define OHM_TOOLS_ENVELOPE_H

#include "case/trajectory.h"
#include "io/json.h"
#include "run.h"

/* The envelope up to "inputs"; and all of it around `result`, which is taken over. */
ohm_json *envelope_facts(const cli_run *run);
ohm_json *envelope_around(ohm_json *result, const cli_run *run);

/* The facts by name, each as the text of its JSON: what files of numbers start with.
 * Free also after a failure. */
typedef struct {
    size_t count;
    ohm_fact *fact;             /* owned array; its texts belong to the other two */
    char **text;
    ohm_json *facts;
} fact_list;

ohm_status fact_list_fill(fact_list *out, const cli_run *run, ohm_error *err);
void fact_list_free(fact_list *list);

/* The same as lines "prefix name: JSON". */
ohm_status envelope_comment(FILE *file, const char *prefix, const cli_run *run, ohm_error *err);

#endif
