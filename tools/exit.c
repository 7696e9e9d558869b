/* tools/exit.c -- see exit.h */
#include "exit.h"

#include <stddef.h>

enum {
    EXIT_DONE = 0, EXIT_COULD_NOT = 1, EXIT_USAGE = 2, EXIT_CONTENT = 3, EXIT_NO_ANSWER = 4,
    EXIT_UNPROVED = 5, EXIT_INTERRUPTED = 130
};

const exit_meaning exit_meanings[] = {
    { EXIT_DONE, "done" },
    { EXIT_COULD_NOT, "could not: input not there, output not writable or existing, memory, disk" },
    { EXIT_USAGE, "wrong usage, or a method that does not apply to this circuit" },
    { EXIT_CONTENT, "the content of a file" },
    { EXIT_NO_ANSWER, "no answer: no convergence, singular, precision exhausted" },
    { EXIT_UNPROVED, "a verification came out false, or not proved" },
    { EXIT_INTERRUPTED, "interrupted (SIGINT, SIGTERM); what there is by then is put in place and says so" },
    { 0, NULL }
};

/* What lies in a file is refused as OHM_E_CONTENT by the code that reads it, so
 * OHM_E_DOMAIN here is a number that went wrong on the way: no answer. */
int
exit_code(ohm_status status)
{
    switch (status) {
    case OHM_OK: return EXIT_DONE;
    case OHM_E_ARG:
    case OHM_E_METHOD: return EXIT_USAGE;
    case OHM_E_CONTENT: return EXIT_CONTENT;
    case OHM_E_DOMAIN:
    case OHM_E_SINGULAR:
    case OHM_E_NOCONV:
    case OHM_E_PRECISION: return EXIT_NO_ANSWER;
    case OHM_E_UNPROVED: return EXIT_UNPROVED;
    case OHM_E_INTERRUPT: return EXIT_INTERRUPTED;
    case OHM_E_IO:
    case OHM_E_NOMEM:
    case OHM_E_INTERNAL: return EXIT_COULD_NOT;
    }
    return EXIT_COULD_NOT;
}
