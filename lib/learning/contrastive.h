/* lib/learning/contrastive.h -- what a contrastive local learning network is, and how it learns.
 *
 * Sources are held at inputs x; targets are read in the free state, O = P V_F, and in the
 * clamped one brought q = eta (L - O) towards their labels L.  Every edge compares its own
 * two voltages and changes its own parameter theta by
 *
 *     c_e = mean over the batch of dV_C,e^2 - dV_F,e^2,
 *     theta_e <- clip(theta_e - (alpha / eta) c_e / 2, low_e, high_e),
 *
 * or by what its device makes of the sign or the size of c_e.  Edges of a curved characteristic have 2 G(dV),
 * twice their co-content, in place of dV^2.  doc/contrastive.md has the
 * laws; numbers in SI units. */
#ifndef OHM_LEARNING_CONTRASTIVE_H
#define OHM_LEARNING_CONTRASTIVE_H

#include "device/transistor.h"
#include "device/two_terminal.h"
#include "device/window.h"
#include "kirchhoff/terminals.h"

#include <stdint.h>

typedef enum {
    OHM_EDGE_LINEAR,            /* theta = k, conductance [S] */
    OHM_EDGE_POTENTIOMETER,     /* theta = tap, 1 .. taps */
    OHM_EDGE_TRANSISTOR,        /* theta = V_G, gate [V] */
    OHM_EDGE_MEMRISTOR,         /* theta = w in [0, 1], k = low + (high - low) w */
    OHM_EDGE_TANH,              /* theta = k of I = k f(U), device/two_terminal.h */
    OHM_EDGE_SINH,
    OHM_EDGE_DIODE
} ohm_contrastive_edge;

typedef enum {
    OHM_RULE_COUPLED,           /* outputs forced by q */
    OHM_RULE_NUDGE,             /* currents q pushed into outputs (equilibrium propagation) */
    OHM_RULE_ADJOINT            /* c = 2 eta dC/dk, C = |O - L|^2 / 2: the exact gradient */
} ohm_contrastive_rule;

typedef enum {
    OHM_TAP_LINEAR_R,           /* R = R0 tap */
    OHM_TAP_LOG_R,              /* R = R0 taps^((tap - 1) / (taps - 1)) */
    OHM_TAP_LINEAR_K,           /* k = (taps + 1 - tap) / (taps R0) */
    OHM_WRITE_IDEAL,            /* dw = -gain c 4 w (1 - w) */
    OHM_WRITE_RAW,              /* dw = gain (dV_F^2 - s dV_C |dV_C|), s the sign of dV_F */
    OHM_WRITE_THRESH,           /* dw = -gain sign(c) (|c| - threshold)_+ */
    OHM_WRITE_PULSE             /* dw/dt = gain f(w) h(V) through both pulses: see contrastive_write.h */
} ohm_contrastive_law;

enum { OHM_TAPS = 255 };        /* of a potentiometer of 8 bits */

typedef struct {                /* pointers are borrowed */
    const ohm_graph *graph;     /* N nodes, M edges */
    size_t sources;
    const size_t *source;       /* nodes */
    size_t targets;             /* T */
    const ohm_readout *target;
    bool both;                  /* pairs: force both nodes (q/2, -q/2), not the difference alone */
    ohm_contrastive_edge edge;
    ohm_contrastive_rule rule;
    ohm_contrastive_law law;    /* of potentiometers and memristors */
    double eta;                 /* nudge, > 0 */
    double rate;                /* alpha > 0; linear, transistor */
    double gain;                /* of memristor writes */
    ohm_window window;          /* pulse: f */
    double power;               /* pulse: h(V) = sign(V) |V|^power, >= 1 */
    double r0;                  /* potentiometer: ohm a tap */
    double taps;                /* and how many */
    const double *low, *high;   /* M: bounds of theta; memristor: of k */
    const double *v_th;         /* M, transistor: threshold [V] */
    const double *strength;     /* M, transistor: S [A/V^2] */
    ohm_transistor_law body;    /* transistor: body effect */
    double curve_scale;         /* tanh, sinh, diode: V_0 [V] */
    const bool *cut;            /* M: edges that are not there; NULL: none */
    const bool *frozen;         /* M: edges that do not learn; NULL: none */
    bool hinge;                 /* nudge a target only while sign(L) O < |L| */
    double overclamp;           /* q = eta (L - O) + overclamp sign(L - O) [V] */
    double bias;                /* standard deviation of a fixed offset in c/2 [V^2], edge by edge */
    double noise;               /* standard deviation of each measured dV_C^2 - dV_F^2 [V^2] */
    double threshold;           /* no change where |c| is at or below it [V^2]; thresh: see there */
    double desync;              /* probability that an edge takes part in an update */
    uint64_t seed, realization; /* of every random number */
} ohm_contrastive_plan;

/* Every number that has a default: eta 0.1, rate 0.1 (5 for transistors), gain 5, r0 1/64,
 * 255 taps, n = 1, all edges in step; arrays and counts are left empty. */
void ohm_contrastive_defaults(ohm_contrastive_plan *plan, ohm_contrastive_edge edge);

/* OHM_E_ARG or OHM_E_METHOD for numbers that make no rule (eta = 0; low >= high names the
 * edge), OHM_E_CONTENT for targets that cannot be (ohm_terminals_check). */
ohm_status ohm_contrastive_check(const ohm_contrastive_plan *plan, ohm_error *err);

/* Samples: numbers of sources and labels of targets, one sample after the other. */
typedef struct {                /* borrowed */
    size_t count;
    const double *x;            /* count * sources [V] */
    const double *label;        /* count * targets [V] */
} ohm_contrastive_samples;

/* What is random: each its own stream, so that turning one on changes no other. */
typedef enum {
    OHM_DRAW_START, OHM_DRAW_ORDER, OHM_DRAW_BIAS, OHM_DRAW_NOISE, OHM_DRAW_DESYNC, OHM_DRAW_PLACES,
    OHM_DRAW_SPLIT, OHM_DRAW_DAMAGE, OHM_DRAWS
} ohm_contrastive_draw;

static inline uint64_t
ohm_contrastive_stream(uint64_t realization, ohm_contrastive_draw draw)
{
    return realization * OHM_DRAWS + (uint64_t)draw;
}

#endif
