/* lib/figure/scale.h -- what an axis shows and how it counts; private. */
#ifndef OHM_FIGURE_SCALE_H
#define OHM_FIGURE_SCALE_H

#include "figure/plot.h"

/* A power of 1000 in front of a unit. */
typedef struct {
    double scale;               /* what a value is multiplied by to be shown */
    const char *sign;           /* "m", "k", ..., or "" */
} ohm_prefix;

/* The prefix with which numbers up to `largest` read best: none from 0.1 up to 1e4,
 * else the one that leaves 1 to 1000 before the point. */
ohm_prefix ohm_prefix_for(double largest);

/* That of an axis of the figure: logarithmic ones count in powers of ten, and pure
 * numbers stay as they are. */
ohm_prefix ohm_axis_prefix(const ohm_figure *figure, const ohm_axis *axis);

/* Distance of two tics: 1, 2 or 5 times a power of ten, six tics at most, so that
 * their numbers stay apart in one journal column; 0 where there is no extent.  The
 * same of a logarithmic axis, as a factor. */
double ohm_tic_distance(double low, double high);
double ohm_decade_distance(double low, double high);

/* Widens [*low, *high] by the finite values; values may be NULL. */
void ohm_widen(double *low, double *high, const double *values, size_t n);

/* The ends of what an axis will show. */
void ohm_figure_extent(double *low, double *high, const ohm_figure *figure, const ohm_axis *axis);

#endif
