/* lib/case/chart_training.c -- learning curves; see chart.h
 *
 * Perceptrons: mean, median and 10 to 90 % band over the realizations.  Networks: the
 * cost or error, below it the modes of the error or the weights, where the file has them. */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* From here on a logarithmic axis shows more. */
static const double WIDE = 8.0;

static const char *const ERRORS[] = { "error_V2", "test_error_V2", "cost_V2", "test_cost_V2" };

bool
ohm_chart_training_fits(const ohm_record *record)
{
    if (ohm_record_has(record, "epoch") && ohm_record_has(record, "mean") && ohm_record_has(record, "q90"))
        return true;
    return ohm_record_has(record, "step") && (ohm_record_has(record, "error_V2")
                                              || ohm_record_has(record, "cost_V2"));
}

static void
draw_ensemble(ohm_canvas *canvas, const ohm_csv *csv)
{
    const double *epoch = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "epoch"), 1.0);
    const double *low = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "q10"), 1.0);
    const double *high = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "q90"), 1.0);

    ohm_canvas_panel(canvas, ohm_canvas_axis("Epoch", NULL), ohm_canvas_axis("Total error E", NULL));
    ohm_canvas_last(canvas)->y.log = ohm_chart_wide(low, low != NULL ? csv->rows : 0, 1.0)
        && ohm_chart_wide(high, high != NULL ? csv->rows : 0, WIDE);
    ohm_canvas_add(canvas, (ohm_series){ .label = "10 to 90 %", .mark = OHM_MARK_BAND, .n = csv->rows,
                                         .x = epoch,
                                         .y = high, .y_low = low });
    ohm_chart_line(canvas, csv, ohm_csv_find(csv, "mean"), epoch, 0, "mean");
    ohm_chart_line(canvas, csv, ohm_csv_find(csv, "median"), epoch, 1, "median");
}

static void
draw_errors(ohm_canvas *canvas, const ohm_csv *csv, const double *step)
{
    static const char *const LABELS[] = { "training", "test", "training", "test" };
    const bool cost = ohm_csv_find(csv, "cost_V2") != SIZE_MAX;
    const bool several = ohm_csv_find(csv, "test_error_V2") != SIZE_MAX
        || ohm_csv_find(csv, "test_cost_V2") != SIZE_MAX;
    bool wide = true;

    ohm_canvas_panel(canvas, ohm_canvas_axis("Update", NULL),
                     ohm_canvas_axis(cost ? "Cost C (V²)" : "Error (V²)", NULL));
    for (size_t k = 0; k < sizeof ERRORS / sizeof *ERRORS; k++) {
        const size_t column = ohm_csv_find(csv, ERRORS[k]);

        if (column == SIZE_MAX)
            continue;
        const double *value = ohm_canvas_column(canvas, csv, column, 1.0);
        wide = wide && ohm_chart_wide(value, value != NULL ? csv->rows : 0, WIDE);
        ohm_canvas_add(canvas, (ohm_series){ .label = several ? LABELS[k] : NULL, .style = k % 2,
                                             .n = csv->rows, .x = step,
                                             .y = value });
    }
    ohm_canvas_last(canvas)->y.log = wide;
}

static bool
is_error(const char *name)
{
    for (size_t k = 0; k < sizeof ERRORS / sizeof *ERRORS; k++)
        if (strcmp(name, ERRORS[k]) == 0)
            return true;
    return false;
}

/* The remaining columns, a panel for every unit, potentials left out: at most two panels. */
static void
draw_others(ohm_canvas *canvas, const ohm_csv *csv, const double *step)
{
    char drawn[OHM_COLUMN_TEXT] = "";
    ohm_column_name name, other;
    size_t panels = 0;

    for (size_t c = 0; c < csv->columns && panels < 2; c++) {
        ohm_column_name_parse(&name, csv->name[c]);
        if (is_error(csv->name[c]) || name.unit[0] == '\0' || strcmp(name.kind, "v") == 0
            || strcmp(name.unit, drawn) == 0)
            continue;
        strcpy(drawn, name.unit);
        panels++;
        ohm_canvas_panel(canvas, ohm_canvas_axis("Update", NULL),
                         ohm_canvas_axis(name.number[0] != '\0' ? ohm_column_spoken(name.kind)
                                         : "Part of the error",
                                         ohm_canvas_text(canvas, "%s", name.unit)));
        size_t members = 0;
        for (size_t k = c; k < csv->columns; k++) {
            ohm_column_name_parse(&other, csv->name[k]);
            members += strcmp(other.unit, name.unit) == 0 && strcmp(other.kind, "v") != 0;
        }
        for (size_t k = c, style = 0; k < csv->columns; k++) {
            ohm_column_name_parse(&other, csv->name[k]);
            if (is_error(csv->name[k]) || strcmp(other.unit, name.unit) != 0 || strcmp(other.kind, "v") == 0)
                continue;
            ohm_chart_line(canvas, csv, k, step, members <= OHM_CHART_LINES ? style++ : 0,
                           members > OHM_CHART_LINES ? NULL
                           : other.number[0] != '\0' ? ohm_canvas_text(canvas, "channel %s", other.number)
                                                     : ohm_canvas_text(canvas, "%s", other.kind));
        }
    }
}

ohm_status
ohm_chart_training_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;

    (void)chart;
    (void)err;
    if (ohm_record_has(record, "epoch")) {
        draw_ensemble(canvas, csv);
        return OHM_OK;
    }
    const double *step = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "step"), 1.0);
    draw_errors(canvas, csv, step);
    draw_others(canvas, csv, step);
    return OHM_OK;
}
