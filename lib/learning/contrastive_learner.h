/* lib/learning/contrastive_learner.h -- one network with its parameters, that answers and learns.
 *
 * Linear networks: one factorisation an update, K Z = P^T beside the samples. With
 * x = dV_F, y = dV_C - dV_F = dZ u, u = A^{-1} q (coupled) or q (nudge), edge by edge
 *
 *     dV_C^2 - dV_F^2 = y (2 x + y),
 *
 * and since x = dH s for samples s, more samples than sources need only the moments
 * mean(s u^T) and mean(u u^T).  Transistors: Newton from the last states of the same datum. */
#ifndef OHM_LEARNING_CONTRASTIVE_LEARNER_H
#define OHM_LEARNING_CONTRASTIVE_LEARNER_H

#include "learning/contrastive.h"

typedef struct ohm_learner ohm_learner;     /* one per thread: it holds the workspace */

/* plan is copied, its arrays are borrowed, and it must have passed ohm_contrastive_check.
 * data: how many different samples will be learnt from (transistors keep the states of
 * each); batch: how many at a time.  Parameters start in the middle of what edges can hold. */
ohm_status ohm_learner_alloc(ohm_learner **out, const ohm_contrastive_plan *plan, size_t data, size_t batch,
                             ohm_error *err);
void ohm_learner_free(ohm_learner *learner);        /* takes NULL */

/* The M parameters theta: may be written. */
double *ohm_learner_parameters(ohm_learner *learner);

/* The M conductances [S] of the parameters (transistors: overdrives [V]). */
const double *ohm_learner_conductances(ohm_learner *learner);

/* Part of the samples: those numbered index[0 .. count-1]. */
typedef struct {                /* borrowed */
    const ohm_contrastive_samples *samples;
    const size_t *index;
    size_t count;
} ohm_contrastive_batch;

/* c, M, of a batch under a rule, as it would be without bias and noise; output, count * T,
 * the free outputs of the batch, or NULL.  Allocates nothing after the first call. */
ohm_status ohm_learner_contrast(double *c, double *output, ohm_learner *learner, ohm_contrastive_rule rule,
                                const ohm_contrastive_batch *batch, ohm_error *err);

/* One update.  output as above. */
ohm_status ohm_learner_step(double *output, ohm_learner *learner, const ohm_contrastive_batch *batch,
                            ohm_error *err);

/* Free outputs, count * T, of any inputs, count * sources. */
ohm_status ohm_learner_answer(double *output, ohm_learner *learner, size_t count, const double *x,
                              ohm_error *err);

/* The free and clamped states of one sample, N [V] each; nodes no source reaches are NaN. */
ohm_status ohm_learner_states(double *free_state, double *clamped, ohm_learner *learner, const double *x,
                              const double *label, ohm_error *err);

/* What the contrast of one sample is by two ways: sum of k (dV_C^2 - dV_F^2) over the
 * edges, and q^T A^{-1} q.  Linear and coupled only, else NaN. */
ohm_status ohm_learner_energy(double *difference, double *form, ohm_learner *learner, const double *x,
                              const double *label, ohm_error *err);

/* Power that the free state of x dissipates [W]: sum of I dV over the edges. */
ohm_status ohm_learner_power(double *power, ohm_learner *learner, const double *x, ohm_error *err);

/* Cosine between the change theta would make under the plan's own rule (in conductance,
 * without clipping, bias and noise) and the steepest descent of mean |O - L|^2 / 2; NaN
 * where one of them vanishes.  c and g: M each, workspace. */
ohm_status ohm_learner_alignment(double *cosine, double *c, double *g, ohm_learner *learner,
                                 const ohm_contrastive_batch *batch, ohm_error *err);

/* States of transistor networks that had to be given leaking edges (kirchhoff/transistors.h). */
size_t ohm_learner_cut_off(const ohm_learner *learner);

/* "dense", "cholesky", "newton". */
const char *ohm_learner_solver(const ohm_learner *learner);

#endif
