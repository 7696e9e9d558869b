/* lib/device/threshold_memristor.c -- see threshold_memristor.h */
#include "device/threshold_memristor.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>

ohm_status
ohm_threshold_alloc(ohm_threshold_memristor **out, size_t variables, const double *threshold,
                    double window, ohm_error *err)
{
    ohm_threshold_memristor *device;

    *out = NULL;
    if (variables == 0)
        return ohm_fail(err, OHM_E_ARG, "threshold memristor: no internal variable");
    if (!(window > 0.0))
        return ohm_fail(err, OHM_E_ARG, "threshold memristor: window %g is not positive", window);
    for (size_t j = 0; j < variables; j++)
        if (!(threshold[j] > 0.0 && threshold[j] < INFINITY))
            return ohm_fail(err, OHM_E_ARG, "threshold memristor: threshold[%zu] = %g is not positive",
                            j, threshold[j]);
    if ((device = OHM_ZEROS(ohm_threshold_memristor, 1)) != NULL)
        device->threshold = ohm_copy(threshold, variables, sizeof *threshold);
    if (device == NULL || device->threshold == NULL) {
        ohm_threshold_free(device);
        return ohm_fail(err, OHM_E_NOMEM, "threshold memristor: %zu variables", variables);
    }
    device->variables = variables;
    device->window = window;
    device->rate = 1.0;
    device->low = -INFINITY;
    device->high = INFINITY;
    *out = device;
    return OHM_OK;
}

void
ohm_threshold_free(ohm_threshold_memristor *device)
{
    if (device != NULL)
        free(device->threshold);
    free(device);
}

/* m where it lies inside the open window, else 0. */
static double
inside(double m, double window)
{
    return m > 0.0 && m < window ? m : 0.0;
}

double
ohm_threshold_rate(const ohm_threshold_memristor *device, size_t j, double current)
{
    const double m = inside(fabs(current) - device->threshold[j], device->window);

    return copysign(device->rate * m, current);
}

/* A ramp sweeps |I| uniformly, so it spends t_r/|I| per ampere in the window and writes
 * half of clamp(m, 0, a)^2 t_r/|I|; there are two. */
double
ohm_threshold_move(const ohm_threshold_memristor *device, size_t j, const ohm_threshold_pulse *pulse)
{
    const double peak = fabs(pulse->peak);
    const double m = peak - device->threshold[j];
    const double top = fmin(fmax(m, 0.0), device->window);
    double move = pulse->plateau * inside(m, device->window);

    if (top > 0.0 && pulse->rise > 0.0)
        move += top * top * pulse->rise / peak;
    return copysign(device->rate * move, pulse->peak);
}

ohm_threshold_pulse
ohm_threshold_address(const ohm_threshold_memristor *device, size_t i, double u, double plateau,
                      double rise)
{
    const double peak = u == 0.0 ? 0.0 : copysign(fabs(u) + device->threshold[i], u);

    return (ohm_threshold_pulse){ peak, plateau, rise };
}

ohm_threshold_pulse
ohm_threshold_compensate(ohm_threshold_pulse pulse, double u)
{
    if (pulse.peak != 0.0)
        pulse.plateau = fmax(0.0, pulse.plateau - fabs(u) * pulse.rise / fabs(pulse.peak));
    return pulse;
}

/* Moves gamma and stops it at the limits; whether it was stopped. */
static int
move_within(double *gamma, double move, const ohm_threshold_memristor *device)
{
    *gamma += move;
    if (*gamma > device->high)
        *gamma = device->high;
    else if (*gamma < device->low)
        *gamma = device->low;
    else
        return 0;                           /* NaN too: it is passed on */
    return 1;
}

void
ohm_threshold_write(double *gamma, const ohm_threshold_memristor *device, size_t i, double u,
                    double plateau, double rise, ohm_threshold_tally *tally)
{
    const ohm_threshold_pulse pulse = ohm_threshold_address(device, i, u, plateau, rise);
    ohm_threshold_tally none = { 0 };

    if (tally == NULL)
        tally = &none;
    if (u == 0.0)
        return;
    tally->pulses++;
    tally->dead += fabs(u) >= device->window;
    for (size_t j = 0; j < device->variables; j++) {
        const double move = ohm_threshold_move(device, j, &pulse);

        tally->crosstalk += j != i && move != 0.0;
        tally->clipped += (size_t)move_within(&gamma[j], move, device);
    }
    tally->charge += fabs(pulse.peak) * (plateau + rise);
    tally->square += pulse.peak * pulse.peak * (plateau + 2.0 * rise / 3.0);
}

enum { EDGES = 5 };             /* 0, +-I_j, +-(I_j + a) */

/* The fractions of a segment at which the current crosses an edge of window j, in
 * order, closed by 1; returns how many. */
static size_t
split(double fraction[EDGES + 1], const ohm_threshold_memristor *device, size_t j, double from, double to)
{
    const double open = device->threshold[j], shut = open + device->window;
    const double edge[EDGES] = { 0.0, open, -open, shut, -shut };
    size_t count = 0;

    for (size_t k = 0; k < EDGES; k++) {
        const double s = (edge[k] - from) / (to - from);

        if (s > 0.0 && s < 1.0) {           /* false where to == from: NaN or infinite */
            size_t place = count++;

            for (; place > 0 && fraction[place - 1] > s; place--)
                fraction[place] = fraction[place - 1];
            fraction[place] = s;
        }
    }
    fraction[count++] = 1.0;
    return count;
}

ohm_status
ohm_threshold_follow(double *gamma, const ohm_threshold_memristor *device, size_t points,
                     const double *time, const double *current, ohm_error *err)
{
    if (points < 2)
        return ohm_fail(err, OHM_E_ARG, "threshold memristor: %zu points make no waveform", points);
    for (size_t p = 0; p < points; p++)
        if (!isfinite(time[p]) || !isfinite(current[p]) || (p > 0 && time[p] < time[p - 1]))
            return ohm_fail(err, OHM_E_ARG, "threshold memristor: point %zu: time %g, current %g", p,
                            time[p], current[p]);
    for (size_t p = 1; p < points; p++)
        for (size_t j = 0; j < device->variables; j++) {
            const double from = current[p - 1], slope = current[p] - from, length = time[p] - time[p - 1];
            double fraction[EDGES + 1], start = 0.0;
            const size_t count = split(fraction, device, j, from, current[p]);

            for (size_t k = 0; k < count; k++) {    /* linear within: the midpoint is exact */
                const double middle = from + slope * 0.5 * (start + fraction[k]);

                move_within(&gamma[j], length * (fraction[k] - start)
                            * ohm_threshold_rate(device, j, middle), device);
                start = fraction[k];
            }
        }
    return OHM_OK;
}
