/* lib/device/memristor.c -- see memristor.h */
#include "device/memristor.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>

void
ohm_memristors_free(ohm_memristors *device)
{
    if (device == NULL)
        return;
    free(device->r_on);
    free(device->xi);
    free(device->alpha);
    free(device->w_rest);
    free(device->beta);
    free(device->polarity);
    free(device->sign);
    free(device->window);
    free(device);
}

static void
set_defaults(ohm_memristors *device)
{
    for (size_t k = 0; k < device->edges; k++) {
        device->r_on[k] = 1.0;
        device->xi[k] = 100.0;
        device->alpha[k] = 0.0;
        device->w_rest[k] = 0.0;
        device->beta[k] = 1.0;
        device->polarity[k] = 1;
        device->sign[k] = 1;
        device->window[k] = (ohm_window){ OHM_WINDOW_NONE, 1.0, 1.0 };
    }
}

ohm_status
ohm_memristors_alloc(ohm_memristors **out, size_t edges, ohm_error *err)
{
    ohm_memristors *device = OHM_ZEROS(ohm_memristors, 1);

    *out = NULL;
    if (device == NULL)
        goto nomem;
    device->edges = edges;
    device->r_on = OHM_ARRAY(double, edges);
    device->xi = OHM_ARRAY(double, edges);
    device->alpha = OHM_ARRAY(double, edges);
    device->w_rest = OHM_ARRAY(double, edges);
    device->beta = OHM_ARRAY(double, edges);
    device->polarity = OHM_ARRAY(signed char, edges);
    device->sign = OHM_ARRAY(signed char, edges);
    device->window = OHM_ARRAY(ohm_window, edges);
    if (device->r_on == NULL || device->xi == NULL || device->alpha == NULL || device->w_rest == NULL
        || device->beta == NULL || device->polarity == NULL || device->sign == NULL
        || device->window == NULL)
        goto nomem;
    set_defaults(device);
    *out = device;
    return OHM_OK;

nomem:
    ohm_memristors_free(device);
    return ohm_fail(err, OHM_E_NOMEM, "memristors: out of memory for %zu edges", edges);
}

void
ohm_memristors_survey(ohm_memristors *device)
{
    device->active = device->windowed = device->rectified = device->relaxing = false;
    for (size_t k = 0; k < device->edges; k++) {
        device->active |= device->sign[k] < 0;
        device->windowed |= device->window[k].kind != OHM_WINDOW_NONE;
        device->rectified |= device->polarity[k] == 0;
        device->relaxing |= device->alpha[k] != 0.0;
    }
}

ohm_status
ohm_memristors_resistance(double *restrict resistance, const double *restrict w,
                          const ohm_memristors *device, ohm_error *err)
{
    for (size_t k = 0; k < device->edges; k++) {
        const double growth = 1.0 + device->xi[k] * w[k];   /* R / R_on */

        if (!(growth > 0.0) || isinf(growth))               /* so written, NaN fails too */
            return ohm_fail(err, OHM_E_DOMAIN, "edge %zu: resistance is not positive at w = %g", k, w[k]);
        resistance[k] = device->sign[k] * device->r_on[k] * growth;
    }
    return OHM_OK;
}

double
ohm_memristors_power(const double *restrict w, const double *restrict current, const ohm_memristors *device)
{
    double sum = 0.0;

    for (size_t k = 0; k < device->edges; k++)
        sum += device->sign[k] * device->r_on[k] * (1.0 + device->xi[k] * w[k]) * current[k] * current[k];
    return sum;
}

/* The voltage that drives the memory: R_on i, or v = R i under voltage control. */
static double
drive_scale(const ohm_memristors *device, const double *resistance, size_t k)
{
    return device->control == OHM_CONTROL_VOLTAGE ? resistance[k] : device->r_on[k];
}

void
ohm_memristors_drift(double *restrict dwdt, const double *restrict w, const double *restrict current,
                     const double *restrict resistance, const ohm_memristors *device)
{
    for (size_t k = 0; k < device->edges; k++) {
        const double u = drive_scale(device, resistance, k) * current[k];
        const double d = device->polarity[k] != 0 ? device->polarity[k] * u : fabs(u);
        const double pull = d / device->beta[k];            /* > 0 drives w down */
        const double relax = device->alpha[k] * (w[k] - device->w_rest[k]);

        if (device->window[k].kind == OHM_WINDOW_NONE)
            dwdt[k] = relax - pull;
        else
            dwdt[k] = relax - pull * ohm_window_value(&device->window[k], w[k], pull > 0.0);
    }
}

void
ohm_memristors_drift_slopes(double *restrict by_w, double *restrict by_current, const double *restrict w,
                            const double *restrict current, const double *restrict resistance,
                            const ohm_memristors *device)
{
    for (size_t k = 0; k < device->edges; k++) {
        const double scale = drive_scale(device, resistance, k);
        const double u = scale * current[k];
        const double j = device->polarity[k] != 0 ? device->polarity[k] : u < 0.0 ? -1.0 : 1.0;
        const double pull = j * u / device->beta[k];
        const double f = ohm_window_value(&device->window[k], w[k], pull > 0.0);
        double slope = device->alpha[k] - pull * ohm_window_slope(&device->window[k], w[k], pull > 0.0);

        if (device->control == OHM_CONTROL_VOLTAGE)         /* v = R(w) i moves with w as well */
            slope -= j / device->beta[k] * f * device->sign[k] * device->r_on[k] * device->xi[k] * current[k];
        by_w[k] = slope;
        by_current[k] = -j * scale / device->beta[k] * f;
    }
}
