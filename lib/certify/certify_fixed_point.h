/* lib/certify/certify_fixed_point.h -- a state at rest, and what it is, as theorems.
 *
 * Krawczyk's operator at the free elements: with F the memory equation, J its Jacobian and Y an
 * approximate inverse, K(X) = x - Y F(x) + (I - Y J(X)) (X - x) inside the interior of a box X
 * proves one and only one zero in X, and encloses it.  Elements held at 0 or 1 must be shown
 * to be pressed outwards.  The eigenvalues are those of a ball of matrices that holds the
 * Jacobian there; the kind is proved where their balls decide it: signs of real parts,
 * imaginary parts that are not 0, and reality, by being alone or because a passive network
 * whose pulls have one sign has a spectrum like a symmetric matrix. */
#ifndef OHM_CERTIFY_CERTIFY_FIXED_POINT_H
#define OHM_CERTIFY_CERTIFY_FIXED_POINT_H

#include "certify/ball.h"
#include "dynamics/problem.h"
#include "stability/fixed_points.h"

typedef struct {
    bool proved;                /* existence, uniqueness nearby, and the kind said */
    ohm_balls *w;               /* M, or NULL: existence was not proved */
    ohm_balls *re, *im;         /* of the free elements, or NULL: the spectrum was not enclosed */
    char reason[OHM_ERROR_TEXT];    /* why not; "" where proved */
} ohm_fixed_certificate;        /* owns its balls */

/* r_off: as in certificate.h.  What is not proved is not an error, and says why in reason;
 * neither is what the method does not cover.  OHM_E_NOMEM, OHM_E_ARG. */
ohm_status ohm_certify_fixed_point(ohm_fixed_certificate **out, const ohm_problem *problem,
                                   const ohm_fixed_point *point, const double *r_off, long bits,
                                   ohm_error *err);
void ohm_fixed_certificate_free(ohm_fixed_certificate *certificate);    /* takes NULL */

#endif
