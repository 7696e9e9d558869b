/* lib/case/chart_map.c -- the answer of a trained network over two inputs, and the line
 * where it decides; see chart.h */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {                /* a full grid, the second input running fastest */
    const ohm_csv *csv;
    size_t rows, columns;       /* values of the first and the second input */
} grid;

static double
cell(const ohm_csv *csv, size_t row, size_t column)
{
    return csv->value[row * csv->columns + column];
}

/* Whether the first two columns run over a grid. */
static bool
find_grid(grid *g, const ohm_csv *csv)
{
    size_t run = 1;

    if (csv == NULL || csv->columns < 3 || csv->rows < 4)
        return false;
    while (run < csv->rows && cell(csv, run, 0) == cell(csv, 0, 0))
        run++;
    *g = (grid){ csv, csv->rows / run, run };
    if (run < 2 || g->rows < 2 || g->rows * run != csv->rows)
        return false;
    for (size_t r = 0; r < csv->rows; r++)
        if (cell(csv, r, 0) != cell(csv, r - r % run, 0) || cell(csv, r, 1) != cell(csv, r % run, 1))
            return false;
    return true;
}

bool
ohm_chart_map_fits(const ohm_record *record)
{
    grid g;

    return find_grid(&g, record->table) && !ohm_record_has(record, "time_s")
        && !ohm_record_has(record, "dv_V");
}

/* Where between two values the level lies, from the first: in [0, 1], or NaN. */
static double
crossing(double from, double to, double level)
{
    return (from < level) == (to < level) ? NAN : (level - from) / (to - from);
}

/* The pieces of the level's line within one cell of the grid, as x, y pairs. */
static size_t
cross_cell(double *x, double *y, const grid *g, size_t answer, size_t i, size_t j, double level)
{
    const size_t corner[5] = { i * g->columns + j, (i + 1) * g->columns + j, (i + 1) * g->columns + j + 1,
                               i * g->columns + j + 1, i * g->columns + j };
    size_t n = 0;

    for (size_t side = 0; side < 4; side++) {
        const size_t a = corner[side], b = corner[side + 1];
        const double share = crossing(cell(g->csv, a, answer), cell(g->csv, b, answer), level);

        if (isnan(share))
            continue;
        x[n] = cell(g->csv, a, 0) + share * (cell(g->csv, b, 0) - cell(g->csv, a, 0));
        y[n++] = cell(g->csv, a, 1) + share * (cell(g->csv, b, 1) - cell(g->csv, a, 1));
    }
    return n;
}

static void
draw_boundary(ohm_canvas *canvas, const grid *g, size_t answer, double level)
{
    const size_t cells = (g->rows - 1) * (g->columns - 1);
    double *x = ohm_canvas_numbers(canvas, 6 * cells), *y = ohm_canvas_numbers(canvas, 6 * cells);
    size_t n = 0;

    for (size_t i = 0; x != NULL && y != NULL && i + 1 < g->rows; i++)
        for (size_t j = 0; j + 1 < g->columns; j++) {
            double cx[4], cy[4];
            const size_t crossings = cross_cell(cx, cy, g, answer, i, j, level);

            for (size_t k = 0; k + 1 < crossings; k += 2) {     /* two, or the four of a saddle */
                for (size_t end = 0; end < 2; end++) {
                    x[n] = cx[k + end];
                    y[n++] = cy[k + end];
                }
                x[n] = y[n] = NAN;
                n++;
            }
        }
    if (n > 0)
        ohm_canvas_add(canvas, (ohm_series){ .label = ohm_canvas_text(canvas, "decides at %g", level),
                                             .style = OHM_FIGURE_BLACK, .weight = 1.6, .n = n, .x = x,
                                             .y = y });
}

/* 1/2 between the answers 0 and 1, 0 between -1 and 1 or the two nodes of a pair. */
static double
level_of(const ohm_record *record)
{
    const ohm_json *coding = ohm_record_option(record, "coding");
    const char *text = coding != NULL ? ohm_json_as_string(coding) : NULL;

    return text != NULL && strcmp(text, "pm") != 0 ? 0.5 : 0.0;
}

/* "Input x1" in V, from the column x1_V. */
static ohm_axis
axis_of(ohm_canvas *canvas, const char *what, const char *column)
{
    ohm_column_name name;

    ohm_column_name_parse(&name, column);
    return ohm_canvas_axis(ohm_canvas_text(canvas, "%s %s%s", what, name.kind, name.number),
                           name.unit[0] != '\0' ? ohm_canvas_text(canvas, "%s", name.unit) : NULL);
}

ohm_status
ohm_chart_map_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    enum { ANSWERS_MAX = 4 };
    const ohm_csv *csv = record->table;
    const double *x = ohm_canvas_column(canvas, csv, 0, 1.0), *y = ohm_canvas_column(canvas, csv, 1, 1.0);
    grid g;

    (void)chart;
    if (!find_grid(&g, csv))
        return ohm_fail(err, OHM_E_CONTENT, "%s: its first two columns are no grid", record->name);
    for (size_t c = 2; c < csv->columns && c < 2 + ANSWERS_MAX; c++) {
        ohm_canvas_panel(canvas, axis_of(canvas, "Input", csv->name[0]),
                         axis_of(canvas, "Input", csv->name[1]));
        ohm_figure *panel = ohm_canvas_last(canvas);
        panel->colour = axis_of(canvas, "Answer", csv->name[c]);
        panel->equal = true;
        panel->x.low = cell(csv, 0, 0);
        panel->x.high = cell(csv, csv->rows - 1, 0);
        panel->y.low = cell(csv, 0, 1);
        panel->y.high = cell(csv, csv->rows - 1, 1);
        ohm_canvas_add(canvas, (ohm_series){ .mark = OHM_MARK_CELLS, .n = csv->rows, .x = x, .y = y,
                                             .value = ohm_canvas_column(canvas, csv, c, 1.0) });
        draw_boundary(canvas, &g, c, level_of(record));
    }
    canvas->height = 74.0 * (double)canvas->panels;
    return OHM_OK;
}
