/* lib/learning/perceptron.h -- perceptrons made of memristors, trained in ensembles.
 *
 * A single layer is one threshold memristor per output, its variables the weights and
 * the bias; per sample (x, T), with z = sum w_i x_i + b and V = g(z), the delta rule
 *
 *     u_i = (T - V) g'(z) x_i,        w_i += eta u_i,        b += eta (T - V) dV/db
 *
 * is one pulse I = u_i + sgn(u_i) I_i of length eta per variable.  Two layers are one
 * threshold memristor per weight and per node bias, changed by backpropagation, one
 * pulse I = Delta w + sgn(Delta w) I_gamma of unit length each; every sample runs
 * forward, backward and programs, and the hidden gradient uses the old second layer.
 * Source: [SIL20] algorithms 1 and 2 with the repairs listed in doc/perceptron.md.
 *
 * Realization r draws from streams of (seed, r) alone, so its numbers depend neither
 * on how many realizations run beside it nor on threads or vector width. */
#ifndef OHM_LEARNING_PERCEPTRON_H
#define OHM_LEARNING_PERCEPTRON_H

#include "base/status.h"
#include "learning/perceptron_node.h"
#include "learning/perceptron_task.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Weights lie node by node: the weights of its inputs, then its bias (for hpgain its
 * state in [0, 1]); first the hidden nodes, then the outputs. */
typedef struct {
    size_t inputs;              /* n >= 1 */
    size_t hidden;              /* H; 0: a single layer */
    size_t outputs;             /* m >= 1 */
} ohm_perceptron_shape;

size_t ohm_perceptron_weights(const ohm_perceptron_shape *shape);
size_t ohm_perceptron_nodes(const ohm_perceptron_shape *shape);     /* H + m */

typedef struct {
    ohm_perceptron_shape shape;
    ohm_node node;
    bool linear_output;         /* the output nodes are wires (for regression) */
    double rate;                /* eta, finite and positive */
    size_t epochs;
    size_t realizations;        /* >= 1 */
    uint64_t seed;
    double limit;               /* |w| <= W > 0; INFINITY: unlimited */
    bool zero_bias;             /* biases and states start at 0, not at random */
    size_t samples;             /* drawn per realization; 0: every pattern once */
    bool shuffled;              /* a fresh order every epoch */
    size_t every;               /* record every so many epochs (and the first and last) */
    size_t first_epoch;         /* position in the streams: epochs already behind */
    const double *initial;      /* NULL: drawn (Glorot); else `initial_sets` sets of weights */
    size_t initial_sets;        /* 1: the same for all; or one per realization */
    const double *initial_rest; /* NULL: zeros; else the states of the nodes, as many sets */

    bool device;                /* weights change by pulses alone */
    double window;              /* a > 0; INFINITY with two layers */
    double first, spacing;      /* threshold j is first + j spacing ... */
    const double *threshold;    /* ... unless given: inputs + 1 of them, or 1 with two layers */
    bool rate_in_amplitude;     /* single layer: I = eta u + ..., unit length */
    double rise;                /* t_r >= 0: trapezoids */
    bool compensate;            /* shorten the plateau by what the ramps write */
    double write_noise;         /* sd of the relative error of each pulse, >= 0 */
    double spread;              /* sd of the thresholds around what the programmer believes */
    ohm_read_cure cure;         /* what node reads leave behind */

    size_t threads;             /* >= 1 */
} ohm_perceptron_plan;          /* pointers are borrowed */

/* The plan of the specification for this shape and node: eta 0.1, 1000 epochs, 100
 * realizations of 100 samples, shuffled, seed 1, and the calibration of that node. */
void ohm_perceptron_defaults(ohm_perceptron_plan *plan, const ohm_perceptron_shape *shape,
                             ohm_node_kind node);

/* OHM_E_ARG names what does not fit: a size of zero, a rate that is not a positive
 * number, H = 0 asked of two layers, a threshold that is not positive, ...;
 * OHM_E_METHOD where an option has no meaning for this network. */
ohm_status ohm_perceptron_check(const ohm_perceptron_plan *plan, const ohm_perceptron_task *task,
                                ohm_error *err);

/* Variables of one device (inputs + 1; 1 with two layers) and their thresholds. */
size_t ohm_perceptron_variables(const ohm_perceptron_plan *plan);
double ohm_perceptron_threshold(const ohm_perceptron_plan *plan, size_t variable);

/* Stream of realization r: what it is drawn for, and the epoch where that matters. */
typedef enum {
    OHM_STREAM_DATA, OHM_STREAM_INIT, OHM_STREAM_SHUFFLE, OHM_STREAM_NOISE, OHM_STREAM_SPREAD,
    OHM_STREAMS = 8
} ohm_perceptron_stream;
uint64_t ohm_perceptron_stream_of(size_t realization, ohm_perceptron_stream stream, size_t epoch);

#endif
