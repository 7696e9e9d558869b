/* lib/certify/certify_taylor.h -- a validated integrator of the memory equation; private.
 *
 * Step by step a Taylor polynomial of high order (taylor_jet.h) and a bound of the distance
 * to the trajectory (taylor_defect.h), which also shows that it exists on the step and
 * keeps within 0 <= w <= 1.  Relaxation, both controls, polarities +-1, active elements,
 * terminals, constant and alternating drives.  Source: theory/memory.md secs. 2, 4. */
#ifndef OHM_CERTIFY_CERTIFY_TAYLOR_H
#define OHM_CERTIFY_CERTIFY_TAYLOR_H

#include "base/control.h"
#include "certify/ball_circuit.h"

/* Writes the M memories at time t; the circuit's bits are those of the arithmetic.
 * OHM_E_PRECISION where a radius grows beyond 2^-accuracy on the way, OHM_E_UNPROVED where a
 * memory is not shown to keep within its bounds. */
ohm_status ohm_certify_taylor(arb_ptr w, size_t *steps, double t, long accuracy,
                              const ohm_ball_circuit *circuit,
                              const ohm_control *control, ohm_error *err);

#endif
