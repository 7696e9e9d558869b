/* tools/help.h -- what --help prints, from the tables. */
#ifndef OHM_TOOLS_HELP_H
#define OHM_TOOLS_HELP_H

#include "command.h"

#include <stdio.h>

void help_overview(FILE *file);
void help_command(FILE *file, const cli_command *command);

#endif
