/* lib/case/chart_memory.c -- the effective memory of many circuits against their size; see chart.h
 *
 * Circuits from files called alike but for a number (ring-4.graphml, ring-8.graphml) are
 * one family, with points of its own. */
#include "case/chart_kinds.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
ohm_chart_memory_fits(const ohm_record *record)
{
    double number;
    const ohm_json *result = ohm_record_result(record, 0);
    const ohm_json *gamma = result != NULL ? ohm_json_get(result, "gamma") : NULL;

    return gamma != NULL && ohm_json_as_number(&number, ohm_json_get(result, "edges"));
}

/* The letters a file's name starts with, as start and length. */
static size_t
family_of(const char **start, const ohm_record *record, size_t k)
{
    const ohm_json *inputs = ohm_json_get(record->answer[k], "inputs");
    const ohm_json *path = ohm_json_size(inputs) > 0 ? ohm_json_get(ohm_json_at(inputs, 0), "path") : NULL;
    const char *text = path != NULL ? ohm_json_as_string(path) : NULL;

    *start = text != NULL ? text : "-";
    if (strrchr(*start, '/') != NULL)
        *start = strrchr(*start, '/') + 1;
    size_t length = strcspn(*start, "0123456789.");
    while (length > 1 && strchr("-_", (*start)[length - 1]) != NULL)
        length--;
    return length;
}

static bool
same_family(const ohm_record *record, size_t j, size_t k)
{
    const char *one, *other;
    const size_t length = family_of(&one, record, j);

    return length == family_of(&other, record, k) && strncmp(one, other, length) == 0;
}

static double
number_in(const ohm_json *result, const char *key)
{
    double value = NAN;
    const ohm_json *node = ohm_json_get(result, key);

    return node != NULL && ohm_json_as_number(&value, node) ? value : NAN;
}

/* All circuits of the family of circuit k. */
static void
draw_family(ohm_canvas *canvas, const ohm_record *record, bool *done, size_t k, size_t style, bool named)
{
    double *edges = ohm_canvas_numbers(canvas, record->answers),
        *gamma = ohm_canvas_numbers(canvas, record->answers);
    const char *name;
    size_t n = 0;

    const size_t length = family_of(&name, record, k);
    for (size_t j = k; edges != NULL && gamma != NULL && j < record->answers; j++)
        if (!done[j] && same_family(record, j, k)) {
            edges[n] = number_in(ohm_record_result(record, j), "edges");
            gamma[n++] = number_in(ohm_record_result(record, j), "gamma_float");
            done[j] = true;
        }
    ohm_canvas_add(canvas, (ohm_series){
        .label = named ? ohm_canvas_text(canvas, "%.*s", (int)length, name) : NULL, .mark = OHM_MARK_POINTS,
        .style = style, .weight = 1.4, .n = n, .x = edges, .y = gamma });
}

ohm_status
ohm_chart_memory_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    bool *done = OHM_ZEROS(bool, record->answers), several = false;
    size_t style = 0;

    (void)chart;
    if (done == NULL)
        return ohm_canvas_refused(err);
    ohm_canvas_panel(canvas, ohm_canvas_axis("Edges M", NULL), ohm_canvas_axis("Effective memory Γ", NULL));
    ohm_figure *panel = ohm_canvas_last(canvas);
    panel->y.low = 0.0;
    panel->y.high = 1.0;
    double *edges = ohm_canvas_numbers(canvas, record->answers);
    for (size_t k = 0; edges != NULL && k < record->answers; k++) {
        edges[k] = number_in(ohm_record_result(record, k), "edges");
        several = several || !same_family(record, k, 0);
    }
    panel->x.log = ohm_chart_wide(edges, edges != NULL ? record->answers : 0, 30.0);
    for (size_t k = 0; k < record->answers; k++)
        if (!done[k] && !canvas->failed)
            draw_family(canvas, record, done, k, style++, several);
    free(done);
    return OHM_OK;
}
