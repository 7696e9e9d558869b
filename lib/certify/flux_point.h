/* lib/certify/flux_point.h -- where the charges are at one time, with proof; private.
 *
 * The charges minimise sum_k [Phi_k(q_k) - phi_k q_k] subject to B q = -int J dt.  With R
 * frozen outside 0 <= w <= 1 every Phi_k'' >= R_on,k, so there is exactly one minimiser q.
 * A point q~ that obeys Kirchhoff's current law exactly, with potentials P~ of any kind,
 * and residual r = Phi'(q~) + B^t P~ - phi, then encloses it: q - q~ = e is a circulation,
 *
 *     |e|_R^2 = sum R_on,k e_k^2  <=  sum (Phi'(q) - Phi'(q~))_k e_k  =  - sum r_k e_k
 *     =>  |e_k| <= (sum_l r_l^2 / R_on,l)^(1/2) / R_on,k^(1/2).
 *
 * (The potentials drop out: B e = 0.)  No matrix is inverted in balls, so nothing is lost
 * to size.  Edges on no circulation have e_k = 0. */
#ifndef OHM_CERTIFY_FLUX_POINT_H
#define OHM_CERTIFY_FLUX_POINT_H

#include "base/control.h"
#include "certify/ball_kirchhoff.h"
#include "dynamics/flux_charge.h"

typedef struct {
    const ohm_ball_circuit *circuit;    /* borrowed */
    ohm_ball_kirchhoff *kirchhoff;
    ohm_flux_charge *guess;             /* the float solver, which supplies points and no proof */
    double *w;                          /* M: its answer */
    arb_ptr charge;                     /* M: q~, exact on chords */
    arb_ptr potential;                  /* joined nodes: P~ */
    arb_ptr memory, flux, pull, resistance;     /* M: at q~: w, Phi', phi, R */
    arb_ptr injected;                   /* joined nodes: int J dt */
} ohm_flux_point;                       /* owns its arrays */

/* OHM_E_METHOD says why the law does not cover the circuit. */
ohm_status ohm_flux_point_alloc(ohm_flux_point **out, const ohm_ball_circuit *circuit, const double *w0,
                                ohm_error *err);
void ohm_flux_point_free(ohm_flux_point *point);        /* takes NULL */

/* Finds q~ and P~ at time t as well as `bits` allow.  OHM_E_UNPROVED where a memory is plainly
 * out of its bounds there. */
ohm_status ohm_flux_point_at(ohm_flux_point *point, double t, long bits, ohm_error *err);

/* r = Phi'(q~) + B^t P~ - phi anew, after q~ or P~ was changed. */
void ohm_flux_point_measure(ohm_flux_point *point, long bits);

/* Encloses the M memories there.  OHM_E_UNPROVED where one is not shown to lie in [0, 1]. */
ohm_status ohm_flux_point_enclose(arb_ptr w, ohm_flux_point *point, long bits, ohm_error *err);

/* The bound of |e_k| given the energy norm: energy / sqrt(resistance), in the radius of out. */
void ohm_flux_point_widen(arb_t charge, const mag_t energy, const arb_t resistance);

#endif
