/* lib/case/chart_parts.c -- what several kinds of chart share; see chart_kinds.h */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <math.h>
#include <stdlib.h>

static const double BAND_LOW = 0.1, BAND_HIGH = 0.9;

double
ohm_quantile(const double *sorted, size_t n, double q)
{
    const double at = q * (double)(n - 1);
    const size_t below = (size_t)at, above = below + 1 < n ? below + 1 : below;

    return sorted[below] + (at - (double)below) * (sorted[above] - sorted[below]);
}

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double *
ohm_chart_quantiles(ohm_canvas *canvas, const ohm_csv *table, const size_t *column, size_t count, double q)
{
    double *out = ohm_canvas_numbers(canvas, table->rows), *row = OHM_ARRAY(double, count);

    if (row == NULL)
        canvas->failed = true;
    for (size_t r = 0; out != NULL && row != NULL && r < table->rows; r++) {
        for (size_t c = 0; c < count; c++)
            row[c] = table->value[r * table->columns + column[c]];
        qsort(row, count, sizeof *row, compare);
        out[r] = ohm_quantile(row, count, q);
    }
    free(row);
    return row != NULL ? out : NULL;
}

void
ohm_chart_band(ohm_canvas *canvas, const ohm_csv *table, const size_t *column, size_t count, const double *x,
               size_t style)
{
    const double *low = ohm_chart_quantiles(canvas, table, column, count, BAND_LOW);
    const double *middle = ohm_chart_quantiles(canvas, table, column, count, 0.5);
    const double *high = ohm_chart_quantiles(canvas, table, column, count, BAND_HIGH);

    if (low == NULL) {
        canvas->failed = true;
        return;
    }
    ohm_canvas_add(canvas, (ohm_series){ .label = "10 to 90 %", .mark = OHM_MARK_BAND, .style = style,
                                         .n = table->rows, .x = x, .y = high, .y_low = low });
    ohm_canvas_add(canvas, (ohm_series){ .label = "median", .style = style, .n = table->rows, .x = x,
                                         .y = middle });
}

static void
add_column(ohm_canvas *canvas, const ohm_csv *table, size_t column, const double *x, ohm_series series)
{
    ohm_column_name name;

    ohm_column_name_parse(&name, table->name[column]);
    series.n = table->rows;
    series.x = x;
    series.y = ohm_canvas_column(canvas, table, column, name.factor);
    ohm_canvas_add(canvas, series);
}

void
ohm_chart_line(ohm_canvas *canvas, const ohm_csv *table, size_t column, const double *x, size_t style,
               const char *label)
{
    add_column(canvas, table, column, x, (ohm_series){ .label = label, .style = style });
}

void
ohm_chart_points(ohm_canvas *canvas, const ohm_csv *table, size_t column, const double *x, size_t style,
                 const char *label)
{
    add_column(canvas, table, column, x,
               (ohm_series){ .label = label, .mark = OHM_MARK_POINTS, .style = style, .weight = 1.4 });
}

bool
ohm_chart_wide(const double *value, size_t n, double times)
{
    double low = INFINITY, high = 0.0;

    for (size_t i = 0; value != NULL && i < n; i++)
        if (!isnan(value[i])) {
            low = fmin(low, value[i]);
            high = fmax(high, value[i]);
        }
    return low > 0.0 && isfinite(low) && high >= times * low;
}
