/* lib/learning/fluidic.h -- networks of conical channels: states, gradients, validity.
 *
 * Nodes have a pressure and a salt concentration, imposed from outside, and a potential,
 * imposed at sources and found elsewhere; edges are channels from base (tail) to tip (head)
 * with the law of device/channel.h.  Units: V, bar, mM, um, nm, pS, pA.
 *
 * Any of these may be trained.  A vector of weights holds the chosen kinds one after the
 * other, in the order of the enumeration: a number per edge (length, radius of the base) or
 * per node, sources included (pressure, density).
 *
 * With lambda the adjoint of a function C of the potentials, J lambda = dC/dV,
 *
 *     dC/dw = - sum_e (lambda_base - lambda_tip) DV_e dg_e/dw. */
#ifndef OHM_LEARNING_FLUIDIC_H
#define OHM_LEARNING_FLUIDIC_H

#include "device/channel.h"
#include "kirchhoff/steady.h"

typedef enum {
    OHM_FLUIDIC_LENGTH,         /* um, M of them */
    OHM_FLUIDIC_RADIUS_BASE,    /* nm, M */
    OHM_FLUIDIC_PRESSURE,       /* bar, N */
    OHM_FLUIDIC_DENSITY,        /* mM, N */
    OHM_FLUIDIC_KINDS
} ohm_fluidic_kind;

/* "length", "radius-base", "pressure", "density"; and the unit of one. */
const char *ohm_fluidic_kind_name(ohm_fluidic_kind kind);
const char *ohm_fluidic_kind_unit(ohm_fluidic_kind kind);

typedef struct ohm_fluidic ohm_fluidic;     /* one per thread: it holds the workspace */

/* A network with the default channel on every edge; graph is borrowed, held (the sources,
 * N flags) copied.  OHM_E_ARG where there is no source. */
ohm_status ohm_fluidic_alloc(ohm_fluidic **out, const ohm_graph *graph, const bool *held, ohm_error *err);
void ohm_fluidic_free(ohm_fluidic *network);            /* takes NULL */

const ohm_graph *ohm_fluidic_graph(const ohm_fluidic *network);
const bool *ohm_fluidic_held(const ohm_fluidic *network);
const bool *ohm_fluidic_reached(const ohm_fluidic *network);      /* N: joined to a source */
void ohm_fluidic_set_density(ohm_fluidic *network, ohm_density density);

/* The numbers of one kind, to read or to set before ohm_fluidic_prepare; how many. */
double *ohm_fluidic_values(ohm_fluidic *network, ohm_fluidic_kind kind);
size_t ohm_fluidic_count(const ohm_fluidic *network, ohm_fluidic_kind kind);

/* After values were set: takes them over.  OHM_E_DOMAIN names the edge or node and the
 * number that makes no channel; the values taken over before then still stand. */
ohm_status ohm_fluidic_prepare(ohm_fluidic *network, ohm_error *err);

/* The steady state; potential, N: in, sources and a guess; out, all.  The errors are those
 * of ohm_steady_solve. */
ohm_status ohm_fluidic_solve(double *potential, ohm_fluidic *network, ohm_error *err);

/* At the last state: conductances M [pS], and what each channel answered. */
double ohm_fluidic_conductance(const ohm_fluidic *network, size_t edge);
const ohm_channel_response *ohm_fluidic_response(const ohm_fluidic *network, size_t edge);
double ohm_fluidic_drop(const ohm_fluidic *network, size_t edge);

/* g_inf at given voltages of the edges (base minus tip), without a network around. */
void ohm_fluidic_conductances(double *g, const double *voltage, ohm_fluidic *network);

/* The potentials for given conductances of the edges, M, instead of g_inf: a moment of a
 * transient. */
ohm_status ohm_fluidic_hold(double *potential, const double *g, ohm_fluidic *network, ohm_error *err);

/* The adjoint at the last state: call once a state, then ohm_fluidic_pull for each function.
 * pull writes dC/dw of the kinds flagged, one after the other; by_potential is dC/dV, N. */
ohm_status ohm_fluidic_linearize(ohm_fluidic *network, ohm_error *err);
ohm_status ohm_fluidic_pull(double *gradient, const bool kinds[OHM_FLUIDIC_KINDS], const double *by_potential,
                            ohm_fluidic *network, ohm_error *err);

/* How far the last states stayed within the theory; a fold over states. */
typedef struct {
    double min_conductance;     /* g [pS] */
    double min_slope;           /* dI/dV [pS] */
    size_t maximum_principle;   /* free nodes outside the range of the sources */
} ohm_fluidic_validity;

void ohm_fluidic_validity_start(ohm_fluidic_validity *validity);
void ohm_fluidic_validity_add(ohm_fluidic_validity *validity, const double *potential,
                              const ohm_fluidic *network);

const ohm_steady_work *ohm_fluidic_worked(const ohm_fluidic *network);

#endif
