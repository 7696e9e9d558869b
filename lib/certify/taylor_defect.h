/* lib/certify/taylor_defect.h -- how far a trajectory can be from a jet; private.
 *
 * Let e = w - w~ and u = i - i~, a circulation.  From the identities of taylor_jet.h,
 *
 *     R(w) u + B^t (p - p~) = -rho - R_on xi e i~,     e' = alpha e - c u - d,   c = j R_on / beta.
 *
 * In the norm |e|^2 = sum |R_on,k| (e_k / c_k)^2 the energy of the first equation bounds u:
 *
 *     passive   |c u| <= a (b |e| + |rho / R^(1/2)|),    a = max (1 + xi w)^(-1/2),
 *                                                        b = max xi |c i~| (1 + xi w)^(-1/2);
 *     active    |c u| <= K (b |e| + |rho / R_on^(1/2)|), b = max xi |c i~|,
 *
 * K a bound of |R_on|^(1/2) A^t (A R A^t)^-1 A |R_on|^(1/2) made from one inverse in balls and
 * Neumann's series.  So |e|' <= L |e| + D, L = max alpha + a b (or K b), and Gronwall's
 * inequality carries |e| from step to step.  The error is one number: no box is turned
 * and nothing wraps; what it costs is exp(int L), which more bits pay for.
 *
 * Voltage control drives with v = R i: |v - v~| adds max xi |c i~| to L, and a factor
 * max (1 + xi w) to what comes from u (its root where passive). */
#ifndef OHM_CERTIFY_TAYLOR_DEFECT_H
#define OHM_CERTIFY_TAYLOR_DEFECT_H

#include "certify/taylor_jet.h"
#include "topology/sign_matrix.h"

typedef struct {
    const ohm_ball_circuit *circuit;    /* borrowed */
    ohm_sign_matrix *cycles;            /* of the joined graph; NULL where passive */
    mag_ptr unit;                       /* M: |e_k| <= unit_k |e|, |c_k| / |R_on|^(1/2) */
    mag_ptr weight;                     /* M: its inverse, from above */
    mag_ptr spread;                     /* M: of w~ over the step */
    mag_ptr flow;                       /* M: of |i~| */
    mag_ptr rho, d;                     /* M: of |rho|, |d| */
    mag_ptr drive_tail;                 /* M: of S beyond the order, over s^(order + 1) */
    mag_ptr flow_tail;                  /* M: of what i~ must carry of J beyond it */
    mag_t response;                     /* active: K at the beginning of the step */
    arb_t alpha;                        /* the largest */
} ohm_taylor_defect;                    /* owns its arrays */

ohm_status ohm_taylor_defect_alloc(ohm_taylor_defect **out, const ohm_ball_circuit *circuit, ohm_error *err);
void ohm_taylor_defect_free(ohm_taylor_defect *defect);     /* takes NULL */

/* Before bounds up to length `most`: the remainders of the drive's series over [t, t + most]. */
void ohm_taylor_defect_prepare(ohm_taylor_defect *defect, const arb_t t, const mag_t most,
                               const ohm_taylor_jet *jet);

/* *error holds a bound of |e| at the beginning and gets one at h.  OHM_E_UNPROVED where the
 * bound does not close on [0, h], or an element is not shown to stay within [0, 1] there:
 * then *edge names it (else OHM_NONE). */
ohm_status ohm_taylor_defect_bound(mag_t error, size_t *edge, const mag_t h, const ohm_taylor_jet *jet,
                                   ohm_taylor_defect *defect, ohm_error *err);

/* |x| in the norm, for radii x (M) of balls. */
void ohm_taylor_defect_norm(mag_t out, arb_srcptr x, const ohm_taylor_defect *defect);

#endif
