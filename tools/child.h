/* tools/child.h -- commands of ours, run as processes of their own.
 *
 * What sweep and repro repeat is the whole command: its own memory, its own exit code,
 * its own end.  A library that aborts, or a machine that kills what takes too much
 * memory, then ends one point and not all of them.  Here and not in lib/, since only
 * tools know that there is a command.
 *
 * A child reads and writes pipes of ours, and dies with us (PR_SET_PDEATHSIG, the
 * reason for fork in place of posix_spawn): after kill -9 nothing goes on by itself. */
#ifndef OHM_TOOLS_CHILD_H
#define OHM_TOOLS_CHILD_H

#include "base/control.h"
#include "base/status.h"
#include "case/pipeline.h"

#include <stdbool.h>

typedef struct {
    int code;                       /* its exit code; 128 + signal where one ended it */
    size_t length;
    char *output;                   /* what it printed, terminated; owned */
    char message[OHM_ERROR_TEXT];   /* the last line of its standard error; "" for none */
} child_outcome;

void child_outcome_free(child_outcome *outcome);    /* empties it */

/* Runs the commands in order, each one's output the next one's input, the first one's
 * input empty, in `folder` (NULL: here); ends with the first that fails.  json adds --json to the
 * last.  OHM_E_INTERRUPT where control asks to stop, or the child itself was
 * interrupted; OHM_E_IO where one could not be started.  From any thread. */
ohm_status child_run(child_outcome *out, const ohm_pipeline *pipeline, bool json, const char *folder,
                     const ohm_control *control, ohm_error *err);

/* That every command of the pipeline is one of ours and neither sweep nor repro, which run
 * others: OHM_E_CONTENT. */
ohm_status child_check(const ohm_pipeline *pipeline, bool sweep_too, ohm_error *err);

#endif
