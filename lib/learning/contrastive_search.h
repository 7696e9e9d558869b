/* lib/learning/contrastive_search.h -- a good placement of a task, found by trying.
 *
 * Candidates are random placements.  Each is trained and judged; the better half is judged
 * again on twice as many trials, until one is left (successive halving).  Only training data
 * are seen: those of realization 0.  Where there are classes a trial learns from half of the samples of each
 * and is judged by the others; where labels are numbers, by its own training: the part of the signs that
 * are right, then the error. */
#ifndef OHM_LEARNING_CONTRASTIVE_SEARCH_H
#define OHM_LEARNING_CONTRASTIVE_SEARCH_H

#include "learning/contrastive_trial.h"

typedef struct {
    size_t candidate;           /* which of them */
    double accuracy;            /* mean over its trials; NaN where labels have no two signs */
    double error;               /* mean over its trials, of the last recorded */
    size_t trials;              /* trainings of all candidates together */
} ohm_contrastive_found;

/* Writes the roles of the best of `candidates` >= 1 placements: source and target as in the plan, may be
 * those of the experiment.  A candidate whose network cannot be solved is out. */
ohm_status ohm_contrastive_search(size_t *source, ohm_readout *target, ohm_contrastive_found *found,
                                  const ohm_contrastive_experiment *experiment, size_t candidates,
                                  size_t threads, const ohm_control *control, ohm_error *err);

#endif
