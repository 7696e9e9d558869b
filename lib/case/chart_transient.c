/* lib/case/chart_transient.c -- an oxide device in time: current, free energy, dissipation; see chart.h */
#include "case/chart_kinds.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Dissipation passes through zero with the current: from here up it is shown. */
static const double SHOWN = 1e-8;

bool
ohm_chart_transient_fits(const ohm_record *record)
{
    return ohm_record_has(record, "time") && ohm_record_has(record, "current")
        && ohm_record_has(record, "energy");
}

/* "dissipation_n" is shown as n. */
static void
draw_dissipation(ohm_canvas *canvas, const ohm_csv *csv, const double *time)
{
    static const char START[] = "dissipation_";
    const char *const unnamed[] = { "n", "p", "D" };
    size_t style = 0;
    bool wide = true;
    double largest = 0.0;

    ohm_canvas_panel(canvas, ohm_canvas_axis("Time (scaled)", NULL),
                     ohm_canvas_axis("Dissipation (scaled)", NULL));
    for (size_t c = 0; c < csv->columns; c++) {
        if (strncmp(csv->name[c], START, sizeof START - 1) != 0)
            continue;
        const char *species = csv->name[c] + sizeof START - 1;
        const double *value = ohm_canvas_column(canvas, csv, c, 1.0);

        if (species[0] >= '0' && species[0] <= '2' && species[1] == '\0')     /* from JSON, by position */
            species = unnamed[species[0] - '0'];
        for (size_t r = 0; value != NULL && r < csv->rows; r++)
            largest = fmax(largest, value[r]);
        wide = wide && ohm_chart_wide(value, value != NULL ? csv->rows : 0, 1.0);
        ohm_canvas_add(canvas, (ohm_series){ .label = ohm_canvas_text(canvas, "%s", species),
                                             .style = style++,
                                             .n = csv->rows, .x = time, .y = value });
    }
    ohm_figure *panel = ohm_canvas_last(canvas);
    panel->y.log = wide && style > 0;
    if (panel->y.log)
        panel->y.low = SHOWN * largest;
}

ohm_status
ohm_chart_transient_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;
    const double *time = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "time"), 1.0);

    (void)chart;
    (void)err;
    ohm_canvas_panel(canvas, ohm_canvas_axis("Time (scaled)", NULL),
                     ohm_canvas_axis("Current I (scaled)", NULL));
    ohm_chart_line(canvas, csv, ohm_csv_find(csv, "current"), time, 0, NULL);
    ohm_canvas_panel(canvas, ohm_canvas_axis("Time (scaled)", NULL),
                     ohm_canvas_axis("Free energy H (scaled)", NULL));
    ohm_chart_line(canvas, csv, ohm_csv_find(csv, "energy"), time, 0, NULL);
    if (ohm_csv_find(csv, "dissipation_n") != SIZE_MAX || ohm_csv_find(csv, "dissipation_0") != SIZE_MAX)
        draw_dissipation(canvas, csv, time);
    return OHM_OK;
}
