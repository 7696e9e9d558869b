/* tools/programs.c -- see programs.h */
#include "programs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const helper_program helper_programs[] = {
    { "gnuplot", "figures", "gnuplot-nox" },
    { "ngspice", "cross-check of netlists", "ngspice" },
    { "dot", "drawings of exported graphs", "graphviz" },
    { "pandoc", "notebooks, the manual as HTML", "pandoc" },
    { "doxygen", "the reference of the library", "doxygen" },
    { "nauty-geng", "all graphs of an order (tests)", "nauty" },
};
const size_t helper_program_count = sizeof helper_programs / sizeof helper_programs[0];

bool
program_found(const char *name)
{
    const char *path = getenv("PATH");
    char file[4096];

    while (path != NULL && *path != '\0') {
        const int length = (int)strcspn(path, ":");

        snprintf(file, sizeof file, "%.*s/%s", length, path, name);
        if (length > 0 && access(file, X_OK) == 0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

const char *
program_package(const char *name)
{
    for (size_t k = 0; k < helper_program_count; k++)
        if (strcmp(helper_programs[k].name, name) == 0)
            return helper_programs[k].package;
    return name;
}
