/* lib/case/chart_matrix.c -- a matrix as a map of colours; see chart.h
 *
 * Row 0 is on top.  What is too large to be seen entry by entry is shown by blocks, each
 * by its entry of largest magnitude, so that no entry is lost among zeros. */
#include "case/chart_kinds.h"

#include <math.h>
#include <string.h>

enum { CELLS_MAX = 256 };       /* along a side: what a journal's column resolves */

bool
ohm_chart_matrix_fits(const ohm_record *record)
{
    return record->form == OHM_RECORD_MATRIX;
}

static double
largest_in_block(const ohm_record *record, size_t row, size_t column, size_t side)
{
    double largest = 0.0;

    for (size_t r = row; r < row + side && r < record->rows; r++)
        for (size_t c = column; c < column + side && c < record->columns; c++) {
            const double entry = record->entry[r * record->columns + c];

            largest = fabs(entry) > fabs(largest) ? entry : largest;
        }
    return largest;
}

static void
label_axes(ohm_canvas *canvas, const ohm_record *record, size_t side)
{
    const char *which = ohm_record_argument(record, 2);
    const bool edges = which != NULL && strcmp(which, "omega") == 0;

    ohm_canvas_panel(canvas, ohm_canvas_axis(edges ? "Edge" : "Column", NULL),
                     ohm_canvas_axis(edges ? "Edge" : "Row", NULL));
    ohm_figure *panel = ohm_canvas_last(canvas);
    panel->downwards = panel->equal = true;
    panel->x.low = panel->y.low = -0.5;
    panel->x.high = (double)record->columns - 0.5;
    panel->y.high = (double)record->rows - 0.5;
    panel->colour = ohm_canvas_axis(edges ? "Ω" : "Entry", NULL);
    if (side > 1)
        panel->colour.label = ohm_canvas_text(canvas, "%s, largest of each %zu × %zu", panel->colour.label,
                                              side, side);
}

ohm_status
ohm_chart_matrix_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const size_t longest = record->rows > record->columns ? record->rows : record->columns;
    const size_t side = (longest + CELLS_MAX - 1) / CELLS_MAX;
    const size_t rows = (record->rows + side - 1) / side, columns = (record->columns + side - 1) / side;
    double *x = ohm_canvas_numbers(canvas, rows * columns), *y = ohm_canvas_numbers(canvas, rows * columns);
    double *entry = ohm_canvas_numbers(canvas, rows * columns), largest = 0.0;

    (void)chart;
    if (x == NULL || y == NULL || entry == NULL)
        return ohm_canvas_refused(err);
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) {
            const size_t at = r * columns + c;

            x[at] = (double)(c * side) + 0.5 * (double)(side - 1);
            y[at] = (double)(r * side) + 0.5 * (double)(side - 1);
            entry[at] = largest_in_block(record, r * side, c * side, side);
            largest = fmax(largest, fabs(entry[at]));
        }
    label_axes(canvas, record, side);
    ohm_figure *panel = ohm_canvas_last(canvas);
    if (largest > 0.0) {                        /* zero in the middle of the colours */
        panel->colour.low = -largest;
        panel->colour.high = largest;
    }
    ohm_canvas_add(canvas, (ohm_series){ .mark = OHM_MARK_CELLS, .n = rows * columns, .x = x, .y = y,
                                         .value = entry });
    canvas->height = 74.0;
    return OHM_OK;
}
