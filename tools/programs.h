/* tools/programs.h -- programs of others that are used where they are found. */
#ifndef OHM_TOOLS_PROGRAMS_H
#define OHM_TOOLS_PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *name, *role, *package;      /* package: Debian's */
} helper_program;

extern const helper_program helper_programs[];
extern const size_t helper_program_count;

/* Whether `name` can be run from one of the directories in PATH. */
bool program_found(const char *name);

/* The package that brings it, or its own name. */
const char *program_package(const char *name);

#endif
