/* lib/case/chart_trajectory.c -- memories in time, and what the terminals deliver; see chart.h
 *
 * Few memories are lines, many the median, the 10 to 90 % band and the extremes. */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <math.h>
#include <stdlib.h>

bool
ohm_chart_trajectory_fits(const ohm_record *record)
{
    return ohm_record_has(record, "time_s") && ohm_record_has(record, "w_0");
}

static void
draw_memories(ohm_canvas *canvas, const ohm_csv *csv, size_t *column, const double *time)
{
    const size_t count = ohm_column_select(column, csv, "w");

    ohm_canvas_panel(canvas, ohm_canvas_axis("Time", "s"), ohm_canvas_axis("Memory w", NULL));
    if (count <= OHM_CHART_LINES) {
        for (size_t c = 0; c < count; c++) {
            ohm_column_name name;

            ohm_column_name_parse(&name, csv->name[column[c]]);
            ohm_chart_line(canvas, csv, column[c], time, c, ohm_canvas_text(canvas, "edge %s", name.number));
        }
        return;
    }
    ohm_chart_band(canvas, csv, column, count, time, 0);
    for (int end = 0; end < 2; end++)
        ohm_canvas_add(canvas, (ohm_series){
            .label = end == 0 ? "extremes" : NULL, .style = 2, .n = csv->rows, .x = time,
            .y = ohm_chart_quantiles(canvas, csv, column, count, (double)end) });
}

/* What the terminals deliver; without terminals, or with more than can be told apart,
 * the dissipated power. */
static void
draw_currents(ohm_canvas *canvas, const ohm_csv *csv, size_t *column, const double *time)
{
    const size_t count = ohm_column_select(column, csv, "delivered");

    if (count > 0 && count <= OHM_CHART_LINES) {
        ohm_canvas_panel(canvas, ohm_canvas_axis("Time", "s"), ohm_canvas_axis("Delivered current", "A"));
        for (size_t c = 0; c < count; c++) {
            ohm_column_name name;

            ohm_column_name_parse(&name, csv->name[column[c]]);
            ohm_chart_line(canvas, csv, column[c], time, c, ohm_canvas_text(canvas, "node %s", name.number));
        }
    } else if (ohm_column_select(column, csv, "power") > 0) {
        ohm_canvas_panel(canvas, ohm_canvas_axis("Time", "s"), ohm_canvas_axis("Dissipated power", "W"));
        ohm_chart_line(canvas, csv, column[0], time, 0, NULL);
    }
}

ohm_status
ohm_chart_trajectory_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart,
                          ohm_error *err)
{
    const ohm_csv *csv = record->table;
    const double *time = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "time_s"), 1.0);
    size_t *column = OHM_ARRAY(size_t, csv->columns);

    (void)chart;
    if (column == NULL)
        return ohm_canvas_refused(err);
    draw_memories(canvas, csv, column, time);
    draw_currents(canvas, csv, column, time);
    free(column);
    return OHM_OK;
}
