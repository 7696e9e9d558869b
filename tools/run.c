/* tools/run.c -- see run.h */
#include "run.h"

#include "base/array.h"
#include "command.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The one thing a signal handler may touch; the library reads it through
 * ohm_control. */
static volatile sig_atomic_t stop_asked;

static void
ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

void
run_catch_signals(void)
{
    struct sigaction action = { .sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND };

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

enum { PROGRESS_WIDTH = 60 };       /* of the line, blanks to overwrite the last one included */

/* Seconds for people: "40 s", "12 min", "3.5 h". */
static void
print_span(char text[32], double seconds)
{
    if (seconds < 100.0)
        snprintf(text, 32, "%.0f s", seconds);
    else if (seconds < 6000.0)
        snprintf(text, 32, "%.0f min", seconds / 60.0);
    else
        snprintf(text, 32, "%.1f h", seconds / 3600.0);
}

/* Rewrites the line of progress when a whole percent has passed.  The estimate goes by
 * the work since the first report: what was resumed took no time. */
static void
show_progress(void *data, double fraction)
{
    cli_run *const r = data;
    const int percent = (int)(100.0 * fraction);
    char line[PROGRESS_WIDTH + 1], left[32];
    int used;

    if (percent == r->percent)
        return;
    if (r->percent < 0) {
        r->begun = fraction;
        r->begun_at = run_seconds(r);
    }
    r->percent = percent;
    used = snprintf(line, sizeof line, "ohmega: %s: %3d %%", r->command->name, percent);
    if (fraction > r->begun && used < PROGRESS_WIDTH) {
        print_span(left, (run_seconds(r) - r->begun_at) * (1.0 - fraction) / (fraction - r->begun));
        snprintf(line + used, sizeof line - (size_t)used, ", %s left", left);
    }
    fprintf(stderr, "\r%-*s", PROGRESS_WIDTH, line);
    fflush(stderr);
}

void
run_end_progress(cli_run *run)
{
    if (run->percent >= 0)
        fprintf(stderr, "\r%*s\r", PROGRESS_WIDTH, "");
    run->percent = -1;
}

void
run_open(cli_run *run, const cli_command *command, void *values, const arguments *given)
{
    memset(run, 0, sizeof *run);
    run->command = command;
    run->values = run->settled = values;
    run->common = values;
    run->given = given;
    run->percent = -1;
    run->control.stop = &stop_asked;
    if (!run->common->quiet && isatty(STDERR_FILENO)) {
        run->control.progress = show_progress;
        run->control.data = run;
    }
    clock_gettime(CLOCK_MONOTONIC, &run->started);
}

void
run_close(cli_run *run)
{
    run_end_progress(run);
    for (size_t k = 0; k < run->inputs; k++)
        free(run->input[k].path);
    for (size_t k = 0; k < run->warnings; k++)
        free(run->warning[k]);
    free(run->input);
    free(run->warning);
}

ohm_status
run_warn(cli_run *run, ohm_error *err, const char *format, ...)
{
    char text[OHM_ERROR_TEXT];
    char **longer = ohm_resize(run->warning, run->warnings + 1, sizeof *longer);
    va_list args;

    if (longer == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu warnings", run->warnings);
    run->warning = longer;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if ((run->warning[run->warnings] = ohm_copy(text, strlen(text) + 1, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu warnings", run->warnings);
    run->warnings++;
    if (!run->common->quiet) {
        run_end_progress(run);
        fprintf(stderr, "ohmega: %s: warning: %s\n", run->command->name, text);
    }
    return OHM_OK;
}

void
run_note_interrupt(cli_run *run, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(run->interrupted, sizeof run->interrupted, format, args);
    va_end(args);
}

ohm_status
run_note_input(cli_run *run, const char *path, const char *sha256, ohm_error *err)
{
    const char *kept = recorded_path(path);
    run_input *longer = ohm_resize(run->input, run->inputs + 1, sizeof *longer);
    run_input *now;

    if (longer == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu inputs", run->inputs);
    run->input = longer;
    now = &run->input[run->inputs];
    if ((now->path = ohm_copy(kept, strlen(kept) + 1, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu inputs", run->inputs);
    snprintf(now->sha256, sizeof now->sha256, "%s", sha256);
    run->inputs++;
    return OHM_OK;
}

double
run_seconds(const cli_run *run)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - run->started.tv_sec)
        + 1e-9 * (double)(now.tv_nsec - run->started.tv_nsec);
}
