/* lib/case/chart.h -- a table of ours as a figure.
 *
 * Columns are called KIND[_NUMBER][_UNIT] (time_s, w_12, i_3_A, delivered_588_A); the
 * kind becomes the label of the axis, the unit stays.  Curves that share an axis must
 * share a unit.  A band stands for many columns of one kind: their median, and what
 * lies between the 10 % and 90 % quantiles. */
#ifndef OHM_CASE_CHART_H
#define OHM_CASE_CHART_H

#include "figure/plot.h"
#include "io/csv.h"

typedef struct {
    const char *x;                  /* column along x; NULL: the first */
    const char *columns;            /* "a,b,c" one curve each; NULL: what is there, see below */
    const char *band;               /* a kind ("w", "i", ...) drawn as a band; NULL: none */
    const char *title;              /* NULL: none */
    bool replace;                   /* files that are there already */
} ohm_chart;

/* Draws the chart to path (.svg, .pdf, .png).  Without columns and band: the currents
 * delivered at the terminals, else a band of the memories w, else every column.
 * OHM_E_ARG names a column or kind that is not there, or two units on one axis;
 * else the errors of ohm_figure_write. */
ohm_status ohm_chart_write(const char *path, const ohm_csv *csv, const ohm_chart *chart, ohm_error *err);

/* The q-quantile (0 <= q <= 1) of n sorted numbers, linear between neighbours. */
double ohm_quantile(const double *sorted, size_t n, double q);

#endif
