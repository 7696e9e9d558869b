/* lib/kirchhoff/loop.h -- the reduced Laplacian solved by loop currents (private).
 *
 * With a spanning tree of the reduced network, rooted at ground, and its L chords:
 * the flow u along the tree that r asks for is known up to the chord currents y,
 *
 *     u = u0 + C y,       (R_chords + C^t R_tree C) y = -C^t R_tree u0,
 *
 * C the fundamental cycles.  A dense system of order L and two walks over the tree:
 * the form for near-trees.  Source: memory equation's A R A^t, theory/memory.md sec. 2. */
#ifndef OHM_KIRCHHOFF_LOOP_H
#define OHM_KIRCHHOFF_LOOP_H

#include "kirchhoff/reduced.h"

typedef struct ohm_loop ohm_loop;

/* Chords of the reduced network: how large the loop system is. */
int ohm_loop_count(const ohm_reduced *reduced);

/* `reduced` is read here only.  OHM_E_METHOD where L is too large for a dense system. */
ohm_status ohm_loop_alloc(ohm_loop **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err);
void ohm_loop_free(ohm_loop *loop);                     /* takes NULL */

/* Flops of one ohm_loop_factor. */
double ohm_loop_flops(const ohm_loop *loop);

/* Factors the loop system of the M conductances; allocates nothing. */
ohm_status ohm_loop_factor(ohm_loop *loop, const double *g, ohm_error *err);

/* x = A^-1 x, in place: n unknowns. */
void ohm_loop_solve(double *x, ohm_loop *loop);

/* log |det A|. */
double ohm_loop_log_determinant(const ohm_loop *loop);

#endif
