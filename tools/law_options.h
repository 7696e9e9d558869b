/* tools/law_options.h -- what stands in where a circuit file is silent about its law. */
#ifndef OHM_TOOLS_LAW_OPTIONS_H
#define OHM_TOOLS_LAW_OPTIONS_H

#include "case/circuit.h"
#include "options.h"

typedef struct {
    int control;                /* ohm_control_mode */
    double xi, alpha, beta;
    const char *window;
} law_options;

_Static_assert(OHM_CONTROL_VOLTAGE == 1, "the words of --control");

/* Rows for a command whose struct `type` holds a law_options called `member`. */
#define LAW_ROWS(type, member) \
    { .name = "control", .kind = OPTION_WORD, .at = offsetof(type, member.control), \
      .argument = "current|voltage", .preset = "current", .help = "what drives the memory of an element" }, \
    { .name = "window", .kind = OPTION_TEXT, .at = offsetof(type, member.window), \
      .argument = "NAME[:P[,J]]", .preset = "none", \
      .help = "none, strukov, joglekar:P, biolek:P, prodromakis:P,J, where the file has none" }, \
    { .name = "xi", .kind = OPTION_NUMBER, .at = offsetof(type, member.xi), .argument = "X", .preset = "100", \
      .range = RANGE_NOT_NEGATIVE, .help = "r_off / r_on - 1, where the file has no r_off" }, \
    { .name = "alpha", .kind = OPTION_NUMBER, .at = offsetof(type, member.alpha), .argument = "A", \
      .preset = "0", .range = RANGE_FINITE, .help = "drift [1/s], where the file has none" }, \
    { .name = "beta", .kind = OPTION_NUMBER, .at = offsetof(type, member.beta), .argument = "B", \
      .preset = "1", .range = RANGE_NOT_ZERO, .help = "activation scale [V s], where the file has none" }

/* OHM_E_ARG names --window where it is none. */
ohm_status law_defaults(ohm_circuit_defaults *defaults, const law_options *law, ohm_error *err);

#endif
