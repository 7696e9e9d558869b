/* lib/learning/perceptron_curve.h -- what an ensemble of training runs amounts to. */
#ifndef OHM_LEARNING_PERCEPTRON_CURVE_H
#define OHM_LEARNING_PERCEPTRON_CURVE_H

#include "learning/perceptron_train.h"

/* One recorded epoch over the runs that never diverged; NaN where there are none. */
typedef struct {
    size_t epoch;
    double mean, sd;            /* of E_total; sd of the ensemble itself (divided by its size) */
    double median, q10, q90;    /* linear between order statistics */
    double running;             /* mean of the error met while training; NaN at the first point */
} ohm_perceptron_point;

/* Writes run->points points, on up to `threads` threads.  OHM_E_NOMEM. */
ohm_status ohm_perceptron_curve(ohm_perceptron_point *curve, const ohm_perceptron_run *run,
                                size_t threads, ohm_error *err);

/* A fraction of n trials and its 95 % Wilson interval; all NaN for n = 0. */
typedef struct {
    double fraction, low, high;
} ohm_fraction;

ohm_fraction ohm_fraction_of(size_t count, size_t n);

/* Over all realizations; a diverged run has failed. */
typedef struct {
    ohm_fraction success;       /* every pattern right after the last epoch */
    double e_below_1;           /* fraction with E_total < 1 after the last epoch */
    double accuracy;            /* mean fraction of patterns right */
    size_t diverged;
    size_t incomplete;          /* realizations whose data lack some pattern */
} ohm_perceptron_summary;

ohm_perceptron_summary ohm_perceptron_summarize(const ohm_perceptron_run *run);

#endif
