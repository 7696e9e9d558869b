/* tools/help.c -- see help.h */
#include "help.h"

#include "exit.h"

#include <string.h>

enum {
    NAME_WIDTH = 19,            /* of the column of subcommands */
    OPTION_WIDTH = 26,          /* of the column of options */
    LINE_WIDTH = 96             /* of a terminal that is not narrow */
};

void
help_overview(FILE *file)
{
    fputs("Usage: ohmega SUBCOMMAND [OPTION]... [FILE|-]\n"
          "       ohmega SUBCOMMAND --help\n"
          "       ohmega --version\n\n"
          "Memristive circuits: exact topology, effective memory, motion.  Circuits are GraphML\n"
          "on standard input and output, so commands pipe; --json prints for programs.\n", file);
    for (const command_topic *topic = command_topics; topic->topic != NULL; topic++) {
        fprintf(file, "\n%s\n", topic->topic);
        for (const cli_command *const *c = topic->commands; *c != NULL; c++)
            fprintf(file, "  %-*s%s\n", NAME_WIDTH, (*c)->name, (*c)->summary);
    }
}

/* Prints `text` from column `indent` on, broken between words. */
static void
print_wrapped(FILE *file, const char *text, int indent, int column)
{
    while (*text != '\0') {
        const int length = (int)strcspn(text, " \n");

        if (column > indent && column + 1 + length > LINE_WIDTH) {
            fprintf(file, "\n%*s", indent, "");
            column = indent;
        }
        column += fprintf(file, "%s%.*s", column > indent ? " " : "", length, text);
        text += length;
        text += strspn(text, " \n");
    }
    fputc('\n', file);
}

static void
print_row(FILE *file, const option_row *row)
{
    char text[512], left[160];
    int column;

    snprintf(left, sizeof left, "  %c%c%s --%s%s%s", row->letter != 0 ? '-' : ' ',
             row->letter != 0 ? row->letter : ' ', row->letter != 0 ? "," : " ", row->name,
             row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
    snprintf(text, sizeof text, "%s%s%s%s%s", row->help, row->preset != NULL ? " [" : "",
             row->preset != NULL ? row->preset : "", row->preset != NULL ? "]" : "",
             (row->flags & OPTION_REQUIRED) != 0 ? " (required)" : "");
    column = fprintf(file, "%s", left);
    if (column > OPTION_WIDTH)
        fputc('\n', file);
    fprintf(file, "%*s", column > OPTION_WIDTH ? OPTION_WIDTH + 2 : OPTION_WIDTH + 2 - column, "");
    print_wrapped(file, text, OPTION_WIDTH + 2, OPTION_WIDTH + 2);
}

void
help_command(FILE *file, const cli_command *command)
{
    fprintf(file, "Usage: ohmega %s [OPTION]...%s%s\n\n%s\n", command->name,
            command->operands[0] != '\0' ? " " : "", command->operands, command->about);
    if (command->option_count > 0)
        fputs("\nOptions [default]\n", file);
    for (size_t k = 0; k < command->option_count; k++)
        print_row(file, &command->options[k]);
    fputs("\nOptions of all commands\n", file);
    for (size_t k = 0; k < common_row_count; k++)
        print_row(file, &common_rows[k]);
    fprintf(file, "\nExample\n%s\nExit codes\n", command->example);
    for (const exit_meaning *e = exit_meanings; e->means != NULL; e++)
        fprintf(file, "  %3d  %s\n", e->code, e->means);
}
