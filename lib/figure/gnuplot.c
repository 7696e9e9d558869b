/* lib/figure/gnuplot.c -- see gnuplot.h */
#include "figure/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Copies the last line of the stream that says something. */
static void
last_line(char *text, size_t size, FILE *stream)
{
    char line[OHM_ERROR_TEXT];

    snprintf(text, size, "no reason given");
    rewind(stream);
    while (fgets(line, sizeof line, stream) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        const char *start = line + strspn(line, " \t^");
        if (*start != '\0')
            snprintf(text, size, "%s", start);
    }
}

/* Starts gnuplot with nothing to read, and its two outputs in `log`. */
static int
spawn(pid_t *child, char *const argv[], int log)
{
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);

    if (failed != 0)
        return failed;
    failed = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(&actions, log, STDOUT_FILENO);
    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO);
    if (failed == 0)
        failed = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static ohm_status
run(char *const argv[], FILE *log, ohm_error *err)
{
    char complaint[OHM_ERROR_TEXT];
    int outcome;
    pid_t child;

    const int failed = spawn(&child, argv, fileno(log));
    if (failed == ENOENT || failed == EACCES)
        return ohm_fail(err, OHM_E_IO, "figure: gnuplot is not installed (Debian: gnuplot-nox)");
    if (failed != 0)
        return ohm_fail(err, OHM_E_IO, "figure: gnuplot does not start: %s", strerror(failed));
    while (waitpid(child, &outcome, 0) == -1)
        if (errno != EINTR)
            return ohm_fail(err, OHM_E_IO, "figure: gnuplot is lost: %s", strerror(errno));
    if (WIFEXITED(outcome) && WEXITSTATUS(outcome) == 0)
        return OHM_OK;
    last_line(complaint, sizeof complaint, log);
    return ohm_fail(err, OHM_E_INTERNAL, "figure: gnuplot: %.400s", complaint);
}

ohm_status
ohm_gnuplot_run(const char *script, const char *before, ohm_error *err)
{
    FILE *log = tmpfile();
    ohm_status status;

    if (log == NULL)
        return ohm_fail(err, OHM_E_IO, "figure: no temporary file: %s", strerror(errno));
    /* the casts are posix_spawn's: it takes char *, and leaves them alone */
    char *const argv[] = { (char *)"gnuplot", (char *)"-d", (char *)"-e", (char *)before, (char *)script,
                           NULL };
    status = run(argv, log, err);
    fclose(log);
    return status;
}
