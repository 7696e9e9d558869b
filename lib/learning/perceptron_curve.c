/* lib/learning/perceptron_curve.c -- see perceptron_curve.h */
#include "learning/perceptron_curve.h"
#include "base/array.h"
#include "base/parallel.h"
#include "learning/band.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static double
mean_of(const double *x, size_t n)
{
    double sum = 0.0;

    for (size_t k = 0; k < n; k++)
        sum += x[k];
    return sum / (double)n;
}

typedef struct {
    ohm_perceptron_point *curve;
    const ohm_perceptron_run *run;
} job;

/* Copies the numbers of the runs that never diverged; returns how many. */
static size_t
select_sound(double *sound, const double *row, const ohm_perceptron_run *run)
{
    size_t n = 0;

    for (size_t r = 0; r < run->realizations; r++)
        if (run->diverged[r] == SIZE_MAX)
            sound[n++] = row[r];
    return n;
}

static ohm_status
summarize_point(void *data, size_t p, ohm_error *err)
{
    const job *all = data;
    const ohm_perceptron_run *run = all->run;
    ohm_perceptron_point *point = &all->curve[p];
    double *sound = OHM_ARRAY(double, run->realizations);

    if (sound == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu realizations", run->realizations);
    *point = (ohm_perceptron_point){ run->epoch[p], NAN, NAN, NAN, NAN, NAN, NAN };
    size_t n = select_sound(sound, run->running + p * run->realizations, run);
    if (n > 0 && p > 0)
        point->running = mean_of(sound, n);
    n = select_sound(sound, run->error + p * run->realizations, run);
    const ohm_band band = ohm_band_of(sound, n);

    point->mean = band.mean;
    point->sd = band.sd;
    point->median = band.median;
    point->q10 = band.q10;
    point->q90 = band.q90;
    free(sound);
    return OHM_OK;
}

ohm_status
ohm_perceptron_curve(ohm_perceptron_point *curve, const ohm_perceptron_run *run, size_t threads,
                     ohm_error *err)
{
    job all = { curve, run };

    return ohm_parallel(run->points, threads, summarize_point, &all, err);
}

ohm_fraction
ohm_fraction_of(size_t count, size_t n)
{
    static const double Z = 1.959963984540054;      /* 97.5 % of a normal distribution */
    const double trials = (double)n, p = (double)count / trials, z2 = Z * Z / trials;
    const double centre = (p + 0.5 * z2) / (1.0 + z2);
    const double half = Z * sqrt(p * (1.0 - p) / trials + 0.25 * z2 / trials) / (1.0 + z2);

    if (n == 0)
        return (ohm_fraction){ NAN, NAN, NAN };
    /* the ends are exact where all or none succeeded */
    return (ohm_fraction){ p, count == 0 ? 0.0 : centre - half, count == n ? 1.0 : centre + half };
}

ohm_perceptron_summary
ohm_perceptron_summarize(const ohm_perceptron_run *run)
{
    const size_t runs = run->realizations;
    const double *last = run->error + (run->points - 1) * runs;
    ohm_perceptron_summary sum = { .diverged = 0 };
    size_t right = 0, below = 0;

    for (size_t r = 0; r < runs; r++) {
        const double *times = run->multiplicity + r * run->patterns;
        size_t present = 0;

        for (size_t p = 0; p < run->patterns; p++)
            present += times[p] > 0.0;
        sum.incomplete += present < run->patterns;
        sum.diverged += run->diverged[r] != SIZE_MAX;
        right += run->accuracy[r] == 1.0;
        below += last[r] < 1.0;             /* NaN where diverged: not below */
    }
    sum.success = ohm_fraction_of(right, runs);
    sum.e_below_1 = (double)below / (double)runs;
    sum.accuracy = mean_of(run->accuracy, runs);
    return sum;
}
