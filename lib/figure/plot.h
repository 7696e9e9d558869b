/* lib/figure/plot.h -- plain arrays to a figure, through gnuplot.
 *
 * The figure's suffix chooses its format: .svg, .pdf or .png.  Beside it are kept
 * the script and the data that drew it (FIG.gp, FIG.dat), so that `gnuplot FIG.gp`
 * draws it again.  Equal input gives equal bytes.
 *
 * Colours are those of Okabe and Ito, told apart by the colour-blind; each comes
 * with dashes and a point of its own, so that a black-and-white print shows them too.
 * Numbers shown as colours run from dark to light along viridis, for the same reason.
 * Source: [OI08] M. Okabe, K. Ito, Color Universal Design (2008). */
#ifndef OHM_FIGURE_PLOT_H
#define OHM_FIGURE_PLOT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {                    /* texts are plain UTF-8, without markup */
    const char *label;              /* "Drain current" */
    const char *unit;               /* "A": shown as mA where that reads better; NULL: a number */
    bool log;
    double low, high;               /* the ends shown; NaN: from the data */
} ohm_axis;

typedef enum {
    OHM_MARK_LINE,
    OHM_MARK_POINTS,
    OHM_MARK_BARS,                  /* a histogram: x is the middle of a bar */
    OHM_MARK_BAND,                  /* filled from y_low to y: quantiles, errors */
    OHM_MARK_CELLS,                 /* coloured cells of a regular grid, x running fastest */
    OHM_MARK_WORDS                  /* a text in a box at every point */
} ohm_mark;

enum {
    OHM_FIGURE_STYLES = 7,          /* colours with their dashes, before they repeat */
    OHM_FIGURE_BLACK = 1000         /* beside them: solid lines and discs in black */
};

typedef struct {                    /* arrays are borrowed */
    const char *label;              /* in the key; NULL: not there */
    ohm_mark mark;
    size_t style;                   /* 0, 1, ...: a band may share its line's */
    double weight;                  /* of a line or point beside the usual; 0: 1 */
    size_t n;
    const double *x, *y;            /* n; a NaN leaves a gap */
    const double *y_low;            /* n, for OHM_MARK_BAND only */
    const double *value;            /* n, shown as colours, for lines, points and cells; NULL: none */
    const char *const *word;        /* n, for OHM_MARK_WORDS only */
} ohm_series;

typedef struct {
    const char *title;              /* NULL: none, as journals want it */
    ohm_axis x, y;
    ohm_axis colour;                /* of `value`; label NULL: no scale beside the figure */
    bool bare;                      /* a drawing: no axes, and one scale for both directions */
    bool equal;                     /* one scale for both directions */
    bool downwards;                 /* y grows downwards, as the rows of a matrix */
    bool crossed;                   /* lines through x = 0 and y = 0 */
    size_t count;
    const ohm_series *series;       /* count, drawn in this order */
    double width, height;           /* [mm]; 0: one journal column, 86 x 60 */
} ohm_figure;

/* Several figures on one sheet, called (a), (b), ...; their own sizes and titles are
 * not used. */
typedef struct {
    const char *title;
    size_t count;
    const ohm_figure *panel;        /* count, row by row */
    size_t columns;                 /* 0: 1 */
    double width, height;           /* [mm] of the sheet; 0: 86 a column, 50 a row */
} ohm_sheet;

/* Draws the figure.  OHM_E_ARG: another suffix, nothing to draw, a control character
 * in a text; OHM_E_DOMAIN: a number <= 0 on a logarithmic axis; OHM_E_IO: gnuplot is not
 * installed, not writable, or one of the three files is there already and `replace` is
 * false; OHM_E_INTERNAL: gnuplot's own complaint. */
ohm_status ohm_figure_write(const char *path, const ohm_figure *figure, bool replace,
                            ohm_error *err);
ohm_status ohm_sheet_write(const char *path, const ohm_sheet *sheet, bool replace, ohm_error *err);

#endif
