/* tools/command.h -- a subcommand: what it is called, takes, says and does. */
#ifndef OHM_TOOLS_COMMAND_H
#define OHM_TOOLS_COMMAND_H

#include "options.h"
#include "run.h"

struct cli_command {
    const char *name;
    const char *summary;        /* one line of the overview */
    const char *operands;       /* "FILE|-", as the usage line shows it */
    size_t operands_least, operands_most;
    const char *about;          /* a paragraph or two for --help */
    const char *example;        /* lines to type */
    const option_row *options;
    size_t option_count;
    size_t values_size;         /* of the struct the options land in */
    ohm_status (*run)(cli_run *run, const void *values, ohm_error *err);
};

/* The table of main.c, for completions and suggestions. */
typedef struct {
    const char *topic;
    const cli_command *const *commands;     /* ends with NULL */
} command_topic;

extern const command_topic command_topics[];    /* ends with a NULL topic */

/* NULL where there is none. */
const cli_command *command_find(const char *name);

extern const cli_command cmd_completion;
extern const cli_command cmd_convert;
extern const cli_command cmd_doctor;
extern const cli_command cmd_generate;
extern const cli_command cmd_info;
extern const cli_command cmd_manual;
extern const cli_command cmd_matrix;
extern const cli_command cmd_memory;
extern const cli_command cmd_simulate;
extern const cli_command cmd_solve;

#endif
