/* lib/certify/ball_field.h -- the memory equation and its Jacobian in dense balls; private.
 *
 * At memories in balls, with a constant drive at t = 0,
 *
 *     i = i_J + K (S - R i_J),       K = A^t (A R A^t)^-1 A,
 *     F = alpha (w - w_rest) - g i,     J = diag(alpha) + diag(g) K diag(R_on xi i),   g = c,
 *
 * and under voltage control, g = c / |R_on|,
 *
 *     F = alpha (w - w_rest) - g R i,   J = diag(alpha) + diag(g) (R K - I) diag(R_on xi i).
 *
 * Source: theory/memory.md secs. 2, 3.6. */
#ifndef OHM_CERTIFY_BALL_FIELD_H
#define OHM_CERTIFY_BALL_FIELD_H

#include "certify/ball_circuit.h"
#include "topology/sign_matrix.h"

typedef struct {
    const ohm_ball_circuit *circuit;    /* borrowed */
    ohm_sign_matrix *cycles;
    arb_ptr emf, injection;             /* M: S - R i_J; joined nodes: J */
    arb_ptr flow;                       /* M: i_J */
    arb_ptr resistance, current;        /* M */
    arb_ptr drift;                      /* M: F */
    arb_ptr gain, swing;                /* M: c, or c / |R_on|; R_on xi i */
    arb_mat_t response;                 /* K */
} ohm_ball_field;                       /* owns its arrays */

/* OHM_E_METHOD for windows, polarity 0, drives that move, and for more edges than dense
 * balls should have. */
ohm_status ohm_ball_field_alloc(ohm_ball_field **out, const ohm_ball_circuit *circuit, ohm_error *err);
void ohm_ball_field_free(ohm_ball_field *field);        /* takes NULL */

/* F, K and i at the M memories w.  OHM_E_PRECISION where the network is not shown to be regular. */
ohm_status ohm_ball_field_at(ohm_ball_field *field, arb_srcptr w, ohm_error *err);

/* J there, of the elements in `place` (count of them, in order). */
void ohm_ball_field_jacobian(arb_mat_t out, const size_t *place, size_t count, const ohm_ball_field *field);

/* Under current control J - diag(alpha) of these elements is diag(g) A^t Z A diag(h), Z = (A R A^t)^-1, of
 * rank at most L: but for `count` - L zeros its eigenvalues are those of the L x L matrix
 *
 *     out = Z A diag(g h) A^t,
 *
 * which is where a multiple eigenvalue alpha goes.  OHM_E_PRECISION as above. */
ohm_status ohm_ball_field_core(arb_mat_t out, const size_t *place, size_t count, const ohm_ball_field *field,
                               ohm_error *err);

#endif
