/* lib/case/chart_columns.c -- any table: a curve for a column, or a band; see chart.h */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 4 };         /* on one axis */

bool
ohm_chart_columns_fits(const ohm_record *record)
{
    return record->table != NULL;
}

static ohm_status
select_named(size_t *column, size_t *count, const ohm_csv *csv, const char *names, ohm_error *err)
{
    char name[OHM_COLUMN_TEXT];

    while (*names != '\0') {
        const size_t length = strcspn(names, ",");

        if (length >= sizeof name || *count == csv->columns)
            return ohm_fail(err, OHM_E_ARG, "chart: columns \"%.80s\": too long", names);
        memcpy(name, names, length);
        name[length] = '\0';
        if ((column[(*count)++] = ohm_csv_find(csv, name)) == SIZE_MAX)
            return ohm_fail(err, OHM_E_ARG, "chart: no column \"%s\" (the first is \"%s\")", name,
                            csv->name[0]);
        names += length + (names[length] == ',');
    }
    return OHM_OK;
}

static ohm_status
select_columns(size_t *column, size_t *count, const ohm_csv *csv, const ohm_chart *chart, size_t x,
               ohm_error *err)
{
    *count = 0;
    if (chart->band != NULL) {
        *count = ohm_column_select(column, csv, chart->band);
        return *count > 0 ? OHM_OK
            : ohm_fail(err, OHM_E_ARG, "chart: no columns of the kind \"%s\"", chart->band);
    }
    if (chart->columns != NULL)
        return select_named(column, count, csv, chart->columns, err);
    for (size_t c = 0; c < csv->columns; c++)
        if (c != x)
            column[(*count)++] = c;
    return *count > 0 ? OHM_OK : ohm_fail(err, OHM_E_ARG, "chart: nothing to draw beside \"%s\"",
                                          csv->name[x]);
}

/* One unit for all curves. */
static ohm_status
check_units(ohm_column_name *first, const ohm_csv *csv, const size_t *column, size_t count, ohm_error *err)
{
    ohm_column_name other;

    ohm_column_name_parse(first, csv->name[column[0]]);
    for (size_t c = 1; c < count; c++) {
        ohm_column_name_parse(&other, csv->name[column[c]]);
        if (strcmp(first->unit, other.unit) != 0)
            return ohm_fail(err, OHM_E_ARG,
                            "chart: \"%s\" and \"%s\" have different units and cannot share an axis: "
                            "choose with --columns", csv->name[column[0]], csv->name[column[c]]);
    }
    return OHM_OK;
}

/* "edge 12", "node 588", or the kind itself. */
static const char *
label_of(ohm_canvas *canvas, const char *column)
{
    ohm_column_name name;

    ohm_column_name_parse(&name, column);
    if (name.number[0] == '\0')
        return ohm_canvas_text(canvas, "%s", ohm_column_spoken(name.kind));
    if (strcmp(name.kind, "delivered") == 0 || strcmp(name.kind, "v") == 0)
        return ohm_canvas_text(canvas, "node %s", name.number);
    if (strcmp(name.kind, "w") == 0 || strcmp(name.kind, "i") == 0)
        return ohm_canvas_text(canvas, "edge %s", name.number);
    return ohm_canvas_text(canvas, "%s %s", ohm_column_spoken(name.kind), name.number);
}

/* What the curves share, or each by its name; many different ones are just values. */
static const char *
label_all(ohm_canvas *canvas, const ohm_csv *csv, const size_t *column, size_t count)
{
    ohm_column_name first, other;
    const char *text;
    bool same = true;

    ohm_column_name_parse(&first, csv->name[column[0]]);
    text = ohm_canvas_text(canvas, "%s", ohm_column_spoken(first.kind));
    for (size_t c = 1; c < count; c++) {
        ohm_column_name_parse(&other, csv->name[column[c]]);
        same = same && strcmp(first.kind, other.kind) == 0;
        text = same ? text : ohm_canvas_text(canvas, "%s, %s", text, ohm_column_spoken(other.kind));
    }
    return same || count <= NAMES_MAX ? text : "Value";
}

/* Whether a line from row to row makes sense: x never turns back. */
static bool
is_ordered(const double *x, size_t n)
{
    for (size_t r = 1; x != NULL && r < n; r++)
        if (!(x[r] > x[r - 1]))
            return false;
    return true;
}

static ohm_status
put(ohm_canvas *canvas, const ohm_csv *csv, const ohm_chart *chart, size_t x, size_t *column, ohm_error *err)
{
    ohm_column_name along, first;
    size_t count;
    ohm_status status = select_columns(column, &count, csv, chart, x, err);

    if (status != OHM_OK || (status = check_units(&first, csv, column, count, err)) != OHM_OK)
        return status;
    ohm_column_name_parse(&along, csv->name[x]);
    const double *xs = ohm_canvas_column(canvas, csv, x, along.factor);
    ohm_canvas_panel(canvas,
        ohm_canvas_axis(ohm_canvas_text(canvas, "%s", ohm_column_spoken(along.kind)),
                        along.unit[0] != '\0' ? ohm_canvas_text(canvas, "%s", along.unit) : NULL),
        ohm_canvas_axis(label_all(canvas, csv, column, count),
                        first.unit[0] != '\0' ? ohm_canvas_text(canvas, "%s", first.unit) : NULL));
    if (chart->band != NULL) {
        ohm_chart_band(canvas, csv, column, count, xs, 0);
        return OHM_OK;
    }
    const bool ordered = is_ordered(xs, csv->rows);
    for (size_t c = 0; c < count; c++)
        (ordered ? ohm_chart_line : ohm_chart_points)(canvas, csv, column[c], xs, c,
                       count > 1 && count <= 2 * OHM_CHART_LINES ? label_of(canvas, csv->name[column[c]])
                           : NULL);
    return OHM_OK;
}

ohm_status
ohm_chart_columns_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;
    const size_t x = chart->x != NULL ? ohm_csv_find(csv, chart->x) : 0;

    if (x == SIZE_MAX)
        return ohm_fail(err, OHM_E_ARG, "chart: no column \"%s\" for the x axis", chart->x);
    if (strcmp(record->command, "sweep") == 0 && chart->columns == NULL && chart->band == NULL)
        return ohm_fail(err, OHM_E_ARG,
                        "%s: a sweep has columns of many kinds (the first are \"%s\", \"%s\"): choose with "
                        "--x and --columns", record->name, csv->name[0], csv->name[csv->columns > 1]);
    size_t *column = OHM_ARRAY(size_t, csv->columns);
    if (column == NULL)
        return ohm_canvas_refused(err);
    const ohm_status status = put(canvas, csv, chart, x, column, err);
    free(column);
    return status;
}
