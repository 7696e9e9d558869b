/* lib/learning/contrastive_ensemble.h -- the same training many times, each with draws of its own. */
#ifndef OHM_LEARNING_CONTRASTIVE_ENSEMBLE_H
#define OHM_LEARNING_CONTRASTIVE_ENSEMBLE_H

#include "learning/band.h"
#include "learning/contrastive_trial.h"

typedef struct {
    size_t realizations;        /* R */
    size_t points;
    size_t *step;               /* points */
    double *error;              /* points * R */
    double *tested;             /* points * R: accuracy in test; NaN where none is asked */
    double *mode;               /* OHM_MODES * points * R, or NULL */
    double *accuracy_train, *accuracy_test, *test_error;     /* R, after the last update */
    size_t *source;             /* R * sources: where the roles were */
    ohm_readout *target;        /* R * targets */
    ohm_contrastive_trial *first;       /* realization 0, whole */
} ohm_contrastive_ensemble;     /* owns everything */

/* Realizations 0 .. R-1, on up to `threads` threads.  The error names the realization that failed.
 * On OHM_E_INTERRUPT *out holds the realizations before the first unfinished one; where that is the
 * first, it alone, as far as it came; or is NULL. */
ohm_status ohm_contrastive_ensemble_run(ohm_contrastive_ensemble **out,
                                        const ohm_contrastive_experiment *experiment,
                                        size_t realizations, size_t threads, const ohm_control *control,
                                        ohm_error *err);
void ohm_contrastive_ensemble_free(ohm_contrastive_ensemble *ensemble);     /* takes NULL */

#endif
