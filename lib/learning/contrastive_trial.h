/* lib/learning/contrastive_trial.h -- one training from beginning to end: what is drawn, trained, judged. */
#ifndef OHM_LEARNING_CONTRASTIVE_TRIAL_H
#define OHM_LEARNING_CONTRASTIVE_TRIAL_H

#include "learning/contrastive_split.h"
#include "learning/contrastive_start.h"

typedef struct {                /* borrowed */
    ohm_contrastive_plan plan;  /* its realization is not read */
    ohm_contrastive_data train, test;   /* test.count 0: none */
    ohm_contrastive_schedule schedule;  /* watch is not read */
    ohm_contrastive_start start;
    size_t split;               /* 0: data as given; else see contrastive_split.h */
    bool scale;                 /* inputs to [0, 1] V */
    bool anywhere;              /* every realization places the roles anew */
    size_t damage;              /* edges cut before training */
    double tau, dt;             /* finite relaxation (contrastive_flow.h); tau NaN: none */
} ohm_contrastive_experiment;

typedef struct {
    ohm_contrastive_plan plan;  /* with the roles and the cut edges of this realization */
    size_t *source;
    ohm_readout *target;
    bool *cut;
    ohm_contrastive_split data;
    ohm_learner *learner;
    ohm_contrastive_history *history;
    double *free_state, *clamped;       /* N: of the first training sample */
    double *test_output;        /* test.count * T, or NULL */
    double accuracy_train, accuracy_test;       /* NaN: not asked */
    double test_error;          /* NaN: no labels to test */
    double difference, form;    /* contrast of the first sample by two ways (ohm_learner_energy) */
    double power;               /* mean over the training samples [W] */
    double alignment_mean, alignment_min;
} ohm_contrastive_trial;        /* owns what it points to, but for the experiment's */

/* Classes are right where the nearest level is theirs, labels of both signs where the sign is.
 * On OHM_E_INTERRUPT *out is the trial as far as it came, or NULL. */
ohm_status ohm_contrastive_trial_run(ohm_contrastive_trial **out,
                                     const ohm_contrastive_experiment *experiment,
                                     uint64_t realization, const ohm_control *control, ohm_error *err);
void ohm_contrastive_trial_free(ohm_contrastive_trial *trial);      /* takes NULL */

#endif
