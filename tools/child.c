/* tools/child.c -- see child.h */
#include "child.h"

#include "base/array.h"
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum {
    LOOK_EVERY = 100,               /* ms between looks at the flag that asks to stop */
    PATIENCE = 50,                  /* looks a child gets to end by itself when asked to */
    CHUNK = 1 << 16,                /* bytes read at once */
    EXIT_NOT_STARTED = 127
};

static const char *const self = "/proc/self/exe";

void
child_outcome_free(child_outcome *outcome)
{
    free(outcome->output);
    *outcome = (child_outcome){ 0 };
}

ohm_status
child_check(const ohm_pipeline *pipeline, bool sweep_too, ohm_error *err)
{
    for (size_t c = 0; c < pipeline->commands; c++) {
        const ohm_words *const words = &pipeline->command[c];
        size_t spelt;
        const cli_command *command = command_find(&spelt, words->words, (const char *const *)words->word);

        if (command == NULL)
            return ohm_fail(err, OHM_E_CONTENT, "command: \"%.60s\": no such subcommand; see ohmega --help",
                            words->word[0]);
        if (strcmp(command->name, "repro") == 0 || (!sweep_too && strcmp(command->name, "sweep") == 0))
            return ohm_fail(err, OHM_E_CONTENT, "command: %s runs others and cannot be run itself",
                            command->name);
    }
    return OHM_OK;
}

/* ---- one process ---------------------------------------------------------- */
/* The ends that are ours are [0] of out and err, [1] of in. */
typedef struct {
    pid_t pid;
    int in[2], out[2], err[2];
} process;

static void
close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void
close_all(process *p)
{
    for (int k = 0; k < 2; k++) {
        close_end(&p->in[k]);
        close_end(&p->out[k]);
        close_end(&p->err[k]);
    }
}

/* In the child, between fork and exec: only what is safe there. */
static void
become(const process *p, char *const *argv, const char *folder, pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)        /* who died before that */
        _exit(EXIT_NOT_STARTED);
#else
    (void)parent;
#endif
    if ((folder == NULL || chdir(folder) == 0) && dup2(p->in[0], STDIN_FILENO) != -1
        && dup2(p->out[1], STDOUT_FILENO) != -1 && dup2(p->err[1], STDERR_FILENO) != -1)
        execv(self, argv);
    _exit(EXIT_NOT_STARTED);
}

static ohm_status
start(process *p, char *const *argv, const char *folder, ohm_error *err)
{
    const pid_t parent = getpid();

    *p = (process){ -1, { -1, -1 }, { -1, -1 }, { -1, -1 } };
    if (pipe2(p->in, O_CLOEXEC) != 0 || pipe2(p->out, O_CLOEXEC) != 0 || pipe2(p->err, O_CLOEXEC) != 0
        || (p->pid = fork()) == -1) {
        close_all(p);
        return ohm_fail(err, OHM_E_IO, "%s: cannot be started: %s", argv[1], strerror(errno));
    }
    if (p->pid == 0)
        become(p, argv, folder, parent);
    close_end(&p->in[0]);
    close_end(&p->out[1]);
    close_end(&p->err[1]);
    fcntl(p->in[1], F_SETFL, O_NONBLOCK);
    return OHM_OK;
}

/* ---- its streams ---------------------------------------------------------- */
typedef struct {
    char *bytes;                    /* owned, terminated */
    size_t length, room;
} text_heap;

/* Reads what is there; closes the end where nothing more comes. */
static ohm_status
take_bytes(text_heap *heap, int *end, ohm_error *err)
{
    if (heap->room - heap->length < CHUNK + 1) {
        const size_t room = 2 * heap->room + 2 * CHUNK;
        char *wider = ohm_resize(heap->bytes, room, 1);

        if (wider == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "%zu bytes of output: out of memory", heap->length);
        heap->bytes = wider;
        heap->room = room;
    }
    const ssize_t got = read(*end, heap->bytes + heap->length, CHUNK);
    if (got > 0)
        heap->length += (size_t)got;
    else if (got == 0 || errno != EINTR)
        close_end(end);
    heap->bytes[heap->length] = '\0';
    return OHM_OK;
}

/* Feeds what the pipe takes; a child that does not read is its own affair. */
static void
give_bytes(const char **input, size_t *left, int *end)
{
    const ssize_t given = *left > 0 ? write(*end, *input, *left) : 0;

    if (given > 0) {
        *input += given;
        *left -= (size_t)given;
    }
    if (*left == 0 || (given == -1 && errno != EAGAIN && errno != EINTR))
        close_end(end);
}

typedef struct {
    text_heap out, err;
    const char *input;
    size_t left;
    int asked;                      /* looks since it was asked to end; 0: it was not */
} talk;

static bool
wants_to_stop(const ohm_control *control)
{
    return control != NULL && control->stop != NULL && *control->stop != 0;
}

