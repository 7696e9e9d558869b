/* lib/dynamics/waveform.c -- see waveform.h */
#include "dynamics/waveform.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>

void
ohm_polyline_free(ohm_polyline *line)
{
    if (line == NULL)
        return;
    free(line->time);
    free(line->value);
    free(line);
}

ohm_status
ohm_polyline_alloc(ohm_polyline **out, size_t points, const double *time, const double *value, ohm_error *err)
{
    ohm_polyline *line;

    *out = NULL;
    if (points == 0)
        return ohm_fail(err, OHM_E_ARG, "polyline: no points");
    for (size_t i = 0; i < points; i++) {
        if (!isfinite(time[i]) || !isfinite(value[i]))
            return ohm_fail(err, OHM_E_ARG, "polyline: point %zu is not finite", i);
        if (i > 0 && !(time[i] > time[i - 1]))
            return ohm_fail(err, OHM_E_ARG, "polyline: time %g at point %zu does not come after %g",
                            time[i], i, time[i - 1]);
    }
    if ((line = OHM_ZEROS(ohm_polyline, 1)) == NULL)
        goto nomem;
    line->points = points;
    line->time = ohm_copy(time, points, sizeof *time);
    line->value = ohm_copy(value, points, sizeof *value);
    if (line->time == NULL || line->value == NULL)
        goto nomem;
    *out = line;
    return OHM_OK;

nomem:
    ohm_polyline_free(line);
    return ohm_fail(err, OHM_E_NOMEM, "polyline: out of memory for %zu points", points);
}

/* How many points lie at or before t. */
static size_t
points_before(const ohm_polyline *line, double t)
{
    size_t low = 0, high = line->points;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (line->time[middle] <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

double
ohm_polyline_next(const ohm_polyline *line, double t)
{
    const size_t i = points_before(line, t);

    return i < line->points ? line->time[i] : INFINITY;
}

/* Value at t and slope to the right of it. */
static double
line_at(double *slope, const ohm_polyline *line, double t)
{
    const size_t i = points_before(line, t);

    *slope = 0.0;
    if (i == 0)
        return line->value[0];
    if (i == line->points)
        return line->value[i - 1];
    *slope = (line->value[i] - line->value[i - 1]) / (line->time[i] - line->time[i - 1]);
    return line->value[i - 1] + *slope * (t - line->time[i - 1]);
}

static double
line_integral(const ohm_polyline *line, double t)
{
    double sum = 0.0, from = 0.0, slope;

    while (from < t) {                          /* piece by piece, each a trapezium */
        const double to = fmin(t, ohm_polyline_next(line, from));
        const double start = line_at(&slope, line, from);

        sum += (to - from) * (start + 0.5 * slope * (to - from));
        from = to;
    }
    return sum;
}

double
ohm_waveform_at(const ohm_waveform *wave, double t)
{
    double slope;

    if (wave->line != NULL)
        return line_at(&slope, wave->line, t);
    if (wave->amplitude == 0.0)
        return wave->dc;
    return wave->dc + wave->amplitude * sin(2.0 * M_PI * wave->frequency * t + wave->phase);
}

double
ohm_waveform_integral(const ohm_waveform *wave, double t)
{
    const double half = M_PI * wave->frequency * t;     /* half the angle run through */

    if (wave->line != NULL)
        return line_integral(wave->line, t);
    if (wave->amplitude == 0.0)
        return wave->dc * t;
    if (half == 0.0)
        return (wave->dc + wave->amplitude * sin(wave->phase)) * t;
    /* cos a - cos b as a product: nothing cancels at low frequency */
    return wave->dc * t + wave->amplitude * t * sin(wave->phase + half) * (sin(half) / half);
}

bool
ohm_waveform_moves(const ohm_waveform *wave)
{
    if (wave->line != NULL)
        return wave->line->points > 1;
    return wave->amplitude != 0.0 && wave->frequency != 0.0;
}

static void
line_bounds(double *value, double *slope, const ohm_polyline *line, double from, double to)
{
    double piece, at = from;

    *value = fabs(line_at(&piece, line, from));
    *slope = fabs(piece);
    while (at < to) {
        at = fmin(to, ohm_polyline_next(line, at));
        *value = fmax(*value, fabs(line_at(&piece, line, at)));
        if (at < to)
            *slope = fmax(*slope, fabs(piece));
    }
}

void
ohm_waveform_bounds(double *value, double *slope, const ohm_waveform *wave, double from, double to)
{
    if (wave->line != NULL) {
        line_bounds(value, slope, wave->line, from, to);
        return;
    }
    *value = fabs(wave->dc) + fabs(wave->amplitude);
    *slope = fabs(wave->amplitude * 2.0 * M_PI * wave->frequency);
}

void
ohm_waveform_series(double *coefficient, size_t orders, const ohm_waveform *wave, double t)
{
    const double omega = 2.0 * M_PI * wave->frequency, angle = omega * t + wave->phase;
    const double derivative[4] = { sin(angle), cos(angle), -sin(angle), -cos(angle) };
    double factor = wave->amplitude, slope = 0.0;

    for (size_t k = 0; k < orders; k++) {
        coefficient[k] = wave->line != NULL ? 0.0 : factor * derivative[k % 4];
        factor *= omega / (double)(k + 1);
    }
    if (orders > 0)
        coefficient[0] += wave->line != NULL ? line_at(&slope, wave->line, t) : wave->dc;
    if (orders > 1)
        coefficient[1] += slope;
}
