/* lib/learning/perceptron_node.h -- what a node memristor answers to a read pulse.
 *
 * A line current s reaches a node with bias b.  With z = s + b and c the switching a
 * unit current does in one read pulse (kappa tau_f I_unit), sampled at its end:
 *
 *     sigmoid    1 / (1 + exp(-z))                     tanh    tanh z        linear   z
 *     parabola   z (1 - c z)                                       [SIL20] eqs. (12), (13)
 *     hp         (1 - (1 - rho) y) z,  y = clip(y0 + c z, 0, 1)    [SIL20] eq. (7)
 *     hpgain     (1 - (1 - rho) y) s,  y = clip(b + c s, 0, 1)     the bias is the state
 *
 * rho = R_on / R_off.  y0 is the state at rest, 0 unless reads disturb it.  The
 * parabola leaves the device for z outside [0, 1/c] (it is hp without walls, rho = 0);
 * beyond 1/c its resistance is negative.  hp is passive everywhere. */
#ifndef OHM_LEARNING_PERCEPTRON_NODE_H
#define OHM_LEARNING_PERCEPTRON_NODE_H

#include <stdbool.h>

typedef enum {
    OHM_NODE_SIGMOID,
    OHM_NODE_TANH,
    OHM_NODE_PARABOLA,
    OHM_NODE_HP,
    OHM_NODE_HPGAIN,
    OHM_NODE_LINEAR
} ohm_node_kind;

typedef struct {
    ohm_node_kind kind;
    double c;                   /* > 0; read by the three memristor nodes */
    double rho;                 /* R_on / R_off, in [0, 1]; read by hp and hpgain */
} ohm_node;

typedef struct {
    double value;               /* V */
    double slope;               /* dV/ds */
    double bias_slope;          /* dV/db; equal to slope for an additive bias */
} ohm_node_response;

/* The names the command takes ("sigmoid", ..., "linear"). */
const char *ohm_node_name(ohm_node_kind kind);
bool ohm_node_named(ohm_node_kind *kind, const char *name);     /* false: no such node */

/* Whether the node is a memristor with a state, and whether its V rises with z. */
bool ohm_node_is_memristor(ohm_node_kind kind);
bool ohm_node_is_monotone(ohm_node_kind kind);

/* The answer to line current s at bias b and rest state y0 (which only parabola and hp read). */
ohm_node_response ohm_node_at(const ohm_node *node, double s, double b, double y0);

/* What reading does to the state: nothing; what is left after the mirror pulse (-I, tau_f);
 * all of it. */
typedef enum { OHM_READ_IDEAL, OHM_READ_MIRROR, OHM_READ_NONE } ohm_read_cure;

/* The state y0 after a read with current z, y0 itself for nodes without one. */
double ohm_node_after_read(const ohm_node *node, ohm_read_cure cure, double z, double y0);

#endif
