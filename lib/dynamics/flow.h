/* lib/dynamics/flow.h -- the memory equation in Kirchhoff form.
 *
 *     (B G B^t) p = B G S + J,    i = G (S - B^t p),    G = diag 1 / R_k(w_k),
 *     dw_k/dt = alpha_k (w_k - w_rest,k) - d_k (R_on,k / beta_k) f_k(w_k, d_k),
 *
 * one weighted Laplacian in place of the dense M x M solve of [C17] eq. (4), with
 * which it agrees to rounding.  Source: theory/memory.md sec. 2. */
#ifndef OHM_DYNAMICS_FLOW_H
#define OHM_DYNAMICS_FLOW_H

#include "base/archive.h"
#include "dynamics/field.h"
#include "dynamics/problem.h"
#include "kirchhoff/network.h"

typedef struct ohm_flow ohm_flow;   /* holds the workspace: one per thread */

/* Analyses the circuit once.  mixed_signs of the options (NULL: defaults) is set
 * from the device.  Errors of ohm_network_alloc. */
ohm_status ohm_flow_alloc(ohm_flow **out, const ohm_problem *problem,
                          const ohm_network_options *options, ohm_error *err);
void ohm_flow_free(ohm_flow *flow);             /* takes NULL */

/* Writes dw/dt [1/s] (M) at time t and memory w (M), bounds not minded.  One
 * factorisation and one solve; allocates nothing.  OHM_E_DOMAIN where a resistance
 * is not positive, OHM_E_SINGULAR where active elements cancel. */
ohm_status ohm_flow_rhs(double *restrict dwdt, double t, const double *restrict w, ohm_flow *flow,
                        ohm_error *err);

/* Jacobian of the right-hand side at the state of the last ohm_flow_rhs, times v:
 * one solve with the factor that is there,
 *     R di + B^t dp = -R_on xi v i,  B di = 0,   J v = f_w v + f_i di. */
ohm_status ohm_flow_product(double *restrict jv, const double *restrict v, ohm_flow *flow, ohm_error *err);

/* Of the last right-hand side; owned by the flow. */
const double *ohm_flow_current(const ohm_flow *flow);       /* M [A], tail -> head */
const double *ohm_flow_potential(const ohm_flow *flow);     /* N [V] */
const double *ohm_flow_resistance(const ohm_flow *flow);    /* M [Ohm], signed */

size_t ohm_flow_evaluations(const ohm_flow *flow);          /* right-hand sides so far */
/* Writes down, or takes up, what the next right-hand side depends on besides its
 * arguments: the first guess of an iterative solver, and the counters. */
void ohm_flow_exchange(ohm_flow *flow, ohm_archive *archive);

ohm_network *ohm_flow_network(ohm_flow *flow);              /* borrowed */

/* The flow as a field; it stays the caller's. */
ohm_field ohm_flow_field(ohm_flow *flow);

#endif
