/* lib/learning/band.h -- what many numbers of one kind amount to: a point of a learning curve. */
#ifndef OHM_LEARNING_BAND_H
#define OHM_LEARNING_BAND_H

#include <stddef.h>

typedef struct {
    size_t count;               /* of the numbers that are numbers */
    double mean, sd;            /* sd of the numbers themselves (divided by their count) */
    double median, q10, q90;    /* linear between order statistics */
    double least, most;
} ohm_band;                     /* all NaN where there is none */

/* Sorts x, which holds n numbers; those that are NaN are left out. */
ohm_band ohm_band_of(double *x, size_t n);

#endif
