/* lib/learning/contrastive_split.h -- which samples train and which test, and their scale. */
#ifndef OHM_LEARNING_CONTRASTIVE_SPLIT_H
#define OHM_LEARNING_CONTRASTIVE_SPLIT_H

#include "learning/contrastive_train.h"

typedef struct {
    ohm_contrastive_data train, test;   /* of the arrays below */
    double *x, *label;          /* label NULL where there are classes */
    size_t *class_of;           /* NULL where there are none */
} ohm_contrastive_split;        /* owns its arrays */

/* Copies of train and test (per_class 0); or of train, of which per_class samples of every class
 * (of all, where there are no classes) are drawn from the stream of the realization to train, and the
 * others test.  OHM_E_ARG where a class has not more than per_class samples. */
ohm_status ohm_contrastive_split_make(ohm_contrastive_split *out, const ohm_contrastive_plan *plan,
                                      const ohm_contrastive_data *train, const ohm_contrastive_data *test,
                                      size_t per_class, ohm_error *err);
void ohm_contrastive_split_free(ohm_contrastive_split *split);      /* what it holds */

/* Brings every input that varies in training to [0, 1] V by its range there; tests are clipped. */
void ohm_contrastive_split_scale(ohm_contrastive_split *split, size_t sources);

#endif
