/* lib/case/canvas.c -- see canvas.h */
#include "case/canvas.h"

#include "base/array.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 160 };

void
ohm_canvas_free(ohm_canvas *canvas)
{
    for (size_t k = 0; k < canvas->owns; k++)
        free(canvas->owned[k]);
    for (size_t p = 0; p < canvas->panels; p++)
        free(canvas->series[p]);
    free(canvas->owned);
    free(canvas->series);
    free(canvas->panel);
    *canvas = (ohm_canvas){ 0 };
}

ohm_axis
ohm_canvas_axis(const char *label, const char *unit)
{
    return (ohm_axis){ label, unit, false, NAN, NAN };
}

void
ohm_canvas_panel(ohm_canvas *canvas, ohm_axis x, ohm_axis y)
{
    ohm_figure *panel = ohm_resize(canvas->panel, canvas->panels + 1, sizeof *panel);
    ohm_series **series;

    if (panel == NULL) {
        canvas->failed = true;
        return;
    }
    canvas->panel = panel;
    series = ohm_resize(canvas->series, canvas->panels + 1, sizeof(ohm_series *));
    if (series == NULL) {
        canvas->failed = true;
        return;
    }
    canvas->series = series;
    panel[canvas->panels] = (ohm_figure){ .x = x, .y = y, .colour = { NULL, NULL, false, NAN, NAN } };
    series[canvas->panels++] = NULL;
}

ohm_figure *
ohm_canvas_last(ohm_canvas *canvas)
{
    return canvas->panels > 0 ? &canvas->panel[canvas->panels - 1] : &canvas->spare;
}

void *
ohm_canvas_keep(ohm_canvas *canvas, void *memory)
{
    void **more = memory != NULL ? ohm_resize(canvas->owned, canvas->owns + 1, sizeof *more) : NULL;

    if (more == NULL) {
        free(memory);
        canvas->failed = true;
        return NULL;
    }
    canvas->owned = more;
    return canvas->owned[canvas->owns++] = memory;
}

double *
ohm_canvas_numbers(ohm_canvas *canvas, size_t n)
{
    return ohm_canvas_keep(canvas, OHM_ARRAY(double, n));
}

double *
ohm_canvas_column(ohm_canvas *canvas, const ohm_csv *table, size_t column, double factor)
{
    double *numbers = ohm_canvas_numbers(canvas, table->rows);

    for (size_t r = 0; numbers != NULL && r < table->rows; r++)
        numbers[r] = factor * table->value[r * table->columns + column];
    return numbers;
}

const char *
ohm_canvas_text(ohm_canvas *canvas, const char *format, ...)
{
    char text[TEXT_MAX];
    va_list values;

    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    const char *kept = ohm_canvas_keep(canvas, ohm_copy(text, strlen(text) + 1, 1));
    return kept != NULL ? kept : "";
}

void
ohm_canvas_add(ohm_canvas *canvas, ohm_series series)
{
    if (canvas->panels == 0 || series.x == NULL || series.y == NULL) {
        canvas->failed = true;
        return;
    }
    ohm_figure *panel = ohm_canvas_last(canvas);
    ohm_series **all = &canvas->series[canvas->panels - 1];
    ohm_series *more = ohm_resize(*all, panel->count + 1, sizeof *more);

    if (more == NULL) {
        canvas->failed = true;
        return;
    }
    more[panel->count++] = series;
    *all = more;
    panel->series = more;
}

ohm_status
ohm_canvas_refused(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "chart: out of memory");
}

ohm_status
ohm_canvas_write(ohm_canvas *canvas, const char *path, const char *title, bool replace, ohm_error *err)
{
    const ohm_sheet sheet = {
        .title = title, .count = canvas->panels, .panel = canvas->panel, .columns = canvas->columns,
        .width = canvas->width, .height = canvas->height,
    };

    return canvas->failed ? ohm_canvas_refused(err) : ohm_sheet_write(path, &sheet, replace, err);
}
