/* tools/train_contrastive_table.c -- learning curves and decision maps as CSV; see train_contrastive.h */
#include "train_contrastive.h"

#include "base/array.h"
#include "envelope.h"
#include "io/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BAND_COLUMNS = 5, MAP_AXES = 2 };

/* ---- curves --------------------------------------------------------------------------- */
static ohm_status
write_one(FILE *file, const contrastive_training *t, ohm_error *err)
{
    static const char *const names[] = { "step", "error_V2", "mean_V", "slope_V", "curvature_V" };
    const ohm_contrastive_history *h = t->first->history;
    const size_t columns = h->mode != NULL ? 2 + OHM_MODES : 2;
    ohm_status status = OHM_OK;

    ohm_csv_write_names(file, names, columns);
    for (size_t p = 0; status == OHM_OK && p < h->points; p++) {
        double row[2 + OHM_MODES] = { (double)h->step[p], h->error[p] };

        for (size_t m = 0; h->mode != NULL && m < OHM_MODES; m++)
            row[2 + m] = h->mode[p * OHM_MODES + m];
        status = ohm_csv_write_numbers(file, row, columns, err);
    }
    return status;
}

/* Root of the mean square of n numbers. */
static double
root_mean_square(const double *x, size_t n)
{
    double sum = 0.0;

    for (size_t k = 0; k < n; k++)
        sum += x[k] * x[k];
    return sqrt(sum / (double)n);
}

static void
put_band(double *row, const double *value, size_t n, double *work)
{
    memcpy(work, value, n * sizeof *work);
    const ohm_band band = ohm_band_of(work, n);
    const double all[BAND_COLUMNS] = { band.mean, band.sd, band.median, band.q10, band.q90 };

    memcpy(row, all, sizeof all);
}

/* Bands of the error, of the accuracy in test, and root mean squares of the modes, over realizations. */
static ohm_status
write_bands(FILE *file, const contrastive_training *t, double *work, ohm_error *err)
{
    static const char *const error[] = { "step", "mean_V2", "sd_V2", "median_V2", "q10_V2", "q90_V2" };
    static const char *const tested[] = { "test_mean", "test_sd", "test_median", "test_q10", "test_q90" };
    static const char *const modes[OHM_MODES] = { "rms_mean_V", "rms_slope_V", "rms_curvature_V" };
    const ohm_contrastive_ensemble *e = t->ensemble;
    const size_t runs = e->realizations;
    const bool tests = !isnan(t->first->accuracy_test);
    const char *names[1 + 2 * BAND_COLUMNS + OHM_MODES];
    size_t columns = 0;
    ohm_status status = OHM_OK;

    for (size_t k = 0; k < 1 + BAND_COLUMNS; k++)
        names[columns++] = error[k];
    for (size_t k = 0; tests && k < BAND_COLUMNS; k++)
        names[columns++] = tested[k];
    for (size_t m = 0; e->mode != NULL && m < OHM_MODES; m++)
        names[columns++] = modes[m];
    ohm_csv_write_names(file, names, columns);
    for (size_t k = 0; status == OHM_OK && k < e->points; k++) {
        double row[1 + 2 * BAND_COLUMNS + OHM_MODES] = { (double)e->step[k] };

        put_band(row + 1, e->error + k * runs, runs, work);
        if (tests)
            put_band(row + 1 + BAND_COLUMNS, e->tested + k * runs, runs, work);
        for (size_t m = 0; e->mode != NULL && m < OHM_MODES; m++)
            row[columns - OHM_MODES + m] = root_mean_square(e->mode + (m * e->points + k) * runs, runs);
        status = ohm_csv_write_numbers(file, row, columns, err);
    }
    return status;
}

