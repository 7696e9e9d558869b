/* lib/certify/scene.h -- a circuit in a state, in rational numbers.
 *
 * What a claim about the memory equation is evaluated on: an oriented multigraph
 * with its matrices, and a state (w, S, xi, alpha, beta, P, J) with R_on = 1.
 * Source: [C17] sec. 2; doc/theory/memory.md sec. 1 and 2.  Private. */
#ifndef OHM_CERTIFY_SCENE_H
#define OHM_CERTIFY_SCENE_H

#include "certify/exact.h"
#include "topology/graph.h"

typedef struct {                /* every matrix belongs to the arena */
    ohm_arena *arena;
    size_t nodes, edges, components, chords;
    ohm_q *ends;                /* M x 2: tail, head */
    ohm_q *b;                   /* B_r, (N - c) x M */
    ohm_q *a;                   /* fundamental cycles, L x M */
    ohm_q *one;                 /* I, M x M */
    ohm_q *omega;               /* A^t (A A^t)^-1 A; 0 where there is no cycle */
    ohm_q *sign, *polarity;     /* P and J, M each, +1 or -1 */
    ohm_q *p, *j;               /* the same as diagonal matrices */
    ohm_q *w, *s;               /* memory and generators, M each */
    ohm_q *xi, *alpha, *beta;   /* numbers */
} ohm_scene;

/* Fills graph and matrices; the state is as ohm_scene_calm leaves it.  Trouble goes
 * to the arena.  `ends` holds tail and head of each edge. */
void ohm_scene_of_graph(ohm_scene *scene, ohm_arena *arena, const ohm_graph *graph);
void ohm_scene_of_ends(ohm_scene *scene, ohm_arena *arena, size_t nodes, size_t edges,
                       const unsigned char (*ends)[2]);
void ohm_scene_ring(ohm_scene *scene, ohm_arena *arena, size_t nodes);         /* k -> k + 1 */
void ohm_scene_complete(ohm_scene *scene, ohm_arena *arena, size_t nodes);     /* tail < head */

/* P = J = I, w = 1/2, S = 0, xi = 10, alpha = 0, beta = 1. */
void ohm_scene_calm(ohm_scene *scene);

enum {
    OHM_SCENE_MIXED = 1,        /* P of random signs, with A P A^t and A R A^t regular */
    OHM_SCENE_POLAR = 2,        /* J of random signs */
    OHM_SCENE_CONDUCTING = 4,   /* w = 0 on some edges */
    OHM_SCENE_CYCLIC = 8,       /* at least one cycle that is no self-loop */
    OHM_SCENE_SIMPLE = 16       /* neither self-loops nor parallel edges */
};

/* A random connected multigraph of 2 to 5 nodes and up to 9 edges in a random state,
 * 0 < w < 1, xi > 0, alpha > 0, beta > 0. */
void ohm_scene_random(ohm_scene *scene, ohm_arena *arena, unsigned kind, ohm_rng *rng);
/* A random state of the graph that is there. */
void ohm_scene_excite(ohm_scene *scene, unsigned kind, ohm_rng *rng);
/* Other signs of P for the scene that is there; they must leave A P A^t regular. */
void ohm_scene_set_sign(ohm_scene *scene, ohm_q *sign);

/* ---- the two roads to the current ----------------------------------------------- */
ohm_q *ohm_scene_omega_bar(const ohm_scene *scene);     /* A^t (A P A^t)^-1 A P */
/* M = (I + xi Omega_bar W)^-1 Omega_bar, and R_on i = M P S of eq. (4). */
ohm_q *ohm_scene_response(const ohm_scene *scene);
ohm_q *ohm_scene_current(const ohm_scene *scene);
/* R_on i by node potentials: R i = S - B_r^t p and B_r i = 0 as one linear system, so
 * that nothing is shared with eq. (4). */
ohm_q *ohm_scene_kirchhoff(const ohm_scene *scene);
/* dw/dt = alpha w - (J / beta) R_on i. */
ohm_q *ohm_scene_velocity(const ohm_scene *scene);

ohm_q *ohm_scene_swing(const ohm_scene *scene);         /* 1 + xi w, a vector */
ohm_q *ohm_scene_resistance(const ohm_scene *scene);    /* P (1 + xi w), a vector */
ohm_q *ohm_scene_drive(const ohm_scene *scene);         /* P S, a vector */

/* A random circulation, B_r x = 0, and a random cut, B_r^t y. */
ohm_q *ohm_scene_circulation(const ohm_scene *scene, ohm_rng *rng);
ohm_q *ohm_scene_cut(const ohm_scene *scene, ohm_rng *rng);

/* {"nodes","edges":[[tail,head]...],"sign","polarity","w","s","xi","alpha","beta"} */
ohm_json *ohm_scene_json(const ohm_scene *scene);

/* Omega = K^t (K K^t)^-1 K for any K of full row rank. */
ohm_q *ohm_q_projector(const ohm_q *k);

#endif
