/* lib/case/chart_loop.c -- current against voltage: the loop of a memristor; see chart.h */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "base/text.h"
#include "case/column_name.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a loop, by who wrote it. */
static const struct {
    const char *time, *voltage, *current, *voltage_label, *voltage_unit, *current_label, *current_unit;
} FORMS[] = {
    { "time_s", "voltage_V", "current_A", "Voltage", "V", "Current", "A" },
    { "time_s", "voltage_V", "current_pA", "Voltage", "V", "Current", "A" },
    { "time", "voltage", "current", "Voltage U (kT/q)", NULL, "Current I (scaled)", NULL },
};

enum { COUNT = sizeof FORMS / sizeof *FORMS };

static size_t
find_form(const ohm_csv *csv)
{
    size_t f = 0;

    while (f < COUNT && (csv == NULL || ohm_csv_find(csv, FORMS[f].voltage) == SIZE_MAX
                         || ohm_csv_find(csv, FORMS[f].current) == SIZE_MAX
                         || ohm_csv_find(csv, FORMS[f].time) == SIZE_MAX))
        f++;
    return f;
}

static bool
varies(const ohm_csv *csv, size_t column)
{
    for (size_t r = 1; r < csv->rows; r++)
        if (csv->value[r * csv->columns + column] != csv->value[column])
            return true;
    return false;
}

/* The first terminal whose potential moves: the columns of its potential and its current. */
static bool
find_terminal(size_t *voltage, size_t *current, const ohm_csv *csv)
{
    ohm_column_name name, other;

    for (size_t c = 0; csv != NULL && c < csv->columns; c++) {
        ohm_column_name_parse(&name, csv->name[c]);
        if (strcmp(name.kind, "delivered") != 0)
            continue;
        for (*voltage = 0; *voltage < csv->columns; ++*voltage) {
            ohm_column_name_parse(&other, csv->name[*voltage]);
            *current = c;
            if (strcmp(other.kind, "v") == 0 && strcmp(other.number, name.number) == 0
                && varies(csv, *voltage))
                return true;
        }
    }
    return false;
}

bool
ohm_chart_loop_fits(const ohm_record *record)
{
    const size_t form = find_form(record->table);
    size_t voltage, current;

    return form < COUNT ? varies(record->table, ohm_csv_find(record->table, FORMS[form].voltage))
                        : find_terminal(&voltage, &current, record->table);
}

/* The period of the "sin:A,F" the command was given, or 0. */
static double
period_of(const ohm_record *record)
{
    static const char *const OPTIONS[] = { "drive", "voltage" };

    for (size_t k = 0; k < 2; k++) {
        const ohm_json *option = ohm_record_option(record, OPTIONS[k]);
        const char *text = option != NULL ? ohm_json_as_string(option) : NULL;
        const char *comma = text != NULL && strncmp(text, "sin:", 4) == 0 ? strchr(text, ',') : NULL;

        if (comma != NULL && strtod(comma + 1, NULL) > 0.0)
            return 1.0 / strtod(comma + 1, NULL);
    }
    return 0.0;
}

/* The row at which the last whole period begins; 0 where the run is no longer than one. */
static size_t
last_period(const ohm_record *record, const double *time)
{
    const size_t rows = record->table->rows;
    const double period = period_of(record);
    size_t row = 0;

    if (!(period > 0.0) || rows == 0)
        return 0;
    /* half of a millionth of a period: times are multiples of a rounded step */
    const double from = time[rows - 1] - period * (1.0 + 5e-7);
    while (row + 1 < rows && time[row] < from)
        row++;
    return row;
}

ohm_status
ohm_chart_loop_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;
    const size_t form = find_form(csv);
    size_t voltage, current;

    (void)chart;
    (void)err;
    if (form < COUNT) {
        voltage = ohm_csv_find(csv, FORMS[form].voltage);
        current = ohm_csv_find(csv, FORMS[form].current);
        ohm_canvas_panel(canvas, ohm_canvas_axis(FORMS[form].voltage_label, FORMS[form].voltage_unit),
                         ohm_canvas_axis(FORMS[form].current_label, FORMS[form].current_unit));
    } else {
        find_terminal(&voltage, &current, csv);
        ohm_canvas_panel(canvas, ohm_canvas_axis("Potential of the terminal", "V"),
                         ohm_canvas_axis("Delivered current", "A"));
    }
    ohm_canvas_last(canvas)->crossed = true;
    ohm_column_name name;
    ohm_column_name_parse(&name, csv->name[current]);
    const double *time = ohm_canvas_column(canvas, csv, ohm_csv_find(csv, form < COUNT ? FORMS[form].time
                                                                     : "time_s"), 1.0);
    const double *v = ohm_canvas_column(canvas, csv, voltage, 1.0);
    const double *i = ohm_canvas_column(canvas, csv, current, name.factor);
    if (time == NULL || v == NULL || i == NULL)
        return ohm_canvas_refused(err);
    const size_t start = last_period(record, time);
    if (start > 0)
        ohm_canvas_add(canvas, (ohm_series){ .label = "before", .style = 2, .weight = 0.7, .n = start + 1,
                                             .x = v,
                                             .y = i });
    ohm_canvas_add(canvas, (ohm_series){ .label = start > 0 ? "last period" : NULL, .n = csv->rows - start,
                                         .x = v + start, .y = i + start });
    return OHM_OK;
}
