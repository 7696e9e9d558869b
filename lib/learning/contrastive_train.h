/* lib/learning/contrastive_train.h -- many updates, what they achieve, and classes. */
#ifndef OHM_LEARNING_CONTRASTIVE_TRAIN_H
#define OHM_LEARNING_CONTRASTIVE_TRAIN_H

#include "base/control.h"
#include "learning/contrastive_learner.h"

/* What a sample of class s should answer: T numbers T_s. */
typedef enum {
    OHM_CLASSES_SLIDE,          /* T_s = O(mean input of s), anew before every epoch */
    OHM_CLASSES_SPREAD,         /* clip(m + 3 (O_0(mean input of s) - m), 0, 1), O_0 the first network, m
                                 * the mean over classes; then fixed */
    OHM_CLASSES_FIXED           /* `on` at target s, `off` at the others */
} ohm_contrastive_classes;

typedef struct {                /* borrowed */
    size_t count;
    const double *x;            /* count * sources */
    const double *label;        /* count * targets, or NULL: classes */
    size_t classes;             /* 0: labels are numbers */
    const size_t *class_of;     /* count */
    ohm_contrastive_classes kind;
    double on, off;
} ohm_contrastive_data;

typedef struct {
    size_t steps;               /* updates */
    size_t batch;               /* samples of one; 0: all */
    bool shuffled;              /* a new order every epoch; else the order of the data */
    size_t every;               /* record before every so many updates, and after the last */
    const ohm_contrastive_data *watch;  /* test data judged at every record; NULL: none; borrowed */
} ohm_contrastive_schedule;

enum { OHM_MODES = 3 };         /* mean, slope, curvature */

typedef struct {
    size_t points;
    size_t *step;               /* points: updates made before */
    double *error;              /* mean over the data of sum over targets (O - L)^2 / 2 */
    double *alignment;          /* cosine of the full-batch change with the gradient; NaN: none */
    double *tested;             /* accuracy in the test data watched; NaN: none */
    double *mode;               /* points * OHM_MODES: of the error O - L, or NULL: see below */
    size_t classes, targets;
    double *level;              /* classes * targets: T_s after the last update */
    double *output;             /* count * targets, of the data after the last update */
} ohm_contrastive_history;      /* owns its arrays */

/* Trains.  Modes are kept where one target learns one input that varies: the coefficients of
 * O - L on {1, u, P2(u)}, orthonormalised over the data.  OHM_E_ARG where the learner has no
 * room for the batch (full batches need one of the size of the data).  On OHM_E_INTERRUPT *out
 * ends with what had been learnt by then. */
ohm_status ohm_contrastive_train(ohm_contrastive_history **out, ohm_learner *learner,
                                 const ohm_contrastive_plan *plan, const ohm_contrastive_data *data,
                                 const ohm_contrastive_schedule *schedule, const ohm_control *control,
                                 ohm_error *err);
void ohm_contrastive_history_free(ohm_contrastive_history *history);        /* takes NULL */

/* Part of the samples whose answer is nearest (Euclid) to the level of their class. */
ohm_status ohm_contrastive_accuracy(double *accuracy, ohm_learner *learner, const ohm_contrastive_plan *plan,
                                    const ohm_contrastive_data *data, const double *level, ohm_error *err);

/* Part of the samples whose answers all have the sign of their labels; NaN where no label
 * is negative or none positive. */
double ohm_contrastive_signs(const double *output, const double *label, size_t count, size_t targets);

#endif
