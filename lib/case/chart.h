/* lib/case/chart.h -- an output file of ours as a figure a journal would take.
 *
 * What kind of figure a file becomes follows from who wrote it (ohm_chart_kind); it may
 * be forced.  A table from anywhere becomes "columns": one curve each, or a band for many
 * columns of one kind.  Columns are called KIND[_NUMBER][_UNIT] (time_s, w_12, i_3_A,
 * delivered_588_A); curves that share an axis must share a unit.  A band is the median,
 * and what lies between the 10 % and 90 % quantiles. */
#ifndef OHM_CASE_CHART_H
#define OHM_CASE_CHART_H

#include "case/record.h"

#include <stdbool.h>

typedef struct {
    const char *kind;               /* "trajectory", ...; NULL: by the file */
    const char *x;                  /* column along x; NULL: the first */
    const char *columns;            /* "a,b,c" one curve each; NULL: what the kind shows */
    const char *band;               /* a column's kind ("w", "i", ...) as a band; NULL: none */
    const char *title;              /* NULL: none */
    double width, height;           /* [mm]; 0: one column of a journal, as high as needed */
    bool replace;                   /* files that are there already */
} ohm_chart;

/* The kinds of figure, by position; NULL after the last. */
typedef struct {
    const char *name, *files;       /* and the files that become one */
} ohm_chart_row;

const ohm_chart_row *ohm_chart_row_at(size_t position);

/* The name of the kind this file becomes: that of the chart, or by who wrote the file.
 * OHM_E_ARG for a kind that is none or that does not draw such a file, OHM_E_METHOD for a
 * file that nothing draws; the message says what would. */
ohm_status ohm_chart_kind(const char **kind, const ohm_record *record, const ohm_chart *chart,
                          ohm_error *err);

/* Draws the chart to path (.svg, .pdf, .png).  OHM_E_ARG names a column or kind that is
 * not there, or two units on one axis; else the errors of ohm_chart_kind and
 * ohm_figure_write. */
ohm_status ohm_chart_write(const char *path, const ohm_record *record, const ohm_chart *chart,
                           ohm_error *err);

#endif
