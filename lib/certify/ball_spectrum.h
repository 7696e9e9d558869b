/* lib/certify/ball_spectrum.h -- eigenvalues of a ball of real matrices; private.
 *
 * Approximate ones by QR, then Rump's verified enclosures, clusters among them (Arb's
 * acb_mat_eig_multiple): every matrix in the ball has its eigenvalues in the balls, each as
 * often as it stands there. */
#ifndef OHM_CERTIFY_BALL_SPECTRUM_H
#define OHM_CERTIFY_BALL_SPECTRUM_H

#include "certify/arb_door.h"
#include "base/status.h"

#include <stdbool.h>

/* n balls for an n x n matrix, descending by real part.  OHM_E_PRECISION where they cannot
 * be shown. */
ohm_status ohm_ball_spectrum(acb_ptr out, const arb_mat_t a, long bits, ohm_error *err);

/* Whether eigenvalue k is shown to be real: a ball that meets no other, and no other's mirror
 * image, holds one eigenvalue, which is its own conjugate. */
bool ohm_ball_spectrum_is_real(acb_srcptr eigenvalues, long n, long k);

#endif
