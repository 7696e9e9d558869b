/* lib/learning/fluidic_search.h -- one training run while it lasts (private).
 *
 * fluidic_train.c walks, fluidic_cost.c evaluates, fluidic_update.c proposes. */
#ifndef OHM_LEARNING_FLUIDIC_SEARCH_H
#define OHM_LEARNING_FLUIDIC_SEARCH_H

#include "learning/fluidic_train.h"

typedef struct {
    ohm_fluidic *network;               /* borrowed */
    const ohm_fluidic_samples *samples; /* borrowed */
    const ohm_fluidic_plan *plan;       /* borrowed */
    size_t weights;                     /* W */
    size_t first[OHM_FLUIDIC_KINDS + 1];    /* where each kind begins */
    double *weight, *trial;             /* W: as the network stands; as tried */
    double *gradient;                   /* W */
    double *mean, *square;              /* W: Adam's moments */
    size_t updates;                     /* of Adam */
    double length;                      /* of the line search, in units of the rates */
    double damping;                     /* of Gauss-Newton */
    double *residual, *jacobian;        /* R, R * W: Gauss-Newton */
    double *matrix, *solution;          /* min(R, W)^2 and as many */
    double *potential;                  /* S * N: where each sample was last */
    double *guess;                      /* N: states that are not kept */
    double *by_potential, *pull;        /* N, W */
    size_t *order, drawn;               /* S: samples in the order of this pass */
    size_t batch;                       /* samples of one update */
    size_t passes;
} fluidic_search;

/* Takes weights into the network; *outside says which left its bounds, or SIZE_MAX. */
ohm_status fluidic_take(size_t *outside, fluidic_search *search, const double *weight, ohm_error *err);

/* Mean cost of `count` samples, and its gradient unless NULL; keep: remember the states. */
ohm_status fluidic_mean_cost(double *cost, double *gradient, fluidic_search *search, const size_t *sample,
                             size_t count, bool keep, ohm_error *err);

/* Gradient by forward differences around `cost`, one more pass a weight and sample. */
ohm_status fluidic_differences(double *gradient, double cost, fluidic_search *search, const size_t *sample,
                               size_t count, ohm_error *err);

/* Residuals V - V^D of all targets of the samples, and dV/dw, a row for each. */
ohm_status fluidic_jacobian(double *residual, double *jacobian, fluidic_search *search, const size_t *sample,
                            size_t count, ohm_error *err);

/* Makes one update of search->weight for these samples, whose cost is `cost`; the network
 * ends with it.  *outside as above: then nothing was changed. */
ohm_status fluidic_update(size_t *outside, fluidic_search *search, const size_t *sample, size_t count,
                          ohm_error *err);

/* Which kind weight w is of. */
ohm_fluidic_kind fluidic_kind_of(const fluidic_search *search, size_t w);

#endif
