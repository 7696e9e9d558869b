/* lib/case/chart_kinds.h -- the kinds of chart, a file each; private.
 *
 * A kind says whether the content of a record is what it draws, and puts it on a canvas. */
#ifndef OHM_CASE_CHART_KINDS_H
#define OHM_CASE_CHART_KINDS_H

#include "case/canvas.h"
#include "case/chart.h"
#include "case/record.h"

typedef bool (*ohm_chart_fits)(const ohm_record *record);
typedef ohm_status (*ohm_chart_draw)(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart,
                                     ohm_error *err);

#define OHM_CHART_KIND(name) \
    bool ohm_chart_##name##_fits(const ohm_record *record); \
    ohm_status ohm_chart_##name##_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, \
                                       ohm_error *err)

OHM_CHART_KIND(columns);
OHM_CHART_KIND(loop);
OHM_CHART_KIND(lyapunov);
OHM_CHART_KIND(map);
OHM_CHART_KIND(matrix);
OHM_CHART_KIND(memory);
OHM_CHART_KIND(network);
OHM_CHART_KIND(profile);
OHM_CHART_KIND(spectrum);
OHM_CHART_KIND(sweep);
OHM_CHART_KIND(training);
OHM_CHART_KIND(trajectory);
OHM_CHART_KIND(transient);

#undef OHM_CHART_KIND

/* ---- what several kinds share ---------------------------------------------------- */
enum { OHM_CHART_LINES = 7 };       /* curves that can be told apart: a style each */

/* The q-quantile (0 <= q <= 1) of n sorted numbers, linear between neighbours. */
double ohm_quantile(const double *sorted, size_t n, double q);

/* Of every row of the selected columns: its quantile q.  NULL where memory is refused. */
double *ohm_chart_quantiles(ohm_canvas *canvas, const ohm_csv *table, const size_t *column, size_t count,
                            double q);

/* The median of the columns and their 10 to 90 % band, against x, in style `style`. */
void ohm_chart_band(ohm_canvas *canvas, const ohm_csv *table, const size_t *column, size_t count,
                    const double *x,
                    size_t style);

/* A line, or points, for a column; label NULL: none. */
void ohm_chart_line(ohm_canvas *canvas, const ohm_csv *table, size_t column, const double *x, size_t style,
                    const char *label);
void ohm_chart_points(ohm_canvas *canvas, const ohm_csv *table, size_t column, const double *x, size_t style,
                      const char *label);

/* Whether all numbers are > 0 and the largest is `times` the smallest or more: then a
 * logarithmic axis shows more. */
bool ohm_chart_wide(const double *value, size_t n, double times);

#endif
