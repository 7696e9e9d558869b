/* lib/certify/certify_flux_charge.h -- enclosures where the bulk is integrable; private.
 *
 * Any passive circuit with alpha = 0, without windows and polarity 0, either control.
 * flux_path.h shows that the path keeps within the bounds, flux_point.h encloses its end:
 * existence and uniqueness by strict convexity, nothing wraps, and the radius does not
 * grow with time.  Source: theory/memory.md sec. 3.3. */
#ifndef OHM_CERTIFY_CERTIFY_FLUX_CHARGE_H
#define OHM_CERTIFY_CERTIFY_FLUX_CHARGE_H

#include "base/control.h"
#include "certify/ball_circuit.h"

/* Writes the M memories at time t; pieces: of [0, t] on which the path was followed.
 * w0: the doubles the circuit was made with. */
ohm_status ohm_certify_flux_charge(arb_ptr w, size_t *pieces, double t, const ohm_ball_circuit *circuit,
                                   const double *w0, const ohm_control *control, ohm_error *err);

#endif
