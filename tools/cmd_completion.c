/* tools/cmd_completion.c -- shell completion, from the tables of options. */
#include "command.h"

#include "output.h"

#include <string.h>

typedef struct {
    common_options common;
} completion_options;

/* Calls `print` for every option of a command, its own and the common ones. */
static void
for_each_option(FILE *file, const cli_command *command, void (*print)(FILE *file, const option_row *row))
{
    for (size_t k = 0; k < command->option_count; k++)
        print(file, &command->options[k]);
    for (size_t k = 0; k < common_row_count; k++)
        print(file, &common_rows[k]);
}

/* Prints text, every character of `bad` made a blank. */
static void
print_without(FILE *file, const char *text, const char *bad)
{
    for (; *text != '\0'; text++)
        fputc(strchr(bad, *text) != NULL ? ' ' : *text, file);
}

static void
print_swapped(FILE *file, const char *text, char from, char to)
{
    for (; *text != '\0'; text++)
        fputc(*text == from ? to : *text, file);
}

/* ---- names of one word or two ------------------------------------------------- */

static size_t
first_length(const cli_command *command)
{
    return strcspn(command->name, " ");
}

static bool
share_first_word(const cli_command *a, const cli_command *b)
{
    const size_t length = first_length(a);

    return length == first_length(b) && memcmp(a->name, b->name, length) == 0;
}

/* Calls `print` for the first command of every first word, and of its topic: commands
 * that share a word stand together. */
static void
for_each_first_word(FILE *file, void (*print)(FILE *file, const cli_command *const *first))
{
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL; c++)
            if (c == topic->commands || !share_first_word(c[-1], *c))
                print(file, c);
}

/* The second words of the commands that share the first one's first word. */
static void
print_second_words(FILE *file, const cli_command *const *first)
{
    for (const cli_command *const *c = first; *c != NULL && share_first_word(*first, *c); c++)
        fprintf(file, "%s%s", c == first ? "" : " ", (*c)->name + first_length(*c) + 1);
}

/* ---- bash ------------------------------------------------------------------ */

static void
bash_name(FILE *file, const option_row *row)
{
    fprintf(file, " --%s", row->name);
}

/* The words an option takes, as a case of the word before. */
static void
bash_words(FILE *file, const option_row *row)
{
    if (row->kind != OPTION_WORD)
        return;
    fprintf(file, "        --%s) words='", row->name);
    print_without(file, row->argument, "|");
    fputs("' ;;\n", file);
}

static void
bash_first_word(FILE *file, const cli_command *const *first)
{
    fprintf(file, "%.*s ", (int)first_length(*first), (*first)->name);
}

static void
bash_second_words(FILE *file, const cli_command *const *first)
{
    if (strchr((*first)->name, ' ') == NULL)
        return;
    fprintf(file, "    2:%.*s:*) words='", (int)first_length(*first), (*first)->name);
    print_second_words(file, first);
    fputs("' ;;\n", file);
}

static void
print_bash(FILE *file)
{
    fputs("# bash completion of ohmega\n_ohmega()\n{\n"
          "    local words= current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    COMPREPLY=()\n    case $COMP_CWORD:${COMP_WORDS[1]}:${COMP_WORDS[2]} in\n"
          "    1:*) words='", file);
    for_each_first_word(file, bash_first_word);
    fputs("--help --version' ;;\n", file);
    for_each_first_word(file, bash_second_words);
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL; c++) {
            fputs("    *:", file);
            print_swapped(file, (*c)->name, ' ', ':');
            fprintf(file, "%s)\n        case $before in\n", strchr((*c)->name, ' ') == NULL ? ":*" : "");
            for_each_option(file, *c, bash_words);
            fputs("        *) [[ $current == -* ]] && words='", file);
            for_each_option(file, *c, bash_name);
            fputs("' ;;\n        esac ;;\n", file);
        }
    fputs("    esac\n"
          "    [[ -n $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
          "}\ncomplete -o default -F _ohmega ohmega\n", file);
}

/* ---- zsh ------------------------------------------------------------------- */

static void
zsh_option(FILE *file, const option_row *row)
{
    fprintf(file, " \\\n            '%s--%s[", row->kind == OPTION_TEXTS ? "*" : "", row->name);
    print_without(file, row->help, "[]':");
    fputc(']', file);
    if (row->kind == OPTION_WORD) {
        fprintf(file, ":%s:(", row->name);
        print_without(file, row->argument, "|");
        fputc(')', file);
    } else if (row->kind != OPTION_FLAG) {
        fputc(':', file);
        print_without(file, row->argument, "[]':");
        fputs(strcmp(row->argument, "FILE") == 0 || strcmp(row->argument, "CSV") == 0 ? ":_files" : ":", file);
    }
    fputc('\'', file);
}

static void
zsh_first_word(FILE *file, const cli_command *const *first)
{
    const bool group = strchr((*first)->name, ' ') != NULL;

    fprintf(file, "\n            '%.*s:", (int)first_length(*first), (*first)->name);
    if (group)
        print_second_words(file, first);
    else
        print_without(file, (*first)->summary, "':");
    fputc('\'', file);
}

/* Completes the second word, or takes it into the name. */
static void
zsh_second_words(FILE *file, const cli_command *const *first)
{
    if (strchr((*first)->name, ' ') == NULL)
        return;
    fprintf(file, "    %.*s)\n        if (( CURRENT == 2 )); then\n            compadd ",
            (int)first_length(*first), (*first)->name);
    print_second_words(file, first);
    fputs("\n            return\n        fi\n        name=\"$name $words[2]\"\n"
          "        shift words\n        (( CURRENT-- )) ;;\n", file);
}

static void
print_zsh(FILE *file)
{
    fputs("#compdef ohmega\n_ohmega()\n{\n    if (( CURRENT == 2 )); then\n        local -a names=(", file);
    for_each_first_word(file, zsh_first_word);
    fputs(")\n        _describe subcommand names\n        return\n    fi\n"
          "    local name=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $name in\n", file);
    for_each_first_word(file, zsh_second_words);
    fputs("    esac\n    case $name in\n", file);
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL; c++) {
            fprintf(file, "    '%s')\n        _arguments", (*c)->name);
            for_each_option(file, *c, zsh_option);
            fputs(" \\\n            '*:file:_files' ;;\n", file);
        }
    fputs("    esac\n}\n_ohmega \"$@\"\n", file);
}

static ohm_status
run_completion(cli_run *run, const void *values, ohm_error *err)
{
    const char *shell = run->given->operand[0];
    const bool bash = strcmp(shell, "bash") == 0;
    cli_output out;
    ohm_status status;

    (void)values;
    if (!bash && strcmp(shell, "zsh") != 0)
        return ohm_fail(err, OHM_E_ARG, "%s: expected bash or zsh", shell);
    if (run->common->json)
        return ohm_fail(err, OHM_E_ARG, "--json: a script for a shell is text");
    if ((status = output_open(&out, run, err)) != OHM_OK)
        return status;
    (bash ? print_bash : print_zsh)(out.stream);
    return output_close(&out, OHM_OK, err);
}

const cli_command cmd_completion = {
    .name = "completion",
    .summary = "completion for bash or zsh",
    .operands = "bash|zsh",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Prints the script that lets a shell complete subcommands, options and their words.",
    .example = "  source <(ohmega completion bash)\n"
        "  ohmega completion zsh -o ~/.zfunc/_ohmega\n",
    .values_size = sizeof(completion_options),
    .run = run_completion,
};
