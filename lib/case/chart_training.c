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

/* Ensembles: what runs along x, and the columns of a band. */
typedef struct {
    const char *x, *mean, *median, *low, *high, *x_label, *y_label;
} ensemble;

static const ensemble ENSEMBLES[] = {
    { "epoch", "mean", "median", "q10", "q90", "Epoch", "Total error E" },
    { "step", "mean_V2", "median_V2", "q10_V2", "q90_V2", "Update", "Error (V²)" },
    { "step", "test_mean", "test_median", "test_q10", "test_q90", "Update", "Accuracy in test" },
    { "step", "test_mean_V2", "test_median_V2", "test_q10_V2", "test_q90_V2", "Update", "Test error (V²)" },
};

enum { COUNT = sizeof ENSEMBLES / sizeof *ENSEMBLES };

static bool
has_ensemble(const ohm_record *record, const ensemble *e)
{
    return ohm_record_has(record, e->x) && ohm_record_has(record, e->mean) && ohm_record_has(record, e->median)
        && ohm_record_has(record, e->low) && ohm_record_has(record, e->high);
}

bool
ohm_chart_training_fits(const ohm_record *record)
{
    for (int k = 0; k < COUNT; k++)
        if (has_ensemble(record, &ENSEMBLES[k]))
            return true;
    return ohm_record_has(record, "step")
        && (ohm_record_has(record, "error_V2") || ohm_record_has(record, "cost_V2"));
}

static void
draw_ensemble(ohm_canvas *canvas, const ohm_csv *csv, const ensemble *e)
{
    const double *x = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, e->x), 1.0);
    const double *low = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, e->low), 1.0);
    const double *high = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, e->high), 1.0);

    ohm_canvas_panel(canvas, ohm_canvas_axis(e->x_label, NULL), ohm_canvas_axis(e->y_label, NULL));
    ohm_canvas_last(canvas)->y.log = ohm_chart_wide(low, low != NULL ? csv->rows : 0, 1.0)
        && ohm_chart_wide(high, high != NULL ? csv->rows : 0, WIDE);
    ohm_canvas_add(canvas, (ohm_series){ .label = "10 to 90 %", .mark = OHM_MARK_BAND, .n = csv->rows, .x = x,
                                         .y = high, .y_low = low });
    ohm_chart_line(canvas, csv, ohm_csv_find(csv, e->mean), x, 0, "mean");
    ohm_chart_line(canvas, csv, ohm_csv_find(csv, e->median), x, 1, "median");
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

/* Whether a column stands in the panel of a unit: potentials are left out. */
static bool
belongs(const char *column, const char *unit)
{
    ohm_column_name name;

    ohm_column_name_parse(&name, column);
    return !is_error(column) && strcmp(name.unit, unit) == 0 && strcmp(name.kind, "v") != 0;
}

/* All columns of one unit: few have their names, many one colour. */
static void
draw_unit(ohm_canvas *canvas, const ohm_csv *csv, const double *step, const char *unit)
{
    ohm_column_name name;
    size_t members = 0, style = 0;

    for (size_t c = 0; c < csv->columns; c++)
        members += belongs(csv->name[c], unit);
    for (size_t c = 0; c < csv->columns; c++) {
        if (!belongs(csv->name[c], unit))
            continue;
        ohm_column_name_parse(&name, csv->name[c]);
        const char *label = members > OHM_CHART_LINES ? NULL
            : name.number[0] != '\0' ? ohm_canvas_text(canvas, "channel %s", name.number)
                                     : ohm_canvas_text(canvas, "%s", name.kind);
        ohm_chart_line(canvas, csv, c, step, members <= OHM_CHART_LINES ? style++ : 0, label);
    }
}

/* The remaining columns, a panel for every unit: at most two. */
static void
draw_others(ohm_canvas *canvas, const ohm_csv *csv, const double *step)
{
    char drawn[OHM_COLUMN_TEXT] = "";
    ohm_column_name name;

    for (size_t c = 0, panels = 0; c < csv->columns && panels < 2; c++) {
        ohm_column_name_parse(&name, csv->name[c]);
        if (name.unit[0] == '\0' || !belongs(csv->name[c], name.unit) || strcmp(name.unit, drawn) == 0)
            continue;
        strcpy(drawn, name.unit);
        panels++;
        ohm_canvas_panel(canvas, ohm_canvas_axis("Update", NULL),
                         ohm_canvas_axis(name.number[0] != '\0' ? ohm_column_spoken(name.kind)
                                                                : "Part of the error",
                                         ohm_canvas_text(canvas, "%s", name.unit)));
        draw_unit(canvas, csv, step, name.unit);
    }
}

ohm_status
ohm_chart_training_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;

    (void)chart;
    (void)err;
    for (int k = 0; k < COUNT; k++)
        if (has_ensemble(record, &ENSEMBLES[k]))
            draw_ensemble(canvas, csv, &ENSEMBLES[k]);
    if (canvas->panels > 0)
        return OHM_OK;
    const double *step = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, "step"), 1.0);
    draw_errors(canvas, csv, step);
    draw_others(canvas, csv, step);
    return OHM_OK;
}
