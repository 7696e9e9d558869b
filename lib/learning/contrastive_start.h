/* lib/learning/contrastive_start.h -- parameters to start from. */
#ifndef OHM_LEARNING_CONTRASTIVE_START_H
#define OHM_LEARNING_CONTRASTIVE_START_H

#include "learning/contrastive.h"

typedef enum {
    OHM_START_GIVEN,            /* theta = given */
    OHM_START_QUASI,
        /* theta_q = low + (high - low) frac((q + 1) 0.6180339887498949), q = 0 .. M-1 */
    OHM_START_UNIFORM           /* uniform in [low, high), from the stream of the realization */
} ohm_contrastive_start_kind;

typedef struct {                /* borrowed */
    ohm_contrastive_start_kind kind;
    const double *given;        /* M */
    double low, high;
} ohm_contrastive_start;

/* Writes the M parameters.  Between low and high potentiometers round to the nearest tap; of memristors low
 * and high are conductances, w = (k - k_min) / (k_max - k_min) clipped to [0, 1]. */
ohm_status ohm_contrastive_begin(double *theta, const ohm_contrastive_plan *plan,
                                 const ohm_contrastive_start *start, ohm_error *err);

#endif
