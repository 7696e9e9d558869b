/* lib/learning/band.c -- see band.h */
#include "learning/band.h"

#include <math.h>
#include <stdlib.h>

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The p-quantile of n >= 1 sorted numbers, linear between the two it falls between. */
static double
quantile(const double *sorted, size_t n, double p)
{
    const double place = p * (double)(n - 1);
    const size_t below = (size_t)place, above = below + 1 < n ? below + 1 : below;

    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}

ohm_band
ohm_band_of(double *x, size_t n)
{
    size_t count = 0;
    double sum = 0.0, square = 0.0;

    for (size_t k = 0; k < n; k++)
        if (!isnan(x[k])) {
            sum += x[k];
            x[count++] = x[k];
        }
    if (count == 0)
        return (ohm_band){ 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
    const double mean = sum / (double)count;

    for (size_t k = 0; k < count; k++)
        square += (x[k] - mean) * (x[k] - mean);
    qsort(x, count, sizeof *x, ascending);
    return (ohm_band){ count, mean, sqrt(square / (double)count), quantile(x, count, 0.5),
                      quantile(x, count, 0.1),
                       quantile(x, count, 0.9), x[0], x[count - 1] };
}
