/* tools/print.c -- see print.h */
#include "print.h"

#include <stdarg.h>

enum { FACT_WIDTH = 22 };       /* of the column of names */

void
print_fact(FILE *file, const char *name, const char *format, ...)
{
    va_list args;

    fprintf(file, "%-*s", FACT_WIDTH, name);
    va_start(args, format);
    vfprintf(file, format, args);
    va_end(args);
    fputc('\n', file);
}
