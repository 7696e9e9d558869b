/* lib/kirchhoff/relaxation.h -- circuits by waveform relaxation: elements and network in turn.
 *
 * Over a window of steps the elements run under given voltages, then the network answers with
 * new voltages for the currents they drew, until the two agree:
 *
 *     plain   the network sees current sources I(t): U <- S - Z I.  It contracts only where
 *             Z dI/dU < 1, which is tested first (dI/dU holds lambda^2/dt, so small steps
 *             do not help).
 *     robin   the network sees I + (dI/dU)(U' - U): the companions of the window.
 *
 * For elements that are expensive or live elsewhere; ohm_nonlinear_step is the better method
 * where it can be had. */
#ifndef OHM_KIRCHHOFF_RELAXATION_H
#define OHM_KIRCHHOFF_RELAXATION_H

#include "kirchhoff/nonlinear.h"

typedef enum { OHM_RELAX_PLAIN, OHM_RELAX_ROBIN } ohm_relaxation_kind;

typedef struct {
    ohm_relaxation_kind kind;
    size_t sweeps;              /* at most */
    double tolerance;           /* of the voltages, relative to the largest */
} ohm_relaxation_options;

typedef struct {
    size_t sweeps;
    double predicted;           /* largest |eigenvalue| of Z dI/dU over the window (plain); NaN */
    double contraction;         /* ratio of the last two corrections; NaN for fewer than two */
} ohm_relaxation_report;

/* Sources at time t. */
typedef void (*ohm_sources_fn)(ohm_sources *sources, const void *data, double time);

/* `steps` steps of length dt.  OHM_E_METHOD where plain relaxation would not contract (the
 * number is given), OHM_E_NOCONV where it did not; the circuit is then as before. */
ohm_status ohm_relaxation_window(ohm_nonlinear *circuit, ohm_relaxation_report *report, double dt,
                                 size_t steps, ohm_sources_fn sources, const void *data,
                                 const ohm_relaxation_options *options, ohm_error *err);

#endif
