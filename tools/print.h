/* tools/print.h -- how answers look to people: facts in two columns. */
#ifndef OHM_TOOLS_PRINT_H
#define OHM_TOOLS_PRINT_H

#include "base/status.h"

#include <stdio.h>

/* "name          words", the name in a column of its own. */
void print_fact(FILE *file, const char *name, const char *format, ...) OHM_PRINTF(3, 4);

#endif
