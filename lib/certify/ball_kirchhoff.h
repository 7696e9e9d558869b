/* lib/certify/ball_kirchhoff.h -- Kirchhoff's laws to any precision; private.
 *
 * A factor in doubles corrects a solution in as many bits as wanted: each turn solves for
 * what is left, R di + B^t dp = -r, and gains what a double is worth.  What comes out is a
 * good point and nothing more; that it is one is shown elsewhere, from its residual. */
#ifndef OHM_CERTIFY_BALL_KIRCHHOFF_H
#define OHM_CERTIFY_BALL_KIRCHHOFF_H

#include "certify/ball_circuit.h"
#include "kirchhoff/network.h"

#include <stdbool.h>

typedef struct {
    const ohm_ball_circuit *circuit;    /* borrowed */
    ohm_network *network;               /* of the joined graph */
    double *edge, *current;             /* M */
    double *potential;                  /* joined nodes */
    arb_ptr residual;                   /* M: for the caller to fill */
    arb_ptr need;                       /* joined nodes: scratch */
} ohm_ball_kirchhoff;                   /* owns its arrays */

ohm_status ohm_ball_kirchhoff_alloc(ohm_ball_kirchhoff **out, const ohm_ball_circuit *circuit,
                                    ohm_error *err);
void ohm_ball_kirchhoff_free(ohm_ball_kirchhoff *kirchhoff);    /* takes NULL */

/* Factors at the midpoints of M resistances (signed).  OHM_E_SINGULAR, OHM_E_DOMAIN where a
 * double cannot. */
ohm_status ohm_ball_kirchhoff_factor(ohm_ball_kirchhoff *kirchhoff, arb_srcptr resistance, ohm_error *err);

/* Whether another correction pays, `turn` corrections having been made: not where the last one
 * gained next to nothing, which is rounding, nor for ever, which a solution 0 would allow.
 * *before: the size at the last question, LONG_MAX at first. */
bool ohm_ball_kirchhoff_pays(long *before, size_t turn, const ohm_ball_kirchhoff *kirchhoff, long bits);

/* The binary exponent of the largest |residual|; LONG_MIN where all are 0. */
long ohm_ball_kirchhoff_size(const ohm_ball_kirchhoff *kirchhoff);

/* One correction against kirchhoff->residual = R i + B^t p - e: moves the chords of the flow
 * and the potentials, completes the flow, and makes chords and potentials exact. */
ohm_status ohm_ball_kirchhoff_correct(arb_ptr flow, arb_ptr potential, arb_srcptr injection, size_t stride,
                                      ohm_ball_kirchhoff *kirchhoff, long bits, ohm_error *err);

/* Solves R i + B^t p = e, B i = -J, from where flow and potential stand. */
ohm_status ohm_ball_kirchhoff_solve(arb_ptr flow, arb_ptr potential, arb_srcptr emf, arb_srcptr injection,
                                    size_t stride, arb_srcptr resistance, ohm_ball_kirchhoff *kirchhoff,
                                    long bits, ohm_error *err);

#endif
