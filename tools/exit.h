/* tools/exit.h -- exit codes: the one place that maps a status to one. */
#ifndef OHM_TOOLS_EXIT_H
#define OHM_TOOLS_EXIT_H

#include "base/status.h"

typedef struct {
    int code;
    const char *means;
} exit_meaning;

extern const exit_meaning exit_meanings[];      /* ends with a NULL meaning */

int exit_code(ohm_status status);

#endif
