/* lib/case/chart_profile.c -- densities and potential across an oxide device; see chart.h
 *
 * In one dimension curves over x; on a mesh its nodes, coloured by the vacancies and by
 * the potential. */
#include "case/chart_kinds.h"

#include <math.h>
#include <string.h>

static const ohm_json *
profile_of(const ohm_record *record, const char *key)
{
    const ohm_json *result = ohm_record_result(record, 0);

    return result != NULL ? ohm_json_get(result, key) : NULL;
}

bool
ohm_chart_profile_fits(const ohm_record *record)
{
    const ohm_json *x = profile_of(record, "x"), *potential = profile_of(record, "V");

    return x != NULL && potential != NULL && ohm_json_size(x) > 1
        && ohm_json_size(potential) == ohm_json_size(x);
}

/* An array of the answer, of n numbers; NULL where there is none. */
static double *
take(ohm_canvas *canvas, const ohm_json *array, size_t n)
{
    if (array == NULL || ohm_json_size(array) != n)
        return NULL;
    double *value = ohm_canvas_numbers(canvas, n);
    for (size_t k = 0; value != NULL && k < n; k++)
        if (!ohm_json_as_number(&value[k], ohm_json_at(array, k)))
            value[k] = NAN;
    return value;
}

static bool
is_density(const char *key)
{
    static const char *const OTHERS[] = { "x", "y", "V", "steps", "initial", "lobes" };

    for (size_t k = 0; k < sizeof OTHERS / sizeof *OTHERS; k++)
        if (strcmp(key, OTHERS[k]) == 0)
            return false;
    return true;
}

static void
draw_curves(ohm_canvas *canvas, const ohm_json *result, const double *x, size_t n)
{
    bool positive = true;
    size_t style = 0;

    ohm_canvas_panel(canvas, ohm_canvas_axis("Position x/L", NULL),
                     ohm_canvas_axis("Density (scaled)", NULL));
    for (size_t k = 0; k < ohm_json_size(result); k++) {
        const char *key = ohm_json_key_at(result, k);
        const double *value = is_density(key) ? take(canvas, ohm_json_value_at(result, k), n) : NULL;

        if (value == NULL)
            continue;
        positive = positive && ohm_chart_wide(value, n, 1.0);
        ohm_canvas_add(canvas, (ohm_series){ .label = ohm_canvas_text(canvas, "%s", key), .style = style++,
                                             .n = n,
                                             .x = x, .y = value });
    }
    ohm_canvas_last(canvas)->y.log = positive;
    ohm_canvas_panel(canvas, ohm_canvas_axis("Position x/L", NULL),
                     ohm_canvas_axis("Potential V (kT/q)", NULL));
    ohm_canvas_add(canvas, (ohm_series){ .n = n, .x = x, .y = take(canvas, ohm_json_get(result, "V"), n) });
}

/* Every node of the mesh, as a point. */
static void
draw_plane(ohm_canvas *canvas, const double *x, const double *y, const double *value, size_t n,
           const char *label)
{
    ohm_canvas_panel(canvas, ohm_canvas_axis("Position x/L", NULL), ohm_canvas_axis("Position y/L", NULL));
    ohm_figure *panel = ohm_canvas_last(canvas);
    panel->equal = true;
    panel->colour = ohm_canvas_axis(label, NULL);
    ohm_canvas_add(canvas, (ohm_series){ .mark = OHM_MARK_POINTS, .weight = n > 500 ? 0.6 : 1.2, .n = n,
                                         .x = x, .y = y,
                                         .value = value });
}

ohm_status
ohm_chart_profile_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_json *result = ohm_record_result(record, 0), *across = profile_of(record, "y");
    const size_t n = ohm_json_size(profile_of(record, "x"));
    const double *x = take(canvas, profile_of(record, "x"), n);

    (void)chart;
    (void)err;
    if (across == NULL) {
        draw_curves(canvas, result, x, n);
        return OHM_OK;
    }
    const double *y = take(canvas, across, n), *vacancies = take(canvas, profile_of(record, "D"), n);
    if (vacancies != NULL)
        draw_plane(canvas, x, y, vacancies, n, "Vacancies D");
    draw_plane(canvas, x, y, take(canvas, profile_of(record, "V"), n), n, "Potential V (kT/q)");
    return OHM_OK;
}
