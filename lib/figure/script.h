/* lib/figure/script.h -- a figure as a gnuplot script and its data; private. */
#ifndef OHM_FIGURE_SCRIPT_H
#define OHM_FIGURE_SCRIPT_H

#include "figure/plot.h"

#include <stdio.h>

typedef enum { OHM_FORMAT_SVG, OHM_FORMAT_PDF, OHM_FORMAT_PNG } ohm_figure_format;

/* A power of 1000 in front of a unit. */
typedef struct {
    double scale;               /* what a value is multiplied by to be shown */
    const char *sign;           /* "m", "k", ..., or "" */
} ohm_prefix;

/* The prefix with which numbers up to `largest` read best: none from 0.1 up to 1e4,
 * else the one that leaves 1 to 1000 before the point. */
ohm_prefix ohm_prefix_for(double largest);

/* Refuses what cannot be drawn; see ohm_figure_write. */
ohm_status ohm_sheet_check(const ohm_sheet *sheet, ohm_error *err);

/* One block of columns x y [y_low | value | word] per series, two blank lines between. */
void ohm_sheet_write_data(FILE *file, const ohm_sheet *sheet);

/* The script reads `data` and writes `output`: gnuplot variables, which take these
 * names where they are not set. */
void ohm_sheet_write_script(FILE *file, const ohm_sheet *sheet, ohm_figure_format format,
                            const char *data, const char *output);

/* Writes text as a gnuplot string, in single quotes. */
void ohm_gnuplot_quote(FILE *file, const char *text);

#endif
