/* lib/learning/perceptron_lanes.h -- private: one block of realizations, trained side by side.
 *
 * A lane is a realization.  Every array below holds one number for each of the LANES
 * lanes of a block, so the kernels (perceptron_kernel.h, compiled once for each
 * instruction set) read like scalar code over vectors of lanes.  Lanes never mix:
 * a realization computes the same bits alone, in any block and at any vector width. */
#ifndef OHM_LEARNING_PERCEPTRON_LANES_H
#define OHM_LEARNING_PERCEPTRON_LANES_H

#include "learning/perceptron_node.h"

#include <stdbool.h>
#include <stddef.h>

enum { OHM_LANES = 16 };

/* What the audit counts in each lane. */
typedef enum {
    OHM_TALLY_PULSES, OHM_TALLY_DEAD, OHM_TALLY_CROSSTALK, OHM_TALLY_CLIPPED,
    OHM_TALLY_CHARGE, OHM_TALLY_SQUARE,
    OHM_TALLY_READS, OHM_TALLY_READS_OVER, OHM_TALLY_OUTSIDE, OHM_TALLY_ACTIVE,
    OHM_TALLIES
} ohm_tally;

typedef struct {
    /* the network and its rule; weights are laid out as in perceptron.h */
    size_t inputs, hidden, outputs;     /* hidden 0: a single layer */
    ohm_node node;
    bool linear_output;
    double rate;
    double limit;                       /* |w| <= limit; INFINITY: none */

    /* the device level */
    bool device;
    bool rate_in_amplitude;             /* single layer: I = eta u + ..., tau = 1 */
    double window;                      /* a; INFINITY for two layers */
    double rise;                        /* t_r */
    bool compensate;                    /* shorten the plateau by what the ramps write */
    double read_limit;                  /* smallest threshold: a read above it would write */
    ohm_read_cure cure;
    const double *nominal;              /* threshold the programmer believes, per variable or [1] */

    /* per lane, [k][OHM_LANES], all 64-byte aligned */
    size_t active;                      /* lanes in use, a prefix */
    double *weight;                     /* weights */
    double *rest;                       /* state y0 of each node, hidden first */
    const double *threshold;            /* of each weight, as the device has it */
    const double *x;                    /* [sample][inputs] of this chunk */
    const double *t;                    /* [sample][outputs] */
    const double *noise;                /* [sample][weights] factors, or NULL */
    const double *multiplicity;         /* [patterns], how often the lane's data hold each */
    double *running;                    /* adds 1/2 sum (T - V)^2, met while training */
    double *error;                      /* sets 1/2 sum_p n_p (T_p - V_p)^2, weights frozen */
    double *tally;                      /* [OHM_TALLIES], adds */
    double *work;                       /* [OHM_LANES_WORK(hidden, outputs)] */

    /* the patterns, the same in every lane */
    size_t patterns;
    const double *pattern;              /* patterns x inputs */
    const double *target;               /* patterns x outputs */
} ohm_lanes;

/* Rows of scratch: V, dV/ds, dV/db of every hidden node, and the two gradients of each output. */
#define OHM_LANES_WORK(hidden, outputs) (3 * (hidden) + 2 * (outputs))

/* Trains on `samples` samples in order; then, in `error`, the frozen weights. */
typedef void ohm_lanes_train(const ohm_lanes *lanes, size_t samples);
typedef void ohm_lanes_evaluate(const ohm_lanes *lanes);

typedef struct {
    const char *name;                   /* "avx512", "avx2", "baseline" */
    ohm_lanes_train *train;
    ohm_lanes_evaluate *evaluate;
} ohm_lanes_set;

/* The instruction sets this machine runs, widest first; index count-1 is the baseline. */
size_t ohm_lanes_sets(const ohm_lanes_set **sets);

#endif