/* Asks the child to end, and makes it end where it does not listen. */
static void
press(talk *t, const process *p, const ohm_control *control)
{
    if (t->asked == 0 && !wants_to_stop(control))
        return;
    if (t->asked == 0)
        kill(p->pid, SIGTERM);
    else if (t->asked == PATIENCE)
        kill(p->pid, SIGKILL);
    t->asked++;
}

static ohm_status
converse(talk *t, process *p, const ohm_control *control, ohm_error *err)
{
    ohm_status status = OHM_OK;

    while (status == OHM_OK && (p->out[0] >= 0 || p->err[0] >= 0)) {
        struct pollfd look[3] = {       /* poll leaves a negative descriptor alone */
            { p->out[0], POLLIN, 0 }, { p->err[0], POLLIN, 0 }, { p->in[1], POLLOUT, 0 }
        };

        const int ready = poll(look, 3, LOOK_EVERY);
        press(t, p, control);
        if (ready <= 0)
            continue;
        if (look[0].revents != 0)
            status = take_bytes(&t->out, &p->out[0], err);
        if (look[1].revents != 0 && status == OHM_OK)
            status = take_bytes(&t->err, &p->err[0], err);
        if (look[2].revents != 0)
            give_bytes(&t->input, &t->left, &p->in[1]);
    }
    if (status != OHM_OK)
        kill(p->pid, SIGKILL);
    return status;
}

/* The last line that says something. */
static void
last_line(char message[OHM_ERROR_TEXT], const text_heap *heap)
{
    size_t end = heap->length, start;

    while (end > 0 && heap->bytes[end - 1] == '\n')
        end--;
    for (start = end; start > 0 && heap->bytes[start - 1] != '\n'; start--)
        ;
    const size_t length = end - start < OHM_ERROR_TEXT - 1 ? end - start : OHM_ERROR_TEXT - 1;
    if (length > 0)
        memcpy(message, heap->bytes + start, length);
    message[length] = '\0';
}

static int
wait_for(pid_t pid)
{
    int outcome = 0;

    while (waitpid(pid, &outcome, 0) == -1 && errno == EINTR)
        ;
    return WIFEXITED(outcome) ? WEXITSTATUS(outcome) : 128 + WTERMSIG(outcome);
}

static ohm_status
judge(child_outcome *out, const char *name, const ohm_control *control, ohm_error *err)
{
    if (wants_to_stop(control) || out->code == 130)
        return ohm_fail(err, OHM_E_INTERRUPT, "interrupted");
    if (out->code == EXIT_NOT_STARTED && out->message[0] == '\0')
        return ohm_fail(err, OHM_E_IO, "%s: %s cannot be started", name, self);
    if (out->code > 128 && out->message[0] == '\0')
        snprintf(out->message, sizeof out->message, "ended by signal %d (%s)", out->code - 128,
                 strsignal(out->code - 128));
    return OHM_OK;
}

/* Runs one; the input is borrowed. */
static ohm_status
run_one(child_outcome *out, char *const *argv, const char *input, size_t length, const char *folder,
        const ohm_control *control, ohm_error *err)
{
    talk t = { .input = input, .left = length };
    process p;
    ohm_status status = start(&p, argv, folder, err);

    *out = (child_outcome){ 0 };
    if (status != OHM_OK)
        return status;
    status = converse(&t, &p, control, err);
    close_all(&p);
    out->code = wait_for(p.pid);
    last_line(out->message, &t.err);
    free(t.err.bytes);
    out->output = t.out.bytes;
    out->length = t.out.length;
    return status == OHM_OK ? judge(out, argv[1], control, err) : status;
}

/* ---- several -------------------------------------------------------------- */
/* The argument vector of a command; its texts are borrowed.  The casts are execv's: it
 * takes char *, and leaves them alone. */
static char **
argv_of(const ohm_words *words, bool json)
{
    char **argv = OHM_ZEROS(char *, words->words + 3);
    size_t n = 0;

    if (argv == NULL)
        return NULL;
    argv[n++] = (char *)"ohmega";
    for (size_t k = 0; k < words->words; k++)
        argv[n++] = words->word[k];
    if (json)
        argv[n] = (char *)"--json";
    return argv;
}

ohm_status
child_run(child_outcome *out, const ohm_pipeline *pipeline, bool json, const char *folder,
          const ohm_control *control, ohm_error *err)
{
    ohm_status status = OHM_OK;
    child_outcome before = { 0 };

    *out = (child_outcome){ 0 };
    for (size_t c = 0; c < pipeline->commands && status == OHM_OK && out->code == 0; c++) {
        char **argv = argv_of(&pipeline->command[c], json && c + 1 == pipeline->commands);

        child_outcome_free(&before);
        before = *out;
        *out = (child_outcome){ 0 };
        status = argv == NULL ? ohm_fail(err, OHM_E_NOMEM, "a command: out of memory")
            : run_one(out, argv, before.output, before.length, folder, control, err);
        free(argv);
    }
    child_outcome_free(&before);
    return status;
}
