/* lib/certify/ball_circuit.h -- a circuit whose numbers are balls; private.
 *
 * Everything is about the doubles of the problem, taken exactly.  Held nodes are joined
 * into one, node 0 of the joined graph, and their potentials become EMFs
 * V_tail - V_head of the edges that touch them: then the currents are
 *
 *     i = i_J + (any circulation of the joined graph),
 *
 * with i_J a tree flow of the injections, and Kirchhoff's current law is kept exactly by
 * choosing the chords and letting the tree follow. */
#ifndef OHM_CERTIFY_BALL_CIRCUIT_H
#define OHM_CERTIFY_BALL_CIRCUIT_H

#include "certify/arb_door.h"
#include "certify/ball.h"
#include "dynamics/problem.h"
#include "topology/forest.h"

/* A wrong sign for the tests to plant: what an evaluator with that slip would compute. */
typedef enum {
    OHM_PLANT_NONE,
    OHM_PLANT_DRIVE,            /* -S */
    OHM_PLANT_RATE,             /* + (j R_on / beta) i in the memory equation */
    OHM_PLANT_SWING,            /* R_on (1 - xi w) */
    OHM_PLANT_DECAY             /* -alpha (w - w_rest) */
} ohm_plant;

typedef struct {
    const ohm_problem *problem;     /* borrowed */
    long bits;
    size_t nodes, edges;            /* of the joined graph */
    ohm_graph *graph;               /* held nodes joined */
    ohm_forest *forest;
    size_t *node;                   /* N of the problem: node of the joined graph */
    bool grounded;                  /* some node is held: then joined node 0 is */
    bool *bridge;                   /* M: no circulation runs through the edge */
    arb_ptr r_on;                   /* M: signed */
    arb_ptr xi;                     /* M: exact, or (r_off - r_on) / r_on where r_off was given */
    arb_ptr w0, alpha, w_rest;      /* M each, exact */
    arb_ptr rate;                   /* M: j R_on / beta with R_on > 0: dw = -rate i dt; exact
                                       but for the division */
    bool negated;                   /* the drive carries the planted sign */
} ohm_ball_circuit;                 /* owns its arrays */

/* r_off: M numbers, NaN where xi of the device stands for itself, or NULL: there xi of the
 * device is a rounded quotient, and the circuit meant is that of r_off.
 * OHM_E_METHOD for drives along lines, OHM_E_CONTENT where the currents injected into a part
 * without a held node do not cancel exactly, OHM_E_ARG for bits out of range. */
ohm_status ohm_ball_circuit_alloc(ohm_ball_circuit **out, const ohm_problem *problem, const double *w0,
                                  const double *r_off, long bits, ohm_error *err);
void ohm_ball_circuit_free(ohm_ball_circuit *circuit);      /* takes NULL */

void ohm_ball_circuit_plant(ohm_ball_circuit *circuit, ohm_plant which);

/* EMF of every edge (held potentials in it) and injection of every joined node at times in t:
 * `orders` Taylor coefficients, edge by edge (emf[k * orders + j]); or integrals from 0. */
void ohm_ball_circuit_drive(arb_ptr emf, arb_ptr injection, size_t orders, const arb_t t,
                            const ohm_ball_circuit *circuit, long bits);
void ohm_ball_circuit_flux(arb_ptr emf, arb_ptr injection, const arb_t t, const ohm_ball_circuit *circuit,
                           long bits);

/* Completes a flow: given its chords (others are not read) finds what the tree carries so that
 * the joined graph obeys B i = -J.  flow: M numbers, edge k at flow[k * stride]; injection: of
 * joined node n at injection[n * stride], or NULL.  need: joined nodes of scratch. */
void ohm_ball_circuit_complete(arb_ptr flow, arb_srcptr injection, size_t stride, arb_ptr need,
                               const ohm_ball_circuit *circuit, long bits);

/* out = (p_head - p_tail) of edge k, potentials of the joined nodes at p[n * stride]. */
void ohm_ball_circuit_drop(arb_t out, arb_srcptr p, size_t stride, size_t k, const ohm_ball_circuit *circuit,
                           long bits);

#endif
