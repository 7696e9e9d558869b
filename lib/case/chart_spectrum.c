/* lib/case/chart_spectrum.c -- eigenvalues at the states of rest, in the complex plane; see chart.h */
#include "case/chart_kinds.h"

#include <math.h>
#include <string.h>

static const ohm_json *
states_of(const ohm_record *record)
{
    const ohm_json *result = ohm_record_result(record, 0);

    return result != NULL ? ohm_json_get(result, "fixed_points") : NULL;
}

bool
ohm_chart_spectrum_fits(const ohm_record *record)
{
    return record->form == OHM_RECORD_ANSWERS && states_of(record) != NULL;
}

/* The eigenvalues of one state as points. */
static void
draw_state(ohm_canvas *canvas, const ohm_json *eigenvalues, size_t style, const char *label)
{
    const size_t n = ohm_json_size(eigenvalues);
    double *re = ohm_canvas_numbers(canvas, n), *im = ohm_canvas_numbers(canvas, n);

    if (re == NULL || im == NULL)
        return;
    for (size_t k = 0; k < n; k++) {
        const ohm_json *pair = ohm_json_at(eigenvalues, k);

        if (ohm_json_size(pair) != 2 || !ohm_json_as_number(&re[k], ohm_json_at(pair, 0))
            || !ohm_json_as_number(&im[k], ohm_json_at(pair, 1)))
            re[k] = im[k] = NAN;
    }
    ohm_canvas_add(canvas, (ohm_series){ .label = label, .mark = OHM_MARK_POINTS, .style = style,
                                         .weight = 1.6,
                                         .n = n, .x = re, .y = im });
}

static const char *
kind_of(const ohm_json *state)
{
    const ohm_json *node = ohm_json_get(state, "kind");
    const char *kind = node != NULL ? ohm_json_as_string(node) : NULL;

    return kind != NULL ? kind : "state";
}

/* The first state with eigenvalues that is of the kind of state k. */
static size_t
first_of_kind(const ohm_json *states, size_t k)
{
    const char *kind = kind_of(ohm_json_at(states, k));
    size_t j = 0;

    while (j < k && (ohm_json_size(ohm_json_get(ohm_json_at(states, j), "eigenvalues")) == 0
                     || strcmp(kind_of(ohm_json_at(states, j)), kind) != 0))
        j++;
    return j;
}

/* States of a kind share a style: how many kinds were met before state k's. */
static size_t
style_of(const ohm_json *states, size_t k)
{
    const size_t first = first_of_kind(states, k);
    size_t style = 0;

    for (size_t j = 0; j < first; j++)
        style += ohm_json_size(ohm_json_get(ohm_json_at(states, j), "eigenvalues")) > 0
            && first_of_kind(states, j) == j;
    return style;
}

ohm_status
ohm_chart_spectrum_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_json *states = states_of(record);
    size_t drawn = 0;

    (void)chart;
    ohm_canvas_panel(canvas, ohm_canvas_axis("Re λ (1/s)", NULL), ohm_canvas_axis("Im λ (1/s)", NULL));
    ohm_canvas_last(canvas)->crossed = true;
    for (size_t k = 0; k < ohm_json_size(states); k++) {
        const ohm_json *state = ohm_json_at(states, k), *eigenvalues = ohm_json_get(state, "eigenvalues");

        if (ohm_json_size(eigenvalues) == 0)
            continue;
        draw_state(canvas, eigenvalues, style_of(states, k),
                   first_of_kind(states, k) == k ? ohm_canvas_text(canvas, "%s", kind_of(state)) : NULL);
        drawn++;
    }
    if (drawn == 0)
        return ohm_fail(err, OHM_E_METHOD, "%s: no eigenvalues: %s", record->name,
                        ohm_json_size(states) == 0 ? "there is no state at rest in it"
                                                   : "at every state of rest all elements stand at a wall");
    return OHM_OK;
}
