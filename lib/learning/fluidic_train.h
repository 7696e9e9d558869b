/* lib/learning/fluidic_train.h -- training a network of channels on samples.
 *
 *     C(w) = 1/S sum_s sum_t (V_t(w; s) - V_t^D(s))^2,     w' = w - alpha dC/dw,
 *
 * S samples, each with its own source potentials and desired target potentials.  The
 * gradient is that of the paper, forward differences one weight at a time (what an
 * experimenter can do: each difference is a forward pass, and they are counted), or the
 * exact adjoint.  A weight that leaves its bounds, or a state that is not found, stops the
 * run with the last good weights.
 *
 * alpha is in (unit of the weight)^2 / V^2, one per kind.  Adam takes its rate in the unit
 * of the weight; line search and Gauss-Newton (Levenberg-Marquardt) find their own length,
 * the first starting from alpha.
 * Source: Conte (2025), eqs. (4) and (5), one entry at a time; Kingma & Ba (2015);
 * Nocedal & Wright, Numerical Optimization (2006), sec. 10.3. */
#ifndef OHM_LEARNING_FLUIDIC_TRAIN_H
#define OHM_LEARNING_FLUIDIC_TRAIN_H

#include "base/control.h"
#include "learning/fluidic.h"

#include <stdint.h>

typedef struct {                /* all borrowed */
    size_t count;               /* S >= 1 */
    const double *held;         /* S * N, read at sources */
    size_t targets;
    const size_t *plus, *minus; /* target t is V[plus] - V[minus]; minus OHM_NONE: V[plus] */
    const double *label;        /* S * targets [V] */
} ohm_fluidic_samples;

typedef enum { OHM_FLUIDIC_ADJOINT, OHM_FLUIDIC_FORWARD } ohm_fluidic_gradient;
typedef enum {
    OHM_FLUIDIC_STEEPEST, OHM_FLUIDIC_LINE_SEARCH, OHM_FLUIDIC_ADAM, OHM_FLUIDIC_GAUSS_NEWTON
} ohm_fluidic_optimizer;

/* Told after each update (and before the first, step 0) of the cost, the weights and the
 * potentials of sample 0. */
typedef ohm_status ohm_fluidic_watch(void *data, size_t step, double cost, const double *weight,
                                     const double *potential, ohm_error *err);

typedef struct {
    bool kinds[OHM_FLUIDIC_KINDS];      /* what is trained; at least one */
    double rate[OHM_FLUIDIC_KINDS];     /* alpha of each kind */
    double delta[OHM_FLUIDIC_KINDS];    /* step of the forward differences, in the kind's unit */
    double low[OHM_FLUIDIC_KINDS], high[OHM_FLUIDIC_KINDS];     /* bounds: low <= w <= high, */
                                        /* and low < w where low is not positive */
    bool clip;                          /* weights stay at a bound instead of stopping the run */
    ohm_fluidic_gradient gradient;
    ohm_fluidic_optimizer optimizer;
    size_t steps;
    size_t batch;                       /* samples of one update; 0: all */
    bool shuffled;                      /* their order; else as they come, round and round */
    uint64_t seed;
    ohm_fluidic_watch *watch;           /* NULL: nobody */
    void *watch_data;
} ohm_fluidic_plan;

/* Steepest descent on lengths by the adjoint at rate 1, all samples, physical bounds, the
 * author's steps for differences: 1e-3 um, 1 nm, 1e-3 bar, 1e-4 mM. */
void ohm_fluidic_plan_defaults(ohm_fluidic_plan *plan);

/* alpha in the weight's own unit of the author's, who takes gradients per SI unit (m, m, Pa,
 * mM) and applies them in um, nm, bar, mM. */
double ohm_fluidic_author_rate(ohm_fluidic_kind kind, double alpha);

enum { OHM_FLUIDIC_STOP_TEXT = 200 };

typedef struct {
    size_t weights;
    size_t steps;               /* updates made */
    double *cost;               /* steps + 1 [V^2], of all samples; cost[k] is after k updates */
    double *weight;             /* weights */
    double *gradient;           /* weights, of C at the end */
    double *potential;          /* S * N at the end */
    double *conductance;        /* S * M */
    ohm_fluidic_validity validity;      /* over samples and edges, at the end */
    size_t passes;              /* forward passes, as an experimenter counts them */
    bool stopped;               /* before all steps, and why: */
    bool interrupted;           /* because the caller asked to */
    char reason[OHM_FLUIDIC_STOP_TEXT];
} ohm_fluidic_run;              /* owns its arrays */

/* Trains; the network ends with the weights found.  OHM_E_ARG for a plan that makes no
 * sense, and what the first state or the watch failed with. */
ohm_status ohm_fluidic_train(ohm_fluidic_run **out, ohm_fluidic *network, const ohm_fluidic_samples *samples,
                             const ohm_fluidic_plan *plan, const ohm_control *control, ohm_error *err);
void ohm_fluidic_run_free(ohm_fluidic_run *run);        /* takes NULL */

/* C of these samples as the network stands; output (may be NULL): S * targets, V. */
ohm_status ohm_fluidic_cost(double *cost, double *output, ohm_fluidic *network,
                            const ohm_fluidic_samples *samples, ohm_error *err);

/* The least C any positive conductances reach: labels outside the range of the sources
 * cannot be met (maximum principle).  Targets that are differences count 0.  *outside: how
 * many labels; *worst: sample of the farthest. */
double ohm_fluidic_floor(size_t *outside, size_t *worst, const ohm_fluidic *network,
                         const ohm_fluidic_samples *samples);

#endif
