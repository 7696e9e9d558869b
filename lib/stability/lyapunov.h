/* lib/stability/lyapunov.h -- Lyapunov exponents of a tangent flow.
 *
 * The frame is carried along the trajectory and made orthonormal again and again,
 * V = Q R; the exponents are the means of log R_kk over time (Benettin, and Shimada and
 * Nagashima).  What lies before the transient is thrown away.  Under a periodic drive the
 * average runs over whole periods.  The error bar is that of batch means: the spread of the
 * exponents of 16 pieces of the run, over the square root of 16.  Independent trajectories
 * of the same system may be averaged: their errors then shrink like one over the root.
 * Sources: Benettin, Galgani, Giorgilli, Strelcyn, Meccanica 15, 9 (1980); Shimada,
 * Nagashima, Prog. Theor. Phys. 61, 1605 (1979). */
#ifndef OHM_STABILITY_LYAPUNOV_H
#define OHM_STABILITY_LYAPUNOV_H

#include "base/control.h"
#include "stability/tangent_flow.h"

#include <stdint.h>

/* Rows of the running history at most, and pieces the error bars come from. */
enum { OHM_LYAPUNOV_ROWS = 256, OHM_LYAPUNOV_BATCHES = 16 };

typedef struct {
    double time;                /* T [s], from 0 */
    double transient;           /* thrown away, < T */
    uint64_t seed;              /* of the first frames */
    size_t threads;             /* for several trajectories; the answer does not depend on it */
} ohm_lyapunov_options;

typedef struct {
    size_t count;               /* k */
    double *exponent;           /* k, descending [1/s]; -inf where a direction was lost at a bound */
    double *error;              /* k: error bars; NaN where there are too few pieces */
    double sum, trace_mean;     /* of all n; NaN where k < n, or (the sum) one is -inf */
    double from, to;            /* what was averaged over [s]: whole periods where there are any */
    size_t periods;             /* how many; 0 without a period */
    size_t trajectories;        /* averaged over */
    bool whole;                 /* the (first) trajectory came to its end */
    size_t rows;
    double *row_time;           /* rows: ends of the pieces */
    double *row;                /* rows by k: exponents of [from, row_time] */
    size_t steps, frames;       /* steps of the trajectory, times the frame was made anew */
} ohm_lyapunov;                 /* owns its arrays */

/* Runs `flows` flows of one system (of equal shape, each from its own state at time 0) to T
 * and averages over them.  OHM_E_ARG where the transient is not shorter than T.  On
 * OHM_E_INTERRUPT *out holds the mean of the flows before the first unfinished one; where that is
 * the first, it as far as it came; NULL where that is not beyond the transient. */
ohm_status ohm_lyapunov_run(ohm_lyapunov **out, ohm_tangent_flow *const *flow, size_t flows,
                            const ohm_lyapunov_options *options, const ohm_control *control, ohm_error *err);
void ohm_lyapunov_free(ohm_lyapunov *lyapunov);     /* takes NULL */

#endif
