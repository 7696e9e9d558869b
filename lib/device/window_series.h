/* lib/device/window_series.h -- the Taylor series of a window along a trajectory.
 *
 * From w(t) = sum w_[k] s^k, order by order, the coefficients of f(w(t)).  Integer
 * powers go by a chain of products (no division, so w = 1/2 or 1 is no special
 * place); the real power of prodromakis by the recurrence of z' y = p z y', whose
 * base never falls below 3/4.  Where w[0] lies outside [0, 1] the window is the
 * constant it is there (window.h). */
#ifndef OHM_DEVICE_WINDOW_SERIES_H
#define OHM_DEVICE_WINDOW_SERIES_H

#include "device/window.h"

#include <stddef.h>

/* Doubles of scratch one element needs for series of `orders` coefficients. */
size_t ohm_window_series_scratch(const ohm_window *window, size_t orders);

/* Writes f[k] from w[0..k] (stride apart: w of order j is w[j * stride]) and f[0..k-1];
 * `scratch` must be the same block for k = 0, 1, 2, ... in turn.  O(k) per product. */
void ohm_window_series_order(double *f, size_t k, const double *w, size_t stride, bool falls,
                             const ohm_window *window, double *scratch, size_t orders);

/* The same of df/dw along the trajectory, with a scratch of its own. */
size_t ohm_window_slope_series_scratch(const ohm_window *window, size_t orders);
void ohm_window_slope_series_order(double *slope, size_t k, const double *w, size_t stride, bool falls,
                                   const ohm_window *window, double *scratch, size_t orders);

#endif
