/* lib/learning/contrastive_modes.c -- see contrastive_modes.h */
#include "learning/contrastive_modes.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>

/* A mode that keeps less than this part of its norm is a combination of those before. */
static const double INDEPENDENT = 1e-8;

/* The only source that varies, or `sources`. */
static size_t
find_input(const ohm_contrastive_data *data, size_t sources)
{
    size_t found = sources;

    for (size_t s = 0; s < sources; s++) {
        bool varies = false;

        for (size_t b = 1; b < data->count; b++)
            varies = varies || data->x[b * sources + s] != data->x[s];
        if (varies && found != sources)
            return sources;
        if (varies)
            found = s;
    }
    return found;
}

static double
mean_product(const double *a, const double *b, size_t n)
{
    double sum = 0.0;

    for (size_t k = 0; k < n; k++)
        sum += a[k] * b[k];
    return sum / (double)n;
}

/* Gram and Schmidt; false where a mode adds nothing. */
static bool
orthonormalize(double *basis, size_t n)
{
    for (size_t m = 0; m < OHM_MODES; m++) {
        double *row = basis + m * n;
        const double before = sqrt(mean_product(row, row, n));

        for (size_t other = 0; other < m; other++) {
            const double part = mean_product(row, basis + other * n, n);

            for (size_t k = 0; k < n; k++)
                row[k] -= part * basis[other * n + k];
        }
        const double after = sqrt(mean_product(row, row, n));

        if (!(after > INDEPENDENT * before))
            return false;
        for (size_t k = 0; k < n; k++)
            row[k] /= after;
    }
    return true;
}

ohm_status
ohm_contrastive_modes(double **basis, const ohm_contrastive_data *data, size_t sources, size_t targets,
                      ohm_error *err)
{
    const size_t n = data->count, input = find_input(data, sources);
    double low = INFINITY, high = -INFINITY;

    *basis = NULL;
    if (input == sources || targets != 1 || data->classes > 0 || n < OHM_MODES)
        return OHM_OK;
    if ((*basis = ohm_array(n, OHM_MODES * sizeof **basis)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: modes of %zu samples", n);
    for (size_t b = 0; b < n; b++) {
        low = fmin(low, data->x[b * sources + input]);
        high = fmax(high, data->x[b * sources + input]);
    }
    for (size_t b = 0; b < n; b++) {
        const double u = (2.0 * data->x[b * sources + input] - low - high) / (high - low);

        (*basis)[b] = 1.0;
        (*basis)[n + b] = u;
        (*basis)[2 * n + b] = 0.5 * (3.0 * u * u - 1.0);
    }
    if (!orthonormalize(*basis, n)) {
        free(*basis);
        *basis = NULL;
    }
    return OHM_OK;
}
