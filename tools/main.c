/* tools/main.c -- the table of subcommands. */
#include "command.h"

#include "base/array.h"
#include "exit.h"
#include "help.h"
#include "nearest.h"

#include <ctype.h>
#include "solve/petsc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const cli_command *const circuits[] = {
    &cmd_generate, &cmd_convert, &cmd_info, &cmd_matrix, &cmd_memory, &cmd_solve, NULL
};
static const cli_command *const motion[] = {
    &cmd_simulate, &cmd_fixed_points, &cmd_lyapunov, &cmd_oscillations, NULL
};
static const cli_command *const proof[] = {
    &cmd_certify, &cmd_claims_list, &cmd_claims_show, &cmd_claims_verify, NULL
};
static const cli_command *const learning[] = { &cmd_train_contrastive, &cmd_train_fluidic, &cmd_train_perceptron, NULL };
static const cli_command *const devices[] = { &cmd_device_channel, &cmd_device_memristor, &cmd_device_oxide, NULL };
static const cli_command *const exports[] = { &cmd_export_spice, &cmd_export_dot, &cmd_export_mtx, NULL };
static const cli_command *const many[] = { &cmd_sweep, &cmd_repro, NULL };
static const cli_command *const seen[] = { &cmd_plot, NULL };
static const cli_command *const itself[] = { &cmd_doctor, &cmd_completion, &cmd_manual, NULL };

const command_topic command_topics[] = {
    { "Circuits", circuits },
    { "Motion", motion },
    { "Proof", proof },
    { "Devices", devices },
    { "Learning", learning },
    { "For other programs", exports },
    { "Work on many", many },
    { "What people look at", seen },
    { "Ohmega itself", itself },
    { NULL, NULL }
};

/* The number of leading words that spell the name, which is one word or two ("train
 * perceptron"); 0 where they do not. */
static size_t
words_spelling(const char *name, size_t count, const char *const *word)
{
    const size_t length = count > 0 ? strlen(word[0]) : 0;

    if (count == 0 || strncmp(name, word[0], length) != 0)
        return 0;
    if (name[length] == '\0')
        return 1;
    return name[length] == ' ' && count > 1 && strcmp(name + length + 1, word[1]) == 0 ? 2 : 0;
}

const cli_command *
command_find(size_t *words, size_t count, const char *const *word)
{
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL; c++)
            if ((*words = words_spelling((*c)->name, count, word)) > 0)
                return *c;
    return NULL;
}

/* Lists the commands that begin with this word, if any: "train" alone is not enough. */
static bool
name_members(const char *group)
{
    const size_t length = strlen(group);
    bool some = false;

    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL; c++)
            if (strncmp((*c)->name, group, length) == 0 && (*c)->name[length] == ' ') {
                if (!some)
                    fprintf(stderr, "ohmega: %s: which one? There is", group);
                fprintf(stderr, "%s %s", some ? "," : "", (*c)->name + length + 1);
                some = true;
            }
    if (some)
        fputc('\n', stderr);
    return some;
}

/* Text on one line: file names and ids may hold what would break it. */
static void
print_line(const char *text)
{
    for (; *text != '\0'; text++)
        fputc(iscntrl((unsigned char)*text) ? '?' : *text, stderr);
}

/* The one line of an error. */
static void
complain(const char *where, const char *what)
{
    fputs("ohmega: ", stderr);
    print_line(where);
    fputs(": ", stderr);
    print_line(what);
    fputc('\n', stderr);
}

static int
refuse_command(const char *typed)
{
    const char *names[64], *guess;
    char text[128];
    size_t n = 0;

    if (name_members(typed))
        return exit_code(OHM_E_ARG);
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL && n < 64; c++)
            names[n++] = (*c)->name;
    guess = nearest_name(typed, names, n);
    if (guess != NULL)
        snprintf(text, sizeof text, "no such subcommand; did you mean %s?", guess);
    complain(typed, guess != NULL ? text : "no such subcommand; see ohmega --help");
    return exit_code(OHM_E_ARG);
}

/* Text of our own on standard output: also that can hit a full disk. */
static int
printed(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_code(OHM_OK);
    complain("standard output", strerror(errno));
    return exit_code(OHM_E_IO);
}

static ohm_status
check_operands(const cli_command *command, const arguments *given, ohm_error *err)
{
    if (given->operands < command->operands_least)
        return ohm_fail(err, OHM_E_ARG, "an argument is missing; usage: ohmega %s [OPTION]... %s",
                        command->name, command->operands);
    if (given->operands > command->operands_most)
        return ohm_fail(err, OHM_E_ARG, "%s: one argument too many; usage: ohmega %s [OPTION]... %s",
                        given->operand[command->operands_most], command->name, command->operands);
    return OHM_OK;
}

static ohm_status
run_command(const cli_command *command, void *values, const arguments *given, ohm_error *err)
{
    cli_run now;
    ohm_status status;

    if (command->resolve != NULL)
        command->resolve(values);
    run_open(&now, command, values, given);
    status = check_operands(command, given, err);
    if (status == OHM_OK)
        status = command->run(&now, values, err);
    if (status == OHM_OK && now.common->timings && !now.common->json)
        fprintf(stderr, "ohmega: %s: took %.3f s\n", command->name, run_seconds(&now));
    run_close(&now);
    return status;
}

static int
do_command(const cli_command *command, int argc, char **argv)
{
    ohm_error err = { OHM_OK, "" };
    arguments given = { 0 };
    void *values = ohm_zeros(1, command->values_size);
    ohm_status status;
    bool help;

    if (values == NULL)
        return exit_code(OHM_E_NOMEM);
    status = options_parse(&given, values, command->options, command->option_count, argc, argv, &err);
    help = status == OHM_OK && ((const common_options *)values)->help;
    if (help)
        help_command(stdout, command);
    else if (status == OHM_OK)
        status = run_command(command, values, &given, &err);
    options_free(values, command->options, command->option_count);
    arguments_free(&given);
    free(values);
    if (help)
        return printed();
    if (status != OHM_OK)
        complain(command->name, err.text[0] != '\0' ? err.text : ohm_status_name(status));
    return exit_code(status);
}

/* Whether --solver petsc is among the arguments: MPI takes a second to start. */
static bool
asks_for_petsc(int argc, char **argv)
{
    for (int k = 1; k < argc; k++)
        if (strcmp(argv[k], "petsc") == 0 || strcmp(argv[k], "--solver=petsc") == 0)
            return true;
    return false;
}

int
main(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "--help";
    const char *const *typed = (const char *const *)argv;
    const size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    size_t words;
    const cli_command *command = command_find(&words, count, typed + 1);

    run_catch_signals();
    if (command != NULL) {
        if (asks_for_petsc(argc, argv))
            (void)ohm_petsc_start(NULL);        /* who needs it in vain says so */
        const int code = do_command(command, argc - (int)words, argv + words);

        ohm_petsc_stop();
        return code;
    }
    if (strcmp(first, "--version") == 0) {
        puts(PACKAGE_STRING);
        return printed();
    }
    if (strcmp(first, "help") == 0 && (command = command_find(&words, count - 1, typed + 2)) != NULL) {
        help_command(stdout, command);
        return printed();
    }
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
        help_overview(argc > 1 ? stdout : stderr);
        return argc > 1 ? printed() : exit_code(OHM_E_ARG);
    }
    return refuse_command(first);
}
