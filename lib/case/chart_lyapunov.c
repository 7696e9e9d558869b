/* lib/case/chart_lyapunov.c -- Lyapunov exponents as their averages settle; see chart.h */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <stdlib.h>

static const char *const NAMES[OHM_CHART_LINES] = { "λ₁", "λ₂", "λ₃", "λ₄", "λ₅", "λ₆", "λ₇" };

bool
ohm_chart_lyapunov_fits(const ohm_record *record)
{
    return ohm_record_has(record, "time_s") && ohm_record_has(record, "exponent_0_per_s");
}

ohm_status
ohm_chart_lyapunov_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;
    const double *time = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "time_s"), 1.0);
    size_t *column = OHM_ARRAY(size_t, csv->columns);

    (void)chart;
    if (column == NULL)
        return ohm_canvas_refused(err);
    const size_t count = ohm_column_select(column, csv, "exponent");
    ohm_canvas_panel(canvas, ohm_canvas_axis("Time", "s"), ohm_canvas_axis("Lyapunov exponent (1/s)", NULL));
    ohm_canvas_last(canvas)->crossed = true;
    for (size_t c = 0; c < count; c++)
        ohm_chart_line(canvas, csv, column[c], time, count <= OHM_CHART_LINES ? c : 0,
                       count <= OHM_CHART_LINES ? NAMES[c] : NULL);
    free(column);
    return OHM_OK;
}
