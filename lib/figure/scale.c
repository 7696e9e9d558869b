/* lib/figure/scale.c -- see scale.h */
#include "figure/scale.h"

#include <math.h>

ohm_prefix
ohm_prefix_for(double largest)
{
    static const ohm_prefix PREFIXES[] = {
        { 1e-12, "T" }, { 1e-9, "G" }, { 1e-6, "M" }, { 1e-3, "k" }, { 1.0, "" }, { 1e3, "m" },
        { 1e6, "\302\265" }, { 1e9, "n" }, { 1e12, "p" }, { 1e15, "f" },
    };
    enum { COUNT = sizeof PREFIXES / sizeof *PREFIXES };

    if (!(largest > 0.0) || (largest >= 0.1 && largest < 1e4))
        return (ohm_prefix){ 1.0, "" };
    for (int k = 0; k < COUNT; k++)
        if (largest * PREFIXES[k].scale >= 1.0)
            return PREFIXES[k];
    return (ohm_prefix){ 1.0, "" };
}

static double
largest_of(const double *values, size_t n, double largest)
{
    for (size_t i = 0; i < n; i++)
        if (isfinite(values[i]))
            largest = fmax(largest, fabs(values[i]));
    return largest;
}

ohm_prefix
ohm_axis_prefix(const ohm_figure *figure, const ohm_axis *axis)
{
    double largest = 0.0;

    if (axis->log || axis->unit == NULL || figure->bare)
        return (ohm_prefix){ 1.0, "" };
    for (size_t k = 0; k < figure->count; k++) {
        const ohm_series *series = &figure->series[k];

        largest = largest_of(axis == &figure->x ? series->x : series->y, series->n, largest);
    }
    return ohm_prefix_for(largest);
}

double
ohm_tic_distance(double low, double high)
{
    enum { INTERVALS = 5 };
    const double least = (high - low) / INTERVALS;

    if (!(least > 0.0) || isinf(least))
        return 0.0;
    const double power = pow(10.0, floor(log10(least)));

    for (int k = 0; k < 3; k++)
        if ((double[]){ 1.0, 2.0, 5.0 }[k] * power >= least)
            return (double[]){ 1.0, 2.0, 5.0 }[k] * power;
    return 10.0 * power;
}

double
ohm_decade_distance(double low, double high)
{
    enum { INTERVALS = 5 };
    const double decades = log10(high / low);

    return decades > INTERVALS && isfinite(decades) ? pow(10.0, ceil(decades / INTERVALS)) : 10.0;
}

void
ohm_widen(double *low, double *high, const double *values, size_t n)
{
    for (size_t i = 0; values != NULL && i < n; i++)
        if (isfinite(values[i])) {
            *low = fmin(*low, values[i]);
            *high = fmax(*high, values[i]);
        }
}

void
ohm_figure_extent(double *low, double *high, const ohm_figure *figure, const ohm_axis *axis)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t k = 0; k < figure->count; k++) {
        const ohm_series *series = &figure->series[k];

        ohm_widen(low, high, axis == &figure->x ? series->x : series->y, series->n);
        if (axis == &figure->y)
            ohm_widen(low, high, series->y_low, series->n);
    }
    if (isfinite(axis->low))
        *low = axis->low;
    if (isfinite(axis->high))
        *high = axis->high;
}

