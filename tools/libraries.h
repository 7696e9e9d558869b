/* tools/libraries.h -- the foreign libraries an answer may depend on. */
#ifndef OHM_TOOLS_LIBRARIES_H
#define OHM_TOOLS_LIBRARIES_H

typedef struct {
    const char *name;
    const char *(*version)(void);       /* NULL from it: not built in */
    const char *role;
    const char *package;                /* Debian's, where it is missing */
} cli_library;

extern const cli_library libraries[];       /* ends with a NULL name */

#endif
