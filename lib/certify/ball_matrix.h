/* lib/certify/ball_matrix.h -- dense matrices of balls; private.
 *
 * Arb has the arithmetic; here is what circuits need of it, with our errors.  FLINT
 * aborts where memory runs out. */
#ifndef OHM_CERTIFY_BALL_MATRIX_H
#define OHM_CERTIFY_BALL_MATRIX_H

#include "certify/arb_door.h"
#include "base/status.h"
#include "topology/graph.h"
#include "topology/rational_matrix.h"
#include "topology/sign_matrix.h"

/* X = A^-1 B and X = A^-1, for every matrix in the ball A.  OHM_E_PRECISION where `bits`
 * do not show that all of them are regular: A may be singular, or only near it. */
ohm_status ohm_ball_solve(arb_mat_t x, const arb_mat_t a, const arb_mat_t b, long bits, ohm_error *err);
ohm_status ohm_ball_inverse(arb_mat_t x, const arb_mat_t a, long bits, ohm_error *err);

/* `out` has the shape of the matrix it is filled from. */
void ohm_ball_from_rational(arb_mat_t out, const ohm_rational_matrix *matrix, long bits);
void ohm_ball_from_signs(arb_mat_t out, const ohm_sign_matrix *matrix);

/* Row i, or column j, times d[i], d[j].  out may be a. */
void ohm_ball_scale_rows(arb_mat_t out, arb_srcptr d, const arb_mat_t a, long bits);
void ohm_ball_scale_columns(arb_mat_t out, const arb_mat_t a, arb_srcptr d, long bits);

/* Omega, M x M. */
ohm_status ohm_ball_omega(arb_mat_t out, const ohm_graph *graph, long bits, ohm_error *err);

/* The response of the currents to EMFs, M x M:
 *
 *     K = A^t (A diag(r) A^t)^-1 A,    A a cycle matrix (L x M),    i = K S.
 *
 * r: M balls.  OHM_E_PRECISION as in ohm_ball_solve. */
ohm_status ohm_ball_response(arb_mat_t out, const ohm_sign_matrix *cycles, arb_srcptr r, long bits,
                             ohm_error *err);

/* Upper bounds of norms: of rows (infinity), and spectral by sqrt(|A|_1 |A|_inf). */
void ohm_ball_norm_rows(mag_t out, const arb_mat_t a);
void ohm_ball_norm_spectral(mag_t out, const arb_mat_t a);

#endif
