/* lib/learning/perceptron_run.h -- what an ensemble leaves behind. */
#ifndef OHM_LEARNING_PERCEPTRON_RUN_H
#define OHM_LEARNING_PERCEPTRON_RUN_H

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
    size_t reached;             /* epochs made: all of the plan, unless interrupted */
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

/* Room for the run of a plan: epochs filled in, errors NaN, nothing diverged.  OHM_E_NOMEM. */
ohm_status ohm_perceptron_run_alloc(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                                    size_t patterns, ohm_error *err);
void ohm_perceptron_run_free(ohm_perceptron_run *run);      /* takes NULL */

#endif
