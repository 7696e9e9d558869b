/* lib/case/canvas.h -- a figure while it is put together; private.
 *
 * Panels and series are appended, and everything they point to belongs to the canvas.
 * Refused memory marks the canvas, so a chart is built without a check and tested once,
 * when it is written; only ohm_canvas_numbers must be looked at. */
#ifndef OHM_CASE_CANVAS_H
#define OHM_CASE_CANVAS_H

#include "figure/plot.h"
#include "io/csv.h"

typedef struct {
    ohm_figure *panel;
    ohm_series **series;            /* of each panel */
    size_t panels;
    void **owned;
    size_t owns;
    bool failed;
    ohm_figure spare;               /* what is set where memory for a panel was refused */
    size_t columns;                 /* of panels; 0: 1 */
    double width, height;           /* [mm]; 0: see ohm_sheet */
} ohm_canvas;                       /* start it all zero */

void ohm_canvas_free(ohm_canvas *canvas);       /* what it owns, not itself */

/* The next panel; series appended from now on are its. */
void ohm_canvas_panel(ohm_canvas *canvas, ohm_axis x, ohm_axis y);

/* The panel appended last: its flags may be set.  Never NULL. */
ohm_figure *ohm_canvas_last(ohm_canvas *canvas);

/* n numbers of the canvas, or NULL; a column of a table times a factor, or NULL. */
double *ohm_canvas_numbers(ohm_canvas *canvas, size_t n);
double *ohm_canvas_column(ohm_canvas *canvas, const ohm_csv *table, size_t column, double factor);

/* A text of the canvas; "" where memory is refused. */
const char *ohm_canvas_text(ohm_canvas *canvas, const char *format, ...) OHM_PRINTF(2, 3);

/* Takes memory over, also on failure; takes NULL as a failure.  Returns it, or NULL. */
void *ohm_canvas_keep(ohm_canvas *canvas, void *memory);

/* Appends a series to the last panel. */
void ohm_canvas_add(ohm_canvas *canvas, ohm_series series);

/* OHM_E_NOMEM, said. */
ohm_status ohm_canvas_refused(ohm_error *err);

/* Draws it; the errors of ohm_sheet_write. */
ohm_status ohm_canvas_write(ohm_canvas *canvas, const char *path, const char *title, bool replace,
                            ohm_error *err);

/* An axis from the data: "Current", "A"; unit NULL for a number, or one in the label. */
ohm_axis ohm_canvas_axis(const char *label, const char *unit);

#endif
