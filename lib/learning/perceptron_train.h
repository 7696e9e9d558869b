/* lib/learning/perceptron_train.h -- an ensemble of realizations, trained in parallel. */
#ifndef OHM_LEARNING_PERCEPTRON_TRAIN_H
#define OHM_LEARNING_PERCEPTRON_TRAIN_H

#include "base/control.h"
#include "learning/perceptron.h"

/* What pulses and node reads did, summed over realizations up to their divergence. */
typedef struct {
    double pulses, dead, crosstalk, clipped;    /* counts, exact below 2^53 */
    double charge, square;      /* integrals of |I| and of I^2 over the pulses */
    double reads, reads_over;   /* node reads, and those with |z| at or above a threshold */
    double outside, active;     /* memristor nodes: z outside [0, 1/c]; V I < 0 */
} ohm_perceptron_audit;

typedef struct {
    size_t realizations, weights, nodes, patterns;
    size_t points;              /* recorded epochs */
    size_t *epoch;              /* points, ascending from first_epoch */
    double *error;              /* points x R, E_total with frozen weights; NaN from divergence on */
    double *running;            /* points x R, met while training the epoch; NaN at the first point */
    double *weight;             /* R x weights, after the last epoch (or at divergence) */
    double *rest;               /* R x nodes, states y0 left by reads */
    double *multiplicity;       /* R x patterns, how often the data hold each */
    size_t *diverged;           /* R, epoch of divergence, or SIZE_MAX */
    double *accuracy;           /* R, fraction of patterns right at mid-level; 0 where diverged */
    ohm_perceptron_audit audit; /* zeros at the ideal level */
} ohm_perceptron_run;           /* owns its arrays */

/* Trains the ensemble.  A run diverges when after an epoch some |w| > 1e6, E_total > 1e9,
 * or either is NaN; it stops there.  Errors are in units of 0/1 targets (E/4 for -1/+1).
 * OHM_E_ARG and OHM_E_METHOD as from ohm_perceptron_check, OHM_E_NOMEM, OHM_E_INTERRUPT. */
ohm_status ohm_perceptron_train(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                                const ohm_perceptron_task *task, const ohm_control *control,
                                ohm_error *err);
void ohm_perceptron_run_free(ohm_perceptron_run *run);      /* takes NULL */

/* The same with the instruction set numbered `set` of ohm_lanes_sets, for comparing them. */
ohm_status ohm_perceptron_train_with(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                                     const ohm_perceptron_task *task, size_t set,
                                     const ohm_control *control, ohm_error *err);

#endif
