/* lib/figure/script.h -- a figure as a gnuplot script and its data; private. */
#ifndef OHM_FIGURE_SCRIPT_H
#define OHM_FIGURE_SCRIPT_H

#include "figure/plot.h"
#include "figure/scale.h"

#include <stdio.h>

typedef enum { OHM_FORMAT_SVG, OHM_FORMAT_PDF, OHM_FORMAT_PNG } ohm_figure_format;

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
