/* lib/certify/taylor_jet.h -- a polynomial that nearly follows the memory equation; private.
 *
 * Coefficients of w, i and p about one time, as in dynamics/taylor_series.h but in as many
 * bits as wanted, and what they miss: with exact midpoints for w and the chords of i, and
 * Kirchhoff's current law kept exactly,
 *
 *     R(w~) i~ + B^t p~ - S = rho(s),      w~' - alpha (w~ - w_rest) + drift(w~, i~) = d(s)
 *
 * hold as identities, and rho_[j], d_[j] for j <= order are balls of the size of rounding.
 * What comes beyond `order` is bounded in taylor_defect.h. */
#ifndef OHM_CERTIFY_TAYLOR_JET_H
#define OHM_CERTIFY_TAYLOR_JET_H

#include "certify/ball_kirchhoff.h"

typedef struct {
    const ohm_ball_circuit *circuit;    /* borrowed */
    ohm_ball_kirchhoff *kirchhoff;
    size_t order, stride;               /* stride = order + 1 numbers per edge or node */
    arb_ptr w, current;                 /* M * stride */
    arb_ptr potential, injection;       /* joined nodes * stride */
    arb_ptr emf;                        /* M * stride: S, then right-hand sides */
    arb_ptr resistance;                 /* M: R_[0] */
    mag_ptr rho, d;                     /* M * stride */
} ohm_taylor_jet;                       /* owns its arrays */

/* OHM_E_METHOD for windows and polarity 0, and for more numbers than memory should hold. */
ohm_status ohm_taylor_jet_alloc(ohm_taylor_jet **out, const ohm_ball_circuit *circuit, size_t order,
                                ohm_error *err);
void ohm_taylor_jet_free(ohm_taylor_jet *jet);          /* takes NULL */

/* All coefficients about time t from the memories w (M, midpoints used). */
ohm_status ohm_taylor_jet_make(ohm_taylor_jet *jet, const arb_t t, arb_srcptr w, long bits, ohm_error *err);

#endif
