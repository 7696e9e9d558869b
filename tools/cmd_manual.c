/* tools/cmd_manual.c -- manual pages, from the tables of commands and options. */
#include "command.h"

#include "exit.h"
#include "output.h"

#include <string.h>

typedef struct {
    common_options common;
} manual_options;

/* Text as roff: a hyphen is a minus sign, a backslash itself, and no line starts
 * with a control character. */
static void
print_roff(FILE *file, const char *text)
{
    bool start = true;

    for (; *text != '\0'; text++) {
        if (start && (*text == '.' || *text == '\''))
            fputs("\\&", file);
        if (*text == '-')
            fputs("\\-", file);
        else if (*text == '\\')
            fputs("\\e", file);
        else
            fputc(*text, file);
        start = *text == '\n';
    }
}

static void
print_head(FILE *file, const char *name, const char *summary)
{
    fprintf(file, ".TH \"%s\" 1 \"\" \"%s\" \"Ohmega\"\n.SH NAME\n", name, PACKAGE_STRING);
    print_roff(file, name);
    fputs(" \\- ", file);
    print_roff(file, summary);
    fputs("\n.SH SYNOPSIS\n", file);
}

static void
print_option(FILE *file, const option_row *row)
{
    fputs(".TP\n\\fB", file);
    if (row->letter != 0)
        fprintf(file, "\\-%c\\fR, \\fB", row->letter);
    fputs("\\-\\-", file);
    print_roff(file, row->name);
    fputs("\\fR", file);
    if (row->argument != NULL) {
        fputs(" \\fI", file);
        print_roff(file, row->argument);
        fputs("\\fR", file);
    }
    fputc('\n', file);
    print_roff(file, row->help);
    if (row->preset != NULL) {
        fputs(" [", file);
        print_roff(file, row->preset);
        fputc(']', file);
    }
    fputs((row->flags & OPTION_REQUIRED) != 0 ? " (required)\n" : "\n", file);
}

static void
print_exit_codes(FILE *file)
{
    fputs(".SH EXIT STATUS\n", file);
    for (const exit_meaning *e = exit_meanings; e->means != NULL; e++) {
        fprintf(file, ".TP\n.B %d\n", e->code);
        print_roff(file, e->means);
        fputc('\n', file);
    }
}

enum { PAGE_NAME = 64 };

/* "ohmega-memory", "ohmega-train-perceptron" */
static void
page_name(char name[PAGE_NAME], const cli_command *command)
{
    snprintf(name, PAGE_NAME, "ohmega-%s", command->name);
    for (char *c = name; *c != '\0'; c++)
        if (*c == ' ')
            *c = '-';
}

static void
print_command(FILE *file, const cli_command *command)
{
    char name[PAGE_NAME];

    page_name(name, command);
    print_head(file, name, command->summary);
    fprintf(file, "\\fBohmega %s\\fR [\\fIOPTION\\fR]... ", command->name);
    print_roff(file, command->operands);
    fputs("\n.SH DESCRIPTION\n.nf\n", file);
    print_roff(file, command->about);
    fputs("\n.fi\n.SH OPTIONS\n", file);
    for (size_t k = 0; k < command->option_count; k++)
        print_option(file, &command->options[k]);
    for (size_t k = 0; k < common_row_count; k++)
        print_option(file, &common_rows[k]);
    fputs(".SH EXAMPLE\n.nf\n", file);
    print_roff(file, command->example);
    fputs(".fi\n", file);
    print_exit_codes(file);
    fputs(".SH SEE ALSO\n.BR ohmega (1)\n", file);
}

static void
print_overview(FILE *file)
{
    print_head(file, "ohmega", "memristive circuits: exact topology, effective memory, motion");
    fputs("\\fBohmega\\fR \\fISUBCOMMAND\\fR [\\fIOPTION\\fR]... [\\fIFILE\\fR|\\-]\n", file);
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++) {
        fprintf(file, ".SH \"%s\"\n", topic->topic);
        for (const cli_command *const *c = topic->commands; *c != NULL; c++) {
            char name[PAGE_NAME];

            page_name(name, *c);
            fputs(".TP\n.BR ", file);
            print_roff(file, name);
            fputs(" (1)\n", file);
            print_roff(file, (*c)->summary);
            fputc('\n', file);
        }
    }
    print_exit_codes(file);
}

/* The command whose page is called so: a blank of its name is a hyphen there. */
static const cli_command *
find_page(const char *page)
{
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++)
        for (const cli_command *const *c = topic->commands; *c != NULL; c++) {
            const char *a = (*c)->name, *b = page;

            while (*a != '\0' && (*a == *b || (*a == ' ' && *b == '-')))
                a++, b++;
            if (*a == '\0' && *b == '\0')
                return *c;
        }
    return NULL;
}

static ohm_status
run_manual(cli_run *run, const void *values, ohm_error *err)
{
    const size_t count = run->given->operands;
    const char *name = count > 0 ? run->given->operand[0] : NULL;
    size_t words = count;
    const cli_command *command = count == 1 ? find_page(name)
        : command_find(&words, count, run->given->operand);
    cli_output out;
    ohm_status status;

    (void)values;
    if (name != NULL && (command == NULL || words < count))
        return ohm_fail(err, OHM_E_ARG, "%s: no such subcommand; see ohmega --help", name);
    if (run->common->json)
        return ohm_fail(err, OHM_E_ARG, "--json: a manual page is text");
    if ((status = output_open(&out, run, err)) != OHM_OK)
        return status;
    if (command != NULL)
        print_command(out.stream, command);
    else
        print_overview(out.stream);
    return output_close(&out, OHM_OK, err);
}

const cli_command cmd_manual = {
    .name = "manual",
    .summary = "the manual page of a subcommand, or of them all",
    .operands = "[SUBCOMMAND]",
    .operands_most = 2,
    .about = "Prints a manual page for man, from the same tables as --help.",
    .example = "  ohmega manual simulate | man -l -\n",
    .values_size = sizeof(manual_options),
    .run = run_manual,
};
