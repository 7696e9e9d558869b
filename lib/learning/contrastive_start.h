/* lib/learning/contrastive_start.h -- parameters to start from. */
#ifndef OHM_LEARNING_CONTRASTIVE_START_H
#define OHM_LEARNING_CONTRASTIVE_START_H

#include "learning/contrastive.h"

/* theta_q = low + (high - low) frac((q + 1) 0.6180339887498949), q = 0 .. M-1: the golden
 * section, the same everywhere.  Potentiometers round to the nearest tap; of memristors low and high
 * are conductances, w = (k - k_min) / (k_max - k_min) clipped to [0, 1]. */
void ohm_contrastive_start_quasi(double *theta, const ohm_contrastive_plan *plan, double low, double high);

/* Uniform in [low, high) from the stream of the realization. */
ohm_status ohm_contrastive_start_uniform(double *theta, const ohm_contrastive_plan *plan, double low, double high,
                                         ohm_error *err);

#endif