ohm_status
contrastive_write_curve(FILE *file, const contrastive_training *t, const cli_run *run, ohm_error *err)
{
    const size_t runs = t->ensemble->realizations;
    double *work;
    ohm_status status = envelope_comment(file, "# ", run, err);

    if (status != OHM_OK || runs == 1)
        return status == OHM_OK ? write_one(file, t, err) : status;
    if ((work = OHM_ARRAY(double, runs)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu realizations", runs);
    status = write_bands(file, t, work, err);
    free(work);
    return status;
}

/* ---- maps ------------------------------------------------------------------------------ */
/* Whether sources a and b are given the same inputs. */
static bool
same_input(const ohm_contrastive_data *d, size_t sources, size_t a, size_t b)
{
    for (size_t k = 0; k < d->count; k++)
        if (d->x[k * sources + a] != d->x[k * sources + b])
            return false;
    return true;
}

static bool
varies(const ohm_contrastive_data *d, size_t sources, size_t s)
{
    for (size_t k = 1; k < d->count; k++)
        if (d->x[k * sources + s] != d->x[s])
            return true;
    return false;
}

bool
contrastive_map_axes(size_t *axis, const ohm_contrastive_trial *t)
{
    const size_t sources = t->plan.sources;
    const ohm_contrastive_data *d = &t->data.train;
    size_t found = 0;

    for (size_t s = 0; s < sources; s++) {
        axis[s] = MAP_AXES;
        if (!varies(d, sources, s))
            continue;
        for (size_t other = 0; other < s && axis[s] == MAP_AXES; other++)
            if (axis[other] < MAP_AXES && same_input(d, sources, s, other))
                axis[s] = axis[other];
        if (axis[s] == MAP_AXES && found++ < MAP_AXES)
            axis[s] = found - 1;
    }
    return found == MAP_AXES;
}

static void
ranges_of(double *low, double *high, const ohm_contrastive_trial *t, const size_t *axis)
{
    const size_t sources = t->plan.sources;

    for (size_t a = 0; a < MAP_AXES; a++) {
        low[a] = INFINITY;
        high[a] = -INFINITY;
    }
    for (size_t k = 0; k < t->data.train.count * sources; k++) {
        const size_t a = axis[k % sources];

        if (a < MAP_AXES) {
            low[a] = fmin(low[a], t->data.train.x[k]);
            high[a] = fmax(high[a], t->data.train.x[k]);
        }
    }
}

static ohm_status
write_map_rows(FILE *file, const ohm_contrastive_trial *t, size_t points, const size_t *axis, double *x,
               double *row, ohm_error *err)
{
    double low[MAP_AXES], high[MAP_AXES];
    ohm_status status = OHM_OK;

    ranges_of(low, high, t, axis);
    for (size_t k = 0; status == OHM_OK && k < points * points; k++) {
        const size_t at[MAP_AXES] = { k / points, k % points };

        for (size_t a = 0; a < MAP_AXES; a++)
            row[a] = low[a] + (high[a] - low[a]) * (double)at[a] / (double)(points - 1);
        for (size_t s = 0; s < t->plan.sources; s++)
            x[s] = axis[s] < MAP_AXES ? row[axis[s]] : t->data.train.x[s];
        status = ohm_learner_answer(row + MAP_AXES, t->learner, 1, x, err);
        if (status == OHM_OK)
            status = ohm_csv_write_numbers(file, row, MAP_AXES + t->plan.targets, err);
    }
    return status;
}

ohm_status
contrastive_write_map(FILE *file, const contrastive_training *t, const size_t *axis, const cli_run *run,
                      ohm_error *err)
{
    const size_t targets = t->first->plan.targets;
    double *x = OHM_ARRAY(double, t->first->plan.sources), *row = OHM_ARRAY(double, MAP_AXES + targets);
    ohm_status status = x == NULL || row == NULL ? ohm_fail(err, OHM_E_NOMEM, "map of %zu outputs", targets)
                                                 : envelope_comment(file, "# ", run, err);

    if (status == OHM_OK) {
        fputs("x1_V,x2_V", file);
        for (size_t k = 0; k < targets; k++)
            fprintf(file, ",O%zu_V", k + 1);
        fputc('\n', file);
        status = write_map_rows(file, t->first, t->options->map_points, axis, x, row, err);
    }
    free(x);
    free(row);
    return status;
}
