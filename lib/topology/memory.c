/* lib/topology/memory.c -- see memory.h */
#include "topology/memory.h"

#include <stdio.h>
#include <string.h>

static size_t
common_divisor(size_t a, size_t b)
{
    while (b != 0) {
        const size_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

void
ohm_memory_measure(ohm_memory *out, const ohm_forest *forest)
{
    memset(out, 0, sizeof *out);
    if (forest->edges == 0)
        return;
    const size_t divisor = common_divisor(forest->chords, forest->edges);

    out->defined = true;
    out->numerator = forest->chords / divisor;
    out->denominator = forest->edges / divisor;
    out->value = (double)out->numerator / (double)out->denominator;
    if (out->denominator == 1)
        snprintf(out->text, sizeof out->text, "%zu", out->numerator);
    else
        snprintf(out->text, sizeof out->text, "%zu/%zu", out->numerator, out->denominator);
}
