/* lib/dynamics/waveform.h -- one number that moves with time.
 *
 *     dc + amplitude sin(2 pi frequency t + phase)      or      line(t),
 *
 * a line running straight through given points.  SI units, Hz, rad. */
#ifndef OHM_DYNAMICS_WAVEFORM_H
#define OHM_DYNAMICS_WAVEFORM_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {                    /* points of a piecewise linear function */
    size_t points;                  /* >= 1 */
    double *time;                   /* strictly increasing [s], owned */
    double *value;                  /* owned */
} ohm_polyline;

ohm_status ohm_polyline_alloc(ohm_polyline **out, size_t points, const double *time,
                              const double *value, ohm_error *err);
void ohm_polyline_free(ohm_polyline *line);         /* takes NULL */

/* The first point after t, or INFINITY. */
double ohm_polyline_next(const ohm_polyline *line, double t);

typedef struct {
    double dc, amplitude, frequency, phase;
    const ohm_polyline *line;       /* NULL, or borrowed: then it alone counts */
} ohm_waveform;

/* Value, and integral from 0 to t >= 0.  A line is constant before its first
 * point and after its last. */
double ohm_waveform_at(const ohm_waveform *wave, double t);
double ohm_waveform_integral(const ohm_waveform *wave, double t);
bool ohm_waveform_moves(const ohm_waveform *wave);

/* Upper bounds of |value| and |slope| over [from, to]. */
void ohm_waveform_bounds(double *value, double *slope, const ohm_waveform *wave, double from, double to);

/* The `orders` Taylor coefficients about t (coefficient k of (t' - t)^k), on the
 * piece of a line to the right of t. */
void ohm_waveform_series(double *coefficient, size_t orders, const ohm_waveform *wave, double t);

#endif
