/* notebooks-c/notebook.h -- the little a notebook needs beside <ohmega.h>.
 *
 * A notebook is a C program in cells: text between slash-star "%% [markdown]" and star-slash, code
 * after "// %%".  run.sh puts a call of notebook_cell where a code cell begins inside
 * main, so that what is printed can be told apart; compiled as it is, a notebook runs too. */
#ifndef OHM_NOTEBOOK_H
#define OHM_NOTEBOOK_H

#include <ohmega.h>

#include <stdio.h>
#include <stdlib.h>

/* Ends the program where a call failed, with what the library says. */
static inline void
must(ohm_status status, const ohm_error *err)
{
    if (status == OHM_OK)
        return;
    fprintf(stderr, "%s\n", err->text);
    exit(EXIT_FAILURE);
}

/* Begins the output of a cell. */
static inline void
notebook_cell(int number)
{
    printf("@@cell %d\n", number);
}

/* Draws a figure into the current folder, NAME.svg for pages and NAME.png for Jupyter, and shows
 * it in the cell.  Without gnuplot the notebook goes on without its figures. */
static inline void
notebook_figure(const char *name, const char *caption, const ohm_figure *figure)
{
    static const char *const suffix[] = { "svg", "png" };
    char file[256];
    ohm_error err;

    for (int k = 0; k < 2; k++) {
        snprintf(file, sizeof file, "%s.%s", name, suffix[k]);
        const ohm_status status = ohm_figure_write(file, figure, true, &err);

        if (status != OHM_OK && status != OHM_E_METHOD)
            must(status, &err);
        if (status != OHM_OK)
            fprintf(stderr, "%s\n", err.text);
    }
    printf("@@figure %s.svg %s\n", name, caption);
}

#endif
