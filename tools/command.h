/* tools/command.h -- a subcommand: what it is called, takes, says and does. */
#ifndef OHM_TOOLS_COMMAND_H
#define OHM_TOOLS_COMMAND_H

#include "options.h"
#include "run.h"

struct cli_command {
    const char *name;           /* one word or two: "memory", "train perceptron" */
    const char *summary;        /* one line of the overview */
    const char *operands;       /* "FILE|-", as the usage line shows it */
    size_t operands_least, operands_most;
    const char *about;          /* a paragraph or two for --help */
    const char *example;        /* lines to type */
    const option_row *options;
    size_t option_count;
    size_t values_size;         /* of the struct the options land in */
    void (*resolve)(void *values);      /* NULL, or settles defaults that hang on other options */
    ohm_status (*run)(cli_run *run, const void *values, ohm_error *err);
};

/* The table of main.c, for completions and suggestions. */
typedef struct {
    const char *topic;
    const cli_command *const *commands;     /* ends with NULL */
} command_topic;

extern const command_topic command_topics[];    /* ends with a NULL topic */

/* The command whose name the words begin with, and how many of them spell it: one, or
 * two.  NULL where there is none. */
const cli_command *command_find(size_t *words, size_t count, const char *const *word);

extern const cli_command cmd_certify;
extern const cli_command cmd_claims_list;
extern const cli_command cmd_claims_show;
extern const cli_command cmd_claims_verify;
extern const cli_command cmd_completion;
extern const cli_command cmd_convert;
extern const cli_command cmd_device_channel;
extern const cli_command cmd_device_memristor;
extern const cli_command cmd_device_oxide;
extern const cli_command cmd_doctor;
extern const cli_command cmd_export_dot;
extern const cli_command cmd_export_mtx;
extern const cli_command cmd_export_spice;
extern const cli_command cmd_fixed_points;
extern const cli_command cmd_generate;
extern const cli_command cmd_info;
extern const cli_command cmd_lyapunov;
extern const cli_command cmd_manual;
extern const cli_command cmd_matrix;
extern const cli_command cmd_memory;
extern const cli_command cmd_oscillations;
extern const cli_command cmd_plot;
extern const cli_command cmd_repro;
extern const cli_command cmd_simulate;
extern const cli_command cmd_solve;
extern const cli_command cmd_sweep;
extern const cli_command cmd_train_fluidic;
extern const cli_command cmd_train_contrastive;
extern const cli_command cmd_train_perceptron;

#endif
