/* tools/options.h -- one table describes the options of a command.
 *
 * Its rows are all there is to know about an option: parsing, --help, the "options"
 * object of the JSON envelope, the man pages and the completions read the same
 * rows.  Values land in the command's own struct, at the offset the row gives;
 * every such struct starts with common_options, so that the common rows fit all. */
#ifndef OHM_TOOLS_OPTIONS_H
#define OHM_TOOLS_OPTIONS_H

#include "base/status.h"
#include "io/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    OPTION_FLAG,                /* bool */
    OPTION_COUNT,               /* size_t; OPTION_NO_COUNT where neither given nor preset */
    OPTION_SEED,                /* uint64_t */
    OPTION_NUMBER,              /* double; NaN where neither given nor preset */
    OPTION_NUMBERS,             /* option_numbers: "0,0.5,1" */
    OPTION_TEXT,                /* const char *; NULL where neither given nor preset */
    OPTION_PAIR,                /* option_pair: takes two arguments */
    OPTION_TEXTS,               /* option_texts: may be given again and again */
    OPTION_WORD                 /* int: which word of `argument`, "auto|dense|cg"; -1: none */
} option_kind;

typedef enum {
    RANGE_FINITE,               /* any number that is one */
    RANGE_NOT_NEGATIVE,
    RANGE_POSITIVE,
    RANGE_NOT_ZERO
} option_range;

enum {
    OPTION_REQUIRED = 1,
    OPTION_AROUND = 2           /* does not change the result: kept out of provenance */
};

#define OPTION_NO_COUNT SIZE_MAX

typedef struct {
    const char *name;           /* without the dashes */
    char letter;                /* short form, or 0 */
    option_kind kind;
    size_t at;                  /* offset of the value in the command's struct */
    const char *argument;       /* "N", "FILE", "auto|dense"; NULL for a flag */
    const char *preset;         /* default as text; NULL: none */
    const char *help;
    option_range range;         /* of numbers */
    unsigned flags;
} option_row;

typedef struct {
    size_t count;
    const char **text;          /* owned array of borrowed texts */
} option_texts;

typedef struct {
    size_t count;
    double *value;              /* owned */
} option_numbers;

typedef struct {
    const char *first, *second; /* both NULL where not given */
} option_pair;

typedef struct {                /* what every command takes */
    bool json, quiet, timings, force, help;
    uint64_t seed;
    size_t threads;
    const char *output;         /* NULL: standard output */
} common_options;

extern const option_row common_rows[];
extern const size_t common_row_count;

typedef struct {
    size_t operands;
    const char **operand;       /* what is no option, in order; owned array, borrowed texts */
    size_t recorded;
    char **record;              /* what changes the result, as provenance keeps it; owned */
} arguments;

/* Fills `values` (the command's struct, zeroed) with presets and with argv[1..],
 * argv[0] being the subcommand.  OHM_E_ARG says what was wrong and what would do.
 * The common rows are added to `rows`.  Requirements are not checked where --help
 * was given.  Free both afterwards, also on failure. */
ohm_status options_parse(arguments *out, void *values, const option_row *rows, size_t count,
                         int argc, char **argv, ohm_error *err);
void arguments_free(arguments *given);
void options_free(void *values, const option_row *rows, size_t count);

/* Every option that changes the result, as resolved, defaults too. */
ohm_json *options_json(const void *values, const option_row *rows, size_t count);

/* A path as provenance keeps it: what was given, or only the last part of an
 * absolute one, since where a file lay is no part of a result. */
const char *recorded_path(const char *path);

#endif
