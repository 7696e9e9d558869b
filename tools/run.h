/* tools/run.h -- one run of one command: what it was given, read, and warned of. */
#ifndef OHM_TOOLS_RUN_H
#define OHM_TOOLS_RUN_H

#include "base/control.h"
#include "base/hash.h"
#include "base/status.h"
#include "options.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

typedef struct cli_command cli_command;

typedef struct {
    char *path;                         /* as provenance keeps it; owned */
    char sha256[OHM_SHA256_TEXT];
} run_input;

typedef struct {
    const cli_command *command;
    const void *values;                 /* the command's options, common_options first */
    void *settled;                      /* the same, to settle a default that only an input tells, before
                                         * anything that names the options is written */
    const common_options *common;
    const arguments *given;
    ohm_control control;                /* stop on SIGINT and SIGTERM, progress */
    size_t inputs;
    run_input *input;                   /* owned */
    size_t warnings;
    char **warning;                     /* owned */
    char interrupted[64];               /* where a signal stopped it, "t=1.5"; "" where none did */
    struct timespec started;
    int percent;                        /* shown on the line of progress; -1: no line */
    double begun, begun_at;             /* fraction and seconds of the first report, for the estimate */
} cli_run;

/* From now on SIGINT and SIGTERM ask to stop (a second one kills), and a closed
 * pipe is a write error like any other. */
void run_catch_signals(void);

/* Starts a run; `values` and `given` are borrowed.  The run must not move. */
void run_open(cli_run *run, const cli_command *command, void *values, const arguments *given);
void run_close(cli_run *run);

/* Warns: a line on standard error (not with --quiet), and in the envelope. */
ohm_status run_warn(cli_run *run, ohm_error *err, const char *format, ...) OHM_PRINTF(3, 4);

/* A signal came, and there is a result so far: where it ends, as "t=1.5".  The envelope says so,
 * text and tables end with "# interrupted at t=1.5", GraphML with that comment, and output_close gives OHM_E_INTERRUPT. */
void run_note_interrupt(cli_run *run, const char *format, ...) OHM_PRINTF(2, 3);

/* Notes that `path` was read and what its content hashed to. */
ohm_status run_note_input(cli_run *run, const char *path, const char *sha256, ohm_error *err);

/* Seconds since the start. */
double run_seconds(const cli_run *run);

/* Wipes the line of progress from standard error, if there is one. */
void run_end_progress(cli_run *run);

#endif
