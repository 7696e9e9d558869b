/* tools/output.h -- where a command prints its answer: standard output, or -o FILE.
 *
 * A file appears whole or not at all.  Its suffix says the type: .json is what
 * --json prints, .txt the text; a command may know more. */
#ifndef OHM_TOOLS_OUTPUT_H
#define OHM_TOOLS_OUTPUT_H

#include "base/file.h"
#include "io/json.h"
#include "run.h"

typedef struct {
    cli_run *run;
    FILE *stream;
    ohm_file *file;             /* NULL: standard output */
    bool json;                  /* print the envelope, not text */
} cli_output;

/* Opens -o FILE, or standard output without one or for "-". */
ohm_status output_open(cli_output *out, cli_run *run, ohm_error *err);

/* The same for a report: refuses a suffix that is neither .json nor .txt. */
ohm_status output_open_report(cli_output *out, cli_run *run, ohm_error *err);

/* Ends it: where `status` is OHM_OK puts the file into place, or sees that
 * everything reached standard output; else removes the file.  Returns the first
 * trouble.  Of an interrupted run (run_note_interrupt) what there is is put into place like
 * an answer, and OHM_E_INTERRUPT returned. */
ohm_status output_close(cli_output *out, ohm_status status, ohm_error *err);

/* One line of JSON: the envelope around `result` (taken over, also on failure). */
ohm_status output_result(cli_output *out, ohm_json *result, ohm_error *err);

/* Whether `path` ends in `suffix` (".csv"); false for NULL. */
bool has_suffix(const char *path, const char *suffix);

#endif
