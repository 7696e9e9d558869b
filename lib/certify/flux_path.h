/* lib/certify/flux_path.h -- that no memory met a bound on the way; private.
 *
 * The charges at time t say nothing about the path, and only a path within (0, 1) obeys the
 * law of the charges.  On a piece of [0, T] parabolas through three points of the path
 * (charges and potentials alike) are a curve q~(s) that obeys Kirchhoff's current law
 * exactly; its residual is bounded over the whole piece by a Taylor polynomial in balls
 * with Lagrange's remainder, and bounds the distance of the path from it as in
 * flux_point.h.  There R_on is replaced by the least R within half the room to the bounds:
 * with R frozen outside of that the problem is strictly convex, its minimiser is shown to
 * lie inside, where nothing is frozen, and so is the minimiser.  A piece that is not shown
 * is halved. */
#ifndef OHM_CERTIFY_FLUX_PATH_H
#define OHM_CERTIFY_FLUX_PATH_H

#include "certify/flux_point.h"

/* Shows that 0 < w < 1 on [0, t] for every edge on a circulation, and counts the pieces.
 * OHM_E_UNPROVED names the edge and the time where that did not succeed. */
ohm_status ohm_flux_path_prove(size_t *pieces, double t, ohm_flux_point *point, const ohm_control *control,
                               ohm_error *err);

#endif
